/// Columns side by side, each of one or two parts upon each other.
struct ColumnChart {
  struct Column {
    let name: String
    /// What stands below it; empty for none.
    var tick = ""
    let value: Double
    var upper = 0.0
    var tip: String
  }

  let id: String
  let title: String
  let summary: String
  let columns: [Column]
  /// What the parts are; one for a chart of one part.
  var parts: [String] = []

  private static let top = 26.0
  private static let floor = 180.0
  private static let left = 44.0

  var markup: String {
    var drawing = Drawing(id: id, title: title, summary: summary, height: 212)
    let ticks = Ticks(reaching: columns.map { $0.value + $0.upper }.max() ?? 0)
    func y(_ value: Double) -> Double {
      Self.floor - value / ticks.top * (Self.floor - Self.top)
    }
    for value in ticks.values {
      drawing.line(
        from: (Self.left, y(value)),
        to: (Drawing.width, y(value)),
        role: value == 0 ? "axis" : "grid"
      )
      drawing.text(
        NumberText.grouped(value),
        x: Self.left - 7,
        y: y(value) + 4.5,
        anchor: .end
      )
    }
    drawing.legend(parts, roles: ["fill", "second"])
    let step = (Drawing.width - Self.left) / Double(max(1, columns.count))
    let width = max(1, step * (columns.count > 40 ? 0.9 : 0.72))
    for (index, column) in columns.enumerated() {
      let x = Self.left + step * Double(index) + (step - width) / 2
      drawing.rectangle(
        x: x,
        y: y(column.value),
        width: width,
        height: Self.floor - y(column.value),
        role: "fill",
        tip: column.tip
      )
      if column.upper > 0 {
        drawing.rectangle(
          x: x,
          y: y(column.value + column.upper),
          width: width,
          height: y(column.value) - y(column.value + column.upper),
          role: "second",
          tip: column.tip
        )
      }
      if !column.tick.isEmpty {
        let isFirst = index == 0 && columns.count > 12
        drawing.text(
          column.tick,
          x: isFirst ? Self.left : min(x + width / 2, Drawing.width - 22),
          y: Self.floor + 19,
          anchor: isFirst ? .start : .middle
        )
      }
    }
    return drawing.markup
  }
}

extension Drawing {
  /// Says above the chart what its roles stand for.
  mutating func legend(_ names: [String], roles: [String]) {
    guard names.count > 1 else { return }
    var x = 44.0
    for (name, role) in zip(names, roles) {
      rectangle(x: x, y: 2, width: 12, height: 12, role: role)
      text(name, x: x + 18, y: 13)
      x += 34 + Double(name.count) * 7.6
    }
  }
}
