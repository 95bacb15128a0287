import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Trackers made of written answers: one letter an item, `.` where there is none, `?` unparsed.
enum AnalysisFixture {
  static func rater(_ number: Int, _ name: String, _ kind: RaterKind = .human) -> Rater {
    Rater(id: RaterID(Int64(number)), name: name, kind: kind)
  }

  /// Answers by rater name; names with a slash are judges.
  static func tracker(
    _ answers: [(name: String, letters: String)], policy: AnalysisPolicy = .init(),
    scale: Scale = .preference(candidates: 2, tie: true, bothBad: false)
  ) -> AgreementTracker {
    let raters = answers.enumerated().map { number, given in
      rater(number + 1, given.name, given.name.contains("/") ? .judge : .human)
    }
    let count = answers.map(\.letters.count).max() ?? 0
    var tracker = AgreementTracker(
      scale: scale, itemCount: count, raters: raters, policy: policy)
    var columns: [RatingColumn] = []
    for (rater, given) in zip(raters, answers) {
      var column = RatingColumn(
        rater: rater.id, phase: .blind, swapped: false, items: [], codes: [])
      for (at, letter) in given.letters.enumerated() {
        guard let code = code(letter) else { continue }
        column.items.append(Int32(at + 1))
        column.codes.append(code)
      }
      columns.append(column)
    }
    tracker.load(columns)
    return tracker
  }

  private static func code(_ letter: Character) -> Int16? {
    switch letter {
    case "a": 0
    case "b": 1
    case "=": 2
    case "?": Int16(Abstention.unparsed.code)
    case "s": Int16(Abstention.skipped.code)
    default: nil
    }
  }

  static func id(_ number: Int) -> StreamID { .rater(RaterID(Int64(number))) }
}
