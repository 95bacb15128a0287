import AnnotationAnalysis
import AnnotationModel

/// Trackers made of written answers: one letter an item, `.` where there is none.
enum WrittenStudy {
  /// 40 items; names with a slash are judges.
  static let answers: [(name: String, letters: String)] = [
    ("ann", String(repeating: "abba=", count: 8)),
    ("bob", String(repeating: "abb==", count: 8)),
    ("judge/one", String(repeating: "abaa=", count: 8)),
    ("judge/two", String(repeating: "bbab.", count: 8)),
  ]

  static func tracker(
    _ answers: [(name: String, letters: String)] = answers,
    scale: Scale = .preference(candidates: 2, tie: true, bothBad: false)
  ) -> AgreementTracker {
    let raters = answers.enumerated().map { number, given in
      Rater(
        id: RaterID(Int64(number + 1)), name: given.name,
        kind: given.name.contains("/") ? .judge : .human)
    }
    let count = answers.map(\.letters.count).max() ?? 0
    var tracker = AgreementTracker(scale: scale, itemCount: count, raters: raters)
    tracker.load(
      zip(raters, answers).map { rater, given in
        var column = RatingColumn(
          rater: rater.id, phase: .blind, swapped: false, items: [], codes: [])
        for (at, letter) in given.letters.enumerated() {
          guard let code = ["a": 0, "b": 1, "=": 2][letter] else { continue }
          column.items.append(Int32(at + 1))
          column.codes.append(Int16(code))
        }
        return column
      })
    return tracker
  }

  static func id(_ number: Int) -> StreamID { .rater(RaterID(Int64(number))) }
}
