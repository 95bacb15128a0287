import AnnotationModel
import AnnotationStorage

/// What a jury of finished raters decides on.
extension SeatAnswers {
  /// The answers as they are on items that every seat was asked in both orders; on others each
  /// seat's two answers as one, since a second order that only some saw has no jury. O(answers).
  ///
  /// - Parameter units: in the order of items, and of each the stored order first.
  public static func decidable(_ units: [SeatAnswers], _ scale: Scale) -> [SeatAnswers] {
    var result: [SeatAnswers] = []
    for unit in units {
      guard let before = result.last, before.item == unit.item else {
        result.append(unit)
        continue
      }
      let isWhole = [before, unit].allSatisfy { !$0.answers.contains { $0 == nil } }
      if isWhole {
        result.append(unit)
      } else {
        result[result.count - 1].answers = zip(before.answers, unit.answers).map {
          Answer.merged($0, $1, scale)
        }
      }
    }
    return result
  }
}

extension SeatAnswers.Answer {
  /// As the policy `merge` of an analysis makes one answer of two orders: alike it stays, a missing
  /// one is missing, and else it is a tie where there is one; scores are the mean of the two.
  static func merged(_ stored: Self?, _ swapped: Self?, _ scale: Scale) -> Self? {
    guard var result = stored else { return swapped }
    guard let swapped else { return stored }
    if result.scores.count == swapped.scores.count {
      result.scores = zip(result.scores, swapped.scores).map { ($0 + $1) / 2 }
    } else if !swapped.scores.isEmpty {
      result.scores = swapped.scores
    }
    guard !result.value.isAbstention, result.value != swapped.value else { return result }
    let hasTie = scale.code(of: .tie) != nil
    result.value =
      swapped.value.isAbstention
      ? swapped.value : hasTie ? .tie : .abstention(.offMenu)
    return result
  }
}
