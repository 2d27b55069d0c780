extension PromptReader {
  func readBehavioral(_ fields: inout EntryFields, head: PromptHead?) -> BehavioralPrompt? {
    let question = fields.text("question", isRequired: true)
    let signals = readSignals(&fields)
    let stages = fields.stages("stages") { $0.text($1.rawValue, isRequired: true) }
    let probes = fields.neededTexts("probes").map(\.text)
    let redFlags = fields.neededTexts("red_flags").map(\.text)
    let minutes = fields.integer("minutes", in: 1...3)
    guard let head, let question, let minutes else { return nil }
    return BehavioralPrompt(
      head: head,
      question: question,
      signals: signals,
      stages: stages,
      probes: probes,
      redFlags: redFlags,
      minutes: minutes
    )
  }

  private func readSignals(_ fields: inout EntryFields) -> [Signal] {
    var signals: [Signal] = []
    for (written, position) in fields.neededTexts("signals") {
      guard let signal = Signal(rawValue: written) else {
        let all = Signal.allCases.map(\.rawValue)
        fields.fail(EntryFields.notOne(of: all, "signal", written), at: position)
        continue
      }
      if signals.contains(signal) {
        fields.report(.error, "signal '\(written)' is given twice", at: position)
      } else {
        signals.append(signal)
      }
    }
    if signals.count > Self.mostSignals {
      let message =
        "\(signals.count) in 'signals'; at most \(Self.mostSignals), or none is listened for"
      fields.report(.error, message, at: fields.position(of: "signals"))
    }
    return signals
  }

  private static var mostSignals: Int { 3 }
}
