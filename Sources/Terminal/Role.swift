/// What a piece of text is, from which its look follows.
///
/// A look only adds to what the words say.
package enum Role: Sendable, CaseIterable {
  case title
  case dim
  case bold
  case emphasis
  case accent
  case good
  case bad
  case code

  /// Select Graphic Rendition parameters: one accent colour, otherwise weight.
  var parameters: String {
    switch self {
    case .title, .bold, .bad: "1"
    case .dim: "2"
    case .emphasis: "3"
    case .accent, .good, .code: "36"
    }
  }
}
