import Foundation
import Testing

@testable import ConcordCommand

/// How far a judge may stand in for people, as scripts ask it.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct TrustProgramTests {
  /// Eighty pairs. Ann labelled the first forty, half of them a; bob sixty; cara all. Judge/x is
  /// always right, judge/y on every other one; judge/z has no answer to the last item.
  private func study(_ folder: ScratchFolder) throws -> String {
    let path = folder.file("s.concord")
    var rows = "item,prompt,response_a,response_b,rater,verdict\n"
    func add(_ rater: String, _ count: Int, _ answer: (Int) -> String) {
      for item in 0..<count {
        rows += "q\(item),ask \(item),left \(item),right \(item),\(rater),\(answer(item))\n"
      }
    }
    func truth(_ item: Int) -> String { item % 2 == 0 ? "a" : "b" }
    add("cara", 80) { $0 % 10 == 3 ? "tie" : truth($0) }
    add("ann", 40, truth)
    add("bob", 60) { $0 % 20 == 5 ? "a" : truth($0) }
    add("judge/x", 80, truth)
    add("judge/y", 80) { $0 % 4 < 2 ? "a" : "b" }
    add("judge/z", 80) { $0 == 79 ? "unparsed" : truth($0) }
    try folder.concord("new", path, "--template", "pairwise")
    let run = try folder.concord("import", path, try folder.write("rows.csv", rows))
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  private func json(_ run: RunningProgram) throws -> [String: Any] {
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(json as? [String: Any])
  }

  // MARK: - trust

  @Test func whatIsCertifiedIsLeftToTheJudge() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let found = try json(
      folder.concord("trust", path, "--judge", "judge/z", "--reference", "ann", "--json"))
    #expect(found["labelled"] as? Int == 40 && found["unlabelled"] as? Int == 39)
    #expect(found["trusted"] as? Int == 39 && found["unjudged"] as? Int == 1)
    #expect(found["to_label"] as? [String] == ["q79"] && found["source"] as? String == "none")
    let certified = try #require(found["certified"] as? [String: Any])
    #expect(certified["coverage"] as? Double == 1)
    let text = try folder.concord("trust", path, "--judge", "judge/z", "--reference", "ann")
    #expect(text.status == 0 && text.output.contains("Leave 39 of 39 unlabelled items"))
    #expect(text.output.contains("random sample"))
    let strict = try json(
      folder.concord(
        "trust", path, "--judge", "judge/z", "--reference", "ann", "--risk", "0.05", "--json"))
    // 0.95⁵⁹ is the first power below 0.05.
    #expect(strict["certified"] is NSNull && strict["further_labels"] as? Int == 19)
    #expect((strict["to_label"] as? [String])?.count == 19)
  }

  @Test func theListGoesToAFileAndToAPerson() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let target = folder.file("next.txt")
    let run = try folder.concord(
      "trust", path, "--judge", "judge/y", "--reference", "ann", "--list", target,
      "--escalate", "ann")
    #expect(run.status == 0 && run.output.contains("Leave nothing to judge/y"), "\(run)")
    let keys = try String(contentsOfFile: target, encoding: .utf8).split(separator: "\n")
    #expect(keys.count == 40 && keys.first == "q40")
    let again = try folder.concord("trust", path, "--judge", "judge/y", "--list", target)
    #expect(again.status == 3 && again.errors.contains("--force"))
    let listed = try folder.concord(
      "trust", path, "--judge", "judge/y", "--reference", "ann", "--list", "-")
    #expect(listed.output.split(separator: "\n") == keys)
    // The order that is kept for ann begins with them.
    let export = folder.file("out")
    try folder.concord("export", path, "--what", "study", "-o", export)
    let queues = try String(contentsOfFile: export + "/queues.jsonl", encoding: .utf8)
    #expect(
      queues.contains("\"rater\":\"ann\"") && queues.contains("[\"q40\",\"q41\""), "\(queues)")
  }

  @Test func whatCannotBeTrustedIsRefused() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let cases: [([String], Int32, String)] = [
      (["trust", path], 2, "--judge"),
      (["trust", path, "--judge", "judge/q"], 2, "judge/q"),
      (["trust", path, "--judge", "ann"], 2, "one of the majority"),
      (["trust", path, "--judge", "ann", "--reference", "ann"], 2, "reference as well"),
      (["trust", path, "--judge", "judge/x", "--risk", "1"], 2, "--risk"),
      (["trust", path, "--judge", "judge/x", "--look-number", "2"], 2, "--look-number"),
      (["trust", path, "--judge", "judge/x", "--by", "samples"], 3, "no samples"),
      (["passrate", path, "--judge", "judge/x", "--category", "good"], 2, "a, b, tie"),
      (["passrate", path, "--judge", "judge/x", "--system", "z"], 2, "no system"),
      (["plan"], 2, "--prevalence"),
      (["plan", path, "--judge", "judge/x", "--within", "0,1"], 2, "without a study"),
      (["plan", "--prevalence", "0.3", "--kappa", "0.6", "--within", "0.7,1"], 2, "--within"),
      (["plan", "--prevalence", "0.3", "--kappa", "0.4"], 2, "the same"),
      (["consensus", path, "--raters", "ann"], 2, "2 raters"),
      (["consensus", path, "--save", "bob"], 3, "rater already"),
      (["consensus", path, "--save", "majority"], 2, "majority"),
      (["alttest", path, "--judge", "ann"], 2, "--raters"),
      (["alttest", path, "--judge", "judge/x", "--epsilon", "2"], 2, "--epsilon"),
      (["drift", path], 2, "--rater"),
      (["drift", path, "--rater", "zoe"], 2, "zoe"),
    ]
    let program = try #require(RunningProgram.concord)
    for (words, status, text) in cases {
      let run = try RunningProgram.run(program, words)
      #expect(run.status == status && run.output.isEmpty, "\(words): \(run)")
      #expect(run.errors.contains(text), "\(words): \(run.errors)")
    }
  }

  // MARK: - passrate, plan

  @Test func passRatesStandSideBySide() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let found = try json(
      folder.concord(
        "passrate", path, "--judge", "judge/y", "--reference", "bob", "--category", "a", "--json"))
    #expect(found["labelled"] as? Int == 60 && found["unlabelled"] as? Int == 20)
    let methods = try #require(found["methods"] as? [String: [String: Any]])
    #expect(methods["judge"]?["value"] as? Double == 0.5)
    #expect(methods["people"]?["value"] as? Double == 33.0 / 60)
    #expect(methods["ppi"]?["lambda"] as? Double == 1 && methods["ppi++"]?["low"] is Double)
    #expect(found["read"] as? String == "people", "twenty unlabelled items are too few")
    let text = try folder.concord(
      "passrate", path, "--judge", "judge/y", "--reference", "bob", "--category", "a")
    #expect(text.output.contains("judge alone") && text.output.contains("Read people alone"))
  }

  @Test func aPlanHasAPilotOrNone() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let found = try json(
      folder.concord("plan", path, "--judge", "judge/y", "--reference", "ann", "--json"))
    #expect(found["model"] as? String == "pilot-scatter" && found["unlabelled"] as? Int == 40)
    let widths = try #require(found["widths"] as? [[String: Any]])
    #expect(widths.map { $0["half_width"] as? Double } == [0.1, 0.05, 0.15])
    let curve = try #require(found["curve"] as? [[String: Any]])
    #expect(curve.contains { $0["items"] as? Int == 40 })
    // Donner & Eliasziw's tables: κ = 0.6, π = 0.3, 0.4 to 0.8.
    let bare = try json(
      folder.concord(
        "plan", "--prevalence", "0.3", "--kappa", "0.6", "--within", "0.4,0.8", "--json")
    )
    #expect(bare["model"] as? String == "common-rate" && bare["within"] as? Int ?? 0 > 50)
    let text = try folder.concord("plan", "--prevalence", "0.3", "--kappa", "0.6")
    #expect(text.status == 0 && text.output.contains("####") && text.output.contains("0.40"))
  }

  // MARK: - consensus, alttest, drift

  @Test func aConsensusIsKeptAndComparedWith() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let found = try json(folder.concord("consensus", path, "--json", "--save", "truth"))
    #expect(found["items"] as? Int == 80 && found["saved_as"] as? String == "truth")
    let labels = try #require(found["labels"] as? [[String: Any]])
    // q43: cara says tie, bob b; q63 has cara alone.
    #expect(labels[43]["labels"] as? [String] == ["b", "tie"])
    #expect(labels[43]["probability"] as? Double == 0.5 && labels[63]["votes"] as? Int == 1)
    let again = try folder.concord("consensus", path, "--save", "truth")
    #expect(again.status == 3 && again.errors.contains("rater already (consensus)"))
    // It is what the majority says.
    func cohen(_ reference: String) throws -> Double? {
      let report = try json(
        folder.concord("agree", path, "--raters", "judge/y", "--reference", reference, "--json"))
      let pair = (report["pairs"] as? [[String: Any]])?.first
      return (pair?["coefficients"] as? [String: [String: Any]])?["cohen"]?["value"] as? Double
    }
    #expect(try cohen("truth") != nil && cohen("truth") == cohen("majority"))
    #expect(try folder.concord("check", path).status == 0)
    let text = try folder.concord("consensus", path, "--method", "dawid-skene", "--limit", "3")
    #expect(text.output.contains("most doubtful labels") && text.output.contains("competence"))
    let mace = try json(folder.concord("consensus", path, "--method", "mace", "--json"))
    #expect((mace["raters"] as? [[String: Any]])?.count == 3)
  }

  @Test func aJudgeAmongPeopleIsTested() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let good = try json(folder.concord("alttest", path, "--judge", "judge/x", "--json"))
    #expect(good["verdict"] as? String == "can-replace" && good["winning_rate"] as? Double == 1)
    let annotators = try #require(good["annotators"] as? [[String: Any]])
    #expect(Set(annotators.compactMap { $0["n"] as? Int }) == [40, 60])
    let bad = try folder.concord("alttest", path, "--judge", "judge/y")
    #expect(bad.status == 0 && bad.output.hasPrefix("No: the alternative annotator test"))
    let few = try folder.concord("alttest", path, "--judge", "judge/x", "--raters", "ann,judge/y")
    #expect(few.output.contains("ask for 3 people"))
  }

  @Test func aRatersDriftHasAPlace() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let steady = try json(folder.concord("drift", path, "--rater", "judge/x", "--json"))
    #expect(steady["n"] as? Int == 80 && steady["has_changed"] as? Bool == false)
    var rows = "item,prompt,response_a,response_b,rater,verdict\n"
    for item in 0..<80 {
      let answer = (item % 2 == 0) == (item < 40) ? "a" : "b"
      rows += "q\(item),ask \(item),left \(item),right \(item),judge/w,\(answer)\n"
    }
    try folder.concord("import", path, try folder.write("more.csv", rows))
    let turned = try json(
      folder.concord("drift", path, "--rater", "judge/w", "--reference", "judge/x", "--json"))
    #expect(turned["has_changed"] as? Bool == true && (turned["p"] as? Double ?? 1) < 0.001)
    let change = try #require(turned["change"] as? [String: Any])
    #expect(change["after"] as? Int == 40 && change["item"] as? String == "q40")
    let person = try folder.concord("drift", path, "--rater", "ann")
    #expect(person.output.contains("ann against majority without ann"), "\(person)")
  }
}
