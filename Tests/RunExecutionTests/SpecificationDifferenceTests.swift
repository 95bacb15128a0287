import AnnotationModel
import JSONText
import Judging
import ModelCalls
import Testing

@testable import RunExecution

/// Specifications written, read again, and compared.
@Suite struct SpecificationDifferenceTests {
  private static func specification(
    _ settings: RunSettings, prompt change: (String) -> String = { $0 }, model: String = "m-1"
  ) throws -> RunSpecification {
    try RunSpecification(
      settings, scale: StudyTask.pairwise.scale,
      endpoint: { Endpoint(name: $0, baseURL: "http://127.0.0.1:1/v1", model: model) },
      prompt: { name in
        let found = try #require(BuiltinPrompts.template(named: name))
        return try PromptTemplate(name: name, text: change(found.text))
      })
  }

  private static func settings(_ kind: RunKind) -> RunSettings {
    var settings = RunSettings(
      kind, seats: ["a", "b"].map { RunSeat(endpoint: $0, role: "r-\($0)", persona: "p") })
    if kind == .judge { settings.seats.removeLast() }
    if kind == .cascade { settings.order = .balanced }
    if kind == .lexical { settings = RunSettings(.lexical) }
    return settings
  }

  @Test(arguments: RunKind.allCases) func whatIsSavedIsWhatIsRead(_ kind: RunKind) throws {
    let written = try Self.specification(Self.settings(kind))
    let node = try #require(JSONNode(written.text))
    // Indented, it is the same.
    #expect(JSONNode(node.indented) == node && node.indented.hasSuffix("}\n"))
    let read = try #require(RunSpecification(text: node.indented))
    #expect(read.hash == written.hash && read.text == written.text)
    #expect(RunSpecification.differences(from: written, to: read).isEmpty)
  }

  @Test func eachSettingThatDiffersIsNamed() throws {
    let old = Self.settings(.jury)
    var new = old
    new.strategy = .combined
    new.temperature = 0.5
    new.samples = 3
    new.seats[1].endpoint = "c"
    let found = try RunSpecification.differences(
      from: Self.specification(old), to: Self.specification(new, model: "m-2"))
    let texts = found.filter { !$0.field.hasPrefix("prompts.") }.map {
      "\($0.field) \($0.old ?? "-") \($0.new ?? "-")"
    }
    #expect(
      texts == [
        "seats.2.endpoint b c", "strategy direct combined", "temperature 0 0.5", "samples - 3",
        "endpoints.a.model m-1 m-2", "endpoints.b m-1 at http://127.0.0.1:1/v1 -",
        "endpoints.c - m-2 at http://127.0.0.1:1/v1",
      ])
  }

  @Test func aPromptsLinesAreShown() throws {
    let settings = Self.settings(.judge)
    let found = try RunSpecification.differences(
      from: Self.specification(settings),
      to: Self.specification(settings) { $0 + "\nTake your time." })
    #expect(found.map(\.field) == ["prompts.ask-again", "prompts.judge-direct"])
    #expect(found.allSatisfy { $0.lines == ["+ Take your time."] && $0.old != $0.new })
  }
}
