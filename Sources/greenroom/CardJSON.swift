import Practice
import QuestionBank
import SpacedRepetition

/// Cards and answers in the published JSON shapes.
enum CardJSON {
  static func next(_ shown: Presented) -> JSONValue {
    var fields: [String: JSONValue] = [
      "card_id": .string(shown.card.key.rawValue),
      "bank": .string(shown.card.key.bank),
      "kind": .string(shown.card.kind.rawValue),
      "stage": .string(shown.card.stage.rawValue),
      "topic": .string(shown.card.topic.rawValue),
      "question": .string(shown.card.question),
      "state": .string(shown.record.stateName.rawValue),
      "retrievability": JSONValue(shown.retrievability),
      "intervals": intervals(shown.states),
    ]
    if let order = shown.order {
      fields["choices"] = .array(
        order.options.enumerated().map { index, option in
          ["index": .int(index + 1), "text": .string(option.text)]
        }
      )
    }
    return .object(fields)
  }

  static func answer(_ answered: Answered) -> JSONValue {
    let review = answered.review
    return [
      "review_id": .string(review.id.rawValue),
      "card_id": .string(review.card.rawValue),
      "rating": .string(Rating.words[review.rating.rawValue - 1]),
      "state": .string(answered.record.stateName.rawValue),
      "stability": JSONValue(answered.record.state.memory?.stability),
      "difficulty": JSONValue(answered.record.state.memory?.difficulty),
      "due": JSONValue(answered.record.due),
      "interval_seconds": .int(review.interval.seconds),
    ]
  }

  /// The card as its bank states it.
  static func card(_ card: Card) -> [String: JSONValue] {
    var fields: [String: JSONValue] = [
      "card_id": .string(card.key.rawValue),
      "bank": .string(card.key.bank),
      "kind": .string(card.kind.rawValue),
      "stage": .string(card.stage.rawValue),
      "topic": .string(card.topic.rawValue),
      "question": .string(card.question),
      "answer": .string(card.answerText),
      "sources": JSONValue(card.sources),
      "tags": JSONValue(card.tags),
      "version": JSONValue(card.version),
    ]
    switch card.content {
    case .flashcard(let flashcard): fields["points"] = JSONValue(flashcard.points)
    case .cloze(let cloze):
      fields["gap"] = .int(cloze.gap)
      if let text = try? ClozeText(cloze.text) {
        fields["accept"] = JSONValue(text.accepted(gap: cloze.gap))
      }
    case .choice(let choice):
      fields["choices"] = .array(
        choice.options.map {
          ["text": .string($0.text), "right": .bool($0.isRight), "why": JSONValue($0.why)]
        }
      )
    case .typed(let typed): fields["accept"] = JSONValue(typed.accept)
    case .estimate(let estimate):
      fields["value"] = JSONValue(estimate.answer)
      fields["within"] = JSONValue(estimate.within)
      fields["unit"] = JSONValue(estimate.unit)
      fields["working"] = JSONValue(estimate.working)
    }
    return fields
  }

  /// The card as lists have it.
  static func listed(_ card: Card, _ record: CardRecord) -> JSONValue {
    var fields = self.card(card)
    fields["state"] = .string(record.stateName.rawValue)
    fields["due"] = JSONValue(record.due)
    return .object(fields)
  }

  /// The card, its memory and its reviews.
  static func report(_ shown: Presented, reviews: [Review], notes: [String]) -> JSONValue {
    var fields = card(shown.card)
    fields["state"] = .string(shown.record.stateName.rawValue)
    fields["memory"] = memory(shown)
    fields["marked"] = .bool(shown.record.isMarked)
    fields["leech"] = .bool(shown.record.isLeech)
    fields["buried_until"] = JSONValue(shown.record.buriedUntil.map { "\($0)" })
    fields["intervals"] = intervals(shown.states)
    fields["notes"] = JSONValue(notes)
    fields["reviews"] = .array(reviews.map(review))
    return .object(fields)
  }

  private static func memory(_ shown: Presented) -> JSONValue {
    let record = shown.record
    return [
      "stability": JSONValue(record.state.memory?.stability),
      "difficulty": JSONValue(record.state.memory?.difficulty),
      "retrievability": JSONValue(shown.retrievability),
      "due": JSONValue(record.due),
      "last_answered": JSONValue(record.lastAnsweredAt),
      "review_count": .int(record.state.reviewCount),
      "lapses": .int(record.state.lapses),
    ]
  }

  private static func review(_ review: Review) -> JSONValue {
    [
      "review_id": .string(review.id.rawValue),
      "answered_at": JSONValue(review.answeredAt),
      "study_day": .string("\(review.studyDay)"),
      "rating": .string(Rating.words[review.rating.rawValue - 1]),
      "duration_seconds": JSONValue(review.durationMilliseconds.map { Double($0) / 1000 }),
      "typed": JSONValue(review.typed),
      "interval_seconds": .int(review.interval.seconds),
      "counts": .bool(review.counts),
    ]
  }

  private static func intervals(_ states: NextStates) -> JSONValue {
    .object(
      Dictionary(
        uniqueKeysWithValues: Rating.allCases.map {
          (Rating.words[$0.rawValue - 1], JSONValue(states[$0].interval.seconds))
        }
      )
    )
  }
}
