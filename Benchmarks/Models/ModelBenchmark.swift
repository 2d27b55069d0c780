import Foundation
import SpacedRepetition

/// Measures the memory models and the scheduler on one core, and makes the logs that peers are given.
///
///     ModelBenchmark simulate REVIEWS [SEED [FILE.csv]]   writes a simulated log, to standard output
///                                                         unless a file is named
///     ModelBenchmark measure [--runs N] [FILE.csv …]      measures over these logs, or without any
///                                                         over 1,000,000 simulated reviews
///     ModelBenchmark fit [--model fsrs6|fsrs7] [--runs N] FILE.csv
///                                                         measures one fit of a log in place
///
/// `measure` and `fit` print JSON. Times are CPU times of this process, which has one thread but for
/// fits.
@main
enum ModelBenchmark {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    switch arguments.popFirst() {
    case "simulate":
      guard let count = arguments.popFirst().flatMap({ Int($0) }), count > 0 else { usage() }
      let seed = arguments.popFirst().map { UInt64($0) } ?? 1
      guard let seed, arguments.count < 2 else { usage() }
      let csv = Data(SimulatedLog(count: count, seed: seed).csv)
      if let path = arguments.first {
        try csv.write(to: URL(fileURLWithPath: path))
      } else {
        FileHandle.standardOutput.write(csv)
      }
    case "measure":
      var runs = 5
      if arguments.first == "--runs" {
        guard arguments.count > 1, let count = Int(arguments[arguments.startIndex + 1]), count > 0
        else { usage() }
        runs = count
        arguments.removeFirst(2)
      }
      try measure(Array(arguments), runs: runs)
    case "fit":
      try fit(Array(arguments))
    default:
      usage()
    }
  }

  private static func usage() -> Never {
    let text = """
      usage: ModelBenchmark simulate REVIEWS [SEED [FILE.csv]]
             ModelBenchmark measure [--runs N] [FILE.csv …]
             ModelBenchmark fit [--model fsrs6|fsrs7] [--runs N] FILE.csv

      """
    FileHandle.standardError.write(Data(text.utf8))
    exit(64)
  }

  private static func measure(_ files: [String], runs: Int) throws {
    var results: [LogMeasurement] = []
    if files.isEmpty {
      let log = SimulatedLog(count: 1_000_000, seed: 1)
      results.append(LogMeasurement("simulated", log.reviews, runs: runs))
    }
    for path in files {
      results.append(LogMeasurement(name(path), try ReviewFile.read(path), runs: runs))
    }
    try show(results)
  }

  private static func fit(_ arguments: [String]) throws {
    var (path, version, runs) = (String?.none, FSRSVersion.fsrs6, Int?.none)
    var arguments = arguments[...]
    while let argument = arguments.popFirst() {
      switch argument {
      case "--model":
        guard let known = arguments.popFirst().flatMap(FSRSVersion.init(rawValue:)) else { usage() }
        version = known
      case "--runs":
        guard let count = arguments.popFirst().flatMap({ Int($0) }), count > 0 else { usage() }
        runs = count
      default:
        guard path == nil, !argument.hasPrefix("-") else { usage() }
        path = argument
      }
    }
    guard let path else { usage() }
    let reviews = { try ReviewFile.read(path) }
    try show(FitMeasurement(name(path), version: version, runs: runs, reviews))
  }

  private static func name(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  private static func show(_ results: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    print(String(decoding: try encoder.encode(results), as: UTF8.self))
  }
}
