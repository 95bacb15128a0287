import Foundation
import Testing

/// A researcher's first session with PandaLM's published data, at two sizes.
@Suite(.enabled(if: PandaLM.isThere, "the folder ../shared/data/pandalm is not there"))
struct ResearcherTests {

  private func pandalm(_ place: Workplace) throws -> String {
    let study = place.path("p.concord")
    try place.succeed("new", study, "--template", "pairwise")
    try place.succeed("import", study, PandaLM.folder, "--format", "pandalm")
    return study
  }

  /// The agreement screen says what `agree --json` says, under each policy for unparsed replies.
  @Test(arguments: [(80, 24), (200, 60)])
  func theScreenShowsWhatTheCommandPrints(_ columns: Int, _ rows: Int) throws {
    let place = try Workplace()
    let study = try pandalm(place)
    let program = try place.open("open", study, "--as", "me", columns: columns, rows: rows)
    try program.begin()
    try program.press("A")
    try program.wait(for: "gpt-3.5-turbo")
    try program.makeReference("majority")
    for policy in ["drop", "tie", "own", "wrong", "recorded"] {
      try program.wait(for: "unparsed \(policy)")
      for rater in ["gpt-3.5-turbo", "pandalm-7b", "annotator1"] {
        let pair = try place.agreement(study, "majority", rater, "--unparsed", policy)
        let kappa = try #require(Coefficient(pair).value)
        let row = try #require(program.agreementRow(rater), "\(rater) is not on the screen")
        #expect(row.n == pair["n"] as? Int)
        #expect(abs(row.kappa - kappa) <= 0.0005001, "\(rater), \(policy): \(row) is not \(kappa)")
      }
      try program.press("u")
    }
    let annotators = try place.agreement(study, "annotator1", "annotator2")
    #expect(abs((Coefficient(annotators).value ?? 0) - 0.852023) < 5e-7)
    try program.press("q")
    #expect(try program.end() == .exited(0))
  }

  /// Twenty labels; after each the screen, the command and a recount from the export are equal.
  @Test(arguments: [(80, 24), (200, 60)])
  func kappaFollowsEveryLabel(_ columns: Int, _ rows: Int) throws {
    let place = try Workplace()
    let study = try pandalm(place)
    let program = try place.open("open", study, "--as", "me", columns: columns, rows: rows)
    try program.begin()
    try program.press("A")
    try program.wait(for: "gpt-3.5-turbo")
    try program.press("L")
    var random = SeededNumbers(seed: UInt64(columns))
    var defined = 0
    for count in 1...20 {
      try program.press(["1", "2", "0"][random.number(in: 0...2)])
      try program.wait(for: "\(count)/999")
      try program.press("A")
      // Who has not rated yet is not among the raters.
      if count == 1 { try program.makeReference("me") }
      let pair = try place.agreement(study, "me", "gpt-3.5-turbo")
      let (told, recounted) = (Coefficient(pair).value, try recount(place, study))
      #expect(told.map(Coefficient.rounded) == recounted.map(Coefficient.rounded), "\(count)")
      try program.wait("the kappa \(String(describing: told)) after \(count) labels") {
        guard let told else { return $0.row("gpt-3.5-turbo").contains("n/a") }
        guard let row = $0.agreementRow("gpt-3.5-turbo") else { return false }
        return row.n == pair["n"] as? Int && abs(row.kappa - told) <= 0.0005001
      }
      defined += told == nil ? 0 : 1
      try program.press("L")
    }
    #expect(defined > 15)
    try program.press("q")
    #expect(try program.end() == .exited(0))
    Soak.report("\(columns)x\(rows): 20 labels, screen = agree --json = recount after each")
  }

  /// Cohen's κ between me and the judge from nothing but the exported rows; nil where undefined.
  private func recount(_ place: Workplace, _ study: String) throws -> Double? {
    let rows = try place.rows(study, "ratings")
    func answers(_ rater: String) -> [String: String] {
      var result: [String: String] = [:]
      for row in rows where row["rater"] as? String == rater {
        guard let item = row["item"] as? String, let answer = row["answer"] as? String else {
          continue
        }
        result[item] = ["a", "b", "tie"].contains(answer) ? answer : nil
      }
      return result
    }
    let (mine, judge) = (answers("me"), answers("gpt-3.5-turbo"))
    let both = mine.compactMap { item, answer in judge[item].map { (answer, $0) } }
    guard !both.isEmpty else { return nil }
    let n = Double(both.count)
    let observed = Double(both.count { $0.0 == $0.1 }) / n
    let expected = ["a", "b", "tie"].reduce(0.0) { sum, answer in
      sum + Double(both.count { $0.0 == answer }) / n * Double(both.count { $0.1 == answer }) / n
    }
    return expected == 1 ? nil : (observed - expected) / (1 - expected)
  }
}

/// The published data beside the repository.
enum PandaLM {
  static let folder = Workplace.shared + "/data/pandalm"
  static let isThere = FileManager.default.fileExists(atPath: folder)
}

/// Cohen's κ in a pair of `agree --json`.
struct Coefficient {
  var value: Double?

  init(_ pair: [String: Any]) {
    let all = pair["coefficients"] as? [String: [String: Any]]
    value = (all?["cohen"]?["value"] as? NSNumber)?.doubleValue
  }

  static func rounded(_ number: Double) -> Double { (number * 1e9).rounded() / 1e9 }
}

extension LiveProgram {
  /// The first row in which a word stands.
  func row(_ word: String) -> String {
    (2..<screen.rows).map(screen.line).first { $0.contains(word) } ?? ""
  }
}
