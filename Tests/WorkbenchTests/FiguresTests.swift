import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import StatisticalFigures
import StudyFigures
import TerminalCore
import Testing

@testable import Workbench

/// The view that shows one picture.
@Suite struct FiguresTests {
  init() { _ = concord_set_locale() }

  typealias Fixture = AgreementFixture

  /// The view as it is when it is opened, with what was asked for.
  static func figures(
    size: TerminalSize = TerminalSize(columns: 80, rows: 24), glyphs: Glyphs = .unicode
  ) -> (state: WorkbenchState, effects: [Effect]) {
    var state = Fixture.state(Fixture.study, size: size, glyphs: glyphs)
    let effects = Fixture.press(&state, .backTab)
    return (state, effects)
  }

  static var systems: CandidateSystems {
    var systems = CandidateSystems(itemCount: 40)
    for number in 0..<40 { systems.add(number % 2 == 0 ? ["finch", "swift"] : ["swift", "owl"]) }
    return systems
  }

  private func made(_ state: WorkbenchState) -> (any StatisticalFigure)? {
    if case .success(let figure)? = state.agreement.figures.made { figure } else { nil }
  }

  @Test func itIsTheLastViewAndAsksForWhatItNeeds() throws {
    let (state, effects) = Self.figures()
    #expect(state.agreement.view == .figures && AgreementScreen.View.tabs.last == .figures)
    #expect(effects.contains(.loadSystems) && effects.contains(.loadConduct))
    let first = try #require(state.agreement.reference)
    let second = try #require(state.agreement.other)
    #expect(effects.contains(.loadLabelOrder(first: first, second: second)))
    let forest = try #require(made(state) as? ForestPlot)
    #expect(forest.rows.map(\.name) == ["ann (of it)", "bob (of it)", "judge/one", "judge/two"])
    #expect(state.draw().text.contains("Agreement with majority"))
  }

  @Test func keysTakeTheNextKindAndTheOneBefore() {
    var (state, _) = Self.figures()
    Fixture.press(&state, "c")
    #expect(state.agreement.figures.kind == .trend)
    Fixture.press(&state, .right)
    #expect(state.agreement.figures.kind == .matrix && made(state) is MatrixHeatMap)
    Fixture.press(&state, .left, .left, .left)
    #expect(state.agreement.figures.kind == .power)
    Fixture.press(&state, "c")
    #expect(state.agreement.figures.kind == .forest)
  }

  /// What has no data is passed over, and the last line says what it lacks.
  @Test func kindsWithoutDataAreNotOffered() {
    var (state, _) = Self.figures()
    _ = state.update(.conductLoaded([:]))
    _ = state.update(.systemsLoaded(CandidateSystems(itemCount: 40)))
    #expect(state.agreement.figures.offered == [.forest, .trend, .matrix, .confusion, .power])
    let text = state.draw().text
    #expect(text.contains("no cost: no rater has a known cost"))
    #expect(text.contains("no ranks: items do not name their systems"))
    Fixture.press(&state, "cccc")
    #expect(state.agreement.figures.kind == .power)
  }

  @Test func whatIsReadComesIntoThePicture() throws {
    var (state, _) = Self.figures()
    Fixture.press(&state, "ccccc")
    #expect(state.agreement.figures.kind == .ranks && made(state) == nil)
    #expect(state.draw().text.contains("Reading"))
    _ = state.update(.systemsLoaded(Self.systems))
    #expect((made(state) as? RankPlot)?.systems.map(\.name) == ["finch", "swift", "owl"])
    var conduct = RaterConduct()
    conduct.costPerItem = 0.01
    Fixture.press(&state, .left)
    _ = state.update(.conductLoaded([RaterID(3): conduct]))
    #expect((made(state) as? CostPlot)?.points.map(\.name) == ["judge/one"])
  }

