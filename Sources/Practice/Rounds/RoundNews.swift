package import QuestionBank

/// Something that a round has to show, or to have done.
package enum RoundNews: Hashable, Sendable {
  /// A phase begins.
  case phase(RoundPlan.Phase)
  /// The question of a behavioral prompt.
  case question(CardKey, String)
  /// The interviewer answers, or asks.
  case interviewer(String)
  case hint(String)
  case curveball(String)
  /// The clock speaks.
  case nudge(String)
  /// Greenroom speaks.
  case message(String)
  /// Open the editor on these notes; hand the text to `edited`.
  case openNotes(String)
  /// Open the editor on this sketch; hand the text to `drew`.
  case openDiagram(String)
  /// Open the editor on the candidate's code.
  case openScratch
  case times
  case help
  /// The talking is over: the debrief begins.
  case over
}
