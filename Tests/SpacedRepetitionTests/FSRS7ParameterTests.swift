import SpacedRepetition
import Testing

struct `FSRS-7 parameters` {
  @Test func `the defaults are within their bounds and give the default model`() throws {
    #expect(FSRS7.defaultParameters.count == 34)
    #expect(FSRS7.parameterBounds.count == 34)
    #expect(try FSRS7(parameters: FSRS7.defaultParameters) == FSRS7())
  }

  @Test(arguments: [0, 21, 33, 35])
  func `another count is refused, that of the outdated version too`(count: Int) {
    #expect(throws: FSRS7.ParameterError.wrongCount(count)) {
      try FSRS7(parameters: Array(repeating: 1, count: count))
    }
  }

  /// The defaults with one weight changed, and its neighbours moved out of the way of their order.
  private func parameters(_ index: Int, _ value: Double) -> [Double] {
    var parameters = FSRS7.defaultParameters
    let bounds = FSRS7.parameterBounds
    for other in 0..<4 where index < 4 && other < index {
      parameters[other] = bounds[other].lowerBound
    }
    for other in 0..<4 where index < 4 && other > index {
      parameters[other] = bounds[other].upperBound
    }
    if index == 25 { parameters[26] = bounds[26].upperBound }
    if index == 26 { parameters[25] = bounds[25].lowerBound }
    parameters[index] = value
    return parameters
  }

  @Test(arguments: 0..<34)
  func `each bound is allowed, the next number beyond it is not`(index: Int) throws {
    let bounds = FSRS7.parameterBounds[index]
    for (edge, beyond) in [
      (bounds.lowerBound, bounds.lowerBound.nextDown),
      (bounds.upperBound, bounds.upperBound.nextUp),
    ] {
      _ = try FSRS7(parameters: parameters(index, edge))
      #expect(
        throws: FSRS7.ParameterError.outOfBounds(index: index, value: beyond, bounds: bounds)
      ) { try FSRS7(parameters: parameters(index, beyond)) }
    }
  }

  @Test(arguments: [(0, 1), (1, 2), (2, 3), (25, 26)])
  func `weights out of order are refused, equal ones are not`(index: Int, other: Int) throws {
    var parameters = FSRS7.defaultParameters
    for place in index == 25 ? [25, 26] : [0, 1, 2, 3] { parameters[place] = 0.6 }
    _ = try FSRS7(parameters: parameters)
    parameters[index] = 0.6.nextUp
    for place in 0..<index where index < 25 { parameters[place] = 0.6 }
    #expect(throws: FSRS7.ParameterError.outOfOrder(index: index, other: other)) {
      try FSRS7(parameters: parameters)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func `what is not a number is refused as such`(value: Double) {
    var parameters = FSRS7.defaultParameters
    parameters[30] = value
    #expect(throws: FSRS7.ParameterError.notFinite(index: 30)) {
      try FSRS7(parameters: parameters)
    }
  }

  @Test func `errors say what and where`() {
    #expect("\(FSRS7.ParameterError.wrongCount(35))" == "FSRS-7 has 34 parameters, not 35")
    #expect(
      "\(FSRS7.ParameterError.notFinite(index: 33))" == "parameter w33 is not a finite number"
    )
    #expect(
      "\(FSRS7.ParameterError.outOfBounds(index: 24, value: 0.96, bounds: 0.01...0.95))"
        == "parameter w24 is 0.96, outside 0.01 to 0.95"
    )
    #expect(
      "\(FSRS7.ParameterError.outOfOrder(index: 25, other: 26))" == "parameter w25 is more than w26"
    )
  }

  @Test func `the fingerprint tells parameters and models apart and never changes`() throws {
    #expect(FSRS7().fingerprint == "fsrs7:default")
    var parameters = FSRS7.defaultParameters
    parameters[33] = 0.2
    // FNV-1a over the little-endian bytes of the 34 doubles, worked out apart from this code.
    #expect(try FSRS7(parameters: parameters).fingerprint == "fsrs7:ed6f27a35f5633ce")
    parameters[33] = 0.2.nextUp
    #expect(try FSRS7(parameters: parameters).fingerprint != "fsrs7:ed6f27a35f5633ce")
  }

  @Test func `minus zero is zero`() throws {
    var parameters = FSRS7.defaultParameters
    parameters[29] = -0.0
    #expect(try FSRS7(parameters: parameters).fingerprint == FSRS7().fingerprint)
  }
}
