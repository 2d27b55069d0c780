import ArgumentParser
import Practice
import QuestionBank
import StudyStore
import Terminal

/// The candidate's stories for behavioral rounds.
struct Stories: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Your stories for behavioral rounds: list, show, add, edit, remove.",
    subcommands: [
      StoriesList.self, StoriesShow.self, StoriesAdd.self, StoriesEdit.self, StoriesRemove.self,
    ],
    defaultSubcommand: StoriesList.self
  )
}

struct StoriesList: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Your stories, the signals that they show, and where there are too few."
  )
  @OptionGroup var global: GlobalOptions

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let bank = try study.storyFile.load()
    if global.json {
      return app.printJSON(StoryJSON.bank(bank, stage: study.settings.scope.targetStage))
    }
    if bank.stories.isEmpty { app.note("no stories yet; `stories add` begins the first") }
    let screen = app.storyScreen
    app.page(screen.table(bank) + (bank.stories.isEmpty ? [] : [""]) + screen.coverage(bank))
  }
}

struct StoriesShow: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "A story in full, with what an interviewer would miss."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The story's id.") var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let story = try study.story(named: id)
    let weaknesses = story.weaknesses(for: study.settings.scope.targetStage)
    if global.json { return app.printJSON(StoryJSON.story(story, weaknesses: weaknesses)) }
    app.page(app.storyScreen.story(story, weaknesses: weaknesses))
  }
}

struct StoriesAdd: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Write a story down; what is not given is asked.",
    discussion: """
      Example: greenroom stories add --title "The queue that ate Sunday" \\
                 --signals ownership,ambiguity --scope senior \\
                 --situation "…" --task "…" --action "I …" --result "Lag fell from 6 h to 2 min"
      """
  )
  @OptionGroup var global: GlobalOptions
  @Option(help: "Its title.") var title: String?
  @Option(help: "What it shows: ownership,conflict.") var signals: String?
  @Option(help: "The stage whose scope it has; your target stage by default.") var scope: String?
  @Option(help: "Where, when, who, what was at stake.") var situation: String?
  @Option(help: "What was yours to do.") var task: String?
  @Option(help: "What you did, step by step.") var action: String?
  @Option(help: "What came of it, with its number.") var result: String?
  @Option(help: "What you do otherwise since.") var learning: String?

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    // Before anything is typed: a damaged file would not take it.
    _ = try study.storyFile.load()
    let entry = StoryEntry(app: app)
    let title = TitleText.clean(try title ?? Confirmation.text("title", in: app))
    guard !title.isEmpty else { throw Failure(.usage, "a story needs a title") }
    let signals = try entry.signals(given: signals)
    let scope = try entry.scope(given: scope, standard: study.settings.scope.targetStage)
    let situation = try entry.part("situation", given: situation)
    let task = try entry.part("task", given: task)
    let action = try entry.part("action", given: action)
    let result = try entry.part("result", given: result)
    let learning = try entry.part("learning", given: learning)
    var story: Story?
    try study.storyFile.update { bank in
      let fresh = Story(
        id: bank.freeID(title: title),
        title: title,
        signals: signals,
        scope: scope,
        situation: situation,
        task: task,
        action: action,
        result: result,
        learning: learning
      )
      bank.stories.append(Kept(fresh))
      story = fresh
    }
    if let story { app.confirm(story, "is written", study) }
  }
}

/// Asks for what the options of `stories add` left out.
@MainActor
private struct StoryEntry {
  let app: App

  func signals(given: String?) throws -> [Signal] {
    if let given {
      do {
        return try SignalWords.parse(given)
      } catch {
        throw Failure(.usage, error.description)
      }
    }
    if app.isInteractive {
      app.printLine("Signals: " + Signal.allCases.map(\.rawValue).joined(separator: ", "))
    }
    while true {
      do {
        return try SignalWords.parse(try Confirmation.text("signals", in: app))
      } catch let problem as SignalWords.Problem {
        app.printLine(problem.description)
      }
    }
  }

  func scope(given: String?, standard: Stage) throws -> Stage {
    func read(_ word: String) throws -> Stage {
      guard let stage = Stage(rawValue: word.lowercased()) else {
        throw Failure(
          .usage,
          Suggest.unknown("stage", word, among: Stage.allCases.map(\.rawValue))
        )
      }
      return stage
    }
    if let given { return try read(given) }
    guard app.isInteractive else { return standard }
    while true {
      let word = try line("scope [\(standard.rawValue)]")
      if word.isEmpty { return standard }
      do { return try read(word) } catch { app.printLine("\(error)") }
    }
  }

  /// A part of the story; empty where nobody is there to ask.
  func part(_ name: String, given: String?) throws -> String {
    if let given { return given.trimmed }
    return app.isInteractive ? try line(name) : ""
  }

  private func line(_ name: String) throws -> String {
    let answer = app.editor.readLine(prompt: "\(name)> ", addToHistory: false)
    guard case .line(let line) = answer else { throw Failure(.failed, "nothing was written") }
    return line.trimmed
  }
}

struct StoriesEdit: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Edit a story in your editor."
  )
  @OptionGroup var global: GlobalOptions
  @Argument(help: "The story's id.") var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let story = try study.story(named: id)
    app.confirm(try StoryEditing(app: app, study: study).edit(story), "is changed", study)
  }
}

struct StoriesRemove: GreenroomCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Remove a story; rounds that told it keep its name."
  )
  @OptionGroup var global: GlobalOptions
  @Flag(help: "Do not ask.") var force = false
  @Argument(help: "The story's id.") var id: String

  @MainActor
  func run(in app: App) throws {
    let study = try app.study()
    let story = try study.story(named: id)
    try Confirmation.ask("Remove the story '\(story.id)'?", force: force, in: app)
    try study.storyFile.update { bank in bank.stories.removeAll { $0.id == story.id } }
    if global.json { return app.printJSON(["removed": .string(story.id)]) }
    app.printLine("\(TerminalText.singleLine(story.id)) is removed.")
  }
}

extension Study {
  /// The story that a command names.
  func story(named id: String) throws -> Story {
    let stories = try storyFile.load().stories
    if let story = stories.first(where: { $0.id == id }) { return story.value }
    guard !stories.isEmpty else {
      throw Failure(.usage, "no story named '\(id)': there are none yet; `stories add` begins one")
    }
    throw Failure(.usage, Suggest.unknown("story", id, among: stories.map(\.id)))
  }

  /// Ids of all stories, for completion.
  var storyIDs: [String] { ((try? storyFile.load())?.stories ?? []).map(\.id) }
}

extension App {
  fileprivate var storyScreen: StoryScreen {
    StoryScreen(
      width: width,
      painter: painter,
      isCut: capabilities.isTerminal && !options.plain
    )
  }

  /// Says what happened to a story, and what it still lacks.
  fileprivate func confirm(_ story: Story, _ what: String, _ study: Study) {
    let weaknesses = story.weaknesses(for: study.settings.scope.targetStage)
    if wantsJSON {
      printJSON(StoryJSON.story(story, weaknesses: weaknesses))
    } else {
      printLine("\(TerminalText.singleLine(story.id)) \(what).")
    }
    for weakness in weaknesses { note("\(story.id): \(weakness)") }
  }
}
