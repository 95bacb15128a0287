import Testing

@testable import StudyReports

@Suite struct LaTeXReportTests {
  static let text = LaTeXReport.text(HostileDocument.document)

  /// The commands in a text, by their names; escaped signs are not commands.
  private func commands(_ text: String) -> Set<String> {
    Set(text.matches(of: /\\([A-Za-z]+)/).map { String($0.output.1) })
  }

  @Test func namesAreNoCommands() {
    let ours: Set = [
      "section", "begin", "end", "centering", "footnotesize", "caption", "hline", "smallskip",
      "noindent", "item", "texttt", "tiny", "textwidth", "textbackslash", "textasciitilde",
      "textasciicircum", "textless", "textgreater", "textbar", "symbol", "ldots", "times",
    ]
    let body = Self.text.split(separator: "\n").filter { !$0.hasPrefix("%") }.joined(
      separator: "\n"
    )
    .replacing("\\\\", with: "\n")
    #expect(commands(body).subtracting(ours).isEmpty, "\(commands(body).subtracting(ours))")
  }

  @Test func environmentsAreClosedInTheirOrder() {
    var open: [Substring] = []
    for found in Self.text.matches(of: /\\(begin|end)\{([a-z]+)\}/) {
      if found.output.1 == "begin" {
        open.append(found.output.2)
      } else {
        #expect(open.popLast() == found.output.2)
      }
    }
    #expect(open.isEmpty)
  }

  @Test func everyRowHasItsCellsAndNothingMore() {
    let rows = Self.text.split(separator: "\n").filter {
      $0.hasSuffix(" \\\\") && !$0.hasPrefix("\\texttt")
    }
    #expect(rows.count == HostileDocument.names.count + 1)
    for row in rows {
      #expect(row.replacing("\\&", with: "").count { $0 == "&" } == 2, "\(row)")
      // What LaTeX would take for an option of the row before.
      #expect(row.first != "[" && row.first != "*")
    }
  }

  @Test(arguments: [
    ("\\input{x}", "\\textbackslash{}input\\{x\\}"), ("50 % & #1_2", "50 \\% \\& \\#1\\_2"),
    ("[-0.1, 0.2]", "{[}$-$0.1, 0.2{]}"), ("-0.1", "$-$0.1"), ("a-1", "a{-}1"),
    ("κ ≥ 0", "$\\kappa$ $\\geq$ 0"),
    ("a--b", "a{-}{-}b"), ("\"x\"", "\\symbol{34}x\\symbol{34}"), ("*", "{*}"),
    ("^~", "\\textasciicircum{}\\textasciitilde{}"),
  ])
  func signsAreWrittenAsThemselves(_ text: String, _ expected: String) {
    #expect(LaTeXReport.escaped(text) == expected)
  }

  @Test func bracesAreBalanced() {
    let body = Self.text.split(separator: "\n").filter { !$0.hasPrefix("%") }.joined(
      separator: "\n")
    let plain = body.replacing("\\\\", with: "").replacing("\\{", with: "").replacing(
      "\\}", with: "")
    var depth = 0
    for character in plain {
      depth += character == "{" ? 1 : character == "}" ? -1 : 0
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }
}
