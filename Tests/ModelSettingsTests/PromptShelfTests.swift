import Judging
import ModelSettings
import Testing

@Suite struct PromptShelfTests {
  static let sound = "=== user\n{{conversation}}\n{{answers}}\n{{form}}\n"

  @Test func ownTemplatesStandInThePlaceOfTheProgramsOwn() throws {
    let folder = try SettingsFolder()
    let path = try folder.write("prompts/judge-direct.prompt", Self.sound)
    try folder.write("prompts/strict.prompt", "\u{FEFF}" + Self.sound.replacing("\n", with: "\r\n"))
    try folder.write("prompts/notes.txt", "no template")
    let shelf = PromptShelf(folder: folder.path)
    #expect(
      shelf.entries.map(\.name) == BuiltinPrompts.files.map(\.name) + ["strict"])
    #expect(shelf.entries.first?.path == path)
    #expect(try shelf.template(named: "judge-direct").text == Self.sound)
    #expect(
      try shelf.template(named: "judge-single") == BuiltinPrompts.template(named: "judge-single"))
    // The same text has the same version, whatever its line ends.
    let versions = shelf.entries.filter { $0.path != nil }.map(\.version)
    #expect(versions == [versions[0], versions[0]])
    #expect(versions[0] == (try shelf.template(named: "strict").digest))
    #expect(PromptShelf(folder: folder.file("none")).entries.count == BuiltinPrompts.files.count)
  }

  @Test func aTemplateWithMistakesIsNotUsedAndNeitherIsTheOneBehindIt() throws {
    let folder = try SettingsFolder()
    let path = try folder.write("prompts/judge-direct.prompt", "=== user\n{{answers}}\n{{frm}}\n")
    let shelf = PromptShelf(folder: folder.path)
    #expect {
      try shelf.template(named: "judge-direct")
    } throws: {
      "\($0)".contains("\(path):3: there is no place 'frm'; did you mean 'form'?")
        && "\($0)".contains("{{conversation}} is missing")
    }
    #expect {
      try shelf.template(named: "judge-drect")
    } throws: {
      "\($0)".contains("did you mean 'judge-direct'?")
    }
  }

  @Test(arguments: [
    ("", "p:1: there is no message"), ("=== user\n{{a", "p:2: '{{' without '}}'"),
    ("=== judge\n", "p:1: 'judge' is no role"),
    ("=== user\n\n{{persona}}", "p:3: the place 'persona' is filled in templates for debate-turn"),
    ("=== user\n{{conversaton}}", "p:2: there is no place 'conversaton'; did you mean 'conv"),
    ("=== user\n{{#answers}}A{{/answers}}\n{{form}}", "p:2: {{answers}} is missing, and without"),
    ("=== user\n{{form}}\n", "p:2: {{answers}} is missing, and without"),
    ("=== user\n{{answers}}{{#rubric}}{{form}}{{/rubric}}", "p:2: {{form}} is not printed in a"),
  ])
  func mistakesNameTheirLine(_ text: String, _ beginning: String) {
    let problems = PromptCheck.problems(text, file: "p", use: "judge-direct")
    #expect(problems.contains { $0.hasPrefix(beginning) }, "\(problems)")
  }

  @Test func theUseDecidesWhatIsNeeded() {
    #expect(PromptCheck.problems(Self.sound, file: "p", use: "mine").isEmpty)
    let vote = PromptCheck.problems(Self.sound, file: "p", use: "debate-vote")
    #expect(vote.count == 1 && vote[0].hasPrefix("p:4: {{discussion}} is missing"), "\(vote)")
    #expect(PromptCheck.problems("=== user\n{{form}}", file: "p", use: "ask-again").isEmpty)
  }
}
