import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import Foundation
import TerminalCore
import Testing

@testable import Workbench

/// Every jury of the sweep is the one that `concord jury sweep --json` prints of the same file
/// under the same policy.
@Suite(.enabled(if: BuiltProgram.path != nil, "the program is not built beside the tests"))
struct SweepOnScreenTests {
  init() { _ = concord_set_locale() }

  private func options(_ desk: Desk) -> [String] {
    let (sweep, policy) = (desk.state.sweep, desk.state.agreement.policy)
    return [
      "jury", "sweep", desk.study.path, "--seats",
      sweep.seats.map(desk.state.agreement.name).joined(separator: ","), "--reference",
      desk.state.agreement.referenceName, "--rule", sweep.settings.rule.name, "--min-size",
      "\(sweep.settings.minSize)", "--unparsed", policy.unparsed.rawValue,
    ]
  }

  /// Foundation's reader of numbers may be a last digit away.
  private func isSame(_ read: Any?, _ number: Double?) -> Bool {
    guard let number else { return read as? Double == nil }
    return (read as? Double).map { abs($0 - number) < 1e-12 } ?? false
  }

  private func check(_ desk: Desk, count: Int) throws {
    let juries = desk.state.sweep.swept?.juries ?? []
    let rows = try BuiltProgram.json(options(desk) + ["--json"])
    #expect(rows.count == juries.count && rows.count == count)
    for (row, jury) in zip(rows, juries) {
      #expect(row["seats"] as? [String] == desk.state.seatNames(jury))
      #expect(row["n"] as? Int == jury.n)
      #expect(isSame(row["cost_per_item"], jury.costPerItem))
      let cohen = try #require(row["cohen"] as? [String: Any])
      #expect(isSame(cohen["value"], jury.cohen.value))
      #expect(isSame(cohen["low"], jury.cohen.coefficient?.interval?.low))
    }
    let line = desk.state.draw().text
    let best = try #require(juries.first)
    #expect(line.contains(Figure.value(best.cohen)))
  }

  @Test func theBundledStudyItsRulesItsFileAndANewRater() async throws {
    let study = try await LiveStudy(
      importing: [BuiltProgram.folder("Datasets/first-look")], as: "me")
    var desk = try await Desk(study)
    try await desk.type("AS")
    #expect(desk.state.screen == .sweep)
    try check(desk, count: 11)
    try await desk.type("c-")
    try check(desk, count: 15)
    try await desk.type("ccc+")
    #expect(desk.state.sweep.settings == JurySweep())
    try await desk.press(.escape)
    try await desk.type("uS")
    #expect(desk.state.agreement.policy.unparsed == .tie)
    try check(desk, count: 11)
    // The file that the command writes.
    let (mine, theirs) = (study.path + ".mine", study.path + ".theirs")
    try await desk.type("w")
    for _ in 0..<20 { try await desk.press(.backspace) }
    try await desk.type(mine)
    try await desk.press(.enter)
    _ = try BuiltProgram.run(options(desk) + ["-o", theirs])
    let written = try Data(contentsOf: URL(fileURLWithPath: mine))
    #expect(written == (try Data(contentsOf: URL(fileURLWithPath: theirs))) && !written.isEmpty)
    // A label moves the juries.
    let before = desk.state.sweep.swept?.juries
    try await desk.type("L")
    for letter in "12120" { try await desk.type(String(letter)) }
    try await desk.type("AS")
    #expect(desk.state.sweep.swept?.juries != before)
    try check(desk, count: 11)
    // The best jury becomes a rater, and is the jury that was swept.
    try await desk.type("A")
    try await desk.type("uuuu")
    try await desk.type("S")
    let best = try #require(desk.state.sweep.swept?.juries.first)
    let name = Run.juryName(seats: desk.state.seatNames(best))
    try await desk.press(.tab, .enter, .enter)
    #expect(desk.state.notice?.text.contains("it is a rater now") == true)
    #expect(!desk.state.sweep.candidates.map(desk.state.agreement.name).contains(name))
    try await desk.type("A")
    let row = try #require(desk.state.agreement.rows.first { $0.name == name })
    #expect(row.kind == .jury && row.kappa == best.cohen && row.n == best.n)
    #expect(desk.state.draw().text.contains(name))
  }

  @Test(.enabled(if: BuiltProgram.data != nil, "the data's folder is not there"))
  func publishedVerdicts() async throws {
    var desk = try await Desk(LiveStudy.published(as: "me"))
    try await desk.type("AS")
    try check(desk, count: (1 << desk.state.sweep.seats.count) - desk.state.sweep.seats.count - 1)
    // Two seats' scores joined.
    try await desk.type("cc")
    #expect(desk.state.sweep.settings.rule == .mean)
    try check(desk, count: (1 << desk.state.sweep.seats.count) - desk.state.sweep.seats.count - 1)
  }
}
