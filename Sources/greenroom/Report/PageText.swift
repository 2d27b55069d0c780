import Mustache
import Terminal

/// Text on its way into a page.
enum PageText {
  /// The name by which templates ask for this escaping.
  static let contentType = "GREENROOM"

  /// One line without what hides, turns or steers text, and with what means something in HTML escaped,
  /// so that it is safe between tags and within quoted attributes.
  static func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    // By scalars: as characters, `"` and an accent after it would be one that is not `"`, yet end an
    // attribute.
    for scalar in TerminalText.singleLine(text).unicodeScalars {
      switch scalar {
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
      case "'": result.append(contentsOf: "&#39;".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// What the template library escapes with; its own way goes by characters.
  struct ContentType: MustacheContentType {
    func escapeText(_ text: String) -> String { PageText.escaped(text) }
  }
}

extension PageText {
  /// One line without what hides, turns or steers text, not yet escaped.
  static func plain(_ text: String) -> String { TerminalText.singleLine(text) }
}
