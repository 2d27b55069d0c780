import Foundation
import Practice
import QuestionBank
import TestSupport
import Testing

@testable import StudyStore

@Suite struct RoundFileTests {
  private let folder = FileManager.default.temporaryDirectory
    .appending(path: "greenroom-rounds-\(UUID())").path

  private var files: RoundFiles { RoundFiles(folder: folder) }

  private func removeFolder() { try? FileManager.default.removeItem(atPath: folder) }

  private func write(_ text: String, to name: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: folder + "/" + name))
  }

  private func write(_ round: RoundText) throws { try write(round.text, to: "\(round.id).json") }

  private func object(_ id: String) throws -> NSDictionary {
    let data = try Data(contentsOf: URL(filePath: files.path(of: id)))
    return try #require(JSONSerialization.jsonObject(with: data) as? NSDictionary)
  }

  @Test func `a round is read as it was written`() throws {
    defer { removeFolder() }
    let round = RoundText()
    try write(round)
    let record = try #require(try files.load(round.id))
    #expect(record.debrief?.scores.map(\.score) == [3, 3])
    #expect(record.notes.count == 7 && record.gaps.map(\.kind) == [.paused, .suspended, .dead])
    try files.save(record)
    #expect(try object(round.id) == round.fields as NSDictionary)
    #expect(try files.load(round.id) == record)
  }

  @Test func `only the owner can read a round`() throws {
    defer { removeFolder() }
    let record = try JSONDecoder().decode(
      Kept<RoundRecord>.self,
      from: Data(RoundText().text.utf8)
    )
    try files.save(record)
    let attributes = try FileManager.default.attributesOfItem(atPath: files.path(of: record.id))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  /// The object with a field of a newer version in each object whose fields have fixed names.
  private func withNews(_ value: Any, in name: String = "") -> Any {
    if let list = value as? [Any] { return list.map { withNews($0) } }
    guard let fields = value as? [String: Any] else { return value }
    var more: [String: Any] = [:]
    for (key, value) in fields { more[key] = withNews(value, in: key) }
    // The keys of these two are ids.
    if name != "hints", name != "stories" {
      more["newer"] = ["deep": [1, 2.5, true, NSNull(), "text"]] as [String: Any]
    }
    return more
  }

  @Test func `fields of a newer version survive a change at every level`() throws {
    defer { removeFolder() }
    var round = RoundText()
    round.fields = try #require(withNews(round.fields) as? [String: Any])
    try write(round)
    var record = try #require(try files.load(round.id))
    record.hints = 2
    record.debrief?.mean = 3.5
    try files.save(record)
    round.fields["hints"] = 2
    var debrief = try #require(round.fields["debrief"] as? [String: Any])
    debrief["mean"] = 3.5
    round.fields["debrief"] = debrief
    #expect(try object(round.id) == round.fields as NSDictionary)
  }

  @Test func `a round of a newer form is refused, whatever else is in it`() throws {
    defer { removeFolder() }
    var round = RoundText()
    round.fields["format"] = 2
    round.fields["state"] = "dreaming"
    try write(round)
    #expect(throws: StudyStoreError.newer(file: "\(round.id).json")) { try files.load(round.id) }
  }

  @Test(arguments: [
    ("", "not valid JSON"), ("[]", "not what it should be"), ("{}", "no 'format'"),
    ("{\"format\": 1}", "no '"), ("{\"format\": \"one\"}", "not what it should be at format"),
  ])
  func `a damaged file is named, and the others are read`(text: String, reason: String) throws {
    defer { removeFolder() }
    try write(RoundText())
    try write(text, to: "bad.json")
    try write("ignored", to: ".hidden.json")
    let (rounds, problems) = files.all()
    #expect(rounds.map(\.id) == [RoundText().id])
    #expect(problems.count == 1)
    let problem = try #require(problems.first)
    #expect(problem.hasPrefix("rounds/bad.json is damaged: "))
    // Foundation words this one itself.
    if !text.isEmpty { #expect(problem.contains(reason), "\(problem)") }
    #expect(files.ids() == [RoundText().id, "bad"])
  }

  @Test func `damage says where it is`() throws {
    defer { removeFolder() }
    var round = RoundText()
    round.fields["started_at"] = "yesterday"
    try write(round)
    let error = #expect(throws: StudyStoreError.self) { try files.load(round.id) }
    #expect(
      error?.description
        == "rounds/\(round.id).json is damaged: 'yesterday' is not a time like "
        + "2026-11-24T08:00:00Z at started_at. Mend it or move it away; nothing was changed"
    )
  }

  @Test(arguments: [
    ("minutes", 1e300), ("pace", 0), ("attempt_number", 0), ("hints", -1),
    ("utc_offset_seconds", 1e15),
  ])
  func `a number that no round can have is damage, not a crash`(field: String, value: Double) throws
  {
    defer { removeFolder() }
    var round = RoundText()
    round.fields[field] = value
    try write(round)
    let error = #expect(throws: StudyStoreError.self) { try files.load(round.id) }
    #expect(error?.description.contains("'\(field)' is ") == true)
  }

  @Test(arguments: [-1, 1e300, 9.3e18])
  func `times of phases and notes beyond all bounds are damage`(value: Double) throws {
    defer { removeFolder() }
    for (list, field) in [
      ("phases", "spent_seconds"), ("phases", "budget_seconds"), ("notes", "second"),
      ("gaps", "seconds"),
    ] {
      var round = RoundText()
      var entries = try #require(round.fields[list] as? [[String: Any]])
      entries[0][field] = value
      round.fields[list] = entries
      try write(round)
      let error = #expect(throws: StudyStoreError.self) { try files.load(round.id) }
      #expect(error?.description.contains("'\(list).\(field)' is ") == true)
    }
  }

  @Test func `a copy under another name is no second round`() throws {
    defer { removeFolder() }
    try write(RoundText().text, to: "copy.json")
    let error = #expect(throws: StudyStoreError.self) { try files.load("copy") }
    #expect(error == .damagedRound(file: "copy.json", reason: "its id is '\(RoundText().id)'"))
  }

  @Test func `no id leads out of the folder`() throws {
    defer { removeFolder() }
    #expect(try files.load("../stories") == nil)
    #expect(try files.load("nothing") == nil)
  }

  @Test func `without a folder there are no rounds`() {
    #expect(files.all().rounds.isEmpty && files.all().problems.isEmpty && files.ids().isEmpty)
  }

  @Test func `an id that is taken gets a number`() throws {
    defer { removeFolder() }
    let stamp = "2026-03-01T090000"
    #expect(files.freeID(stamp: stamp, name: "mail") == "\(stamp)-mail")
    try write(RoundText())
    #expect(files.freeID(stamp: stamp, name: "mail") == "\(stamp)-mail-2")
    try write(RoundText(id: "\(stamp)-mail-2"))
    #expect(files.freeID(stamp: stamp, name: "mail") == "\(stamp)-mail-3")
  }

  // MARK: The lock

  @Test func `a round is held by one, and free again when that lets go`() throws {
    defer { removeFolder() }
    do {
      let hold = try files.hold("r")
      #expect(hold.lastHeartbeat == nil)
      #expect(throws: StudyStoreError.roundIsOpen("r")) { try files.hold("r") }
      _ = try files.hold("other")
    }
    let again = try files.hold("r")
    again.remove()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [".other.clock"])
  }

  @Test func `the last heartbeat is found, however long the one before was`() throws {
    defer { removeFolder() }
    func beat(_ elapsed: Double) -> RoundHeartbeat {
      RoundHeartbeat(
        phase: 2,
        elapsedSeconds: elapsed,
        phaseSeconds: 1.25,
        pausedSeconds: 0,
        savedAt: Timestamp(rawValue: 1_800_000_000_123)
      )
    }
    do {
      let hold = try files.hold("r")
      hold.beat(beat(123_456.789))
      hold.beat(beat(7))
    }
    #expect(try files.hold("r").lastHeartbeat == beat(7))
  }

  @Test(arguments: [
    "", "\n", "1 2 3", "one 2 3 4 5 .", "1 nan 3 4 5 .", "1 inf 3 4 5 .", "1 -2 3 4 5 .",
    "1 2 3 4 5.5 .", "1 2 3 4 5", "1 2 3 4 5 6", "99999999999999999999 2 3 4 5 .", "\0\0\0\0",
  ])
  func `a heartbeat that cannot be read is none`(text: String) throws {
    defer { removeFolder() }
    try write(text, to: ".r.clock")
    #expect(try files.hold("r").lastHeartbeat == nil)
  }

  @Test(.enabled(if: JSONSchema.canJudge))
  func `the schema accepts what is written, and refuses what the reader would`() throws {
    defer { removeFolder() }
    var good: [String: String] = [:]
    for round in [RoundText()]
      + ["running", "debrief", "abandoned"].map({ RoundText().unfinished($0) })
    {
      try write(round)
      let record = try #require(try files.load(round.id))
      good[record.state.rawValue] = try RoundFiles.text(of: record)
    }
    var newer = RoundText()
    newer.fields = try #require(withNews(newer.fields) as? [String: Any])
    good["newer fields"] = newer.text
    #expect(try JSONSchema.refusals(by: "round", of: good) == [:])

    var bad: [String: String] = [:]
    for name in RoundText().fields.keys {
      var round = RoundText()
      round.fields[name] = ["none"]
      bad[name] = round.text
    }
    // A list of texts is what these hold, or may hold.
    bad["prompts"] = nil
    #expect(Set(try JSONSchema.refusals(by: "round", of: bad).keys) == Set(bad.keys))
    for (name, text) in bad {
      #expect(throws: DecodingError.self, "\(name)") {
        try JSONDecoder().decode(Kept<RoundRecord>.self, from: Data(text.utf8))
      }
    }
  }
}
