import SpacedRepetition
import Testing

struct `FSRS-6 parameters` {
  @Test func `the defaults are within their bounds and give the default model`() throws {
    #expect(FSRS6.defaultParameters.count == 21)
    #expect(FSRS6.parameterBounds.count == 21)
    #expect(try FSRS6(parameters: FSRS6.defaultParameters) == FSRS6())
  }

  @Test(arguments: [0, 17, 19, 20, 22, 34])
  func `another count is refused`(count: Int) {
    #expect(throws: FSRS6.ParameterError.wrongCount(count)) {
      try FSRS6(parameters: Array(repeating: 1, count: count))
    }
  }

  @Test(arguments: 0..<21)
  func `each bound is allowed, the next number beyond it is not`(index: Int) throws {
    let bounds = FSRS6.parameterBounds[index]
    for (edge, beyond) in [
      (bounds.lowerBound, bounds.lowerBound.nextDown),
      (bounds.upperBound, bounds.upperBound.nextUp),
    ] {
      var parameters = FSRS6.defaultParameters
      parameters[index] = edge
      _ = try FSRS6(parameters: parameters)
      parameters[index] = beyond
      #expect(
        throws: FSRS6.ParameterError.outOfBounds(index: index, value: beyond, bounds: bounds)
      ) { try FSRS6(parameters: parameters) }
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what is not a number is refused as such`(value: Double) {
    var parameters = FSRS6.defaultParameters
    parameters[7] = value
    #expect(throws: FSRS6.ParameterError.notFinite(index: 7)) {
      try FSRS6(parameters: parameters)
    }
  }

  @Test func `errors say what and where`() {
    #expect(
      "\(FSRS6.ParameterError.wrongCount(19))" == "FSRS-6 has 21 parameters, not 19"
    )
    #expect(
      "\(FSRS6.ParameterError.notFinite(index: 3))" == "parameter w3 is not a finite number"
    )
    #expect(
      "\(FSRS6.ParameterError.outOfBounds(index: 20, value: 0.9, bounds: 0.1...0.8))"
        == "parameter w20 is 0.9, outside 0.1 to 0.8"
    )
  }

  @Test func `the fingerprint tells parameters apart and never changes`() throws {
    #expect(FSRS6().fingerprint == "fsrs6:default")
    var parameters = FSRS6.defaultParameters
    parameters[20] = 0.2
    // FNV-1a over the little-endian bytes of the 21 doubles, worked out apart from this code.
    #expect(try FSRS6(parameters: parameters).fingerprint == "fsrs6:e8734502cfa40d6c")
    parameters[20] = 0.2.nextUp
    #expect(try FSRS6(parameters: parameters).fingerprint != "fsrs6:e8734502cfa40d6c")
  }

  @Test func `minus zero is zero`() throws {
    var parameters = FSRS6.defaultParameters
    parameters[17] = 0
    let plus = try FSRS6(parameters: parameters)
    parameters[17] = -0.0
    #expect(try FSRS6(parameters: parameters).fingerprint == plus.fingerprint)
  }
}
