import CTextWidth
import TerminalCore
import Testing

@Suite struct DistinctNamesTests {
  init() { _ = concord_set_locale() }

  @Test func whatDiffersIsKept() {
    let names = [
      "debate/Meta-Llama-3.1-70B-Instruct-Turbo", "debate/Meta-Llama-3.1-8B-Instruct-Turbo",
      "debate/gemma-2-27b-it", "ann",
    ]
    let short = DistinctNames.shortened(names, columns: 20)
    #expect(short[0].contains("70B") && short[1].contains("8B"), "\(short)")
    #expect(short[0].hasPrefix("debate") && short[1].hasPrefix("debate"), "\(short)")
    #expect(short[3] == "ann")
  }

  @Test func aDifferenceAtTheEndIsKept() {
    let short = DistinctNames.shortened(
      ["judge/a-very-long-model-name-v1", "judge/a-very-long-model-name-v2"], columns: 14)
    #expect(short == ["judg…l-name-v1", "judg…l-name-v2"], "\(short)")
  }

  @Test func anyNamesFitAndStayApart() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let stem = String((0..<20).map { _ in "abc/中é-".randomElement(using: &random) ?? "a" })
      let names = ["1", "2", "x9"].map { stem + $0 + "-instruct-turbo-and-more" }
      for columns in [12, 21, 34] {
        let short = DistinctNames.shortened(names, columns: columns)
        #expect(Set(short).count == names.count, "\(names) \(short)")
        #expect(short.allSatisfy { DisplayText.columns($0) <= columns }, "\(short)")
      }
    }
  }
}
