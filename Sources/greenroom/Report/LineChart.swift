/// Points between two axes, joined into lines.
struct LineChart {
  struct Point {
    let x: Double
    let y: Double
    /// Where the true value lies in nine of ten cases.
    var range: ClosedRange<Double>?
    var radius = 4.5
    /// Whether the line goes through it; what little is known of stands apart.
    var isJoined = true
    let tip: String
  }

  struct Series {
    let name: String
    let points: [Point]
  }

  struct Tick {
    let at: Double
    let name: String
  }

  let id: String
  let title: String
  let summary: String
  let series: [Series]
  let xTicks: [Tick]
  let yTicks: [Tick]
  /// A line to compare with, from one point to another, and what it means.
  var reference: (from: (x: Double, y: Double), to: (x: Double, y: Double), name: String)?
  var xName = ""

  static let roles = ["first", "other", "third"]
  private static let left = 52.0
  private static let top = 28.0
  private static let floor = 222.0

  var markup: String {
    let height = xName.isEmpty ? 250.0 : 270.0
    var drawing = Drawing(id: id, title: title, summary: summary, height: height)
    let (low, high) = (
      xTicks.first?.at ?? 0, max(xTicks.last?.at ?? 1, (xTicks.first?.at ?? 0) + 1e-9)
    )
    let (bottom, ceiling) = (
      yTicks.first?.at ?? 0, max(yTicks.last?.at ?? 1, (yTicks.first?.at ?? 0) + 1e-9)
    )
    func x(_ value: Double) -> Double {
      Self.left + 12 + (value - low) / (high - low) * (Drawing.width - Self.left - 30)
    }
    func y(_ value: Double) -> Double {
      Self.floor - (min(ceiling, max(bottom, value)) - bottom) / (ceiling - bottom)
        * (Self.floor - Self.top)
    }
    for tick in yTicks {
      drawing.line(
        from: (Self.left, y(tick.at)),
        to: (Drawing.width, y(tick.at)),
        role: tick.at == bottom ? "axis" : "grid"
      )
      drawing.text(tick.name, x: Self.left - 7, y: y(tick.at) + 4.5, anchor: .end)
    }
    for (index, tick) in xTicks.enumerated() where !tick.name.isEmpty {
      let isLast = index == xTicks.count - 1
      drawing.text(
        tick.name,
        x: isLast ? Drawing.width : x(tick.at),
        y: Self.floor + 19,
        anchor: isLast ? .end : .middle
      )
    }
    if !xName.isEmpty {
      drawing.text(
        xName,
        x: Self.left + (Drawing.width - Self.left) / 2,
        y: Self.floor + 40,
        anchor: .middle
      )
    }
    if let reference {
      drawing.line(
        from: (x(reference.from.x), y(reference.from.y)),
        to: (x(reference.to.x), y(reference.to.y)),
        role: "reference"
      )
    }
    legend(&drawing)
    for (role, line) in zip(Self.roles, series) {
      drawing.path(line.points.filter(\.isJoined).map { (x($0.x), y($0.y)) }, role: "path \(role)")
      for point in line.points {
        if let range = point.range {
          drawing.line(
            from: (x(point.x), y(range.lowerBound)),
            to: (x(point.x), y(range.upperBound)),
            role: "range"
          )
        }
        drawing.dot(
          x: x(point.x),
          y: y(point.y),
          radius: point.radius,
          role: "dot \(role)",
          tip: point.tip
        )
      }
    }
    return drawing.markup
  }

  private func legend(_ drawing: inout Drawing) {
    var at = Self.left
    for (role, line) in zip(Self.roles, series) {
      drawing.dot(x: at + 5, y: 9, radius: 5, role: "dot \(role)")
      drawing.text(line.name, x: at + 15, y: 13.5)
      at += 34 + Double(line.name.count) * 7.6
    }
    if let reference {
      drawing.line(from: (at, 9), to: (at + 16, 9), role: "reference")
      drawing.text(reference.name, x: at + 22, y: 13.5)
    }
  }
}
