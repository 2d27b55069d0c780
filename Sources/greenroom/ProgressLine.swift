import Glibc
import Terminal

/// One line beside the results that says how far long work is, and goes when it ends.
struct ProgressLine {
  /// Whether a person would see it.
  let isShown: Bool
  private let began = ContinuousClock.now
  private var shown = ""

  init(isShown: Bool) { self.isShown = isShown }

  /// Work that ends within this is not worth a word.
  private static let patience = Duration.milliseconds(400)

  /// Goes to the line's begin and empties it, with what the terminal itself put there, as `^C`.
  private static let emptyLine = "\r\u{1b}[K"

  mutating func show(_ text: String) {
    guard isShown, text != shown, ContinuousClock.now - began > Self.patience else { return }
    write(Self.emptyLine + text)
    shown = text
  }

  mutating func clear() {
    guard !shown.isEmpty else { return }
    write(Self.emptyLine)
    shown = ""
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    // What cannot be shown is not missed.
    _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
  }
}
