import QuestionBank

extension Round {
  mutating func ask(_ question: String) -> [RoundNews] {
    guard !question.isEmpty else {
      return [.message("Ask about something: /ask users, /ask latency.")]
    }
    add(.question, question)
    let facts = interviewer.facts(about: question)
    guard !facts.isEmpty else {
      let answer = "I have nothing on that; assume something sensible, and say what."
      add(.fact, answer)
      return [.interviewer(answer)]
    }
    return facts.map { fact in
      if !record.asked.facts.contains(fact.id) { record.asked.facts.append(fact.id) }
      add(.fact, fact.say)
      return .interviewer(fact.say)
    }
  }

  mutating func hint() -> [RoundNews] {
    let found = interviewer.hint(
      parts: phase.parts,
      prompt: phase.prompt,
      given: record.asked.hints,
      notes: saidNotes
    )
    guard let (about, text) = found else {
      return [.message("There is no hint left here.")]
    }
    record.asked.hints[about, default: 0] += 1
    record.hints += 1
    add(.hint, text)
    return [.hint(text)]
  }

  /// Probes and the curveball, when their time has come.
  mutating func brought() -> [RoundNews] {
    var news: [RoundNews] = []
    for probe in dueProbes where !record.asked.probes.contains(probe.id) {
      record.asked.probes.append(probe.id)
      add(.probe, probe.ask)
      news.append(.interviewer(probe.ask))
    }
    // Near minute 30 of 45, whatever the phase: changes of mind do not wait.
    if record.asked.curveball == nil, record.clock.elapsedSeconds * 3 >= budget * 2,
      let curveball = interviewer.curveball
    {
      record.asked.curveball = curveball.id
      add(.curveball, curveball.say)
      news.append(.curveball(curveball.say))
    }
    return news
  }

  /// The probes that the phase has reached, spread over its budget.
  var dueProbes: [Interviewer.Probe] {
    let probes: [Interviewer.Probe]
    let isAskedAtOnce: Bool
    if phase.parts.contains(.deepDives) {
      (probes, isAskedAtOnce) = (interviewer.designProbes, false)
    } else if phase.id == "follow-up", let followUp = interviewer.codingFollowUp {
      (probes, isAskedAtOnce) = ([followUp], true)
    } else if phase.id.hasPrefix("follow-ups-") {
      (probes, isAskedAtOnce) = (interviewer.followUps(to: phase.prompt), true)
    } else {
      return []
    }
    let step = max(1, phaseBudget) / Double(probes.count + (isAskedAtOnce ? 0 : 1))
    let reached = Int(phaseSpent / step) + (isAskedAtOnce ? 1 : 0)
    return Array(probes.prefix(max(0, reached)))
  }
}
