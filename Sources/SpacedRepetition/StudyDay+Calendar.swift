/// Dates by Howard Hinnant's days-from-civil and civil-from-days: eras of 400 Gregorian years, each
/// beginning on 1 March of year 0, so that the leap day is the last day of a year.
extension StudyDay: LosslessStringConvertible {
  /// The date in the Gregorian calendar, carried back before its introduction (as in ISO 8601).
  public var date: (year: Int, month: Int, day: Int) {
    // 719,468 days lie between 0000-03-01 and 1970-01-01. Wrapping concerns only days some
    // 25 million million years off, whose dates mean nothing.
    let days = rawValue &+ 719_468
    let era = floorDivision(days, by: 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
      month: month,
      day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  /// The day of a date; nil when there is no such date, or its year is not in `0...9999`.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9_999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    let shifted = month <= 2 ? year - 1 : year
    let era = floorDivision(shifted, by: 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(rawValue: era * 146_097 + dayOfEra - 719_468)
    // 31 April comes out as 1 May.
    guard date == (year, month, day) else { return nil }
  }

  /// Reads a date as `description` writes it: exactly yyyy-mm-dd, years 0000 to 9999.
  public init?(_ description: String) {
    let fields = description.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.map(\.utf8.count) == [4, 2, 2],
      fields.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(fields[0]), let month = Int(fields[1]), let day = Int(fields[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The date as yyyy-mm-dd; years outside 0…9999 get a sign, as ISO 8601 expands them.
  public var description: String {
    let (year, month, day) = date
    let sign = year < 0 ? "-" : year > 9_999 ? "+" : ""
    return "\(sign)\(padded(year.magnitude, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
  }

  private func padded(_ number: some BinaryInteger, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
