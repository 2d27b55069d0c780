import Foundation
import Testing

@testable import QuestionBank

@Suite struct RobustnessTests {
  @Test func `a good bank reads in order and without a finding`() throws {
    let file = read(goodBank, shipped)
    #expect(file.messages == [])
    #expect(file.ids == ["one", "two#1", "two#2", "three", "four", "five"])
    let cards = try #require(file.bank?.cards)
    #expect(cards[0].answerText == "When reads are many:\n\n    indented code\nand the end.")
    #expect(cards[1].question == "Quorums overlap when […], in Dynamo.")
    #expect(cards[2].answerText == "Dynamo")
    #expect(cards[3].answerText == "a")
    #expect(cards[5].answerText == "70000 messages/s")
    #expect(cards.map(\.line) == [6, 17, 17, 25, 36, 43])
  }

  @Test func `line ends, a byte-order mark and both at once change nothing`() {
    let plain = read(goodBank, shipped)
    for text in [
      goodBank.replacing("\n", with: "\r\n"), "\u{FEFF}" + goodBank,
      "\u{FEFF}" + goodBank.replacing("\n", with: "\r\n"),
    ] {
      let file = read(text, shipped)
      #expect(file.messages == [])
      #expect(file.bank == plain.bank)
      let data = BankParser().parse(data: Data(text.utf8), file: "b.yaml", context: shipped)
      #expect(data.bank == plain.bank)
    }
  }

  @Test func `a bank cut anywhere keeps every card before the cut`() {
    let bytes = Array(goodBank.utf8)
    let whole = read(goodBank, shipped).bank?.cards ?? []
    let starts = Set(whole.map(\.line)).sorted()
    for cut in stride(from: 60, to: bytes.count, by: 1) {
      let text = String(decoding: bytes[..<cut], as: UTF8.self)
      let lines = text.utf8.count { $0 == 0x0A }
      // Cards whose successor's first line is whole.
      let complete = starts.dropLast().indices.filter { starts[$0 + 1] <= lines }
      let expected = whole.filter { card in complete.contains { starts[$0] == card.line } }
      let loaded = read(text, shipped).bank?.cards ?? []
      #expect(Array(loaded.prefix(expected.count)) == expected, "cut at \(cut)")
    }
  }

  @Test func `damage in one place never crashes and never costs the cards before it`() {
    let bytes = Array(goodBank.utf8)
    let first = read(goodBank, shipped).bank?.cards.first
    let second =
      goodBank.utf8.count
      - (goodBank.firstRange(of: "- id: two").map {
        goodBank[$0.lowerBound...].utf8.count
      } ?? 0)
    let junk: [[UInt8]] = [
      [0], [0x1B], Array("\t".utf8), Array("\"".utf8), Array("'".utf8), Array("{".utf8),
      Array("]".utf8), Array(": ".utf8), Array("- ".utf8), Array("\n".utf8), Array("&a ".utf8),
      Array("*a ".utf8), Array("!".utf8), Array("|".utf8), Array("%".utf8), Array("---\n".utf8),
      [0xFF], [0xC3], Array("\u{2028}".utf8), Array("#".utf8), Array("? ".utf8),
    ]
    for at in stride(from: second + 8, to: bytes.count, by: 13) {
      for piece in junk {
        let data = Data(bytes[..<at] + piece + bytes[at...])
        let file = BankParser().parse(data: data, file: "b.yaml", context: shipped)
        #expect(file.bank?.cards.first == first, "\(piece) at \(at)")
      }
    }
  }

  @Test func `bytes that are not UTF-8 are placed and the rest is read`() {
    var bytes = Array("bank: x\ntitle: é".utf8)
    bytes += [0xFF]
    bytes += Array("\ncards:\n  - id: a\n    question: Q?\n    answer: A\n".utf8)
    let file = BankParser().parse(data: Data(bytes), file: "b.yaml", context: own)
    #expect(file.messages == ["b.yaml:2:9: error: not UTF-8; save the file as UTF-8"])
    #expect(file.ids == ["a"])
  }

