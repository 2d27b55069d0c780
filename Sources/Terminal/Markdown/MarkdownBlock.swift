/// A parsed document, as far as a terminal can show it.
///
/// All text in it is sanitised.
enum MarkdownBlock: Equatable {
  case paragraph([MarkdownInline])
  case heading(level: Int, [MarkdownInline])
  case code(String)
  case quote([MarkdownBlock])
  case list(MarkdownList)
  case table(MarkdownTable)
  case rule
  /// Raw HTML, shown as it was written.
  case html(String)
}

indirect enum MarkdownInline: Equatable {
  case text(String)
  case code(String)
  /// A line end in the source that means nothing.
  case softBreak
  case hardBreak
  case emphasis([MarkdownInline])
  case strong([MarkdownInline])
  case strikethrough([MarkdownInline])
  case link(url: String, [MarkdownInline])
  case image(url: String, [MarkdownInline])
}

struct MarkdownList: Equatable {
  struct Item: Equatable {
    /// Nil for an item that is not a task.
    let isDone: Bool?
    let blocks: [MarkdownBlock]
  }

  /// The first number; nil for a bullet list.
  let start: Int?
  /// Whether its items stand without empty lines between them.
  let isTight: Bool
  let items: [Item]
}

struct MarkdownTable: Equatable {
  enum Alignment { case left, center, right }

  let alignments: [Alignment]
  let header: [[MarkdownInline]]
  /// Each as long as the header.
  let rows: [[[MarkdownInline]]]
}
