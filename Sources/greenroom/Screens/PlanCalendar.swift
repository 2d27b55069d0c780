import Practice
import QuestionBank
import Readiness
import SpacedRepetition
import Terminal

/// The plan as calendar entries of whole days (RFC 5545).
struct PlanCalendar {
  let plan: InterviewPlan

  /// Lines end in CRLF, and are folded at 75 octets.
  func text(stamp: Timestamp) -> String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Greenroom//Plan//EN", "CALSCALE:GREGORIAN",
    ]
    for day in plan.days where day.minutes > 0 || day.round != nil || day.story != nil {
      var parts: [String] = []
      if day.reviews + day.new > 0 { parts.append("\(day.reviews) reviews, \(day.new) new") }
      if let round = day.round { parts.append("\(round.rawValue) round") }
      if let story = day.story { parts.append(PlanScreen.words(story)) }
      let round = day.round.map(RoundSchedule.minutes) ?? 0
      lines += event(
        uid: "day-\(day.day)",
        day: day.day,
        stamp,
        summary: "Greenroom: \(parts.joined(separator: ", "))",
        description: "\(day.minutes) minutes of cards"
          + (round > 0 ? ", \(round) minutes of a mock round" : "")
      )
    }
    lines += event(
      uid: "interview-\(plan.interview)",
      day: plan.interview,
      stamp,
      summary: "Interview",
      description: ""
    )
    lines.append("END:VCALENDAR")
    return lines.map(Self.folded).joined()
  }

  private func event(
    uid: String,
    day: StudyDay,
    _ stamp: Timestamp,
    summary: String,
    description: String
  ) -> [String] {
    let compact = { (day: StudyDay) in "\(day)".filter { $0 != "-" } }
    let time = RFC3339.text(stamp).filter { !"-:".contains($0) }
    return [
      "BEGIN:VEVENT", "UID:\(uid)@greenroom", "DTSTAMP:\(time.prefix(15))Z",
      "DTSTART;VALUE=DATE:\(compact(day))",
      "DTEND;VALUE=DATE:\(compact(StudyDay(rawValue: day.rawValue + 1)))",
      "SUMMARY:\(Self.escaped(summary))",
    ]
      + (description.isEmpty ? [] : ["DESCRIPTION:\(Self.escaped(description))"])
      + ["TRANSP:TRANSPARENT", "END:VEVENT"]
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in TerminalText.singleLine(text) {
      if "\\;,".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }

  /// A line in pieces of at most 75 octets, whole characters each, further ones begun by a space.
  static func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for character in line {
      let length = String(character).utf8.count
      if octets + length > 75 {
        result += "\r\n "
        octets = 1
      }
      result.append(character)
      octets += length
    }
    return result + "\r\n"
  }
}
