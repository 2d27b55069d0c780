/// Drawing characters, or what stands for them where only ASCII is safe.
package struct Glyphs: Sendable, Equatable {
  package let bullets: [String]
  package let horizontal: String
  package let vertical: String
  package let cross: String
  package let quote: String
  /// Marks a line of code that goes on in the next line.
  package let continuation: String
  package let ellipsis: String
  /// Separates facts on one line.
  package let dot: String
  package let barFull: String
  package let barEmpty: String
  /// From what was to what is.
  package let arrow: String
  /// Before what the clock says; with its space.
  package let hourglass: String
  /// Before a change of mind; with its space.
  package let bolt: String

  package static let unicode = Glyphs(
    bullets: ["•", "◦", "▪"],
    horizontal: "─",
    vertical: "│",
    cross: "┼",
    quote: "│",
    continuation: "↩",
    ellipsis: "…",
    dot: "·",
    barFull: "█",
    barEmpty: "░",
    arrow: "→",
    hourglass: "⏳ ",
    bolt: "⚡ "
  )

  package static let ascii = Glyphs(
    bullets: ["*", "-", "+"],
    horizontal: "-",
    vertical: "|",
    cross: "+",
    quote: "|",
    continuation: "\\",
    ellipsis: "...",
    dot: "-",
    barFull: "#",
    barEmpty: ".",
    arrow: "->",
    hourglass: "",
    bolt: "! "
  )
}
