import Foundation
import Testing

/// What runs cost, where raters are compared.
@Suite struct RunCostTests {
  @Test func comparisonsAndSweepsKnowThePrice() throws {
    let stage = try RunStage(
      items: 12, models: ["longer", "shorter", "always-a"],
      price: "    price: {in: 10, out: 30}\n")
    for model in ["longer", "shorter", "always-a"] {
      #expect(
        try stage.concord("run", "judge", stage.study, "--model", model, "--yes").status == 0)
    }
    let rows = try #require(
      try stage.json("compare", stage.study, "--reference", "ann", "--json") as? [[String: Any]])
    #expect(rows.count == 3)
    for row in rows {
      #expect(try #require(row["cost_per_item"] as? Double) > 0, "\(row)")
      #expect(try #require(row["seconds_per_item"] as? Double) >= 0)
      let name = try #require(row["rater"] as? String ?? row["name"] as? String)
      let counts = try stage.counts(name)
      let cost = try #require(counts["cost"] as? Double)
      #expect(abs(try #require(row["cost_per_item"] as? Double) - cost / 12) < 1e-9)
    }
    let juries = try #require(
      try stage.json(
        "jury", "sweep", stage.study, "--seats", "judge/longer,judge/shorter,judge/always-a",
        "--reference", "ann", "--json") as? [[String: Any]])
    #expect(juries.count == 4)
    let prices = rows.reduce(into: [String: Double]()) { all, row in
      let name = row["rater"] as? String ?? row["name"] as? String ?? ""
      all[name] = row["cost_per_item"] as? Double
    }
    for jury in juries {
      let seats = try #require(jury["seats"] as? [String])
      let sum = seats.reduce(0) { $0 + (prices[$1] ?? 0) }
      #expect(abs(try #require(jury["cost_per_item"] as? Double) - sum) < 1e-9, "\(jury)")
    }
  }
}
