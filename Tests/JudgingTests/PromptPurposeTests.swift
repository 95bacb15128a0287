import Judging
import Testing

@Suite struct PromptPurposeTests {
  @Test func aNameTellsThePurpose() {
    for (name, purpose) in [
      ("judge-direct", PromptPurpose.judge), ("mine", .judge), ("debate-turn", .debateTurn),
      ("debate-vote-strict", .debateVote), ("debate-voted", .judge), ("ask-again", .askAgain),
      ("debate-summary", .debateSummary),
    ] { #expect(PromptPurpose(ofTemplate: name) == purpose, "\(name)") }
  }

  @Test func theProgramsOwnLackNothing() throws {
    for file in BuiltinPrompts.files {
      let template = try PromptTemplate(name: file.name, text: file.text)
      let purpose = PromptPurpose(ofTemplate: file.name)
      #expect(purpose.missing(in: template).isEmpty, "\(file.name)")
      #expect(Set(template.places.map(\.name)) == template.variables)
      #expect(!BuiltinPrompts.use(of: file.name).isEmpty)
    }
  }

  /// A tag that only asks whether there is a text prints nothing.
  @Test(arguments: [
    ("{{conversation}}{{answers}}{{form}}", [], ""),
    ("{{conversation}}{{form}}", ["answers"], ""),
    ("{{conversation}}{{answers}}{{#form}}x{{/form}}", ["form"], ""),
    ("{{conversation}}{{^answers}}{{answers}}{{/answers}}{{form}}", ["answers"], ""),
    (
      "{{conversation}}{{answers}}{{#reference}}{{form}}{{/reference}}", ["form"],
      "without options, evidence first"
    ),
    (
      "{{conversation}}{{answers}}{{^evidence_first}}{{form}}{{/evidence_first}}", ["form"],
      "without options, evidence first"
    ),
    (
      "{{conversation}}{{answers}}{{#evidence_first}}{{form}}{{/evidence_first}}"
        + "{{^evidence_first}}{{form}}{{/evidence_first}}", [], ""
    ),
  ])
  func whatIsNotPrintedIsMissing(_ text: String, _ names: [String], _ setting: String) throws {
    let template = try PromptTemplate(name: "t", text: "=== user\n" + text)
    let missing = PromptPurpose.judge.missing(in: template)
    #expect(missing.map(\.name) == names)
    #expect(missing.allSatisfy { $0.setting == setting }, "\(missing)")
  }

  @Test func placesHaveLines() throws {
    let template = try PromptTemplate(
      name: "t", text: "=== user\n{{a}} {{#b}}{{ c }}{{/b}}\n\n{{^d}}x{{/d}}")
    #expect(template.places.map(\.name) == ["a", "b", "c", "d"])
    #expect(template.places.map(\.line) == [2, 2, 2, 4])
  }
}
