import Foundation

/// A drawing as SVG: shapes by their role, which the page's style gives its colours.
struct Drawing {
  /// Units across; the page scales it to what room there is.
  static let width = 480.0

  /// Names the drawing's parts within the page.
  let id: String
  let title: String
  /// What it shows, for those who do not see it.
  let summary: String
  let height: Double
  private var body: [String] = []

  init(id: String, title: String, summary: String, height: Double) {
    self.id = id
    self.title = title
    self.summary = summary
    self.height = height
  }

  /// Where text stands to its point.
  enum Anchor: String { case start, middle, end }

  mutating func rectangle(
    x: Double,
    y: Double,
    width: Double,
    height: Double,
    role: String,
    tip: String? = nil
  ) {
    let place =
      "x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" "
      + "width=\"\(Self.number(max(0, width)))\" height=\"\(Self.number(max(0, height)))\""
    add("rect", place, role, tip)
  }

  mutating func line(
    from start: (x: Double, y: Double),
    to end: (x: Double, y: Double),
    role: String,
    tip: String? = nil
  ) {
    let place =
      "x1=\"\(Self.number(start.x))\" y1=\"\(Self.number(start.y))\" "
      + "x2=\"\(Self.number(end.x))\" y2=\"\(Self.number(end.y))\""
    add("line", place, role, tip)
  }

  mutating func path(_ points: [(x: Double, y: Double)], role: String) {
    let list = points.map { "\(Self.number($0.x)),\(Self.number($0.y))" }
    add("polyline", "points=\"\(list.joined(separator: " "))\"", role, nil)
  }

  mutating func dot(x: Double, y: Double, radius: Double, role: String, tip: String? = nil) {
    let place =
      "cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\""
    add("circle", place, role, tip)
  }

  mutating func text(
    _ text: String,
    x: Double,
    y: Double,
    anchor: Anchor = .start,
    role: String = "label"
  ) {
    body.append(
      "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" text-anchor=\"\(anchor.rawValue)\" "
        + "class=\"\(role)\">\(PageText.escaped(text))</text>"
    )
  }

  private mutating func add(_ name: String, _ place: String, _ role: String, _ tip: String?) {
    let tip = tip.map { "<title>\(PageText.escaped($0))</title>" } ?? ""
    body.append("<\(name) \(place) class=\"\(role)\">\(tip)</\(name)>")
  }

  var markup: String {
    let id = PageText.escaped(id)
    return """
      <svg viewBox="0 0 \(Self.number(Self.width)) \(Self.number(height))" role="img" \
      aria-labelledby="\(id)-title \(id)-desc" focusable="false">
      <title id="\(id)-title">\(PageText.escaped(title))</title>
      <desc id="\(id)-desc">\(PageText.escaped(summary))</desc>
      \(body.joined(separator: "\n"))
      </svg>
      """
  }

  /// To the tenth; a figure that is none draws at nought.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let text = "\(abs(tenths) / 10)" + (tenths % 10 == 0 ? "" : ".\(abs(tenths) % 10)")
    return tenths < 0 ? "-" + text : text
  }
}

/// Round numbers along an axis that begins at nought.
struct Ticks {
  let values: [Double]
  /// The last of them, at or above the greatest value.
  var top: Double { values.last ?? 1 }

  /// - Parameter greatest: What the axis must reach.
  init(reaching greatest: Double) {
    let greatest = greatest.isFinite && greatest > 0 ? greatest : 1
    let rough = greatest / 4
    let power = pow(10, floor(log10(rough)))
    let step = [1, 2, 5, 10].lazy.map { $0 * power }.first { $0 >= rough * 0.999 } ?? power * 10
    // Counts are whole.
    let whole = greatest >= 4 ? step.rounded(.up) : max(step, 1)
    let count = max(1, Int((greatest / whole).rounded(.up)))
    values = (0...count).map { Double($0) * whole }
  }
}
