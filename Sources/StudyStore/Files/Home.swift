import Foundation

/// Where the learner's files live.
package struct Home: Hashable, Sendable {
  package let data: String
  package let configuration: String
  package let state: String
  package let cache: String

  /// `GREENROOM_HOME` holds everything, if it is set; else the folders of the XDG convention.
  ///
  /// Relative values are taken from the working directory for `GREENROOM_HOME`, and ignored for XDG
  /// variables, as that convention asks.
  package init(environment: [String: String], userHome: String) {
    if let home = environment["GREENROOM_HOME"], !home.isEmpty {
      let root = Self.absolute(home, userHome: userHome)
      data = root
      configuration = root
      state = root
      cache = root + "/cache"
      return
    }
    func folder(_ name: String, _ fallback: String) -> String {
      if let base = environment[name], base.hasPrefix("/") { return base + "/greenroom" }
      return userHome + "/" + fallback + "/greenroom"
    }
    data = folder("XDG_DATA_HOME", ".local/share")
    configuration = folder("XDG_CONFIG_HOME", ".config")
    state = folder("XDG_STATE_HOME", ".local/state")
    cache = folder("XDG_CACHE_HOME", ".cache")
  }

  package var database: String { data + "/study.sqlite" }
  package var rounds: String { data + "/rounds" }
  package var stories: String { data + "/stories.json" }
  /// The learner's own banks.
  package var banks: String { data + "/banks" }
  /// Texts that replace shipped cards' texts, a file for each bank.
  package var overrides: String { banks + "/overrides" }
  /// Cards made from what was missed in rounds.
  package var fromRounds: String { banks + "/from-rounds.yaml" }
  package var settings: String { configuration + "/config.yaml" }
  package var history: String { state + "/history" }

  /// The file that replaces texts of one shipped bank.
  package func override(of bank: String) -> String { overrides + "/\(bank).yaml" }

  /// Makes the folder of `file`, and those above it, for the owner's eyes only.
  ///
  /// - Throws: ``StudyStoreError/cannotWrite(file:problem:answer:)``.
  package static func makeFolder(for file: String) throws {
    try makeFolder(FileName.folder(of: file))
  }

  private static func makeFolder(_ folder: String) throws {
    var info = stat()
    if folder == "." || folder == "/" || stat(folder, &info) == 0 { return }
    try makeFolder(FileName.folder(of: folder))
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw AtomicFile.problem(folder) }
  }

  private static func absolute(_ path: String, userHome: String) -> String {
    var path = path
    if path == "~" || path.hasPrefix("~/") { path = userHome + path.dropFirst() }
    if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
      // Where the working directory was removed, the path stays as it is: it then leads nowhere,
      // and never to the root folder.
      path = String(cString: here) + "/" + path
      free(here)
    }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}

/// Where the banks that travel with the program are.
package enum ShippedBanks {
  /// The folder that holds `topics.yaml`; nil where there is none to be found.
  ///
  /// `GREENROOM_BANKS` names it; else it is `lib/greenroom/QuestionBanks` beside the program's `bin`
  /// (`share/…` as installed by earlier versions), or a `QuestionBanks` in a folder above the
  /// program, as in a checkout.
  ///
  /// `executable` is the program's file, links resolved by this function; nil for the running one.
  package static func locate(executable: String?, environment: [String: String]) -> String? {
    if let named = environment["GREENROOM_BANKS"], !named.isEmpty {
      return holdsTopics(named) ? named : nil
    }
    guard let program = realpath(executable ?? "/proc/self/exe", nil) else { return nil }
    defer { free(program) }
    var folder = FileName.folder(of: String(cString: program))
    let prefix = FileName.folder(of: folder)
    for place in ["lib", "share"] {
      let installed = prefix + "/\(place)/greenroom/QuestionBanks"
      if holdsTopics(installed) { return installed }
    }
    while true {
      let candidate = (folder == "/" ? "" : folder) + "/QuestionBanks"
      if holdsTopics(candidate) { return candidate }
      if folder == "/" || folder == "." { return nil }
      folder = FileName.folder(of: folder)
    }
  }

  private static func holdsTopics(_ folder: String) -> Bool {
    access(folder + "/topics.yaml", R_OK) == 0
  }
}
