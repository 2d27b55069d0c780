// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Upcoming features that make an import's visibility and a function's executor explicit
/// (SE-0335, SE-0444, SE-0409, SE-0461), and no warning left standing.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "greenroom",
  products: [
    .library(name: "SpacedRepetition", targets: ["SpacedRepetition"]),
    .executable(name: "greenroom", targets: ["greenroom"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The core: values in, values out.
    .target(name: "SpacedRepetition", exclude: ["README.md"], swiftSettings: strict),
    .target(name: "QuestionBank", dependencies: ["Yams"], swiftSettings: strict),
    .target(
      name: "Practice",
      dependencies: ["SpacedRepetition", "QuestionBank"],
      swiftSettings: strict
    ),
    .target(
      name: "Readiness",
      dependencies: ["SpacedRepetition", "QuestionBank", "Practice"],
      swiftSettings: strict
    ),

    // The edges: files, terminal.
    .target(
      name: "StudyStore",
      dependencies: [
        "SpacedRepetition", "QuestionBank", "Practice", "Yams",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .target(name: "CReadline", linkerSettings: [.linkedLibrary("readline")]),
    .target(
      name: "CMarkdown",
      linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]
    ),
    .target(name: "Terminal", dependencies: ["CReadline", "CMarkdown"], swiftSettings: strict),

    // The program.
    .executableTarget(
      name: "greenroom",
      dependencies: [
        "SpacedRepetition", "QuestionBank", "Practice", "Readiness", "StudyStore", "Terminal",
        "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict
    ),

    // Tests.
    .target(name: "CPseudoTerminal", linkerSettings: [.linkedLibrary("util")]),
    .target(name: "TestSupport", dependencies: ["CPseudoTerminal"], swiftSettings: strict),
    .testTarget(
      name: "SpacedRepetitionTests",
      dependencies: ["SpacedRepetition"],
      exclude: ["Fixtures"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "QuestionBankTests",
      dependencies: ["TestSupport", "QuestionBank", "Yams"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ReadinessTests",
      dependencies: ["Readiness", "Practice", "SpacedRepetition", "QuestionBank"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "PracticeTests",
      dependencies: ["Practice", "SpacedRepetition", "QuestionBank"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "StudyStoreTests",
      dependencies: [
        "TestSupport", "StudyStore", "Practice", "SpacedRepetition", "QuestionBank",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TerminalTests",
      dependencies: ["Terminal"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["TestSupport", "greenroom"],
      exclude: ["Screens"],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)

// What `make bench` measures from within, the simulators of `make bench-date` and `make bench-start`, and
// the models' own benchmark. Some use what is `package` only, so they cannot be packages of their own;
// nobody else builds them.
if ProcessInfo.processInfo.environment["GREENROOM_BENCHMARKS"] != nil {
  package.targets.append(
    .executableTarget(
      name: "AnswerBenchmark",
      dependencies: [
        "StudyStore", "Practice", "SpacedRepetition", "QuestionBank",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      path: "Benchmarks/Answer",
      swiftSettings: strict
    )
  )
  package.targets.append(
    .executableTarget(
      name: "InterviewDateBenchmark",
      dependencies: ["SimulatedLearners", "SpacedRepetition"],
      path: "Benchmarks/InterviewDate",
      swiftSettings: strict
    )
  )
  package.targets.append(
    .executableTarget(
      name: "ModelBenchmark",
      dependencies: ["SpacedRepetition"],
      path: "Benchmarks/Models",
      swiftSettings: strict
    )
  )
  package.targets.append(
    .executableTarget(
      name: "StartBenchmark",
      dependencies: ["SimulatedLearners", "Practice", "SpacedRepetition"],
      path: "Benchmarks/Start",
      swiftSettings: strict
    )
  )
  package.targets.append(
    .executableTarget(
      name: "FittingBenchmark",
      dependencies: ["SimulatedLearners", "SpacedRepetition"],
      path: "Benchmarks/Fitting",
      swiftSettings: strict
    )
  )
  package.targets.append(
    .target(
      name: "SimulatedLearners",
      dependencies: ["SpacedRepetition"],
      path: "Benchmarks/Learners",
      swiftSettings: strict
    )
  )
}

// Only `make docs` needs the documentation plugin; nobody else waits for it.
if ProcessInfo.processInfo.environment["GREENROOM_DOCUMENTATION"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0")
  )
}
