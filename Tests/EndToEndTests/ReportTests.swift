import Foundation
import TestSupport
import Testing

@testable import greenroom

/// `report`: a page of its own, whose numbers are the store's, whatever texts it meets.
@Suite struct ReportTests {
  private let now = "2026-03-20T09:00:00Z"

  /// A study of three weeks, with a round.
  private func studied(cards: String = Program.fewCards) throws -> Program {
    var program = try Program(cards: cards)
    let folder = program.home.deletingLastPathComponent().appending(path: "here")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    program.folder = folder
    try program.run("config", "set", "stage", "senior")
    for (card, rating, day) in [
      ("plain", "easy", "02"), ("header", "easy", "02"), ("plain", "good", "12"),
      ("header", "again", "13"),
    ] {
      try program.run("answer", "few/\(card)", rating, "--now", "2026-03-\(day)T09:00:00Z")
    }
    return program
  }

  private func write(_ round: RoundText, in program: Program) throws {
    try program.write(round.text, to: program.home.appending(path: "rounds/\(round.id).json"))
  }

  private func page(_ program: Program, _ file: String = "greenroom-report.html") throws -> String {
    let path = try #require(program.folder).appending(path: file)
    return try String(contentsOf: path, encoding: .utf8)
  }

  @Test func `a report is one page that needs no network and no script`() throws {
    let program = try studied()
    defer { program.remove() }
    try write(RoundText(), in: program)
    let output = try program.run("report", "--now", now)
    #expect(output.code == 0 && output.errors.isEmpty)
    #expect(output.text == "greenroom-report.html: written.\n")
    let page = try page(program)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'"))
    for word in ["<script", "<link", "<img", "http://", "https://", "url(", "@import", " on"] {
      let isAttribute = word == " on"
      #expect(
        isAttribute
          ? page.firstMatch(of: /<[^>]* on[a-z]+=/) == nil : !page.contains(word),
        "\(word)"
      )
    }
    #expect(page.contains("prefers-color-scheme: dark") && page.contains("@media print"))
    // Every drawing says what it is, and has its numbers beside it.
    let drawings = page.matches(of: /<svg [^>]*role="img" aria-labelledby="([^" ]+) ([^" ]+)"/)
    #expect(drawings.count == page.components(separatedBy: "<svg ").count - 1)
    #expect(drawings.count >= 6)
    for drawing in drawings {
      #expect(page.contains("<title id=\"\(drawing.1)\">"))
      #expect(page.contains("<desc id=\"\(drawing.2)\">"))
    }
    for title in ["Calendar", "Forecast", "Retention by topic", "Calibration", "Pacing", "Mail"] {
      #expect(page.contains(title), "\(title)")
    }
  }

  @Test func `its tags are closed, its ids are its own, and its links lead somewhere`() throws {
    let program = try studied()
    defer { program.remove() }
    try program.run("config", "set", "interview_date", "2026-04-10", "--now", now)
    try program.run("report", "--now", now)
    let page = try page(program)
    var open: [Substring] = []
    for tag in page.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) {
      if ["meta", "br"].contains(tag.2) { continue }
      if tag.1.isEmpty {
        open.append(tag.2)
      } else {
        #expect(open.popLast() == tag.2)
      }
    }
    #expect(open.isEmpty)
    let ids = page.matches(of: /\ id="([^"]*)"/).map(\.1)
    #expect(Set(ids).count == ids.count)
    for link in page.matches(of: /href="#([^"]*)"/) { #expect(ids.contains(link.1)) }
    #expect(page.contains("Ready by Fri 10 Apr?") && page.contains("The plan, day by day"))
  }

  @Test func `its numbers are those of stats`() throws {
    let program = try studied()
    defer { program.remove() }
    try program.run("report", "--now", now)
    let page = try page(program)
    let stats = try program.run("stats", "--json", "--now", now).object()
    #expect(stats["answers"] as? Int == 4)
    #expect(page.contains("4 answers on 3 days of the last 26 weeks"))
    let all = try #require((stats["retention"] as? [String: [String: Any]])?["all"])
    #expect(all["reviews"] as? Int == 2 && all["recalled"] as? Int == 1)
    #expect(page.contains("Of 2 due reviews you recalled 50 %."))
    let calibration = try #require(stats["calibration"] as? [String: Any])
    #expect(calibration["reviews"] as? Int == 2)
    let predicted = try #require(calibration["predicted"] as? Double)
    #expect(page.contains("Foretold \(NumberText.percent(predicted)), recalled 50 % in all."))
    let due = try #require((stats["forecast"] as? [String: Any])?["days"] as? [[String: Any]])
    #expect(due.count == 14)
    #expect(due.allSatisfy { $0["date"] is String && $0["due"] is Int })
    let streak = try #require(stats["streak"] as? [String: Int])
    #expect(streak == ["current": 0, "longest": 2, "recent": 2, "window": 14])
    #expect(page.contains("Answers on 2 of the last 14 days; longest run 2 days."))
    #expect(stats["kinds"] is [String: Any] && stats["time"] is [String: Any])
  }

  @Test func `hostile texts are only texts`() throws {
    let nasty = "<script>alert(1)</script>\" onload=\"x\u{301}' & \u{202e}evil\u{2066} {{title}}"
    let program = try studied()
    defer { program.remove() }
    try program.write(
      """
      topics:
        - path: databases
          title: '\(nasty.replacing("'", with: "''"))'
          weight: {junior: 1, mid: 2, senior: 3, lead: 3, principal: 2}

      """,
      to: program.banks.appending(path: "topics.yaml")
    )
    var round = RoundText()
    round.fields["title"] = nasty + "\"\u{301}><b>"
    try write(round, in: program)
    try program.run("config", "set", "interview_date", "2026-04-10", "--now", now)
    try program.run(
      "stories",
      "add",
      "--title",
      nasty,
      "--situation",
      "s",
      "--task",
      "t",
      "--action",
      "a",
      "--result",
      "r",
      "--learning",
      "l",
      "--signals",
      "ownership",
      "--scope",
      "senior"
    )
    #expect(try program.run("report", "--now", now).code == 0)
    let page = try page(program)
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    #expect(!page.contains("<script") && !page.contains("<b>"))
    #expect(page.contains("{{title}}") && page.contains("&quot;\u{301}&gt;&lt;b&gt;"))
    let hidden = page.unicodeScalars.filter {
      $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
    }
    #expect(hidden.isEmpty)
    // Nothing broke out of an attribute: the tags are those of a tame study.
    for tag in page.matches(of: /<[a-z][^>]*>/) { #expect(!tag.0.contains("onload")) }
  }

  @Test func `a quotation mark is escaped even where an accent leans on it`() throws {
    for mark in ["<", ">", "&", "\"", "'"] {
      let text = PageText.escaped("a\(mark)\u{301}b")
      #expect(!text.unicodeScalars.contains { mark.unicodeScalars.contains($0) && $0 != "&" })
      #expect(text.hasPrefix("a&") && text.contains(";\u{301}b"))
    }
    #expect(PageText.escaped("\u{202e}\u{200b}\u{7}a\nb") == "a b")
    let page = ReportPage(
      facts: [.init(name: "\"\u{301}", value: "<", more: "")],
      sections: [],
      title: "<i>",
      made: "",
      next: ""
    )
    let html = try page.html()
    #expect(html.contains("&quot;\u{301}") && html.contains("&lt;i&gt;"))
    #expect(!html.contains("<i>"))
  }

  @Test func `an earlier report is replaced, another file only with --force`() throws {
    let program = try studied()
    defer { program.remove() }
    let first = try program.run("report", "--now", now, "-o", "r.html", "--json").object()
    #expect(first["file"] as? String == "r.html")
    #expect(try program.run("report", "--now", now, "-o", "r.html").code == 0)
    let other = try #require(program.folder).appending(path: "other.html")
    try program.write("mine", to: other)
    let refused = try program.run("report", "--now", now, "-o", "other.html")
    #expect(refused.code == 73 && refused.text.isEmpty)
    #expect(
      refused.errors
        == "greenroom: other.html is there already and is no report; --force replaces it\n"
    )
    #expect(try String(contentsOf: other, encoding: .utf8) == "mine")
    #expect(try program.run("report", "--now", now, "-o", "other.html", "--force").code == 0)
    #expect(try page(program, "other.html").hasPrefix("<!DOCTYPE html>"))
    #expect(try program.run("report", "-o", "").code == 64)
    let folder = try program.run("report", "-o", ".")
    #expect(folder.code == 73)
  }

  @Test func `--open hands the file to the desktop's opener as it is named`() throws {
    var program = try studied()
    defer { program.remove() }
    let bin = program.home.appending(path: "bin")
    program.environment["PATH"] = bin.path
    let missing = try program.run("report", "--now", now, "--open")
    #expect(missing.code == 69)
    #expect(
      missing.errors == "greenroom: no program to open files with (xdg-open); "
        + "greenroom-report.html is written, open it in a browser\n"
    )
    #expect(try page(program).hasPrefix("<!DOCTYPE html>"))
    let opener = bin.appending(path: "xdg-open")
    try program.write("#!/bin/sh\nprintf '%s|' \"$#\" \"$@\" > \"$HOME/opened\"\n", to: opener)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: opener.path)
    let name = "-a; touch x $(y).html"
    #expect(try program.run("report", "--now", now, "--open", "--output=\(name)").code == 0)
    let told = try String(contentsOf: program.home.appending(path: "opened"), encoding: .utf8)
    #expect(told.hasPrefix("1|/") && told.hasSuffix("/here/\(name)|"))
    try program.write("#!/bin/sh\nexit 3\n", to: opener)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: opener.path)
    #expect(try program.run("report", "--now", now, "--open").code == 1)
  }

  @Test func `a study without an answer has a report too`() throws {
    var program = try Program()
    defer { program.remove() }
    program.folder = program.home
    #expect(try program.run("report", "--now", now).code == 0)
    let page = try page(program)
    #expect(page.contains("No answers yet.") && page.contains("No date"))
    #expect(!page.contains("nan"))
    let stats = try program.run("stats", "--now", now).text
    #expect(stats.contains("No predictions yet"))
    #expect(stats.contains("none in the next 14 days"))
  }

  @Test func `statistics are words with --plain and bars without`() throws {
    let program = try studied()
    defer { program.remove() }
    let plain = try program.run("stats", "--plain", "--now", now).text
    #expect(!plain.contains("█"))
    #expect(plain.contains("  typed: 1 of 1, 0 % recalled (foretold "))
    #expect(plain.contains("Forecast: reviews due\n"))
    #expect(plain.contains("  7 to 14 days: "))
    #expect(try program.run("stats", "--now", now).text.contains("█"))
  }
}