  @Test func theTrendFollowsTheOrderOfLabels() throws {
    var (state, _) = Self.figures()
    Fixture.press(&state, "c")
    let first = try #require(state.agreement.reference)
    let second = try #require(state.agreement.other)
    let order = (1...40).map { ItemID(Int64($0)) }
    _ = state.update(.labelOrderLoaded(first: first, second: second, order: order))
    let plot = try #require(made(state) as? TrendPlot)
    #expect(plot.points.last?.labels == 40 && plot.title.hasSuffix("as labelled"))
  }

  /// The marked rater of the raters' table comes along as the pair's second.
  @Test func bracketsTakeAnotherRater() {
    var (state, _) = Self.figures()
    Fixture.press(&state, "ccc")
    #expect((made(state) as? MatrixHeatMap)?.columnTitle == "ann")
    let effects = Fixture.press(&state, "]")
    #expect((made(state) as? MatrixHeatMap)?.columnTitle == "bob")
    #expect(effects.contains { if case .loadLabelOrder = $0 { true } else { false } })
    Fixture.press(&state, "[")
    #expect((made(state) as? MatrixHeatMap)?.columnTitle == "ann")
  }

  /// The picture after a label is that of a state that was opened with it.
  @Test func itFollowsEachLabel() throws {
    var (state, _) = Self.figures()
    Fixture.press(&state, "ccc]]")
    let before = try #require(made(state) as? MatrixHeatMap)
    let row = RatingRow(
      rater: RaterID(3), item: ItemID(1), phase: .blind, swapped: false, code: 0, recorded: 0)
    var other = row
    other.code = 1
    other.recorded = 1
    _ = state.update(
      .othersChanged([RatingChange(before: row, after: other)], raters: []))
    let after = try #require(made(state) as? MatrixHeatMap)
    #expect(before.cells[0][0] == .count(8, share: 1))
    #expect(after.cells[0][0] == .count(7, share: 7.0 / 8))
  }

  @Test func thePictureIsWrittenUnderTheNameThatIsGiven() throws {
    var (state, _) = Self.figures()
    Fixture.press(&state, "cc")
    Fixture.press(&state, "w")
    #expect(state.draw().text.contains("matrix.svg"))
    let effects = Fixture.press(&state, .enter)
    let figure = try #require(made(state))
    let size = figure.naturalPixels
    let svg = figure.svg(width: size.width, height: size.height)
    #expect(effects == [.writeFigure(FigureExport(path: "matrix.svg", svg: svg))])
    #expect(svg.hasPrefix("<"))
    _ = state.update(.said("written to matrix.svg"))
    #expect(state.notice?.text == "written to matrix.svg")
  }

  @Test func nothingIsWrittenWithoutAPicture() {
    var (state, _) = Self.figures()
    Fixture.press(&state, "ccccc")
    #expect(Fixture.press(&state, "w").isEmpty && state.overlay == nil)
    #expect(state.notice?.text == "there is no picture to write")
    var raters = Fixture.state(Fixture.study)
    #expect(Fixture.press(&raters, "w").isEmpty && raters.overlay == nil)
  }

  @Test(arguments: [(80, 24), (200, 60), (40, 12)], Glyphs.allCases)
  func everyPictureFits(_ size: (columns: Int, rows: Int), _ glyphs: Glyphs) {
    var (state, _) = Self.figures(
      size: TerminalSize(columns: size.columns, rows: size.rows), glyphs: glyphs)
    _ = state.update(.systemsLoaded(Self.systems))
    for _ in FigureKind.allCases {
      let frame = state.draw()
      #expect(
        frame.text.split(separator: "\n", omittingEmptySubsequences: false).count >= size.rows)
      if glyphs == .ascii {
        #expect(frame.text.allSatisfy { $0.isASCII }, "\(state.agreement.figures.kind)")
      }
      Fixture.press(&state, "c")
    }
    #expect(state.agreement.figures.kind == .forest)
  }

  @Test func onePersonAloneHasNoPicture() {
    var state = Fixture.state([("ann", "ab")])
    Fixture.press(&state, .backTab)
    #expect(made(state) == nil && state.draw().text.contains("Only ann has rated"))
  }
}
