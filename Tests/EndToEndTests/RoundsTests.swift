import Foundation
import TestSupport
import Testing

/// `rounds`, over files that tests wrote.
@Suite struct RoundsTests {
  private let now = "2026-03-20T09:00:00Z"

  private func program(_ rounds: [RoundText]) throws -> Program {
    let program = try Program()
    for round in rounds { try write(round, in: program) }
    return program
  }

  private func write(_ round: RoundText, in program: Program) throws {
    try program.write(round.text, to: file(round.id, in: program))
  }

  private func file(_ id: String, in program: Program) -> URL {
    program.home.appending(path: "rounds/\(id).json")
  }

  private let first = RoundText(scores: ["problem-navigation": 1, "operations": 3])
  private let second = RoundText(
    id: "2026-03-08T090000-mail",
    startedAt: "2026-03-08T09:00:00Z",
    attempt: "prepared",
    scores: ["problem-navigation": 3, "operations": 4],
    said: ["delivery", "scope"]
  )

  private func coding() -> RoundText {
    var round = RoundText(id: "2026-03-10T090000-sum", startedAt: "2026-03-10T09:00:00Z")
    round.fields["kind"] = "coding"
    round.fields["profile"] = "steps"
    round.fields["prompts"] = ["coding/sum"]
    round.fields["title"] = "Sum"
    return round
  }

  // MARK: list

