/// The career stages of the guide; a card's stage is the first at which an interviewer expects it.
package enum Stage: String, CaseIterable, Codable, Comparable, Sendable {
  case junior, mid, senior, lead, principal

  package static func < (lhs: Stage, rhs: Stage) -> Bool { lhs.rank < rhs.rank }

  /// Position in the career, from 0 (junior) to 4 (principal).
  package var rank: Int {
    switch self {
    case .junior: 0
    case .mid: 1
    case .senior: 2
    case .lead: 3
    case .principal: 4
    }
  }

  /// This stage and all before it, the earliest first: what a candidate for it is asked about.
  package var reached: [Stage] { Stage.allCases.filter { $0 <= self } }

  /// Years of experience, as the guide gives them.
  package var years: String {
    switch self {
    case .junior: "0–2 years"
    case .mid: "2–4 years"
    case .senior: "4–7 years"
    case .lead: "7–10 years"
    case .principal: "10+ years"
    }
  }
}
