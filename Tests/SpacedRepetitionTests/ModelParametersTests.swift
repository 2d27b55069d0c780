import Foundation
import SpacedRepetition
import Testing

struct `Model parameters` {
  @Test(arguments: FSRSVersion.allCases)
  func `come back from a store as they were`(version: FSRSVersion) throws {
    var values = version.defaultParameters
    values[4] = 6.5
    let parameters = try ModelParameters(version, values)

    let stored = try JSONEncoder().encode(parameters)
    let read = try JSONDecoder().decode(ModelParameters.self, from: stored)

    #expect(read == parameters)
    #expect(try read.model.fingerprint == parameters.model.fingerprint)
    #expect(!read.isDefault)
  }

  @Test(arguments: [
    #"{"version": "fsrs6", "values": [1, 2, 3]}"#,
    #"{"version": "fsrs5", "values": []}"#,
    #"{"version": "fsrs7", "values": [\#([Double](repeating: 1, count: 35).map { "\($0)" }.joined(separator: ", "))]}"#,
  ])
  func `are not read where no model could go by them`(text: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(ModelParameters.self, from: Data(text.utf8))
    }
  }

  @Test func `are refused from a store out of bounds, with the place named`() throws {
    var values = FSRS6.defaultParameters
    values[20] = 0.9
    let numbers = values.map { "\($0)" }.joined(separator: ", ")
    let text = #"{"version": "fsrs6", "values": [\#(numbers)]}"#

    let error = try #require(throws: DecodingError.self) {
      try JSONDecoder().decode(ModelParameters.self, from: Data(text.utf8))
    }

    #expect("\(error)".contains("parameter w20 is 0.9, outside 0.1 to 0.8"))
  }
}
