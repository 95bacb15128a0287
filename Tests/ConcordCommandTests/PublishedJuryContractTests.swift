import Foundation
import Testing

@testable import ConcordCommand

/// The published juries, by the commands that a person would type.
@Suite(
  .enabled(
    if: SharedData.path != nil && RunningProgram.concord != nil, "needs shared/data and concord")
)
struct PublishedJuryContractTests {
  static let models = [
    "gpt-4o-mini", "gemma-2-9b-it", "Meta-Llama-3.1-8B-Instruct-Turbo", "gemma-2-27b-it", "gpt-4o",
    "Meta-Llama-3.1-70B-Instruct-Turbo",
  ]
  let contract: ContractTests
  var study: String { contract.study }

  init() throws { contract = try ContractTests() }

  private func rows(_ data: Data) throws -> [[Any]] {
    try #require(try JSONSerialization.jsonObject(with: data) as? [[Any]])
  }

  private func sweep(_ options: [String]) throws -> RunningProgram {
    let run = try RunningProgram.run(
      try #require(RunningProgram.concord), ["jury", "sweep", study] + options)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    return run
  }

  /// The file beside the document has the authors' rows in the authors' order.
  private func expectPublished(_ dataset: String, _ reference: String) throws {
    let seats = Self.models.map { "judge/" + $0 }.joined(separator: ",")
    let file = contract.folder.file("jury_sweep.json")
    let run = try sweep(
      ["--seats", seats, "--reference", reference, "--unparsed", "recorded", "--json", "-o", file])
    let written = try rows(try Data(contentsOf: URL(fileURLWithPath: file)))
    let place = try contract.data("fellowship-mapo/Kappa/\(dataset)/llms-as-a-jury.json")
    let published = try rows(try Data(contentsOf: URL(fileURLWithPath: place)))
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let document = try #require(json as? [[String: Any]])
    #expect(published.count == 57 && written.count == 57 && document.count == 57)
    for ((one, two), jury) in zip(zip(written, published), document) {
      let members = try #require(two[0] as? [String])
      #expect(one[0] as? [String] == members)
      #expect(jury["seats"] as? [String] == members.map { "judge/" + $0 })
      let kappa = try #require(two[1] as? Double)
      #expect(abs(try #require(one[1] as? Double) - kappa) < 1e-10)
      let cohen = try #require(jury["cohen"] as? [String: Double])
      #expect(abs(try #require(cohen["value"]) - kappa) < 1e-10)
      #expect(try #require(cohen["low"]) < kappa && kappa < (try #require(cohen["high"])))
    }
  }

  @Test func fairEval() throws {
    try contract.bringIn([try contract.data("faireval")], "--format", "faireval")
    try contract.bringIn(
      try contract.files("fellowship-mapo/outputs/evaluators/fair-eval/multi-rater10"), "--format",
      "fellowship", "--kind", "judge", "--dataset", "fair-eval")
    try expectPublished("Fair-Eval", "human")
  }

  @Test func pandaLMAndTheRuleThatTheAuthorsMeant() throws {
    try contract.bringIn(try contract.files("pandalm"), "--format", "pandalm")
    try contract.bringIn(
      [try contract.data("fellowship-mapo/verdicts_compact.csv")], "--format", "fellowship",
      "--dataset", "pandalm-eval")
    try expectPublished("PandaLM-Eval", "majority")
    let pair = "judge/\(Self.models[4]),judge/\(Self.models[5])"
    for (rule, kappa) in [("tie-yields", "0.5745"), ("plurality", "0.6356")] {
      let run = try sweep([
        "--seats", pair, "--reference", "majority", "--unparsed", "recorded", "--rule", rule,
        "--json",
      ])
      #expect(run.output.contains("\"value\":" + kappa), "\(run.output)")
    }
  }
}
