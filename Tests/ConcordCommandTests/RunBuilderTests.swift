import AnnotationModel
import Judging
import ModelCalls
import ModelSettings
import RunExecution
import Testing
import Workbench

@testable import ConcordCommand
@testable import WorkbenchRuntime

/// The workbench's builder of runs: it makes the settings that the command makes of the same words.
@Suite struct RunBuilderTests {
  static let scale = Scale.preference(candidates: 2, tie: true, bothBad: false)

  private func form(_ values: [String: String]) throws -> Workbench.RunForm {
    let folder = try ScratchFolder()
    let entries = ["a", "b", "c"].map {
      "  - {name: \($0), url: 'http://localhost:1/v1', model: m}"
    }
    _ = try folder.write(
      "endpoints.yaml", "endpoints:\n" + entries.joined(separator: "\n") + "\n")
    let shelf = try EndpointShelf(
      folder: folder.file("none"), study: folder.file("s.concord"))
    var form = RunChoosing.form(Self.scale, shelf: shelf, raters: ["x", "y", "z"])
    for (id, value) in values.sorted(by: { $0.key < $1.key }) {
      #expect(form.fill([id: value]).isEmpty, "\(id) does not take '\(value)'")
    }
    return form
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var values: [String: String]
    var words: [String]
    var testDescription: String { words.joined(separator: " ") }
  }

  static let cases: [Case] = [
    Case(values: ["kind": "judge"], words: ["judge", "--model", "a"]),
    Case(
      values: [
        "kind": "judge", "model": "b", "strategy": "combined", "scale": "5", "order": "random",
        "order-seed": "7", "repeats": "4", "reference": "human", "evidence": "after",
        "step-by-step": "yes", "criterion 1": "Tone: is it kind", "criterion 2": "Truth: is it so",
        "guidance": "Be brief.", "reasks": "3", "exemplars": "2", "exemplar-seed": "9",
        "structured": "yes", "top-p": "0.9", "max-tokens": "77", "seed": "5", "effort": "low",
      ],
      words: [
        "judge", "--model", "b", "--strategy", "combined", "--scale", "5", "--order", "random",
        "--order-seed", "7", "--repeats", "4", "--reference", "human", "--evidence", "after",
        "--step-by-step", "--criterion", "Tone: is it kind", "--criterion", "Truth: is it so",
        "--guidance", "Be brief.", "--reasks", "3", "--exemplars", "2", "--exemplar-seed", "9",
        "--structured", "--top-p", "0.9", "--max-tokens", "77", "--seed", "5", "--effort", "low",
      ]),
    Case(
      values: [
        "kind": "judge", "samples": "6", "temperature": "0.35", "logprobs": "5",
        "weigh-scores": "yes", "strategy": "independent", "order": "balanced",
      ],
      words: [
        "judge", "--model", "a", "--samples", "6", "--temperature", "0.35", "--logprobs", "5",
        "--weigh-scores", "--strategy", "independent", "--order", "balanced",
      ]),
    Case(
      values: ["kind": "jury", "seats": "2", "jury-rule": "mean", "quorum": "2"],
      words: ["jury", "--seats", "a,b", "--rule", "mean", "--quorum", "2"]),
    Case(
      values: ["kind": "jury", "of": "finished raters", "seats": "3", "jury-rule": "unanimous"],
      words: ["jury", "--seats", "x,y,z", "--rule", "unanimous"]),
    Case(
      values: ["kind": "debate", "model 1": "a", "model 2": "a", "model 3": "a"],
      words: ["debate", "--model", "a"]),
    Case(
      values: [
        "kind": "debate", "rounds": "4", "talk": "simultaneous-with-summariser", "vote": "open",
        "decision": "majority", "early-stop": "yes", "order": "both", "temperature": "0.7",
      ],
      words: [
        "debate", "--model", "a", "--rounds", "4", "--talk", "simultaneous-with-summariser",
        "--open-vote", "--decision", "majority", "--early-stop", "--order", "both",
        "--temperature", "0.7",
      ]),
    Case(
      values: ["kind": "cascade", "seats": "3", "threshold": "0.8", "order": "balanced"],
      words: ["cascade", "--seats", "a,b,c", "--threshold", "0.8", "--order", "balanced"]),
    Case(
      values: ["kind": "lexical", "rule": "random", "seed": "3", "order": "swapped"],
      words: ["lexical", "--rule", "random", "--seed", "3", "--order", "swapped"]),
  ]

