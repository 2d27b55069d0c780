import Practice
import Testing

@Suite struct EventIDTests {
  @Test(arguments: [
    ("01a20e66-38a3-7dd7-844c-3cd7f43c6619", "01a20e66-38a3-7dd7-844c-3cd7f43c661a"),
    ("01a20e66-38a3-7dd7-844c-3cd7f43c66ff", "01a20e66-38a3-7dd7-844c-3cd7f43c6700"),
    ("01a20e66-38a3-7dd7-844c-ffffffffffff", "01a20e66-38a3-7dd7-844d-000000000000"),
  ])
  func `an id is followed by the next one of the same moment`(id: String, next: String) {
    let successor = EventID(rawValue: id).successor
    #expect(successor?.rawValue == next)
    #expect(successor.map { EventID(rawValue: id) < $0 } == true)
  }

  @Test func `nothing follows the last id of a form`() {
    #expect(EventID(rawValue: "01a20e66-38a3-7dd7-bfff-ffffffffffff").successor == nil)
  }
}
