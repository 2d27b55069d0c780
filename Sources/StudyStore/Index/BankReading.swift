import Foundation
import QuestionBank
import SpacedRepetition

/// One bank file as it was read.
struct BankReading: Sendable {
  enum Content: Sendable {
    /// The bytes are those that the index knows already.
    case unchanged
    /// A bank, or what there is of one.
    case bank(Bank?)
    case topics(TopicCatalogue)
    /// A prompt for a mock round, which is none of the card index's business.
    case other
  }

  let file: BankScanner.Found
  let hash: Int64
  let content: Content
  let findings: [Finding]

  /// Bytes beyond which a file is not read at all, as in the bank format.
  static let longest: Int64 = 8 << 20

  /// The file's bytes, or why there are none.
  static func bytes(of file: BankScanner.Found) -> (data: Data, problem: String?) {
    if file.stamp.size > longest {
      return (Data(), "\(file.stamp.size) bytes; a bank has at most \(longest), so split it")
    }
    // Without blocking: what was a file when it was looked at may be a pipe by now.
    let descriptor = open(file.location, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return (Data(), BankScanner.reason(errno)) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      let data = try handle.read(upToCount: Int(longest) + 1) ?? Data()
      guard data.count <= longest else {
        return (Data(), "more than \(longest) bytes; split it")
      }
      return (data, nil)
    } catch {
      return (Data(), "cannot read it; check its permissions")
    }
  }

  static func hash(_ data: Data) -> Int64 { Int64(bitPattern: StableHash.fnv1a(data)) }

  /// Whether the text is a prompt's: it has fields that no bank has, and none that banks have.
  static func isPrompt(_ data: Data) -> Bool {
    var names: Set<String> = []
    for line in data.split(whereSeparator: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") })
    {
      guard let name = fieldName(line) else { continue }
      if name == "cards" || name == "bank" { return false }
      names.insert(name)
    }
    return PromptKind(fields: names) != nil
  }

  /// The name of a field that stands at the margin.
  private static func fieldName(_ line: Data) -> String? {
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let line = line.starts(with: byteOrderMark) ? line.dropFirst(3) : line
    guard let first = line.first, first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z"),
      let end = line.prefix(40).firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    // White space may stand before the colon.
    return String(decoding: line[line.startIndex..<end], as: UTF8.self)
      .trimmingCharacters(in: .whitespaces)
  }
}
