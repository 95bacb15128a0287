import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import Foundation
import TerminalCore
import Testing

@testable import Workbench

/// Every figure of the comparison board is the one that `concord compare --json` prints of the same
/// file under the same policy.
@Suite(.enabled(if: BuiltProgram.path != nil, "the program is not built beside the tests"))
struct CompareOnScreenTests {
  init() { _ = concord_set_locale() }

  private func number(_ part: Any?, digits: Int = 3) -> String {
    (part as? [String: Any])?["value"].flatMap { $0 as? Double }
      .map { Figure.decimal($0, digits: digits) } ?? "n/a"
  }

  private func interval(_ part: Any?) -> String {
    guard let part = part as? [String: Any], let low = part["low"] as? Double,
      let high = part["high"] as? Double
    else { return "" }
    return low == high
      ? "no variance"
      : "[\(Figure.decimal(max(-1, low))), \(Figure.decimal(min(1, high)))]"
  }

  private func share(_ part: Any?) -> String {
    guard let part = part as? [String: Any], let value = part["value"] as? Double,
      let n = part["n"] as? Int
    else { return "n/a" }
    return "\(Figure.percent(value)) of \(n)"
  }

  private func price(_ value: Any?) -> String { (value as? Double).map(Price.text) ?? "n/a" }

  /// The board that is shown, row by row, against the command's of the same raters.
  private func check(_ desk: Desk, _ options: [String] = []) throws {
    let board = desk.state.agreement.board
    let first = try #require(board.marked.map(desk.state.agreement.name))
    let others = board.rows.map(\.name).filter { $0 != first }
    let reference = desk.state.agreement.referenceName
    let rows = try BuiltProgram.json(
      [
        "compare", desk.study.path, "--reference", reference, "--raters",
        ([first] + others).joined(separator: ","), "--json",
      ] + options)
    #expect(rows.count == board.rows.count && rows.count > 1)
    let frame = desk.state.draw()
    for row in rows {
      let name = try #require(row["rater"] as? String)
      let line = frame.line(4 + (try #require(board.rows.firstIndex { $0.name == name })))
      let words = line.split(separator: " ").map(String.init)
      var texts = [
        number(row["cohen"]), interval(row["cohen"]), number(row["agreement"]),
        share(row["swap_consistency"]), share(row["first_position"]), price(row["cost_per_item"]),
        price(row["cost_per_point"]),
        (row["seconds_per_item"] as? Double).map { Figure.decimal($0, digits: 1) } ?? "n/a",
      ]
      texts += ["n", "re_asks", "unparsed"].map { (row[$0] as? Int).map(String.init) ?? "n/a" }
      if name != first {
        let found = row["difference"] as? [String: Any]
        let value = found?["value"] as? Double
        texts.append(
          value.map { ($0 > 0 ? "+" : "") + Figure.decimal($0) } ?? "n/a")
        texts.append(interval(found))
        texts.append((found?["n"] as? Int).map(String.init) ?? "")
        let p = found?["p"] as? Double
        texts.append(p.map { $0 < 0.001 ? "<0.001" : Figure.decimal($0) } ?? "n/a")
      }
      for text in texts where !text.isEmpty {
        let isThere = text.contains(" ") ? line.contains(text) : words.contains(text)
        #expect(isThere || line.contains(text + "]"), "\(name): \(text) in \(line)")
      }
    }
  }

  @Test func theBundledStudyAsItIsImportedAndAfterLabels() async throws {
    let study = try await LiveStudy(
      importing: [BuiltProgram.folder("Datasets/first-look")], as: "me")
    var desk = try await Desk(study)
    try await desk.type("A")
    for _ in 0..<3 { try await desk.press(.backTab) }
    #expect(desk.state.agreement.view == .board)
    try check(desk)
    // Another reference, another rater to compare with, another policy.
    try await desk.type("jjvR")
    try check(desk)
    try await desk.type("u")
    try check(desk, ["--unparsed", "tie"])
    try await desk.type("uuuu")
    let before = desk.state.agreement.board.rows.map(\.table)
    try await desk.type("L")
    for letter in "121201210" { try await desk.type(String(letter)) }
    try await desk.type("A")
    while desk.state.agreement.referenceName != "majority" { try await desk.type("R") }
    #expect(desk.state.agreement.view == .board)
    #expect(desk.state.agreement.board.rows.map(\.table) != before)
    #expect(desk.state.agreement.board.rows.contains { $0.name == "me" })
    try check(desk)
  }

  @Test(.enabled(if: BuiltProgram.data != nil, "the data's folder is not there"))
  func publishedVerdicts() async throws {
    var desk = try await Desk(LiveStudy.published(as: "me"))
    try await desk.type("A")
    for _ in 0..<3 { try await desk.press(.backTab) }
    try check(desk)
  }
}
