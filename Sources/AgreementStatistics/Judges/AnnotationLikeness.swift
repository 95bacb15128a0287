/// How like a person's annotation is to those of other people, for the alternative annotator test.
public enum AnnotationLikeness: Hashable, Sendable {
  /// The share of the others who say the same.
  case accuracy
  /// Less the mean absolute difference of the categories' numbers, one for each category.
  case negativeAbsoluteError([Double])
  /// Less the mean squared difference; it orders annotations as its root does.
  case negativeSquaredError([Double])
}

extension AnnotationLikeness {
  /// The sum over others, which orders annotations of one item as the mean does.
  func total(of code: RatingMatrix.Code, to others: [RatingMatrix.Code]) -> Double {
    switch self {
    case .accuracy: Double(others.count { $0 == code })
    case .negativeAbsoluteError(let numbers):
      others.reduce(0) { $0 - abs(numbers[Int($1)] - numbers[Int(code)]) }
    case .negativeSquaredError(let numbers):
      others.reduce(0) {
        let gap = numbers[Int($1)] - numbers[Int(code)]
        return $0 - gap * gap
      }
    }
  }
}
