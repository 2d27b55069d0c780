import Foundation
import Testing

struct `Optimizing` {
  /// Sixty cards with Good, asked again after some days, recalled less than usual.
  static let log: String = {
    var text = "card_id,review_time,review_rating,review_duration\n"
    for card in 0..<60 {
      let day = 19_000 + card
      text += "\(card),\(day * 86_400_000 + 40_000_000),3,4000\n"
      for (index, wait) in [2, 5, 11].enumerated() {
        let rating = (card * 7 + index * 3) % 5 < 2 ? 1 : 3
        text += "\(card),\((day + wait) * 86_400_000 + 40_000_000),\(rating),4000\n"
      }
    }
    return text
  }()

  @Test(arguments: [("fsrs6", 21), ("fsrs7", 34)])
  func `a log is fitted, and the study is left alone`(model: String, count: Int) throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.home.appendingPathComponent("log.csv")
    try program.write(Self.log + "x,never,9\n", to: file)
    let output = try program.run("optimize", "--reviews", file.path, "--model", model, "--json")
    #expect(output.code == 0)
    #expect(output.errors.contains("log.csv:242: '9' is no rating from 1 to 4"))
    #expect(output.errors.contains("skipped 1 row that cannot be read"))
    let result = try output.object()
    #expect(result["model"] as? String == model)
    #expect(result["reviews"] as? Int == 240)
    #expect((result["parameters"] as? [Double])?.count == count)
    let loss = try #require(result["log_loss"] as? [String: Double])
    #expect(try #require(loss["after"]) < #require(loss["before"]))
    let later = try #require(result["cross_validated"] as? [String: Double])
    #expect(try #require(later["log_loss_after"]) < #require(later["log_loss_before"]))
    for name in ["rmse_bins", "auc"] {
      #expect((result[name] as? [String: Double])?.count == 2)
    }
    #expect(result["seconds"] is Double)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: program.home.path) == ["log.csv"]
    )
  }

  @Test func `evaluating fits nothing`() throws {
    let program = try Program()
    defer { program.remove() }
    let file = program.home.appendingPathComponent("log.csv")
    try program.write(Self.log, to: file)
    let output = try program.run("optimize", "--reviews", file.path, "--evaluate", "--json")
    let result = try output.object()
    let loss = try #require(result["log_loss"] as? [String: Double])
    #expect(loss["after"] == loss["before"])
    #expect(result["improved"] as? Bool == false)
    #expect((result["parameters"] as? [Double])?.first == 0.212)
  }

  @Test func `mistakes are worded`() throws {
    let program = try Program()
    defer { program.remove() }
    let model = try program.run("optimize", "--model", "fsrs8")
    #expect(model.code == 64)
    #expect(model.errors.contains("'fsrs8'"))
    let missing = try program.run("optimize", "--reviews", "/nowhere.csv")
    #expect(missing.code == 64)
    #expect(missing.errors == "greenroom: there is no file /nowhere.csv\n")
    let file = program.home.appendingPathComponent("log.csv")
    try program.write("not a log\n", to: file)
    let bad = try program.run("optimize", "--reviews", file.path)
    #expect(bad.code == 65)
    #expect(bad.errors.contains("no review log: its first line must name the columns"))
  }

  @Test func `a study without two days of answers keeps its parameters`() throws {
    let program = try Program()
    defer { program.remove() }
    try program.run("config", "set", "stage", "senior")
    let output = try program.run("optimize")
    #expect(output.code == 0)
    #expect(output.text.contains("A prediction needs a card that was asked on two days."))
    #expect(try program.run("config", "get", "parameters").text == "default\n")
  }

  @Test func `a study's fit is written into its settings, and the cards follow`() throws {
    let cards = (0..<30).map { "  - {id: c\($0), question: Question \($0)?, answer: A}\n" }.joined()
    let program = try Program(
      cards: "bank: few\ntitle: Few\ntopic: caching\nstage: senior\ncards:\n" + cards
    )
    defer { program.remove() }
    try program.run("config", "set", "stage", "senior")
    // Each card on four days; recall fails far more often than with most people.
    for (day, wait) in [1, 3, 6, 10].enumerated() {
      let answers = (0..<30).map { card in
        "answer few/c\(card) \(day > 0 && (card * 7 + day * 3) % 5 < 3 ? "again" : "good")\n"
      }
      let lines = answers.joined()
      let moment = "2026-11-\(wait < 10 ? "0" : "")\(wait)T10:00:00Z"
      let output = try program.run("--now", moment, input: lines)
      #expect(output.code == 0, "\(output.errors)")
    }
    let now = "2026-11-11T10:00:00Z"
    let before = try program.run("card", "show", "few/c1", "--json", "--now", now).object()
    let output = try program.run("optimize", "--json", "--now", now).object()
    #expect(output["reviews"] as? Int == 120)
    #expect(output["improved"] as? Bool == true)
    let parameters = try #require(output["parameters"] as? [Double])
    let kept = try program.run("config", "get", "parameters", "--json").json() as? [Double]
    #expect(kept == parameters)
    let after = try program.run("card", "show", "few/c1", "--json", "--now", now).object()
    let (old, new) = (before["memory"] as? [String: Any], after["memory"] as? [String: Any])
    let stability = try #require(new?["stability"] as? Double)
    #expect(try #require(old?["stability"] as? Double) != stability)
  }

}
