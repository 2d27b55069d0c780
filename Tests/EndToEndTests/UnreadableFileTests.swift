import Foundation
import Testing

/// Files that are there but cannot be read as text are never written over.
@Suite struct UnreadableFileTests {
  @Test func `card add leaves a file alone that is not UTF-8`() throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.home.appendingPathComponent("banks/mine.yaml")
    try program.writeOwnBank("mine.yaml", "")
    let bytes = Data(
      "bank: mine\ntitle: Caf\u{e9}\ncards: []\n".unicodeScalars.map { UInt8($0.value) }
    )
    try bytes.write(to: file)
    let output = try program.add(to: "mine", "Why?")
    #expect(output.code == 65)
    #expect(output.errors.contains("cannot read \(file.path): not UTF-8; save the file as UTF-8\n"))
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func `bank new leaves a file alone that is not UTF-8`() throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.home.appendingPathComponent("banks/lat.yaml")
    try program.writeOwnBank("lat.yaml", "")
    let bytes = Data([0x62, 0x3A, 0xE9, 0x0A])
    try bytes.write(to: file)
    let output = try program.run("bank", "new", "lat")
    #expect(output.code != 0)
    #expect(output.errors.contains(file.path))
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func `an edit leaves an override file alone that is not UTF-8`() throws {
    var program = try Program()
    defer { program.remove() }
    try program.install(editor: ":")
    let file = program.home.appendingPathComponent("banks/overrides/few.yaml")
    try program.writeOwnBank("overrides/few.yaml", "")
    let bytes = Data("bank: few\ntitle: \u{e9}\ncards: []\n".unicodeScalars.map { UInt8($0.value) })
    try bytes.write(to: file)
    let edit = try program.edit("few/plain")
    #expect(edit.code == 65)
    #expect(edit.text.contains("not UTF-8"))
    #expect(try Data(contentsOf: file) == bytes)
  }
}
