import Practice
import QuestionBank
import SpacedRepetition
import Terminal

/// A card's memory and history in a few lines.
@MainActor
struct CardReport {
  let app: App
  let study: Study

  func memory(of shown: Presented) throws -> [String] {
    let record = shown.record
    var lines: [String] = []
    if let memory = record.state.memory {
      let recall = shown.retrievability.map { ", recall now \(NumberText.percent($0))" } ?? ""
      lines.append(
        "stability \(NumberText.grouped((memory.stability * 10).rounded() / 10)) days"
          + fastTrace(of: memory) + ", difficulty "
          + "\(NumberText.grouped((memory.difficulty * 10).rounded() / 10)) of 10\(recall)"
      )
      lines.append(
        "\(NumberText.count(record.state.reviewCount, "review")), "
          + "\(NumberText.count(record.state.lapses, "lapse"))"
          + (record.due.map { ", due \(RFC3339.text($0))" } ?? "")
      )
    } else {
      lines.append("never answered")
    }
    let waits = Rating.allCases.map {
      "\($0.word) \(ShortDuration.text(shown.states[$0].interval))"
    }
    lines.append("next: " + waits.joined(separator: ", "))
    let reviews = try study.reviews(of: shown.card.key).suffix(10)
    if !reviews.isEmpty {
      let marks = reviews.map { review in
        "\(review.studyDay) \(review.rating.word)\(review.counts ? "" : " (cram)")"
      }
      lines.append("last: " + marks.joined(separator: " \(app.painter.glyphs.dot) "))
    }
    lines += try study.notes(of: shown.card.key).map { "note: \(TerminalText.singleLine($0))" }
    return lines.flatMap { TerminalText.wrap($0, width: app.proseWidth) }
  }

  /// FSRS-7's second stability; of either alone no wait can be read.
  private func fastTrace(of memory: MemoryState) -> String {
    memory.fastStability.map {
      " slow and \(NumberText.grouped(($0 * 10).rounded() / 10)) fast"
    } ?? ""
  }
}
