extension CardKey {
  /// A key as people write it, `bank/id` or `bank/id#2`; nil where it is not one.
  package init?(wellFormed written: String) {
    let parts = written.split(separator: "/", omittingEmptySubsequences: false)
    let idAndGap = (parts.last ?? "").split(separator: "#", omittingEmptySubsequences: false)
    // `#02` or `#+2` would be another text than the key it means.
    let gap = idAndGap.count == 2 ? Int(idAndGap[1]) : nil
    let hasGoodGap = idAndGap.count == 1 || gap.map { $0 > 0 && "\($0)" == idAndGap[1] } == true
    guard parts.count == 2, Slug.isValid(parts[0]), Slug.isValid(idAndGap.first ?? ""), hasGoodGap
    else { return nil }
    self.init(rawValue: written)
  }
}
