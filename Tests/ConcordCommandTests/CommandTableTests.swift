import Foundation
import Testing
import Workbench

@testable import ConcordCommand

/// Help, completions and manual say what the table says.
@Suite struct CommandTableTests {
  static let all = [CommandTable.root] + CommandTable.commands

  @Test(arguments: all.map(\.name))
  func helpNamesEveryOptionWithinEightyColumns(_ name: String) throws {
    let command = try #require(Self.all.first { $0.name == name })
    let text = HelpText.of(command)
    for option in command.options { #expect(text.contains("--" + option.name)) }
    for operand in command.operands { #expect(text.contains(operand.name)) }
    for line in text.split(separator: "\n") where line.count > 80 {
      // A placeholder that lists the choices may be long; nothing else is.
      #expect(line.contains("|"), "\(line)")
    }
  }

  @Test func everyCommandIsNamedOnceAndSaysWhatItDoes() {
    #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    for command in Self.all {
      #expect(!command.summary.isEmpty && !command.summary.hasSuffix("."))
      #expect(Set(command.options.map(\.name)).count == command.options.count)
      let shorts = command.options.compactMap(\.short)
      #expect(Set(shorts).count == shorts.count)
      for option in command.options { #expect(option.help.hasSuffix("."), "\(option.name)") }
    }
  }

  @Test func everyExampleParses() throws {
    for command in Self.all {
      for example in command.examples where example.line.hasPrefix("concord ") {
        let plain = example.line.split(separator: "|")[0].replacing("'", with: "")
        let words = plain.split(separator: " ").dropFirst().map(String.init)
        #expect(throws: Never.self, "\(example.line)") { try CommandLineParser.parse(words) }
      }
    }
  }

  @Test(arguments: all.map(\.name))
  func everyManualPageIsRoff(_ name: String) throws {
    let command = try #require(Self.all.first { $0.name == name })
    let file = command.name.isEmpty ? "concord.1" : "concord-\(command.name).1"
    let page = try #require(ManualPage.all(.standard).first { $0.fileName == file }).text
    #expect(page.hasPrefix(".TH "))
    for line in page.split(separator: "\n") where !line.hasPrefix(".") && !line.hasPrefix("\\fB") {
      #expect(line.utf8.count <= 80 && line.last != " ", "\(line)")
    }
    for option in command.options {
      #expect(page.contains("\\-\\-" + option.name.replacing("-", with: "\\-")), "\(option.name)")
    }
    let macros: Set = [".TH", ".SH", ".SS", ".TP", ".B", ".I", ".PP", ".br", ".BR", ".nf", ".fi"]
    for line in page.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
      #expect(macros.contains(String(line.split(separator: " ")[0])), "\(line)")
    }
  }

  /// The page that `concord man` shows names every command and its options.
  @Test func theManualsFirstPageTellsAll() {
    for command in CommandTable.commands {
      let heading = "\n.SS " + ManualPage.escape(command.synopsis) + "\n"
      #expect(ManualPage.overview(.standard).contains(heading))
    }
  }

  @Test func roffTextIsLiteral() {
    #expect(ManualPage.escape(".x \\ -") == "\\&.x \\e \\-")
    #expect(ManualPage.escape("'x") == "\\&'x")
  }

  @Test func completionScriptsNameEverything() {
    for script in [BashCompletion.script, ZshCompletion.script, FishCompletion.script] {
      for command in CommandTable.commands {
        #expect(script.contains(command.name))
        for option in command.options { #expect(script.contains(option.name)) }
      }
    }
  }

  @Test(arguments: [
    ("concord ag", "agree"), ("concord agree s --unp", "--unparsed"),
    ("concord agree s --unparsed o", "own"), ("concord completions f", "fish"),
    ("concord agree s --ties=e", "exclude"), ("concord --ascii op", "open"),
    ("concord --as open ag", "agree"),
    ("concord --as=ann ag", "agree"), ("concord --json agree s --unp", "--unparsed"),
  ])
  func bashCompletes(_ line: String, _ expected: String) throws {
    let script = """
      \(BashCompletion.script)
      read -ra COMP_WORDS <<< "\(line.replacing("=", with: " = "))"
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _concord
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let run = try RunningProgram.run("/bin/bash", ["-euc", script])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.split(separator: "\n").map(String.init) == [expected])
  }
}
