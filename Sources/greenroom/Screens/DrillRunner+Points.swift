import Practice
import Terminal

/// The checklist behind an answer: which of its points were said.
extension DrillRunner {
  struct Points {
    let made: Int
    let all: Int
  }

  enum PointsAnswer {
    case ticked(Points)
    /// There is no checklist, or the learner would rather judge alone.
    case judged
    case turn(Turn)
  }

  mutating func askPoints(_ shown: inout Presented, typed: String) throws -> PointsAnswer {
    guard app.isInteractive else { return .judged }
    var isFresh = true
    while true {
      let all = shown.card.points.count
      guard all > 0 else { return .judged }
      if isFresh { print(screen.checklist(shown.card.points)) }
      isFresh = false
      switch try hear(prompts.points) {
      case .turn(let turn): return .turn(turn)
      case .abandoned: continue
      case .line(let line):
        let words = line.lowercased().split { " ,;".contains($0) }
        if words.isEmpty { return .judged }
        if words == ["all"] || words == ["a"] { return .ticked(Points(made: all, all: all)) }
        let numbers = words.compactMap { Int($0) }
        if numbers.count == words.count, numbers.allSatisfy({ (0...all).contains($0) }) {
          return .ticked(Points(made: Set(numbers).subtracting([0]).count, all: all))
        }
        guard let key = DrillKey(atPoints: line) else {
          if DrillKey.isMistyped(line) {
            sayMistyped(line)
          } else {
            app.say("Numbers from 1 to \(all), `all`, or 0 for none; ? lists the keys.")
          }
          continue
        }
        switch try carryOut(key, shown: &shown) {
        case .turn(let turn): return .turn(turn)
        case .edited:
          printQuestion(shown)
          printAnswer(to: shown, typed: typed)
          isFresh = true
        case .same: break
        }
      }
    }
  }
}
