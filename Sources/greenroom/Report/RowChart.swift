/// Bars below each other with their names above them, which leaves names room on a telephone.
struct RowChart {
  struct Row {
    let name: String
    /// `0...1` of the width.
    let share: Double
    /// What stands at the right: `84 %`.
    let value: String
    /// Where the value lies in nine of ten cases.
    var range: ClosedRange<Double>?
    /// A second value to compare with, drawn as a mark.
    var mark: Double?
    var tip: String
  }

  let id: String
  let title: String
  let summary: String
  let rows: [Row]
  /// What bar, range and mark are.
  var legend: [String] = []

  private static let step = 38.0

  var markup: String {
    let top = legend.isEmpty ? 4.0 : 26.0
    var drawing = Drawing(
      id: id,
      title: title,
      summary: summary,
      height: top + Self.step * Double(rows.count) + 2
    )
    if !legend.isEmpty { drawLegend(&drawing) }
    for (index, row) in rows.enumerated() {
      let y = top + Self.step * Double(index)
      drawing.text(ChartText.short(row.name, to: 46), x: 0, y: y + 13, role: "name")
      drawing.text(row.value, x: Drawing.width, y: y + 13, anchor: .end, role: "name")
      drawing.rectangle(x: 0, y: y + 19, width: Drawing.width, height: 11, role: "track")
      let width = Drawing.width * ChartText.share(row.share)
      drawing.rectangle(x: 0, y: y + 19, width: width, height: 11, role: "fill", tip: row.tip)
      if let range = row.range {
        let low = Drawing.width * ChartText.share(range.lowerBound)
        let high = Drawing.width * ChartText.share(range.upperBound)
        drawing.line(from: (low, y + 24.5), to: (high, y + 24.5), role: "range", tip: row.tip)
        for x in [low, high] { drawing.line(from: (x, y + 20), to: (x, y + 29), role: "range") }
      }
      if let mark = row.mark {
        let x = Drawing.width * ChartText.share(mark)
        drawing.line(from: (x, y + 16), to: (x, y + 33), role: "mark", tip: row.tip)
      }
    }
    return drawing.markup
  }

  private func drawLegend(_ drawing: inout Drawing) {
    drawing.rectangle(x: 0, y: 2, width: 12, height: 12, role: "fill")
    drawing.text(legend[0], x: 18, y: 13)
    guard legend.count > 1 else { return }
    let x = 40 + Double(legend[0].count) * 7.6
    if rows.contains(where: { $0.mark != nil }) {
      drawing.line(from: (x + 5, 1), to: (x + 5, 16), role: "mark")
    } else {
      drawing.line(from: (x - 4, 8), to: (x + 10, 8), role: "range")
    }
    drawing.text(legend[1], x: x + 16, y: 13)
  }
}

/// Numbers and names as charts take them.
enum ChartText {
  static func short(_ text: String, to length: Int) -> String {
    let text = PageText.plain(text)
    return text.count <= length ? text : text.prefix(length - 1) + "…"
  }

  static func share(_ value: Double) -> Double { value.isFinite ? min(1, max(0, value)) : 0 }
}
