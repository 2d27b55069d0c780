import SpacedRepetition
import Testing

struct `Leech rule` {
  @Test func `cards are called leeches at 8, 12, 16 lapses`() {
    #expect((0...20).filter { LeechRule().isLeech(lapses: $0) } == [8, 12, 16, 20])
  }

  @Test func `threshold and repetition are settable`() {
    let rule = LeechRule(threshold: 3, repeatEvery: 1)
    #expect((0...5).filter { rule.isLeech(lapses: $0) } == [3, 4, 5])
  }

  @Test func `values out of range count as 1`() {
    let rule = LeechRule(threshold: -4, repeatEvery: 0)
    #expect((-2...3).filter { rule.isLeech(lapses: $0) } == [1, 2, 3])
  }
}
