import Foundation
import Testing

@testable import greenroom

/// JSON on its way out, and command lines on their way in.
@Suite struct TextFormsTests {
  @Test func `JSON has nothing raw that steers a terminal or hides, and reads back as it was`()
    throws
  {
    let unseen: [ClosedRange<UInt32>] = [
      0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0x2066...0x2069,
      0xFEFF...0xFEFF, 0x61C...0x61C, 0xE0020...0xE0022,
    ]
    var text = "plain \"quoted\" \\u0041 \\ 日本 é e\u{301} 😀 \u{1b}[31m \u{0} / "
    for scalar in unseen.joined().compactMap(Unicode.Scalar.init) {
      text.unicodeScalars.append(scalar)
      text += "a"
    }
    let json = JSONValue.object([text: .array([.string(text), 1, nil])]).text
    for scalar in json.unicodeScalars {
      #expect(!unseen.contains { $0.contains(scalar.value) })
      #expect(scalar.value >= 0x20 || scalar == "\n")
    }
    #expect(json.contains("日本"))
    #expect(json.contains("😀"))
    #expect(json.contains(#"\u202e"#))
    let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [Any]]
    let key = try #require(read?.keys.first)
    #expect(Array(key.unicodeScalars) == Array(text.unicodeScalars))
    let value = try #require(read?[key]?.first as? String)
    #expect(Array(value.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `a line of the shell is split at spaces outside quotation marks`() {
    #expect(ShellWords.split("card search 'write skew'") == ["card", "search", "write skew"])
    #expect(ShellWords.split(#"a "b \" c" d\ e '' "#) == ["a", "b \" c", "d e", ""])
    #expect(ShellWords.split(#"'a\b'"#) == [#"a\b"#])
    #expect(ShellWords.split("a'b'\"c\"") == ["abc"])
    #expect(ShellWords.split(" \t ") == [])
    #expect(ShellWords.split("it's") == nil)
    #expect(ShellWords.split("say \"hi") == nil)
  }
}
