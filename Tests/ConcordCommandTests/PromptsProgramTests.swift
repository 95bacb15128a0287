import Foundation
import Judging
import Testing

@testable import ConcordCommand

/// `concord prompts` as scripts meet it.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct PromptsProgramTests {
  private func prompts(_ arguments: String..., in folder: ScratchFolder) throws -> RunningProgram {
    let program = try #require(RunningProgram.concord)
    return try RunningProgram.run(
      program, ["prompts"] + arguments, environment: ["XDG_CONFIG_HOME": folder.path])
  }

  @Test func theProgramsOwnAreListedAndShown() throws {
    let folder = try ScratchFolder()
    let list = try prompts(in: folder)
    #expect(list.status == 0 && list.errors.isEmpty)
    #expect(list.output.split(separator: "\n").count == BuiltinPrompts.files.count + 1)
    for file in BuiltinPrompts.files {
      let template = try #require(BuiltinPrompts.template(named: file.name))
      #expect(list.output.contains(template.digest))
      #expect(try prompts("show", file.name, in: folder).output == file.text)
      #expect(try prompts("check", file.name, in: folder).status == 0)
    }
    let json = try prompts("show", "judge-direct", "--json", in: folder)
    let root = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(root?["text"] as? String == BuiltinPrompts.text(named: "judge-direct"))
    #expect(root?["needed"] as? [String] == ["answers", "conversation", "form"])
  }

  @Test func aCopyIsChangedAndUsedInItsPlace() throws {
    let folder = try ScratchFolder()
    let own = folder.file("concord/prompts/judge-direct.prompt")
    #expect(try prompts("copy", "judge-direct", own, in: folder).status == 0)
    let before = try String(contentsOfFile: own, encoding: .utf8)
    #expect(before == BuiltinPrompts.text(named: "judge-direct"))
    #expect(try prompts("copy", "ask-again", own, in: folder).status == 3)
    #expect(try String(contentsOfFile: own, encoding: .utf8) == before)
    try Data((before + "Be strict.\n").utf8).write(to: URL(fileURLWithPath: own))
    let list = try prompts("--json", in: folder)
    let all = try #require(
      try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]])
    #expect(all[0]["file"] as? String == own)
    #expect(all[0]["version"] as? String == PromptTemplate.version(of: before + "Be strict.\n"))
    #expect(try prompts("show", "judge-direct", in: folder).output.hasSuffix("Be strict.\n"))
    #expect(try prompts("copy", "ask-again", own, "--force", in: folder).status == 0)
    let broken = try prompts(in: folder)
    #expect(broken.status == 0 && broken.output.contains("has mistakes"))
    #expect(broken.errors.contains("left out: \(own):"))
    #expect(try prompts("copy", "ask-again", folder.path, in: folder).status == 0)
    #expect(FileManager.default.fileExists(atPath: folder.file("ask-again.prompt")))
  }

  @Test func mistakesHaveTheirLineAndStatusOne() throws {
    let folder = try ScratchFolder()
    let bad = try folder.write("bad.prompt", "=== user\n{{conversation}}\n{{anwers}}\n{{form}}\n")
    let good = try folder.write("good.prompt", "=== user\n{{form}}\n")
    let run = try prompts("check", bad, good, "--for", "ask-again", in: folder)
    #expect(run.status == 1 && run.output.contains("\(good): nothing is wrong"))
    let judge = try prompts("check", bad, in: folder)
    #expect(judge.output.contains("\(bad):3: there is no place 'anwers'; did you mean 'answers'?"))
    #expect(judge.output.contains("{{answers}} is missing"))
    #expect(judge.errors.contains("2 mistakes") && judge.status == 1)
    let json = try prompts("check", bad, "--json", in: folder)
    #expect(json.status == 1 && json.output.contains(#""problems":["#))
    #expect(try prompts("check", folder.file("none"), in: folder).status == 1)
  }

  @Test func whatCannotBeMeantIsUsage() throws {
    let folder = try ScratchFolder()
    for words in [
      ["shw"], ["show"], ["copy", "x"], ["check"], ["list", "x"], ["list", "--force"],
    ] {
      let program = try #require(RunningProgram.concord)
      let run = try RunningProgram.run(program, ["prompts"] + words)
      #expect(run.status == 2 && run.output.isEmpty && !run.errors.isEmpty, "\(words): \(run)")
    }
    let unknown = try prompts("show", "judge", in: folder)
    #expect(unknown.status == 3 && unknown.errors.contains("did you mean 'judge-direct'?"))
  }
}