  @Test func `control characters are reported and never stop the bank`() {
    let raw = "bank: x\ntitle: T\ncards:\n  - id: a\n    question: Q\u{1B}[31m?\n    answer: A\n"
    let file = read(raw)
    #expect(
      file.messages == [
        "b.yaml:5:16: error: control character U+001B; remove it, or write it as an escape in double quotes"
      ]
    )
    #expect(file.ids == ["a"])
    let escaped = read(raw.replacing("Q\u{1B}[31m?", with: "\"Q\\e[31m?\""))
    #expect(
      escaped.messages == [
        "b.yaml:5:15: warning: card 'a': 'question' holds control character U+001B"
      ]
    )
    #expect(escaped.bank?.cards.first?.question == "Q\u{1B}[31m?")
    let separator = read(raw.replacing("\u{1B}[31m", with: "\u{2028}"))
    #expect(
      separator.messages == [
        "b.yaml:5:16: warning: U+2028 ends a line in YAML and in no editor; read as a space"
      ]
    )
  }

  @Test func `columns count characters`() {
    let text =
      "bank: x\ntitle: T\ncards:\n  - {question: \"e\u{301}👩‍👩‍👧?\", stage: seniour, answer: A}\n"
    #expect(read(text).findings.map(\.column) == [30])
  }

  @Test func `a second document is reported and the first is read`() {
    let text =
      "bank: x\ntitle: T\ncards:\n  - id: a\n    question: Q?\n    answer: A\n---\nbank: y\n"
    let file = read(text)
    #expect(file.ids == ["a"])
    #expect(
      file.messages == [
        "b.yaml:8:1: error: a second document; a bank is one, so remove the '---' or '...' before this"
      ]
    )
  }

  @Test(.timeLimit(.minutes(1))) func `bombs and nests cost a message`() {
    var bomb = "a: &a0 [x, x]\n"
    for level in 1...60 { bomb += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    let asValue = read("bank: x\ntitle: T\n" + bomb + "cards: *a60\n")
    #expect(!asValue.findings.isEmpty)
    let asKey = read("bank: x\ntitle: T\n" + bomb + "? *a60\n: x\n? [*a60, *a60]\n: y\ncards: []\n")
    #expect(asKey.messages.first == "b.yaml:66:1: error: too many aliases; write the values out")
    let inKey = read(
      "bank: x\ntitle: T\n" + bomb + "z: {[*a60, *a60]: x, [*a59, *a60]: y}\ncards: []\n"
    )
    #expect(inKey.messages.contains { $0.hasSuffix("too many aliases; write the values out") })

    let nests = ["[", "{", "- ", "? ", "[{a: ", "x: "]
    for opener in nests {
      let text = "bank: x\ntitle: T\ncards:\n  - id: a\n    question: Q?\n    answer: A\n  - "
      let file = read(text + String(repeating: opener, count: 20_000))
      #expect(file.ids == ["a"], "\(opener)")
      #expect(!file.findings.isEmpty, "\(opener)")
    }
  }

  @Test func `aliases work where they are harmless`() {
    let text = """
      bank: x
      title: T
      cards:
        - {id: a, question: Q?, answer: A, sources: &s ["https://example.org"]}
        - {id: b, question: R?, answer: A, sources: *s}
      """
    #expect(read(text).messages == [])
    #expect(
      read(text).bank?.cards.map(\.sources) == [["https://example.org"], ["https://example.org"]]
    )
  }

  @Test func `files and texts have bounds`() {
    let huge = Data(repeating: UInt8(ascii: "a"), count: (8 << 20) + 1)
    #expect(
      BankParser().parse(data: huge, file: "b.yaml", context: own).messages == [
        "b.yaml:1:1: error: 8388609 bytes; a bank has at most 8388608, so split it"
      ]
    )
    let long = String(repeating: "a", count: 20_001)
    let text = "bank: x\ntitle: T\ncards:\n  - {id: a, question: Q?, answer: \(long)}\n"
    #expect(
      read(text).messages == [
        "b.yaml:4:35: error: card 'a': 'answer' has 20001 characters; at most 20000"
      ]
    )
  }

  @Test func `cards stand at any indentation`() {
    let flat = "bank: x\ntitle: T\ncards:\n- id: a\n  question: Q?\n  answer: A\nlicense: L\n"
    #expect(read(flat).messages == [])
    #expect(read(flat).bank?.license == "L")
    let broken = flat.replacing("answer: A", with: "answer: A: B")
    #expect(read(broken + "topic: databases\n").findings.map(\.line) == [6])
    let deep =
      "bank: x\ntitle: T\ncards:\n      -\n        # why\n        id: a\n        question: Q?\n        answer: A\n"
    #expect(read(deep).ids == ["a"])
    #expect(read(deep).bank?.cards.first?.line == 6)
  }

  @Test func `a bank may be one line of JSON`() {
    let cards = (0..<500).map { "{\"question\": \"Q\($0)?\", \"answer\": \"A\"}" }
    let text = "{\"bank\": \"x\", \"title\": \"T\", \"cards\": [\(cards.joined(separator: ", "))]}"
    #expect(read(text).messages == [])
    let fixed = BankFixer.insertingIDs(in: text, file: "b.json")
    #expect(fixed.inserted.count == 500)
    #expect(fixed.text.contains("{id: q499, \"question\": \"Q499?\""))
    #expect(BankEdit.entryText(of: "q499", in: fixed.text)?.contains("question: 'Q499?'") != nil)
  }

  @Test func `a mapping of nonsense is told in a few findings`() {
    let names = (0..<1_000).map { "n\($0): x" }.joined(separator: ", ")
    #expect(read("bank: x\ntitle: T\ncards:\n  - {\(names)}\n").findings.count < 30)
    let top = (0..<1_000).map { "n\($0): x\n" }.joined()
    #expect(read("bank: x\ntitle: T\n" + top + "cards: []\n").findings.count < 30)
  }
}
