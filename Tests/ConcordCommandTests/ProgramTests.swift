import Foundation
import Testing

@testable import ConcordCommand

/// The built program as scripts meet it: status, streams, files.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct ProgramTests {
  @Test func statusAndStreamsOfUsage() throws {
    let folder = try ScratchFolder()
    let help = try folder.concord("--help")
    #expect(help.status == 0 && help.errors.isEmpty && help.output.hasPrefix("Usage: concord"))
    let version = try folder.concord("--version")
    #expect(version.output == "concord \(CommandTable.version)\n")
    for words in [["agre"], ["agree"], ["agree", "s", "--ties", "maybe"]] {
      let run = try RunningProgram.run(try #require(RunningProgram.concord), words)
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errors.hasPrefix("concord: ") && run.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func withoutATerminalTheWorkbenchDoesNotWait() throws {
    let folder = try ScratchFolder()
    #expect(try folder.concord().status == 2)
    #expect(try folder.concord("open", try folder.study()).status == 2)
    let missing = try folder.concord("open", folder.file("none.concord"))
    #expect(missing.status == 3 && missing.errors.contains("there is no such study"))
  }

  @Test func dataThatAreNoStudyAreNamed() throws {
    let folder = try ScratchFolder()
    let text = try folder.write("text", "not a database, but long enough to have a header of one")
    for path in [folder.file("none"), folder.path, text] {
      for command in ["agree", "check", "export"] {
        let run = try folder.concord(command, path)
        #expect(run.status == 3 && run.output.isEmpty, "\(command) \(path)")
        #expect(run.errors.contains(path), "\(command): \(run.errors)")
      }
    }
  }

  @Test func hostileNamesAreShownHarmless() throws {
    let folder = try ScratchFolder()
    let run = try folder.concord("agree", folder.file("\u{1B}[31m\u{202E}x\n"))
    #expect(run.status == 3)
    #expect(!run.errors.contains("\u{1B}") && !run.errors.contains("\u{202E}"))
  }

  @Test func aGateDecidesTheStatusByTheLowerEnd() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let raters = ["agree", path, "--raters", "ann,bob"]
    let program = try #require(RunningProgram.concord)
    #expect(try RunningProgram.run(program, raters + ["--gate", "percent>=0.1"]).status == 0)
    let failed = try RunningProgram.run(
      program, raters + ["--gate", "percent>=0.6", "--gate", "cohen>=0.9"])
    #expect(failed.status == 1)
    #expect(failed.errors.split(separator: "\n").count == 2)
    #expect(failed.errors.contains("ann × bob"))
    #expect(try RunningProgram.run(program, raters + ["--gate", "cohen=0.1"]).status == 2)
    #expect(try RunningProgram.run(program, raters + ["--gate", "kapa>=0.1"]).status == 2)
  }

  /// Other commands send people to `check`; there they are told what to do.
  @Test func checkSaysWhatToDoAboutDamage() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    for place in [4096 + 8, 100] {
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes.replaceSubrange(place..<(place + 3000), with: Data(repeating: 0xAA, count: 3000))
      let file = folder.file("damaged.concord")
      try bytes.write(to: URL(fileURLWithPath: file))
      let run = try folder.concord("check", file)
      #expect(run.status == 1 && run.output.contains("Restore a backup"), "\(run)")
      #expect(!(run.output + run.errors).contains("concord check"), "\(run)")
      #expect(try folder.concord("agree", file).errors.contains("run `concord check`"))
      let json = try folder.concord("check", file, "--json")
      #expect(json.status == 1 && json.output.contains("\"ok\":false"))
    }
  }

  @Test func backupNeverLosesWhatIsThere() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    #expect(try folder.concord("backup", path, path, "--force").status == 2)
    #expect(try folder.concord("check", path).status == 0)
    let copy = folder.file("copy.concord")
    #expect(try folder.concord("backup", path, copy).status == 0)
    #expect(try folder.concord("backup", path, copy).status == 3)
    #expect(try folder.concord("backup", folder.file("none"), copy, "--force").status == 3)
    #expect(try folder.concord("check", copy).status == 0)
    try folder.concord("label", copy, "--item", "q1", "--answer", "a", "--as", "zoe")
    #expect(try folder.concord("backup", path, copy, "--force").status == 0)
    let first = try folder.concord("export", path, "--what", "ratings")
    let second = try folder.concord("export", copy, "--what", "ratings")
    #expect(first.output == second.output && !first.output.isEmpty)
  }

  @Test func aScriptedLabelSpeaksOfCandidates() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    for person in ["cara", "dan", "eve", "fay"] {
      for item in ["q1", "q2", "q3"] {
        let run = try folder.concord(
          "label", path, "--item", item, "--answer", "left", "--as", person, "--json")
        #expect(run.status == 0, "\(run.errors)")
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let order = try #require(json?["order"] as? String)
        #expect(json?["answer"] as? String == String(order.prefix(1)))
      }
    }
    #expect(try folder.concord("label", path, "--item", "q1", "--answer", "7").status == 2)
    #expect(try folder.concord("label", path, "--item", "none", "--answer", "a").status == 3)
    #expect(try folder.concord("check", path).status == 0)
  }

  @Test func linesOfAnswersAreSavedOneByOne() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let good = try folder.concord(
      "label", path, "--as", "gil", "--json", input: "q1\ta\nq2\ttie\thigh\r\n\nq3\tskip")
    #expect(good.status == 0 && good.output.split(separator: "\n").count == 3, "\(good.errors)")
    #expect(good.errors.contains("3 saved"))
    let bad = try folder.concord(
      "label", path, "--as", "hal", input: "q1\tb\nq2\tperhaps\nq3\ta\n")
    #expect(bad.status == 3)
    #expect(
      bad.errors.contains("-:2: 'perhaps' is no answer here") && bad.errors.contains("1 before"))
    let rows = try folder.concord("export", path).output.split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix("q2,gil,human,tie,") && $0.contains(",high,") })
    #expect(rows.filter { $0.contains(",hal,") }.count == 1)
    for line in ["q1", "q1\ta\tlow\tx", "none\ta", "q1\ta\tsurely", "\u{1B}[2J\ta"] {
      let run = try folder.concord("label", path, "--as", "ida", input: line + "\n")
      #expect(run.status == 3 && run.errors.contains("-:1: "), "\(line): \(run.errors)")
    }
    #expect(try folder.concord("label", path, "--item", "q1").status == 2)
    #expect(try folder.concord("label", path, "--answer", "a").status == 2)
    let code = try folder.concord(
      "label", path, "--item", "q1", "--answer", "a", "--error-code", "zonk")
    #expect(code.status == 2 && code.errors.contains("no error code 'zonk'"))
    #expect(try folder.concord("check", path).status == 0)
  }

  @Test func manualPagesAreWritten() throws {
    let folder = try ScratchFolder()
    #expect(try folder.concord("man", folder.file("man")).status == 0)
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.file("man"))
    #expect(pages.count == CommandTable.commands.count + 1)
    #expect(try folder.concord("man", folder.file("none/man")).status == 3)
  }

  @Test func itemsListWhatAPersonHasLeft() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let all = try folder.concord("items", path)
    #expect(all.status == 0 && all.output.split(separator: "\n").count == 4)
    let found = try folder.concord("items", path, "--search", "q2", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any]
    #expect((json?["items"] as? [[String: Any]])?.map { $0["item"] as? String } == ["q2"])
    try folder.concord("label", path, "--item", "q1", "--answer", "tie", "--as", "cara")
    let left = try folder.concord(
      "items", path, "--as", "cara", "--state", "unlabelled", "--limit", "1")
    #expect(left.output.split(separator: "\n").last?.hasPrefix("q2") == true)
    let own = try folder.concord("items", path, "--as", "cara", "--state", "labelled")
    #expect(own.output.contains("tie") && own.output.split(separator: "\n").count == 2)
    #expect(try folder.concord("items", path, "--state", "labelled").status == 2)
    #expect(try folder.concord("items", path, "--as", "nobody").status == 3)
    let one = try folder.concord("items", path, "--item", "q3")
    #expect(one.output.contains("ask q3") && one.output.contains("right q3"))
    #expect(try folder.concord("items", path, "--item", "none").status == 3)
    #expect(try folder.concord("items", path, "q3").output == one.output)
    #expect(try folder.concord("--json", "items", path, "q3").output.hasPrefix("{\"item\":\"q3\""))
    #expect(try folder.concord("items", path, "none").status == 3)
    for words in [["q3", "--item", "q3"], ["q3", "--search", "x"], ["q3", "--limit", "1"]] {
      let run = try RunningProgram.run(
        try #require(RunningProgram.concord), ["items", path] + words)
      #expect(run.status == 2 && run.errors.contains("one item"), "\(run.errors)")
    }
  }

  @Test func infoCountsRatings() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let run = try folder.concord("info", path, "--json")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(json?["items"] as? Int == 3 && json?["searchable"] as? Int == 3)
    let raters = try #require(json?["raters"] as? [[String: Any]])
    #expect(raters.map { $0["n"] as? Int } == [3, 3])
    #expect(try folder.concord("info").output.contains(CommandTable.version))
  }

  @Test func agreementHasOneFormAtATime() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    #expect(try folder.concord("agree", path, "--csv", "--json").status == 2)
    let csv = try folder.concord("agree", path, "--csv").output.split(separator: "\n")
    #expect(csv.first == "first,second,slice,coefficient,value,low,high,n,undefined")
    #expect(csv.contains { $0.hasPrefix("ann,bob,,percent,0.6666666666666666,") })
    #expect(csv.contains { $0.hasPrefix("overall,,,fleiss,") })
    let sliced = try folder.concord("agree", path, "--slices", "source", "--json")
    let json = try JSONSerialization.jsonObject(with: Data(sliced.output.utf8)) as? [String: Any]
    let slices = try #require(json?["slices"] as? [[String: Any]])
    #expect(slices.map { $0["n"] as? Int } == [3])
    let markdown = try folder.concord("export", path, "--what", "agreement")
    #expect(try folder.concord("agree", path, "--markdown").output == markdown.output)
    #expect(markdown.output.contains("| ann × bob | 3 |"))
    #expect(
      try folder.concord("export", path, "--what", "agreement", "--format", "jsonl").status == 2)
    #expect(try folder.concord("export", path, "--what", "labels", "--format", "md").status == 2)
  }

  @Test func onlyNamedRatersAreReadAndTheFiguresStayTheSame() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let whole = try folder.concord("agree", path, "--csv").output
    let named = try folder.concord("agree", path, "--csv", "--raters", "ann,bob").output
    #expect(whole == named && whole.contains("cohen"))
    let majority = try folder.concord("agree", path, "--csv", "--raters", "majority,ann").output
    #expect(majority.contains("majority,ann,,percent,1.0,"))
  }
}
