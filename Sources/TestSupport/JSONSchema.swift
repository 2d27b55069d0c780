package import Foundation

/// The published schemas, applied by Python's `jsonschema`, which has nothing in common with us.
package enum JSONSchema {
  /// The checkout that the tests were built from.
  package static let checkout = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether this machine can judge a schema.
  package static let canJudge = (try? refusals(by: "bank", of: [:])) != nil

  /// What a schema of `QuestionBanks/schema` says against texts (YAML or JSON), by their names;
  /// those that it accepts are left out.
  package static func refusals(by schema: String, of texts: [String: String]) throws
    -> [String: String]
  {
    let script = """
      import json, sys, yaml, jsonschema
      schema = json.load(open(sys.argv[1]))
      validator = jsonschema.Draft202012Validator(schema)
      validator.check_schema(schema)
      texts = json.load(sys.stdin)
      errors = {n: next(validator.iter_errors(yaml.safe_load(t)), None) for n, t in texts.items()}
      print(json.dumps({n: f"{e.json_path}: {e.message}" for n, e in errors.items() if e}))
      """
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c", script,
      checkout.appending(path: "QuestionBanks/schema/\(schema).json").path,
    ]
    // A file, since a pipe that nobody empties stops who writes into it.
    let input = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID()).json")
    try JSONEncoder().encode(texts).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([String: String].self, from: answer)
  }
}