  private func command(_ words: [String]) throws -> RunSettings {
    var line = ["run"] + words
    line.insert("s.concord", at: 2)
    let invocation = try CommandLineParser.parse(line)
    return try RunOptions(invocation: invocation).settings()
  }

  @Test(arguments: cases) func theBuilderMakesWhatTheCommandMakes(_ one: Case) throws {
    #expect(
      try RunChoices(try form(one.values).request).settings() == command(one.words))
  }

  /// A specification made of both is the same to the letter.
  @Test(arguments: cases) func theSpecificationsAreEqual(_ one: Case) throws {
    func specification(_ settings: RunSettings) throws -> RunSpecification {
      var settings = settings
      settings.exemplars = 0
      return try RunSpecification(
        settings, scale: Self.scale,
        endpoint: { name in
          var endpoint = try Endpoint.adHoc(url: "http://localhost:1/v1", model: name)
          endpoint.capabilities = Set(Capability.allCases)
          return endpoint
        },
        prompt: { try #require(BuiltinPrompts.template(named: $0)) })
    }
    let built = try specification(try RunChoices(try form(one.values).request).settings())
    let commanded = try specification(command(one.words))
    #expect(built == commanded && built.text == commanded.text && built.hash == commanded.hash)
  }

  /// "Start again like this one": the form that is filled from settings makes them again.
  @Test(arguments: cases) func settingsFillAForm(_ one: Case) throws {
    let settings = try command(one.words)
    guard one.values["of"] == nil else { return }
    let again = try RunChoices(try form(RunChoices.values(of: settings)).request).settings()
    #expect(again.text == settings.text)
    #expect(RunChoices.name(again) == RunChoices.name(settings))
  }

  @Test func otherChoicesHaveOtherNames() throws {
    let names = try Self.cases.filter { $0.values["of"] == nil }.map {
      RunChoices.name(try command($0.words))
    }
    #expect(Set(names).count == names.count, "\(names)")
    #expect(names[0] == "judge/a/direct/10")
    var persona = try command(["debate", "--model", "a"])
    #expect(RunChoices.name(persona) == "debate/a/10/r2")
    persona.seats[0].persona = "You are somebody else."
    #expect(RunChoices.name(persona) != "debate/a/10/r2")
  }

  static let slips: [(values: [String: String], field: String)] = [
    (["kind": "jury", "seats": "2", "seat 2": "a"], "seat 2"),
    (["kind": "jury", "seats": "2", "quorum": "3"], "quorum"),
    (["kind": "cascade", "order": "stored"], "order"),
    (["kind": "cascade", "order": "balanced", "threshold": "1.5"], "threshold"),
    (["kind": "debate", "roles": "4"], "persona 4"),
    (["kind": "debate", "rounds": "6"], "rounds"),
    (["kind": "debate", "order": "balanced"], "order"),
    (["kind": "judge", "samples": "3"], "temperature"),
    (["kind": "judge", "temperature": "2.5"], "temperature"),
    (["kind": "judge", "criterion 1": "no colon"], "criterion 1"),
    (["kind": "judge", "max-tokens": "0"], "max-tokens"),
    (["kind": "judge", "repeats": "-1"], "repeats"),
  ]

  @Test(arguments: slips.indices) func whatIsWrongNamesItsField(_ index: Int) throws {
    let slip = Self.slips[index]
    let choices = RunChoices(try form(slip.values).request)
    #expect {
      try choices.settings()
    } throws: {
      ($0 as? RunMistake)?.setting == slip.field
    }
  }

  @Test func aFilterThatIsNoneNamesTheItems() throws {
    let request = try form(["items": "frist=3"]).request
    #expect { try RunChoices(request).items() } throws: {
      ($0 as? RunMistake)?.setting == "items"
    }
  }

  @Test func budgetsAreLimits() throws {
    let request = try form(["budget-calls": "7", "budget-money": "1.5"]).request
    let limits = try RunChoices(request).limits()
    #expect(limits.calls == 7 && limits.tokens == nil && limits.money == Money(1.5))
  }
}
