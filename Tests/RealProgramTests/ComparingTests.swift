import Foundation
import Testing

/// The comparison board and the jury sweep in the program itself, with what it reads and computes
/// beside the keys.
@Suite struct ComparingTests {
  @Test func theBoardComesWithItsDifferencesAndFollowsALabelFromOutside() throws {
    let place = try Workplace()
    let study = try place.bundled("first-look")
    let before = try difference(study, place)
    let program = try place.open("open", study, "--as", "me", columns: 200, rows: 60)
    try program.begin()
    try program.press("A")
    try program.wait(for: "judge/owl")
    for _ in 0..<5 { try program.press("Tab") }
    // What is read and what is resampled: a difference, both orders, and who was shown first.
    try program.wait(for: "[\(before.low), \(before.high)]")
    try program.wait(for: "30.3 % of 33")
    try program.wait(for: "80.0 % of 75")
    try place.succeed("label", study, "--item", "code-1", "--answer", "a", "--as", "ada")
    let after = try difference(study, place)
    #expect(after.low != before.low, "the label must move the figure")
    try program.wait(for: "[\(after.low),")
    try program.wait(for: after.value)
    try program.press("q")
    #expect(try program.end() == .exited(0))
  }

  /// As the board writes it, of the command's figures: the same resamples.
  private func difference(_ study: String, _ place: Workplace) throws
    -> (value: String, low: String, high: String)
  {
    let row = try #require(
      JSONSerialization.jsonObject(
        with: Data(
          try place.succeed(
            "compare", study, "--reference", "majority", "--raters", "ada,judge/owl", "--json"
          ).utf8)) as? [[String: Any]]
    )
    let difference = try #require(row[1]["difference"] as? [String: Any])
    func text(_ field: String) throws -> String {
      String(format: "%.3f", try #require(difference[field] as? Double))
    }
    return (try text("value"), try text("low"), try text("high"))
  }

  @Test func aSweptJuryBecomesARater() throws {
    let place = try Workplace()
    let study = try place.bundled("first-look")
    let program = try place.open("open", study, "--as", "me", columns: 80, rows: 24)
    try program.begin()
    try program.press("A")
    try program.wait(for: "judge/owl")
    try program.press("S")
    try program.wait(for: "11 juries")
    try program.wait(for: "0.726  [0.56, 0.89]")
    try program.press("Tab", "Enter")
    try program.wait(for: "Jury of 2")
    try program.press("Enter")
    try program.wait(for: "it is a rater now")
    try program.press("A")
    try program.wait(for: "jury/owl+debate/ra")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    let pair = try place.agreement(study, "majority", "jury/owl+debate/raven")
    #expect(abs((Coefficient(pair).value ?? 0) - 0.726) < 0.001)
  }
}
