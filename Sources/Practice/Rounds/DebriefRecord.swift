package import QuestionBank

extension RoundRecord {
  /// What the candidate and the rubric made of the round.
  package struct Debrief: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case points, probes, scores, mean
      case isPassed = "passed"
      case reasons, rating, cards
      case reviewIDs = "review_ids"
      case draftEvidence = "draft_evidence"
    }

    package var points: [Kept<PointMark>] = []
    package var probes: [Kept<ProbeMark>] = []
    package var scores: [Kept<Score>] = []
    package var mean: Double?
    package var isPassed: Bool?
    package var reasons: [String] = []
    /// What the round's review was rated, 1 to 4.
    package var rating: Int?
    /// Keys of the cards that it queued for tomorrow.
    package var cards: [CardKey] = []
    package var reviewIDs: [String] = []
    /// Evidence that was given for the next dimension, which has no score yet.
    package var draftEvidence: String?
  }

  /// A key point, said or not.
  package struct PointMark: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case id, phase
      case isFound = "found"
      case isSaid = "said"
    }

    package var id: String
    package var phase: String
    /// Whether the notes' words match it.
    package var isFound: Bool
    /// What the candidate confirmed.
    package var isSaid: Bool
  }

  /// A probe of the interviewer's, answered or not.
  package struct ProbeMark: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable {
      case id
      case isAnswered = "answered"
    }

    package var id: String
    package var isAnswered: Bool
  }

  package struct Score: KnownFields {
    package enum CodingKeys: String, CodingKey, CaseIterable { case dimension, score, evidence }

    package var dimension: Dimension
    /// 1 to 4.
    package var score: Int
    package var evidence: String

    package init(dimension: Dimension, score: Int, evidence: String) {
      self.dimension = dimension
      self.score = score
      self.evidence = evidence
    }
  }
}
