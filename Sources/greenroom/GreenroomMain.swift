import ArgumentParser
import Foundation
import StudyStore
import Terminal

/// The program: reads its arguments, runs one verb, ends with its exit code.
@main
@MainActor
enum GreenroomMain {
  static func main() {
    StandardOutput.ignoreBrokenPipes()
    exit(ending(with: run(Array(CommandLine.arguments.dropFirst()))))
  }

  /// The exit code once the results are written; says so where they could not be.
  private static func ending(with code: Int32) -> Int32 {
    StandardOutput.shared.flush()
    guard let problem = StandardOutput.shared.problem else { return code }
    StandardOutput.writeError("greenroom: cannot write the output: \(problem)\n")
    return code == 0 ? Failure.Code.cannotWrite.rawValue : code
  }

  /// Runs the verb that `arguments` name; returns the exit code.
  static func run(_ arguments: [String]) -> Int32 {
    let environment = ProcessInfo.processInfo.environment
    do {
      var command = try Greenroom.parse(line: arguments)
      guard let verb = command as? any GreenroomCommand else {
        try command.run()
        return 0
      }
      let app = try App(options: verb.global, environment: environment)
      return execute(verb, in: app)
    } catch {
      return report(parsing: error)
    }
  }

  /// Runs one verb and reports its failure, if it fails; returns the exit code.
  static func execute(_ verb: any GreenroomCommand, in app: App) -> Int32 {
    do {
      app.wantsJSON = verb.global.json
      try verb.run(in: app)
      return 0
    } catch let failure as Failure {
      if !failure.description.isEmpty { app.note(failure.description) }
      return failure.code.rawValue
    } catch let error as StudyStoreError {
      app.note("\(error)")
      return error.exitCode
    } catch {
      app.note("\(error)")
      return Failure.Code.failed.rawValue
    }
  }

  /// Prints help to standard output, and what is wrong with the arguments to standard error.
  static func report(parsing error: any Error) -> Int32 {
    if let failure = error as? Failure {
      Prose.complain(failure.description)
      return failure.code.rawValue
    }
    if let error = error as? StudyStoreError {
      Prose.complain("\(error)")
      return error.exitCode
    }
    let message = Greenroom.fullMessage(for: error, columns: helpWidth)
    let code = Greenroom.exitCode(for: error)
    if code.isSuccess {
      StandardOutput.shared.write(message + "\n")
      StandardOutput.shared.flush()
    } else {
      StandardOutput.shared.flush()
      // The parser repeats the words it was given.
      StandardOutput.writeError(TerminalText.sanitised(message) + "\n")
    }
    return code.rawValue
  }

  private static var helpWidth: Int {
    let size = OutputCapabilities.windowSize(fileDescriptor: 1)
    return min(100, max(40, size?.columns ?? 80))
  }
}
