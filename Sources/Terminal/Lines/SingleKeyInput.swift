import Glibc

/// One key from a terminal, without Enter.
struct SingleKeyInput {
  let fileDescriptor: Int32

  /// How long the rest of a key's sequence may take to arrive after ESC: 50 ms.
  private static let sequenceTime = Duration.milliseconds(50)

  /// What one read found.
  enum Key: Equatable {
    case character(String)
    case enter
    case endOfInput
    /// An arrow, a function key, a control character: nothing to answer with.
    case other
  }

  /// Puts the terminal into a mode that gives keys as they are pressed.
  ///
  /// Returns what it was before, or nil if there is no terminal.
  func enterRawMode() -> termios? {
    var settings = termios()
    guard tcgetattr(fileDescriptor, &settings) == 0 else { return nil }
    let before = settings
    settings.c_lflag &= ~tcflag_t(ICANON | ECHO)
    // Ctrl-C and Ctrl-Z stay signals.
    settings.c_lflag |= tcflag_t(ISIG)
    withUnsafeMutableBytes(of: &settings.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    // Draining, not flushing: what was typed ahead still counts.
    guard tcsetattr(fileDescriptor, TCSADRAIN, &settings) == 0 else { return nil }
    return before
  }

  func restore(_ settings: termios) {
    var settings = settings
    tcsetattr(fileDescriptor, TCSADRAIN, &settings)
  }

  /// Reads one key; call when the file is readable.
  func next() -> Key {
    guard let first = byte() else { return .endOfInput }
    switch first {
    case 0x0A, 0x0D: return .enter
    case 0x04: return .endOfInput
    case 0x1B:
      skipSequence()
      return .other
    case 0..<0x20, 0x7F: return .other
    default: return character(startingWith: first)
    }
  }

  private func character(startingWith first: UInt8) -> Key {
    var bytes = [first]
    let length =
      switch first {
      case 0xC0..<0xE0: 2
      case 0xE0..<0xF0: 3
      case 0xF0..<0xF8: 4
      default: 1
      }
    while bytes.count < length, isMoreComing, let next = byte() { bytes.append(next) }
    let text = TerminalText.singleLine(String(decoding: bytes, as: UTF8.self))
    return text.isEmpty ? .other : .character(text)
  }

  /// The rest of a key's sequence: ESC [ … letter, ESC O letter, or ESC and one key.
  private func skipSequence() {
    guard isMoreComing, let next = byte() else { return }
    switch next {
    case UInt8(ascii: "["):
      while isMoreComing, let byte = byte() {
        if (0x40...0x7E).contains(byte) { return }
      }
    case UInt8(ascii: "O"): if isMoreComing { _ = byte() }
    default: return
    }
  }

  private var isMoreComing: Bool {
    FileReady.wait(for: [fileDescriptor], timeout: Self.sequenceTime)[0]
  }

  private func byte() -> UInt8? {
    var byte: UInt8 = 0
    var count: Int
    repeat { count = read(fileDescriptor, &byte, 1) } while count < 0 && errno == EINTR
    return count == 1 ? byte : nil
  }
}
