import QuestionBank
import SpacedRepetition
import Testing

@testable import Practice

/// A backlog that is never worked off, over years.
@Suite struct BacklogTests {
  private struct Kept {
    let key: CardKey
    let topic: TopicPath
    var due: Int
    var answered: Int
    var answers = 0
  }

  /// Days that a card may wait: turns come by chance, and 40 of them must.
  private static let longest = 350

  /// Forty cards, each due again two days after it was answered.
  ///
  /// `topics` says what each review of a day is asked for: all cards, or those of one topic.
  @Test(arguments: [[nil], [nil, nil, nil], ["t0", nil, nil]])
  func `no card starves, however few reviews a day are done`(topics: [String?]) throws {
    var cards = (0..<40).map {
      Kept(
        key: CardKey(rawValue: "b/\($0)"),
        topic: TopicPath(rawValue: "t\($0 % 3)"),
        due: 0,
        answered: 0
      )
    }
    for day in 1..<1_000 {
      var done = DayProgress(day: StudyDay(rawValue: 20_000 + day))
      for topic in topics {
        let due = cards.filter { $0.due <= day && (topic == nil || $0.topic.rawValue == topic) }
        // The best remembered first: with two days to go, almost always the same few.
        let reviews = due.sorted { ($1.answered, $0.key.rawValue) < ($0.answered, $1.key.rawValue) }
        let input = QueueInput(
          reviews: reviews.map(candidate),
          longestWaiting: due.min { ($0.due, $0.key.rawValue) < ($1.due, $1.key.rawValue) }
            .map(candidate),
          reviewCount: due.count
        )
        let order = QueueOrder(
          input: input,
          plan: DayPlan(reviews: topics.count),
          progress: done,
          targetStage: .senior
        )
        let next = try #require(order.next(learningAhead: false))
        let place = try #require(cards.firstIndex { $0.key == next.key })
        cards[place].due = day + 2
        cards[place].answered = day
        cards[place].answers += 1
        done.reviews += 1
      }
      let waiting = cards.map { day - $0.due }.max() ?? 0
      guard waiting <= Self.longest else {
        Issue.record("on day \(day) a card has waited for \(waiting) days")
        return
      }
    }
    #expect(cards.allSatisfy { $0.answers > 3 })
  }

  private func candidate(_ card: Kept) -> QueueCandidate {
    QueueCandidate(
      key: card.key,
      topic: card.topic,
      stage: .senior,
      kind: .flashcard,
      due: Timestamp(rawValue: Int64(card.due)),
      expectedMilliseconds: 20_000
    )
  }
}
