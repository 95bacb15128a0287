// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
]
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

/// A room of ours: its arrows are its `dependencies`, and nothing else may be imported.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A Debian library behind a header of accessors that Swift can see.
func library(_ name: String, links: [String]) -> Target {
  .target(name: name, cSettings: strictC, linkerSettings: links.map { .linkedLibrary($0) })
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "Concord",
  products: [
    // Stands alone: no Foundation, no dependency.
    .library(name: "AgreementStatistics", targets: ["AgreementStatistics"]),
    .executable(name: "concord", targets: ["ConcordCommand"]),
    .executable(name: "concord-bench", targets: ["ConcordBench"]),
  ],
  targets: [
    // Debian's libraries.
    library("CNcurses", links: ["ncursesw", "tinfo"]),  // the terminal
    library("CSQLite", links: ["sqlite3"]),  // the study's file, and full-text search
    library("CCmark", links: ["cmark-gfm", "cmark-gfm-extensions"]),  // Markdown in responses
    library("CYAML", links: ["yaml"]),  // study definitions, settings, themes
    library("CZlib", links: ["z"]),  // .gz files as they are
    library("CDigest", links: ["md"]),  // SHA-256, the names of model calls
    library("CCurl", links: ["curl"]),  // HTTP to model endpoints
    library("CPrompts", links: []),  // our prompt templates, inside the program
    library("CTextWidth", links: []),  // glibc's wcwidth, which ncurses itself uses
    library("CThemes", links: []),  // the files of the folder Themes, inside the program

    // Knowledge: imports none of ours.
    room("AgreementStatistics"),
    room("AnnotationModel"),
    room("TerminalCore", ["CTextWidth"]),
    room("JSONText"),
    room("ModelCalls", ["CDigest"]),

    // What stands on it.
    room("MarkdownText", ["TerminalCore", "CCmark"]),
    room("YAMLText", ["CYAML"]),
    room("Judging", ["AnnotationModel", "ModelCalls", "JSONText", "CPrompts"]),
    room("BuiltinThemes", ["TerminalCore", "YAMLText", "CThemes"]),
    room("AnnotationAnalysis", ["AnnotationModel", "AgreementStatistics"]),
    room("StatisticalFigures", ["AgreementStatistics"]),
    room(
      "StudyFigures",
      ["AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "StatisticalFigures"]),
    room(
      "Workbench",
      [
        "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "TerminalCore",
        "MarkdownText", "StatisticalFigures", "StudyFigures",
      ]),

    room(
      "StudyReports",
      [
        "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "StatisticalFigures",
        "TerminalCore",
      ]),

    // The edges.
    room("StudyFormats", ["AnnotationModel", "JSONText", "YAMLText", "CZlib"]),
    .target(
      name: "AnnotationStorage", dependencies: ["AnnotationModel", "JSONText", "CSQLite"],
      exclude: ["SCHEMA.md"], swiftSettings: strict),

    room("ModelTransport", ["ModelCalls", "JSONText", "CCurl"]),
    room(
      "RunExecution",
      ["AnnotationModel", "AnnotationStorage", "Judging", "ModelCalls", "JSONText"]),
    room("RehearsalServer", ["JSONText", "CZlib"]),
    room("ModelSettings", ["ModelCalls", "Judging", "YAMLText"]),
    room("TerminalNcurses", ["TerminalCore", "CNcurses", "CTextWidth"]),
    room("PersonalSettings", ["Workbench", "BuiltinThemes", "TerminalCore", "YAMLText"]),
    room(
      "WorkbenchRuntime",
      [
        "Workbench", "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics",
        "AnnotationStorage", "StudyFormats", "TerminalCore", "TerminalNcurses", "CNcurses",
        "BuiltinThemes", "PersonalSettings", "RunExecution", "ModelSettings", "ModelTransport",
        "ModelCalls", "Judging",
      ]),

    // The door, and the benchmarks.
    .executableTarget(
      name: "ConcordCommand",
      dependencies: [
        "WorkbenchRuntime", "TerminalNcurses", "Workbench", "AnnotationModel", "AnnotationAnalysis",
        "AgreementStatistics", "AnnotationStorage", "StudyFormats", "JSONText",
        "TerminalCore", "CTextWidth", "BuiltinThemes", "PersonalSettings", "YAMLText",
        "MarkdownText", "ModelCalls", "ModelTransport", "ModelSettings", "Judging", "RunExecution",
        "StudyReports", "StatisticalFigures", "StudyFigures",
      ], swiftSettings: strict),

    .executableTarget(
      name: "ConcordBench",
      dependencies: [
        "Workbench", "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics",
        "AnnotationStorage", "StudyFormats", "JSONText", "TerminalCore", "WorkbenchRuntime",
        "RehearsalServer", "RunExecution", "ModelTransport", "ModelCalls", "Judging",
      ],
      exclude: ["FIGURES.md", "Peers", "COVERAGE.md"], swiftSettings: strict),

    // Tests.
    tests("AgreementStatisticsTests", ["AgreementStatistics"]),
    tests("StatisticalFiguresTests", ["StatisticalFigures", "AgreementStatistics"]),
    tests(
      "StudyFiguresTests",
      [
        "StudyFigures", "StatisticalFigures", "AnnotationAnalysis", "AgreementStatistics",
        "AnnotationModel",
      ]),
    .testTarget(
      name: "AnnotationStorageTests", dependencies: ["AnnotationStorage", "AnnotationModel"],
      exclude: ["Fixtures"], swiftSettings: strict),
    tests(
      "AnnotationAnalysisTests", ["AnnotationAnalysis", "AgreementStatistics", "AnnotationModel"]),
    tests("ConcordBenchTests", ["ConcordBench", "AgreementStatistics"]),
    tests("ModelCallsTests", ["ModelCalls"]),
    tests("ModelTransportTests", ["ModelTransport", "ModelCalls", "JSONText"]),
    tests(
      "RehearsalServerTests",
      [
        "RehearsalServer", "ConcordBench", "ModelTransport", "Judging", "ModelCalls",
        "AnnotationModel", "JSONText",
      ]),
    tests("ModelSettingsTests", ["ModelSettings", "ModelCalls", "Judging"]),
    tests("JudgingTests", ["Judging", "ModelCalls", "AnnotationModel", "AnnotationAnalysis"]),
    tests(
      "RunExecutionTests",
      ["RunExecution", "AnnotationStorage", "AnnotationModel", "Judging", "ModelCalls"]),
    tests("YAMLTextTests", ["YAMLText"]),
    tests("TerminalCoreTests", ["TerminalCore", "CTextWidth"]),
    tests("MarkdownTextTests", ["MarkdownText", "TerminalCore", "CTextWidth"]),
    tests("BuiltinThemesTests", ["BuiltinThemes", "TerminalCore", "YAMLText"]),
    tests(
      "PersonalSettingsTests", ["PersonalSettings", "BuiltinThemes", "Workbench", "TerminalCore"]),
    tests("StudyFormatsTests", ["StudyFormats", "AnnotationModel", "JSONText"]),
    tests(
      "StudyReportsTests",
      [
        "StudyReports", "StatisticalFigures", "AnnotationAnalysis", "AgreementStatistics",
        "AnnotationModel",
      ]),
    .testTarget(
      name: "ConcordCommandTests",
      dependencies: [
        "ConcordCommand", "Workbench", "AnnotationAnalysis", "AgreementStatistics",
        "AnnotationModel", "ModelSettings", "Judging", "RehearsalServer", "WorkbenchRuntime",
        "RunExecution", "ModelCalls", "AnnotationStorage",
      ], exclude: ["ENGINES.md"], swiftSettings: strict),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "Workbench", "AnnotationAnalysis", "AgreementStatistics", "AnnotationModel", "TerminalCore",
        "CTextWidth", "BuiltinThemes", "StatisticalFigures", "StudyFigures",
      ], exclude: ["Golden"], swiftSettings: strict),
    .target(
      name: "CVTerm", path: "Tests/CVTerm", cSettings: strictC,
      linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
    .testTarget(
      name: "RealProgramTests", dependencies: ["ConcordCommand", "CVTerm", "CSQLite"],
      exclude: ["HELD.md"], swiftSettings: strict),
    tests("ArchitectureTests", ["Workbench", "TerminalCore"]),
    tests(
      "LiveAgreementTests",
      [
        "ConcordCommand", "Workbench", "WorkbenchRuntime", "RunExecution", "AnnotationStorage",
        "AnnotationAnalysis", "AnnotationModel", "AgreementStatistics", "TerminalCore",
        "CTextWidth",
      ]),
    tests(
      "RealDataTests",
      [
        "StudyFormats", "AnnotationStorage", "AnnotationAnalysis", "AnnotationModel",
        "AgreementStatistics",
      ]),
  ]
)
