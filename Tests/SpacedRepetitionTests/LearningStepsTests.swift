import SpacedRepetition
import Testing

struct `Learning steps` {
  typealias ParsingError = LearningSteps.ParsingError

  @Test(arguments: [
    ("1m 10m", [60, 600]), ("30s", [30]), ("1h", [3_600]), ("1d", [86_400]), ("none", []),
    ("  NONE ", []), ("5", [300]), ("1M\t10m\n2H", [60, 600, 7_200]), ("365d", [31_536_000]),
    ("007m", [420]),
  ])
  func `texts read as steps`(text: String, seconds: [Int]) throws {
    #expect(try LearningSteps(parsing: text).seconds == seconds)
  }

  @Test(
    arguments: [
      ("", .empty), (" \n", .empty), ("none 1m", .noneAmongSteps), ("1m none", .noneAmongSteps),
      ("m", .notAStep("m")), ("1w", .notAStep("1w")), ("1m 2x", .notAStep("2x")),
      ("-1m", .notAStep("-1m")), ("+1m", .notAStep("+1m")), ("1.5h", .notAStep("1.5h")),
      ("1m,10m", .notAStep("1m,10m")), ("٣m", .notAStep("٣m")), ("0s", .outOfRange("0s")),
      ("366d", .outOfRange("366d")), ("9223372036854775807d", .outOfRange("9223372036854775807d")),
      ("99999999999999999999s", .outOfRange("99999999999999999999s")),
    ] as [(String, ParsingError)]
  )
  func `what is wrong is named`(text: String, error: ParsingError) {
    #expect(throws: error) { try LearningSteps(parsing: text) }
  }

  @Test func `twenty steps are the most`() throws {
    let words = Array(repeating: "1m", count: 20)
    #expect(try LearningSteps(parsing: words.joined(separator: " ")).seconds.count == 20)
    #expect(throws: ParsingError.tooMany(21)) {
      try LearningSteps(parsing: (words + ["1m"]).joined(separator: " "))
    }
  }

  @Test(arguments: [
    "1m 10m", "30s", "90s", "1h", "1d", "none", "90m", "36h", "365d", "1s 1m 1h 1d",
  ])
  func `a description reads back as the same steps`(text: String) throws {
    #expect(try LearningSteps(parsing: text).description == text)
  }

  @Test func `descriptions use the largest unit that fits`() throws {
    #expect(try LearningSteps(parsing: "60s 60m 24h").description == "1m 1h 1d")
    #expect(LearningSteps.defaultLearning.description == "10m")
    #expect(LearningSteps.none.description == "none")
    #expect(LearningSteps(seconds: [0, -60]).description == "0s -1m")
  }

  @Test func `errors say what to write instead`() {
    #expect(
      "\(ParsingError.notAStep("2x"))"
        == "'2x' is not a step; write a whole number and s, m, h or d, for example '10m'"
    )
    #expect("\(ParsingError.empty)" == "no steps given; write for example '1m 10m', or 'none'")
    #expect("\(ParsingError.outOfRange("0s"))" == "step '0s' is not between 1s and 365d")
    #expect("\(ParsingError.tooMany(21))" == "21 steps are too many; 20 is the most")
    #expect(
      "\(ParsingError.noneAmongSteps)"
        == "'none' stands alone; leave it out, or leave the steps out"
    )
  }
}
