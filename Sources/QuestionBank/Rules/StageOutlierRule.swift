/// A card for a stage at which loops do not ask about its topic has the wrong stage or topic.
struct StageOutlierRule: BankRule {
  static let name = "stage-outlier"

  func findings(in files: [CheckedFile]) -> [Finding] {
    files.filter { !$0.isOverride }.flatMap { file in
      file.entries.compactMap { card in
        Self.problem(card.stage, card.topic, file.topics).map {
          finding(.warning, card, in: file, $0)
        }
      }
    }
  }

  static func problem(_ stage: Stage, _ topic: TopicPath, _ topics: TopicCatalogue) -> String? {
    guard topics.weight(topic, at: stage) == 0 else { return nil }
    let first = Stage.allCases.first { $0 > stage && topics.weight(topic, at: $0) > 0 }
    let advice = first.map { "; '\(topic)' is asked from \($0.rawValue) on" } ?? ""
    return "no loop for \(stage.rawValue) asks about '\(topic)', as its weight says\(advice)"
  }
}

/// A prompt for a stage at which loops do not ask about its topic, likewise.
struct PromptStageOutlierRule: PromptRule {
  static let name = "prompt-stage-outlier"

  func findings(in prompts: [CheckedPrompt], cards: Set<CardKey>) -> [Finding] {
    prompts.filter { !$0.isOverride }.compactMap { prompt in
      let head = prompt.prompt.head
      return StageOutlierRule.problem(head.stage, head.topic, prompt.topics).map {
        prompt.finding(.warning, $0)
      }
    }
  }
}
