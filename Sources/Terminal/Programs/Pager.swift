import Glibc

/// Shows long text a screen at a time, by the program that the user likes for it.
package struct Pager {
  private let environment: [String: String]

  /// `PAGER` and `PATH` are read from `environment`; an empty `PAGER` or `cat` turns it off.
  package init(environment: [String: String]) { self.environment = environment }

  /// Shows the text; false where there is no pager to be had, so that it is to be printed as it is.
  package func show(_ text: String) -> Bool {
    let words = OutsideProgram.words(environment["PAGER"] ?? "less")
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    guard let name = words.first, name != "cat",
      let program = OutsideProgram.find(name, path: path)
    else { return false }
    var environment = environment
    // Leave what fits on the screen, pass colours through, and do not clear it at the end.
    if environment["LESS"] == nil { environment["LESS"] = "FRX" }
    let status = try? OutsideProgram(path: program, environment: environment)
      .run(Array(words.dropFirst()), input: text)
    return status != nil
  }
}
