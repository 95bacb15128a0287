/// How much two different categories agree: 1 on the diagonal, less off it.
public struct AgreementWeights: Hashable, Sendable {
  private enum Form: Hashable, Sendable {
    case identity, linear, quadratic, ordinal
    case custom([[Double]])
  }

  private let form: Form

  /// Only equal categories agree.
  public static let identity = AgreementWeights(form: .identity)
  /// 1 − |sᵢ − sⱼ| / (s_max − s_min). Cohen 1968, doi:10.1037/h0026256.
  public static let linear = AgreementWeights(form: .linear)
  /// 1 − (sᵢ − sⱼ)² / (s_max − s_min)². Fleiss & Cohen 1973, doi:10.1177/001316447303300309.
  public static let quadratic = AgreementWeights(form: .quadratic)

  /// 1 − C(|i − j| + 1, 2) / C(K, 2), by rank. Gwet 2014, ch. 3.
  public static let ordinal = AgreementWeights(form: .ordinal)

  /// Any weights, row-major, with 1 on the diagonal. Precondition: square.
  public static func custom(_ matrix: [[Double]]) -> AgreementWeights {
    precondition(matrix.allSatisfy { $0.count == matrix.count }, "weights are a square matrix")
    return AgreementWeights(form: .custom(matrix))
  }

  /// The weights of `categoryCount` categories.
  ///
  /// - Parameter scores: the categories' numbers; their ranks where nil. All equal scores give
  ///   the identity.
  public func matrix(categoryCount: Int, scores: [Double]? = nil) -> [[Double]] {
    if case .custom(let matrix) = form {
      precondition(matrix.count == categoryCount, "as many weights as categories")
      return matrix
    }
    let scores = scores ?? (0..<categoryCount).map(Double.init)
    precondition(scores.count == categoryCount, "a score for every category")
    let spread = (scores.max() ?? 0) - (scores.min() ?? 0)
    return scores.enumerated().map { row, first in
      scores.enumerated().map { column, second in
        guard row != column else { return 1 }
        guard spread > 0 else { return 0 }
        if form == .ordinal {
          let steps = Double(abs(row - column))
          let most = Double(categoryCount * (categoryCount - 1))
          return 1 - steps * (steps + 1) / most
        }
        let distance = abs(first - second) / spread
        switch form {
        case .linear: return 1 - distance
        case .quadratic: return 1 - distance * distance
        default: return 0
        }
      }
    }
  }
}
