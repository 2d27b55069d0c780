import QuestionBank

extension Round {
  /// Takes a line.
  package mutating func enter(_ line: String, at moment: RoundMoment) -> [RoundNews] {
    guard record.state == .running else { return [] }
    var news = advance(to: moment)
    let command = RoundCommand(line: line)
    if record.clock.isPaused {
      news.append(contentsOf: resume())
      if command == .pause || command == .nothing { return news }
    }
    switch command {
    case .nothing: break
    case .note(let text, let near):
      add(.note, text)
      if let near {
        news.append(.message("noted as it stands; for the command type /\(near)"))
      }
    case .next: news += next()
    case .hint: news += hint()
    case .ask(let question): news += ask(question)
    case .time: news.append(.times)
    case .help: news.append(.help)
    case .pause: news += pause()
    case .edit:
      news.append(record.kind == .coding ? .openScratch : .openNotes(phaseNotes))
    case .diagram: news.append(.openDiagram(lastDiagram))
    case .done: news += end()
    }
    return news
  }

  mutating func add(_ kind: RoundRecord.Note.Kind, _ text: String) {
    record.notes.append(
      Kept(
        RoundRecord.Note(
          second: record.clock.elapsedSeconds.rounded(.down),
          phase: phase.id,
          kind: kind,
          text: text
        )
      )
    )
    needsSaving = true
  }

  mutating func pause() -> [RoundNews] {
    record.clock.isPaused = true
    addGap(.paused, seconds: 0)
    return [.message("Both clocks stand still. Enter goes on.")]
  }

  mutating func resume() -> [RoundNews] {
    record.clock.isPaused = false
    needsSaving = true
    let seconds = Int(record.gaps.last { $0.kind == .paused }?.seconds ?? 0)
    return [.message("Paused for \(Self.clock(Double(seconds))); the clock runs.")]
  }

  mutating func next() -> [RoundNews] {
    guard record.clock.phase + 1 < plan.phases.count else {
      return [.message("This was the last part; /done ends the round.")]
    }
    record.clock.phase += 1
    needsSaving = true
    return beginning()
  }

  /// What a phase begins with; also what a round begins with.
  package mutating func beginning() -> [RoundNews] {
    var news: [RoundNews] = [.phase(phase)]
    if phase.id.hasPrefix("story-"), let behavioral = interviewer.behavioral(phase.prompt) {
      news.append(.question(behavioral.head.key, behavioral.question))
    }
    news += brought()
    return news
  }

  mutating func end() -> [RoundNews] {
    record.state = .debrief
    needsSaving = true
    return [.over]
  }

  /// What the candidate said, in order.
  package var saidNotes: [String] {
    record.notes.filter { $0.kind == .note || $0.kind == .diagram }.map(\.text)
  }

  /// The notes of the phase, a line each.
  var phaseNotes: String {
    record.notes.filter { $0.kind == .note && $0.phase == phase.id }
      .map { $0.text + "\n" }.joined()
  }

  var lastDiagram: String { record.notes.last { $0.kind == .diagram }?.text ?? "" }

  /// Takes over the phase's notes as they came back from the editor: lines that stand as before
  /// keep their second, others are of now.
  package mutating func edited(_ text: String, at moment: RoundMoment) -> [RoundNews] {
    let news = advance(to: moment)
    let id = phase.id
    var old: [Kept<RoundRecord.Note>] = []
    for note in record.notes where note.kind == .note && note.phase == id {
      for line in note.text.split(whereSeparator: \.isNewline) {
        var one = note
        one.text = String(line)
        old.append(one)
      }
    }
    var fresh: [Kept<RoundRecord.Note>] = []
    for line in text.split(whereSeparator: \.isNewline).map(String.init)
    where line.contains(where: { !$0.isWhitespace }) {
      if let index = old.firstIndex(where: { $0.text == line }) {
        fresh.append(old[index])
        old.removeFirst(index + 1)
      } else {
        fresh.append(
          Kept(
            RoundRecord.Note(
              second: record.clock.elapsedSeconds.rounded(.down),
              phase: id,
              kind: .note,
              text: line
            )
          )
        )
      }
    }
    record.notes.removeAll { $0.kind == .note && $0.phase == id }
    // In the order of their seconds among what the interviewer said; the text's order among equals.
    record.notes += fresh
    record.notes = record.notes.enumerated()
      .sorted { ($0.element.second, $0.offset) < ($1.element.second, $1.offset) }
      .map(\.element)
    needsSaving = true
    return news
  }

  /// Takes over a sketch; the same sketch again is not kept twice.
  package mutating func drew(_ text: String, at moment: RoundMoment) -> [RoundNews] {
    let news = advance(to: moment)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    let sketch = lines.joined(separator: "\n")
    guard !sketch.isEmpty, sketch != lastDiagram else { return news }
    if let index = record.notes.lastIndex(where: { $0.kind == .diagram && $0.phase == phase.id }) {
      record.notes.remove(at: index)
    }
    add(.diagram, sketch)
    return news
  }
}
