import AnnotationAnalysis

extension PairCoefficient {
  /// The full name without its remark, in ASCII: the measure's name in a picture.
  public var measure: String {
    String(fullName.prefix { $0 != "(" }).trimmingEnd
  }

  /// The values that it can have.
  public var range: ClosedRange<Double> {
    switch self {
    case .percent, .balancedAccuracy, .macroF1: 0...1
    default: -1...1
    }
  }
}

extension String {
  /// Without spaces at the end.
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
