import Testing

/// The house's arrows, read from the `import` lines themselves: SwiftPM lets an undeclared sibling
/// through whenever it happens to be built already.
@Suite struct ImportTests {
  /// What each room may import: DESIGN's arrows. A room that is not here fails.
  static let allowed: [String: Set<String>] = [
    // Logarithms and roots are the C library's; nothing else is imported.
    "AgreementStatistics": ["Glibc"],
    "AnnotationModel": [],
    "JSONText": [],
    "ModelCalls": ["CDigest"],
    "RunExecution": [
      "AnnotationModel", "AnnotationStorage", "Judging", "ModelCalls", "JSONText", "Glibc",
    ],
    "ModelTransport": ["ModelCalls", "JSONText", "CCurl", "Glibc", "Synchronization"],
    "ModelSettings": ["ModelCalls", "Judging", "YAMLText", "Glibc"],
    // Probabilities are exponentials: the C library's, as for statistics.
    "Judging": ["AnnotationModel", "ModelCalls", "JSONText", "CPrompts", "Glibc"],
    "TerminalCore": ["CTextWidth", "Glibc"],
    "YAMLText": ["CYAML"],
    "MarkdownText": ["TerminalCore", "CCmark"],
    "AnnotationAnalysis": ["AnnotationModel", "AgreementStatistics"],
    // Powers of ten are the C library's.
    "StatisticalFigures": ["AgreementStatistics", "Glibc"],
    "StudyFigures": [
      "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "StatisticalFigures",
    ],
    "BuiltinThemes": ["TerminalCore", "YAMLText", "CThemes"],
    "PersonalSettings": ["Workbench", "BuiltinThemes", "TerminalCore", "YAMLText", "Glibc"],
    "Workbench": [
      "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "TerminalCore",
      "MarkdownText", "StatisticalFigures", "StudyFigures",
    ],
    "StudyReports": [
      "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics", "StatisticalFigures",
      "TerminalCore",
    ],
    "StudyFormats": [
      "AnnotationModel", "JSONText", "YAMLText", "CZlib", "Glibc", "Synchronization",
    ],
    "AnnotationStorage": ["AnnotationModel", "JSONText", "CSQLite", "Glibc"],
    "RehearsalServer": ["JSONText", "CZlib", "Glibc", "Synchronization"],
    "TerminalNcurses": ["TerminalCore", "CNcurses", "CTextWidth", "Glibc"],
    "WorkbenchRuntime": [
      "Workbench", "AnnotationModel", "AnnotationAnalysis", "AgreementStatistics",
      "AnnotationStorage", "StudyFormats", "TerminalCore", "TerminalNcurses", "BuiltinThemes",
      "PersonalSettings", "CNcurses", "Glibc", "Synchronization", "RunExecution",
      "ModelSettings", "ModelTransport", "ModelCalls", "Judging",
    ],
    "ConcordCommand": [
      "WorkbenchRuntime", "TerminalNcurses", "Workbench", "AnnotationModel", "AnnotationAnalysis",
      "AgreementStatistics", "AnnotationStorage", "StudyFormats", "JSONText", "TerminalCore",
      "CTextWidth",
      "BuiltinThemes", "PersonalSettings", "YAMLText", "MarkdownText", "Glibc", "Synchronization",
      "ModelCalls", "ModelTransport", "ModelSettings", "Judging", "RunExecution", "StudyReports",
      "StatisticalFigures", "StudyFigures",
    ],
    "ConcordBench": [
      "WorkbenchRuntime", "Workbench", "AnnotationModel", "AnnotationAnalysis",
      "AgreementStatistics", "AnnotationStorage", "StudyFormats", "JSONText", "TerminalCore",
      "CTextWidth",
      "RehearsalServer", "RunExecution", "ModelTransport", "ModelCalls", "Judging", "Glibc",
      "Synchronization",
    ],
  ]

  /// The library that one room alone may know, and the rooms that may.
  static let owners: [String: Set<String>] = [
    "CNcurses": ["TerminalNcurses", "WorkbenchRuntime"],
    "CSQLite": ["AnnotationStorage"],
    "CCmark": ["MarkdownText"],
    "CYAML": ["YAMLText"],
    "CThemes": ["BuiltinThemes"],
    "CZlib": ["StudyFormats", "RehearsalServer"],
    "CDigest": ["ModelCalls"],
    "CPrompts": ["Judging"],
    "CCurl": ["ModelTransport"],
  ]

  @Test func everyImportFollowsAnArrow() throws {
    let files = SourceFile.all
    #expect(files.count > 50)
    for file in files {
      guard let allowed = Self.allowed[file.room] else {
        Issue.record("the room \(file.room) has no arrows in this test")
        continue
      }
      for name in file.imports where !allowed.contains(name) {
        Issue.record("\(file.place) imports \(name), which \(file.room) may not see")
      }
    }
  }

  @Test func onlyTheirRoomsKnowTheLibraries() {
    for file in SourceFile.all {
      for name in file.imports {
        guard let owners = Self.owners[name] else { continue }
        #expect(owners.contains(file.room), "\(file.place) imports \(name)")
      }
    }
  }

  /// Foundation as a whole costs 70 MB in a static program.
  @Test func noRoomImportsFoundation() {
    for file in SourceFile.all {
      #expect(!file.imports.contains { $0.hasPrefix("Foundation") }, "\(file.place)")
    }
  }

  /// Standard output is the door's; ncurses writes to the terminal, in C.
  @Test func nothingPrintsFromInside() {
    let words = ["print(", "debugPrint(", "dump(", "FileHandle", "fputs(", "puts(", "perror("]
    for file in SourceFile.all where file.room != "ConcordCommand" && file.room != "ConcordBench" {
      for (number, line) in file.code.enumerated() {
        for word in words where line.containsWord(word) {
          Issue.record("\(file.place):\(number + 1) writes: \(word)")
        }
        let usesStream = line.contains("STDOUT_FILENO") || line.contains("STDERR_FILENO")
        if usesStream, file.room != "TerminalNcurses" {
          Issue.record("\(file.place):\(number + 1) uses a standard stream")
        }
      }
    }
  }
}

extension String {
  /// A name that is not the end of a longer name, nor a method of something.
  fileprivate func containsWord(_ word: String) -> Bool {
    var rest = self[...]
    while let found = rest.firstRange(of: word) {
      let before = self[..<found.lowerBound].last ?? " "
      if !(before.isLetter || before == "." || before == "_") { return true }
      rest = rest[found.upperBound...]
    }
    return false
  }
}
