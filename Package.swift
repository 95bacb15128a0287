// swift-tools-version: 6.2
import Foundation
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

/// While the house is being built: rooms that have no file yet are left out.
func existing(_ targets: [Target]) -> [Target] {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  func stands(_ target: Target) -> Bool {
    let place = target.path ?? (target.type == .test ? "Tests/" : "Sources/") + target.name
    let files = FileManager.default.enumerator(atPath: root.appendingPathComponent(place).path)
    return files?.contains { ["swift", "h"].contains(("\($0)" as NSString).pathExtension) } ?? false
  }
  let standing = targets.filter(stands)
  let names = Set(standing.map(\.name))
  for target in standing {
    target.dependencies = target.dependencies.filter {
      if case .byNameItem(let name, _) = $0 { names.contains(name) } else { true }
    }
  }
  return standing
}

let package = Package(
  name: "Concord",
  products: [
    //PRODUCTS .executable(name: "concord", targets: ["ConcordCommand"]),
    //PRODUCTS .executable(name: "concord-bench", targets: ["ConcordBench"]),
  ],
  targets: existing([
    // Debian's libraries.
    library("CNcurses", links: ["ncursesw", "tinfo"]),  // the terminal
    library("CSQLite", links: ["sqlite3"]),  // the study's file, and full-text search
    library("CCmark", links: ["cmark-gfm", "cmark-gfm-extensions"]),  // Markdown in responses
    library("CYAML", links: ["yaml"]),  // study definitions, settings, themes
    library("CZlib", links: ["z"]),  // .gz files as they are
    library("CTextWidth", links: []),  // glibc's wcwidth, which ncurses itself uses
    library("CVTerm", links: ["vterm"]),  // tests: a terminal to run the real program in

    // Knowledge: imports none of ours.
    room("AgreementStatistics"),
    room("AnnotationModel"),
    room("TerminalCore", ["CTextWidth"]),

    // What stands on it.
    room("MarkdownText", ["TerminalCore", "CCmark"]),
    room("YAMLText", ["CYAML"]),
    room("AnnotationAnalysis", ["AnnotationModel", "AgreementStatistics"]),
    room(
      "Workbench",
      [
        "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "TerminalCore",
        "MarkdownText",
      ]),

    // The edges.
    room("StudyFormats", ["AnnotationModel", "YAMLText", "CZlib"]),
    room("AnnotationStorage", ["AnnotationModel", "CSQLite"]),
    room("BuiltinThemes", ["TerminalCore", "YAMLText"]),
    room("TerminalNcurses", ["TerminalCore", "CNcurses"]),
    room(
      "WorkbenchRuntime",
      [
        "Workbench", "AnnotationModel", "AnnotationAnalysis", "AnnotationStorage", "StudyFormats",
        "TerminalCore", "TerminalNcurses", "BuiltinThemes",
      ]),

    // The door, and the benchmarks.
    .executableTarget(
      name: "ConcordCommand",
      dependencies: [
        "WorkbenchRuntime", "Workbench", "AnnotationModel", "AnnotationAnalysis",
        "AgreementStatistics", "AnnotationStorage", "StudyFormats",
        "TerminalCore", "TerminalNcurses", "BuiltinThemes", "YAMLText",
      ], swiftSettings: strict),
    .executableTarget(
      name: "ConcordBench",
      dependencies: [
        "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "AnnotationStorage",
        "StudyFormats", "TerminalCore", "MarkdownText",
        "Workbench",
      ], swiftSettings: strict),

    // Tests. TerminalTesting runs the real program in a pseudo-terminal and reads its screen.
    .target(
      name: "TerminalTesting", dependencies: ["CVTerm"], path: "Tests/TerminalTesting",
      swiftSettings: strict),
    tests("AgreementStatisticsTests", ["AgreementStatistics"]),
    tests("AnnotationModelTests", ["AnnotationModel"]),
    tests("TerminalCoreTests", ["TerminalCore", "MarkdownText", "CTextWidth"]),
    tests("YAMLTextTests", ["YAMLText"]),
    tests("BuiltinThemesTests", ["BuiltinThemes", "TerminalCore"]),
    tests(
      "AnnotationAnalysisTests", ["AnnotationAnalysis", "AnnotationModel", "AgreementStatistics"]),
    tests(
      "WorkbenchTests",
      [
        "Workbench", "AnnotationAnalysis", "AgreementStatistics", "AnnotationModel", "TerminalCore",
        "CTextWidth",
      ]),
    tests("StudyFormatsTests", ["StudyFormats", "AnnotationModel", "YAMLText"]),
    tests("AnnotationStorageTests", ["AnnotationStorage", "AnnotationModel", "CSQLite"]),
    tests("TerminalNcursesTests", ["TerminalNcurses", "TerminalCore"]),
    tests("ConcordCommandTests", ["TerminalTesting"]),
    tests("ArchitectureTests", []),
  ])
)
