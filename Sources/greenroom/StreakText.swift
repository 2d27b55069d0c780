import Readiness

/// How steadily the candidate studies, in words that hold a day off against nobody.
enum StreakText {
  static func words(_ streak: Streak) -> String {
    if streak.window == 0 { return "No answers yet." }
    let days = "Answers on \(streak.recent) of the last \(streak.window) days"
    return streak.window == 1 ? "Answers today." : "\(days); \(run(streak))."
  }

  /// What there is to be glad of: the present run, else the longest.
  static func run(_ streak: Streak) -> String {
    if streak.longest == 0 { return "the first answer begins it" }
    let longest = "longest run \(NumberText.count(streak.longest, "day"))"
    return streak.current > 1 && streak.current < streak.longest
      ? "\(streak.current) in a row now, \(longest)"
      : streak.current > 1 ? "\(streak.current) in a row, your longest run" : longest
  }
}

/// How well the model foretells, in words.
enum CalibrationText {
  static func words(_ calibration: Calibration) -> String {
    guard let predicted = calibration.predicted, let actual = calibration.actual,
      let error = calibration.rootMeanSquare, let loss = calibration.logLoss
    else { return "No predictions yet: they are kept with each due review." }
    let points = Int(((actual - predicted) * 100).rounded())
    let verdict =
      calibration.reviews < 100
      ? "too few reviews to judge by"
      : abs(points) <= 2
        ? "the model is about right"
        : points > 0 ? "you remember more than foretold" : "you remember less than foretold"
    return "\(NumberText.count(calibration.reviews, "review")) with a prediction: \(verdict) "
      + "(RMSE over bins \(threeDigits(error)), log loss \(threeDigits(loss)))."
  }

  /// As in `0.043`.
  static func threeDigits(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    let rest = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
