/// What reading one bank file gave: the good cards, and every finding about the rest.
package struct BankFile: Sendable {
  /// Nil only where not even the bank's name could be read.
  package let bank: Bank?
  package let findings: [Finding]

  package init(bank: Bank?, findings: [Finding]) {
    self.bank = bank
    self.findings = findings
  }
}
