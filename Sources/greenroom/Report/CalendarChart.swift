import Practice
import SpacedRepetition

/// Weeks side by side, a square for each day, the darker the more was answered.
struct CalendarChart {
  let id: String
  let title: String
  let summary: String
  let today: StudyDay
  let weeks: Int
  /// Answers by day.
  let answers: [StudyDay: Int]

  private static let left = 34.0
  private static let top = 22.0

  var markup: String {
    let step = (Drawing.width - Self.left) / Double(weeks)
    var drawing = Drawing(
      id: id,
      title: title,
      summary: summary,
      height: Self.top + step * 7 + 26
    )
    for (row, name) in [(0, "Mon"), (2, "Wed"), (4, "Fri"), (6, "Sun")] {
      drawing.text(name, x: 0, y: Self.top + step * (Double(row) + 0.5) + 4.5)
    }
    let monday = today - Self.weekday(today) - 7 * (weeks - 1)
    let levels = levels(from: monday)
    var lastMonth = 0
    for week in 0..<weeks {
      let x = Self.left + step * Double(week)
      let month = (monday + 7 * week).date.month
      if month != lastMonth, week < weeks - 1 {
        // The first column's month may be nearly over, and the next one's name needs its place.
        if week > 0 || (monday + 21).date.month == month {
          drawing.text(Self.months[month - 1], x: x, y: 13)
        }
        lastMonth = month
      }
      for row in 0..<7 {
        let day = monday + 7 * week + row
        guard day <= today else { continue }
        let count = answers[day] ?? 0
        let level = count == 0 ? 0 : 1 + levels.count { count > $0 }
        drawing.rectangle(
          x: x,
          y: Self.top + step * Double(row),
          width: step - 2.5,
          height: step - 2.5,
          role: "heat\(level)",
          tip:
            "\(CivilDate(daysSince1970: day.rawValue).short): \(NumberText.count(count, "answer"))"
        )
      }
    }
    key(&drawing, y: Self.top + step * 7 + 6, levels)
    return drawing.markup
  }

  private func key(_ drawing: inout Drawing, y: Double, _ levels: [Int]) {
    drawing.text("none", x: Self.left, y: y + 12)
    for level in 0...4 {
      drawing.rectangle(
        x: Self.left + 40 + 18 * Double(level),
        y: y,
        width: 14,
        height: 14,
        role: "heat\(level)"
      )
    }
    let most = levels.last.map { "over \($0) answers a day" } ?? "more answers"
    drawing.text(most, x: Self.left + 136, y: y + 12)
  }

  /// Answers above which a day is darker: the quarters of the days that have any.
  private func levels(from first: StudyDay) -> [Int] {
    let counts = answers.filter { $0.key >= first && $0.key <= today && $0.value > 0 }.values
      .sorted()
    guard let most = counts.last else { return [] }
    guard most >= 4 else { return [1, 2, 3] }
    let quarters = [1, 2, 3].map { counts[min(counts.count - 1, counts.count * $0 / 4)] }
    // Where most days are alike, by the greatest instead.
    return Set(quarters).count == 3 && quarters[2] < most
      ? quarters : [most / 4, most / 2, most * 3 / 4]
  }

  /// 0 for Monday; 1970-01-01 was a Thursday.
  private static func weekday(_ day: StudyDay) -> Int { ((day.rawValue + 3) % 7 + 7) % 7 }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
