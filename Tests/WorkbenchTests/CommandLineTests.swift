import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// The command line as it is typed: what completes it, and lines of before.
@Suite struct CommandLineTests {
  init() { _ = concord_set_locale() }

  /// The names between the list's rule and the line.
  func listed(_ stage: LabelStage) -> Set<String> {
    let lines = (0..<stage.state.size.rows - 2).map { stage.state.draw().line($0) }
    guard let top = lines.firstIndex(where: { $0.contains(" possible") }) else { return [] }
    return Set(lines[(top + 1)...].flatMap { $0.split(separator: " ").map(String.init) })
  }

  @Test(arguments: [(80, 24), (200, 60), (40, 10)])
  func tabShowsAllThatIsPossibleAndCutsNone(_ columns: Int, _ rows: Int) throws {
    var stage = LabelStage(columns, rows)
    stage.type(":")
    var seen: Set<String> = []
    let all = Set(stage.state.completions(of: ""))
    for _ in 0..<all.count where seen != all {
      stage.press(.tab)
      seen.formUnion(listed(stage))
    }
    #expect(seen == all && all.count > 60)
    stage.type("o")
    #expect(listed(stage).isEmpty)
    stage.press(.tab)
    #expect(listed(stage) == ["open", "order"])
  }

  @Test func aCommandSaysWhatItIsFollowedBy() {
    var stage = LabelStage()
    stage.type(":ord")
    stage.press(.tab)
    #expect(stage.status.contains(":order  ") && stage.status.contains("balanced|contested"))
    stage.type("x")
    stage.press(.tab)
    #expect(stage.status.contains("order x"))
    stage.press(.escape)
    stage.type(":zzz")
    stage.press(.tab)
    #expect(stage.status.contains("nothing to complete"))
  }

  @Test func aPathIsCompletedFromTheDisk() {
    var stage = LabelStage()
    stage.type(":import da")
    #expect(stage.press(.tab) == [.completePath("da")])
    _ = stage.state.update(.pathsFound(["data/", "dates.csv"], beginning: "da"))
    #expect(stage.status.contains(":import dat") && stage.screen.contains("import dates.csv"))
    _ = stage.state.update(.pathsFound(["old"], beginning: "ol"))
    #expect(stage.status.contains(":import dat"))
    stage.type("e")
    stage.press(.tab)
    _ = stage.state.update(.pathsFound(["dates.csv"], beginning: "date"))
    #expect(stage.press(.enter).first.map { "\($0)".contains("dates.csv") } == true)
  }

  @Test func thePaletteOffersNoAnswerThatTheTaskHasNot() {
    let pair = LabelStage().state.paletteMatches("").map(\.id)
    #expect(pair.contains(.choose2) && !pair.contains(.choose3) && !pair.contains(.chooseCorrect))
    let graded = LabelStage(task: StudyTask(name: "t", scale: .correctness), count: 1)
    let ids = graded.state.paletteMatches("").map(\.id)
    #expect(ids.contains(.chooseCorrect) && !ids.contains(.choose2))
  }

  @Test func linesOfBeforeComeBackByUpAndDown() {
    var stage = LabelStage()
    for line in [":order file", ":order balanced"] {
      stage.type(line)
      stage.press(.enter)
    }
    stage.type(":half")
    stage.press(.up, .up)
    #expect(stage.status.contains(":order file"))
    stage.press(.down)
    #expect(stage.status.contains(":order balanced"))
    stage.press(.down)
    #expect(stage.status.contains(":half"))
  }
}
