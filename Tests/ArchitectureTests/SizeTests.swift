import Testing

/// Sizes from DESIGN section 10: signs that there are two ideas in one place.
@Suite struct SizeTests {
  @Test(arguments: ["Sources", "Tests"])
  func filesAndFunctionsAreShort(_ folder: String) {
    for file in folder == "Sources" ? SourceFile.all : SourceFile.tests {
      // The last line end makes one empty line more.
      #expect(file.lines.count <= 301, "\(file.place) has \(file.lines.count - 1) lines")
      for function in file.functions {
        #expect(
          function.length <= 60,
          "\(file.place):\(function.line) \(function.name) has \(function.length) lines")
      }
    }
  }

  @Test func linesAreAtMostAHundredColumns() {
    for file in SourceFile.all + SourceFile.tests {
      for (number, line) in file.lines.enumerated() where line.unicodeScalars.count > 100 {
        // A record of JSONL in a test is one line or is none.
        if line.drop(while: { $0 == " " }).hasPrefix("{\"") { continue }
        Issue.record("\(file.place):\(number + 1) has \(line.unicodeScalars.count) columns")
      }
    }
  }

  @Test func namesSayWhatAFileIs() {
    let empty = ["Helper", "Manager", "Util", "Common", "Types", "Misc"]
    for file in SourceFile.all + SourceFile.tests {
      let name = file.place.split(separator: "/").last ?? ""
      for word in empty { #expect(!name.contains(word), "\(file.place)") }
    }
  }

  /// A trap must say why it cannot happen: on its line or above it.
  @Test func trapsSayWhyTheyHold() {
    for file in SourceFile.all {
      for (number, line) in file.code.enumerated() {
        let isTrap = ["try!", "as!", "@unchecked Sendable"].contains { line.contains($0) }
        guard isTrap else { continue }
        let above = number > 0 ? file.lines[number - 1] : ""
        let isSaid = line.contains("//") || above.contains("//")
        #expect(isSaid, "\(file.place):\(number + 1) traps without a reason")
      }
    }
  }
}
