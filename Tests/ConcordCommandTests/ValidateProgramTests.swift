import Foundation
import Testing

@testable import ConcordCommand

/// `validate` as scripts meet it.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct ValidateProgramTests {
  /// Two people and two judges on forty pairs; one judge agrees, the other names the longer one.
  private func study(_ folder: ScratchFolder) throws -> String {
    let path = folder.file("s.concord")
    var rows = "item,source,prompt,response_a,response_b,rater,verdict\n"
    for item in 0..<40 {
      let said = ["a", "b", "tie", "a"][item % 4]
      for (rater, word) in [("ann", said), ("bob", said), ("judge/x", said), ("judge/y", "a")] {
        rows += "q\(item),set\(item / 20),ask,one two three,one,\(rater),\(word)\n"
      }
    }
    try folder.concord("new", path, "--template", "pairwise")
    let run = try folder.concord("import", path, try folder.write("rows.csv", rows))
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  @Test func theDocumentHasItsShape() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let run = try folder.concord("validate", path, "--json")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let document = try #require(json as? [String: Any])
    #expect(Set(document.keys) == ["reference", "policies", "judges"])
    #expect(document["reference"] as? String == "majority")
    let judges = try #require(document["judges"] as? [[String: Any]])
    #expect(judges.map { $0["judge"] as? String } == ["judge/x", "judge/y"])
    for judge in judges {
      #expect(
        Set(judge.keys) == ["judge", "passed", "failed", "not_known", "checks", "left_out"])
      let checks = try #require(judge["checks"] as? [[String: Any]])
      let counted = try ["passed", "failed", "not_known"].map { try #require(judge[$0] as? Int) }
      #expect(counted.reduce(0, +) == checks.count)
      for check in checks {
        #expect(
          Set(check.keys).isSuperset(of: ["check", "status", "finding", "threshold"]), "\(check)")
      }
    }
    func status(_ judge: Int, _ name: String) -> String? {
      let checks = judges[judge]["checks"] as? [[String: Any]]
      return checks?.first { $0["check"] as? String == name }?["status"] as? String
    }
    #expect(status(0, "chance-corrected") == "passed")
    #expect(status(1, "chance-corrected") == "failed")
    #expect(status(0, "position") == "not-known" && status(0, "sources") == "passed")
    #expect(status(0, "length") == "not-known" || status(0, "length") == "passed")
    #expect(status(1, "length") == "failed")
  }

  @Test func gatesEndWithOne() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let open = try folder.concord("validate", path, "--judge", "judge/y")
    #expect(open.status == 0 && open.output.contains("NO  agrees beyond chance"))
    let gate = try folder.concord("validate", path, "--judge", "judge/y", "--gate")
    #expect(gate.status == 1 && gate.errors.contains("judge/y: chance-corrected failed"))
    let unknown = try folder.concord("validate", path, "--judge", "judge/x", "--gate-unknown")
    #expect(unknown.status == 1 && unknown.errors.contains("position not known"))
    let strict = ["validate", path, "--judge", "judge/x", "--gate", "--per-class", "11"]
    let classes = try RunningProgram.run(try #require(RunningProgram.concord), strict)
    #expect(classes.status == 1 && classes.errors.contains("enough-of-each-class failed"))
  }

  @Test func mistakesSayWhatToDo() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    for (options, words) in [
      (["--judge", "zoe"], "no rater is called 'zoe'"), (["--judge", "ann"], "ann is a person"),
      (["--judge", "judge/x", "--reference", "judge/x"], "is the reference"),
      (["--kappa", "high"], "--kappa is a number"),
    ] {
      let run = try RunningProgram.run(
        try #require(RunningProgram.concord), ["validate", path] + options)
      #expect(run.status == 2 && run.errors.contains(words), "\(run.errors)")
    }
  }
}
