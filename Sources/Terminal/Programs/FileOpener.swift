/// Opens a file in the program that the desktop has for it, without a shell in between.
package struct FileOpener {
  private let program: OutsideProgram
  /// What opens it, for messages.
  package let name: String

  /// Nil where the machine has nothing to open files with; `PATH` is read.
  package init?(environment: [String: String]) {
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    let found = ["xdg-open", "open"].lazy.compactMap { name in
      OutsideProgram.find(name, path: path).map { (name, $0) }
    }.first
    guard let (name, program) = found else { return nil }
    self.name = name
    self.program = OutsideProgram(path: program, environment: environment)
  }

  /// Opens the file, whose path is absolute so that it cannot be taken for an option; returns the exit
  /// status, nil where it could not be started.
  package func open(_ file: String) -> Int32? { try? program.run([file]) }
}