  @Test func `rounds are listed with the newest last, and how near one is to being ready`() throws {
    let program = try program([second, first, coding()])
    defer { program.remove() }
    let output = try program.run("rounds", "list")
    #expect(
      output.text == """
        2026-03-01T090000-mail  design  senior  cold      2.0 not yet  Mail
        2026-03-08T090000-mail  design  senior  prepared  3.5 passed   Mail
        2026-03-10T090000-sum   coding  senior  cold      3.0 passed   Sum

        design: 0 of 2 passing cold rounds in a row
        coding: 1 of 2 passing cold rounds in a row

        """
    )
    #expect(output.code == 0 && output.errors.isEmpty)
    #expect(try program.run("rounds").text == output.text)
  }

  @Test func `a list can be cut to a kind and to the newest`() throws {
    let program = try program([second, first, coding()])
    defer { program.remove() }
    let designs = try program.run("rounds", "list", "--kind", "design", "--limit", "1", "--json")
    #expect(try designs.list().map { $0["id"] as? String } == [second.id])
    let none = try program.run("rounds", "list", "--kind", "behavioral", "--json")
    #expect(none.text == "[\n\n]\n")
    let slip = try program.run("rounds", "list", "--kind", "desing")
    #expect(slip.code == 64)
    #expect(
      slip.errors == "greenroom: no kind of round named 'desing'. Did you mean 'design'?\n"
    )
    #expect(try program.run("rounds", "list", "--limit", "0").code == 64)
  }

  @Test func `a list for programs has times, scores and what is not known`() throws {
    let program = try program([first.unfinished("running"), second])
    defer { program.remove() }
    let rounds = try program.run("rounds", "list", "--json").list()
    #expect(rounds[0]["state"] as? String == "running")
    #expect(rounds[0]["mean"] is NSNull && rounds[0]["passed"] is NSNull)
    #expect(rounds[0]["ended_at"] is NSNull)
    #expect(rounds[1]["mean"] as? Double == 3.5 && rounds[1]["passed"] as? Bool == true)
    #expect(rounds[1]["started_at"] as? String == "2026-03-08T09:00:00Z")
    #expect(rounds[1]["attempt"] as? String == "prepared")
    #expect(rounds[1]["loop_id"] as? String == "loop-1")
  }

  @Test func `two passing cold rounds in a row are said to be enough`() throws {
    let program = try program([
      RoundText(), RoundText(id: "2026-03-09T090000-mail", startedAt: "2026-03-09T09:00:00Z"),
    ])
    defer { program.remove() }
    let text = try program.run("rounds").text
    #expect(text.hasSuffix("design: 2 of 2 passing cold rounds in a row: ready for senior\n"))
  }

  @Test func `a damaged file is named, the others are listed`() throws {
    let program = try program([first])
    defer { program.remove() }
    try program.write("{", to: file("2026-03-02T090000-bad", in: program))
    var newer = second
    newer.fields["format"] = 9
    try write(newer, in: program)
    let output = try program.run("rounds", "list", "--json")
    #expect(output.code == 0)
    #expect(try output.list().count == 1)
    #expect(output.errors.contains("rounds/2026-03-02T090000-bad.json is damaged: "))
    #expect(output.errors.contains("\(newer.id).json was made by a newer Greenroom; upgrade"))
    #expect(try program.run("rounds", "show", "2026-03-02").code == 65)
    #expect(try program.run("rounds", "show", newer.id).code == 1)
  }

  // MARK: names

  @Test func `a round is named by its id, by an unambiguous beginning, or as last`() throws {
    let program = try program([first, second, coding()])
    defer { program.remove() }
    func id(_ name: String) throws -> String? {
      try program.run("rounds", "show", name, "--json").object()["id"] as? String
    }
    #expect(try id(first.id) == first.id)
    #expect(try id("2026-03-08") == second.id)
    #expect(try id("last") == coding().id)
    let both = try program.run("rounds", "show", "2026-03-0")
    #expect(both.code == 64)
    #expect(
      both.errors
        == "greenroom: '2026-03-0' begins 2 rounds; the last are: \(first.id), \(second.id)\n"
    )
    let slip = try program.run("rounds", "show", "2026-03-01T090000-mial")
    #expect(slip.code == 64)
    #expect(
      slip.errors == "greenroom: no round named '2026-03-01T090000-mial'. "
        + "Did you mean '2026-03-01T090000-mail'?\n"
    )
    #expect(try program.run("rounds", "show", "").code == 64)
    #expect(try program.run("rounds", "show", "../stories").code == 64)
  }

  @Test func `where there are no rounds, that is what is said`() throws {
    let program = try Program()
    defer { program.remove() }
    let output = try program.run("rounds", "show", "last")
    #expect(output.code == 64)
    #expect(
      output.errors
        == "greenroom: no round named 'last': there are none yet; `mock` begins one\n"
    )
    #expect(try program.run("rounds").errors.contains("no rounds yet"))
    #expect(try program.run("rounds", "list", "--json").text == "[\n\n]\n")
  }

  // MARK: show

  @Test func `a round is shown with all that its file holds`() throws {
    var round = first
    round.fields["stories"] = ["behavioral/a": "the-queue"]
    let program = try program([round])
    defer { program.remove() }
    let text = try program.run("rounds", "show", "last").text
    for part in [
      "system design · senior · cold · delivery · 45 min · seed 7",
      "Mail (design/mail), 2026-03-01 10:00", "Finished 2026-03-01 11:00.",
      "Round 1 of a loop: design, coding.", "requirements       6:40 of 6:00  0:40 over",
      "Did not count: paused 2:00 at 1:40; machine asleep 0:30 at 3:20; greenroom not",
      "0:12 send, list, read", "1:10 You asked: how many users?",
      "1:10 Interviewer: Ten million users.", "6:40 Hint: What if it is sent twice?",
      "8:20 sketch\n    client --> queue\n      `--> store", "16:40 Curveball: Keep it in the EU.",
      "1 of 2 points said", "[x] delivery", "[ ] scope", "1 of 1 questions answered",
      "1 problem navigation: send, list, read", "Verdict for senior: not yet. 2.0 of 4",
      "1 hint taken.", "Story told to behavioral/a: the-queue",
      "Cards made or queued: few/plain",
    ] {
      #expect(text.contains(part), "\(part) in:\n\(text)")
    }
  }

  @Test func `the JSON of a round is its file's, unknown fields included`() throws {
    var round = first
    round.fields["newer"] = ["a": 1]
    let program = try program([round])
    defer { program.remove() }
    let object = try program.run("rounds", "show", "last", "--json").object()
    #expect(object as NSDictionary == round.fields as NSDictionary)
  }

  @Test func `no text of a round steers the terminal`() throws {
    var round = second
    let evil = "\u{1B}]0;title\u{7}\u{9B}31m\u{202E}evil"
    round.fields["title"] = evil
    round.fields["stories"] = [evil: evil]
    round.fields["prompts"] = ["design/mail", evil]
    round.fields["scratch_file"] = evil
    round.fields["notes"] = ["note", "diagram", "fact"].map { kind in
      ["second": 1, "phase": "requirements", "kind": kind, "text": evil] as [String: Any]
    }
    round.fields["phases"] = [
      ["id": "requirements", "title": evil, "budget_seconds": 1, "spent_seconds": 1]
    ]
    var debrief = try #require(round.fields["debrief"] as? [String: Any])
    debrief["points"] = [["id": evil, "phase": evil, "found": true, "said": true]]
    debrief["scores"] = [["dimension": "testing", "score": 1, "evidence": evil]]
    debrief["reasons"] = [evil]
    debrief["cards"] = [evil]
    round.fields["debrief"] = debrief
    let program = try program([first, round])
    defer { program.remove() }
    try program.write("{", to: file(evil, in: program))
    for arguments in [
      ["list"], ["show", "last"], ["compare", "last"], ["export", "last"], ["show", evil],
      ["export", "last", "--output", "/proc/\(evil)"],
    ] {
      let output = try program.run(["rounds"] + arguments)
      let all = output.text + output.errors
      #expect(
        !all.unicodeScalars.contains { "\u{1B}\u{7}\u{9B}\u{202E}".unicodeScalars.contains($0) }
      )
      #expect(all.contains("evil"), "\(arguments)")
    }
  }

  // MARK: compare

  @Test func `a round is compared with the one before on the same prompt`() throws {
    let program = try program([first, second, coding()])
    defer { program.remove() }
    let output = try program.run("rounds", "compare", "2026-03-08")
    #expect(
      output.text == """
        2026-03-01T090000-mail → 2026-03-08T090000-mail
          senior, cold: 2.0 not yet → senior, prepared: 3.5 passed

          Scores
          problem navigation       1 → 3  +2
          operations and evolution 3 → 4  +1

          New points
          + scope

          Pacing
          requirements             6:40 → 6:40
          design                   15:00 → 15:00

          Hints: 1 → 1

        """
    )
    let json = try program.run("rounds", "compare", second.id, first.id, "--json").object()
    #expect((json["before"] as? [String: Any])?["id"] as? String == first.id)
    #expect(json["gained"] as? [String] == ["scope"] && json["lost"] as? [String] == [])
    #expect((json["scores"] as? [[String: Any]])?.count == 2)
    #expect((json["pacing"] as? [[String: Any]])?[0]["before_seconds"] as? Double == 400)
  }

  @Test func `what cannot be compared is refused`() throws {
    let program = try program([first, second, coding()])
    defer { program.remove() }
    let none = try program.run("rounds", "compare", first.id)
    #expect(none.code == 1)
    #expect(
      none.errors == "greenroom: no finished round on design/mail comes before "
        + "2026-03-01T090000-mail; name one to compare with\n"
    )
    #expect(try program.run("rounds", "compare", first.id, first.id).code == 64)
    #expect(try program.run("rounds", "compare", first.id, "last").code == 64)
  }

  // MARK: export

  @Test func `no note breaks the exported document`() throws {
    var round = first
    round.fields["title"] = "# <Mail> | `x`"
    func note(_ kind: String, _ text: String) -> [String: Any] {
      ["second": 5, "phase": "design", "kind": kind, "text": text]
    }
    round.fields["notes"] = [
      note("note", "# heading\n- item\n1. one\n2) two\n===\n```\n[a](b) <b> | *c* _d_ \\ $x$"),
      note("diagram", "a\n```\n````\n# b"), note("note", "after"),
    ]
    let program = try program([round])
    defer { program.remove() }
    let text = try program.run("rounds", "export", "last").text
    #expect(text.hasPrefix("# \\# \\<Mail\\> \\| \\`x\\`\n\n- Round: 2026-03-01T090000-mail\n"))
    #expect(
      text.contains(
        """
        ## design

        **0:05** \\# heading\\
        \\- item\\
        1\\. one\\
        2\\) two\\
        \\===\\
        \\`\\`\\`\\
        \\[a\\](b) \\<b\\> \\| \\*c\\* \\_d\\_ \\\\ \\$x\\$

        **0:05** Sketch:

        `````text
        a
        ```
        ````
        # b
        `````

        **0:05** after

        ## Points

        - [x] delivery
        - [ ] scope

        """
      )
    )
    #expect(text.contains("| problem navigation | 1 | send, list, read |\n"))
    #expect(text.hasSuffix("\nVerdict for senior: not yet. 2.0 of 4; the mean is low.\n"))
  }

  @Test func `an export replaces a file only by force`() throws {
    let program = try program([first])
    defer { program.remove() }
    let path = program.home.appending(path: "notes/mail.md").path
    #expect(try program.run("rounds", "export", "last", "--output", path).code == 0)
    let written = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try program.run("rounds", "export", "last").text == written)
    try Data("mine".utf8).write(to: URL(filePath: path))
    let refused = try program.run("rounds", "export", "last", "-o", path)
    #expect(refused.code == 73)
    #expect(refused.errors == "greenroom: \(path) is there already; --force replaces it\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    let forced = try program.run("rounds", "export", "last", "-o", path, "--force", "--json")
    #expect(try forced.object()["file"] as? String == path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == written)
    #expect(try program.run("rounds", "export", "last", "-o", "/proc/none.md").code == 73)
  }

  // MARK: abandon

  @Test func `giving up asks, keeps the notes and leaves no review`() throws {
    let program = try program([first.unfinished("running")])
    defer { program.remove() }
    let unasked = try program.run("rounds", "abandon", "last")
    #expect(unasked.code == 64)
    #expect(unasked.errors.contains("repeat it with --force"))
    let output = try program.run(
      "rounds",
      "abandon",
      "last",
      "--force",
      "--json",
      "--now",
      now,
      "--clock-rate",
      "0"
    )
    let round = try output.object()
    #expect(round["state"] as? String == "abandoned")
    #expect(round["ended_at"] as? String == now)
    let file = try program.run("rounds", "show", "last", "--json").object()
    #expect((file["notes"] as? [Any])?.count == 7)
    let names = try FileManager.default.contentsOfDirectory(
      atPath: program.home.appending(path: "rounds").path
    )
    #expect(names == ["\(first.id).json"])
    let again = try program.run("rounds", "abandon", "last", "--force")
    #expect(again.code == 64)
    #expect(again.errors == "greenroom: \(first.id) is given up already\n")
    #expect(try program.run("doctor").code == 0)
  }

  @Test func `a finished round cannot be given up`() throws {
    let program = try program([first])
    defer { program.remove() }
    let output = try program.run("rounds", "abandon", "last", "--force")
    #expect(output.code == 64)
    #expect(output.errors == "greenroom: \(first.id) is finished; what it left stays\n")
  }

  @Test func `a round that somebody is in cannot be given up by another`() throws {
    var program = try Program()
    program.environment["GREENROOM_BANKS"] =
      JSONSchema.checkout.appending(path: "QuestionBanks").path
    defer { program.remove() }
    let terminal = try #require(
      PseudoTerminal(
        try Program.executable().path,
        ["mock", "design", "--prompt", "chat-app", "--now", now],
        environment: program.fullEnvironment
      )
    )
    try terminal.wait(for: "requirements")
    terminal.send("a note\n")
    try terminal.wait(for: "> ")
    let refused = try program.run("rounds", "abandon", "last", "--force")
    #expect(refused.code == 75)
    #expect(refused.errors.contains("is open in another greenroom"))
    terminal.send("\u{4}")
    #expect(try terminal.exitCode() == 0)
    #expect(try program.run("rounds", "abandon", "last", "--force", "--now", now).code == 0)
  }

  // MARK: doctor

  @Test func `doctor names damaged rounds and stories`() throws {
    let program = try program([first.unfinished("abandoned")])
    defer { program.remove() }
    try program.write("{", to: file("bad", in: program))
    try program.write("[]", to: program.home.appending(path: "stories.json"))
    let output = try program.run("doctor")
    #expect(output.code == 1)
    #expect(output.text.contains("FAIL rounds: rounds/bad.json is damaged: "))
    #expect(output.text.contains("FAIL stories: stories.json is damaged: "))
    #expect(output.text.contains("ok   reviews of rounds: complete"))
  }

  @Test func `a rebuild stores reviews that finished rounds should have left, once`() throws {
    let program = try program([first, second])
    defer { program.remove() }
    let before = try program.run("doctor", "--now", now)
    #expect(before.code == 1)
    #expect(
      before.text.contains(
        "FAIL reviews of rounds: missing for \(first.id), \(second.id); `doctor --rebuild`"
      )
    )
    for _ in 0..<2 {
      let after = try program.run("doctor", "--rebuild", "--now", now)
      #expect(after.code == 0, "\(after.text)")
      #expect(after.text.contains("sound; 2 reviews"))
    }
    let round = try program.run("rounds", "show", "last", "--json").object()
    let ids = (round["debrief"] as? [String: Any])?["review_ids"] as? [String]
    #expect(ids?.count == 1 && ids != ["r1"])
    // A review that was taken back is not brought back.
    #expect(try program.run("undo", "--now", now).code == 0)
    #expect(try program.run("doctor", "--rebuild", "--now", now).text.contains("2 reviews"))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: program.home.appending(path: "rounds").path
    )
    #expect(names.sorted() == ["\(first.id).json", "\(second.id).json"])
  }

  // MARK: real rounds

  @Test(
    .enabled(if: JSONSchema.canJudge),
    arguments: [["design"], ["coding"], ["behavioral", "--profile", "depth"]]
  )
  func `the schema accepts a round as it is played, left, and finished`(kind: [String]) throws {
    var program = try Program()
    program.environment["GREENROOM_BANKS"] =
      JSONSchema.checkout.appending(path: "QuestionBanks").path
    defer { program.remove() }
    func check(_ state: String) throws {
      let round = try program.run("rounds", "show", "last", "--json")
      #expect(try round.object()["state"] as? String == state)
      #expect(try JSONSchema.refusals(by: "round", of: [state: round.text]) == [:])
    }
    let notes = ["s: a note", "/ask users", "/hint", "//slash", "/pause", ""]
    let parts = Array(repeating: "/next", count: 12)
    let lines = (notes + parts + ["the end"]).map { $0 + "\n" }.joined()
    let common = ["--now", now, "--seed", "5"]
    try program.run(["mock"] + kind + common, input: lines)
    try check("running")
    try program.run(["mock", "--resume"] + common, input: "more\n/done\n\n")
    try check("debrief")
    let rest = String(repeating: "\n", count: 100)
    let end = try program.run(["mock", "--resume"] + common, input: rest)
    #expect(end.text.contains("Saved:"), "\(end.text)\(end.errors)")
    try check("finished")
    #expect(try program.run("doctor", "--now", now).text.contains("ok   reviews of rounds"))
  }

  @Test func `Tab offers rounds, prompts and profiles`() throws {
    var program = try program([first, coding().unfinished("running")])
    program.environment["GREENROOM_BANKS"] =
      JSONSchema.checkout.appending(path: "QuestionBanks").path
    defer { program.remove() }
    try program.run("config", "set", "stage", "senior")
    let terminal = try #require(
      PseudoTerminal(
        try Program.executable().path,
        ["--now", now],
        environment: program.fullEnvironment
      )
    )
    try terminal.wait(for: "greenroom> ")
    terminal.send("rounds show 2026-03-01\t")
    try terminal.wait(for: first.id)
    terminal.send("\u{15}rounds abandon \t")
    try terminal.wait(for: coding().id)
    terminal.send("\u{15}mock design --prompt chat\t")
    try terminal.wait(for: "chat-app")
    terminal.send("\u{15}mock behavioral --profile d\t")
    try terminal.wait(for: "depth")
    terminal.send("\u{15}q\n")
    #expect(try terminal.exitCode() == 0)
  }
}
