/// The pictures that a study can have.
public enum FigureKind: String, Hashable, Sendable, CaseIterable {
  case forest, trend, matrix, confusion, cost, ranks, power

  /// What the picture shows, without a full stop.
  public var meaning: String {
    switch self {
    case .forest: "each rater against the reference, with its interval"
    case .trend: "a pair's kappa over the labels so far, with its band"
    case .matrix: "every two raters' coefficient"
    case .confusion: "a pair's answers, counted"
    case .cost: "each rater's agreement against its cost per item"
    case .ranks: "the systems in the order that each of a pair gives them"
    case .power: "how many items tell a pair's kappa from a smaller one"
    }
  }

  /// Whether it is of one pair: the reference and one other rater.
  public var isOfPair: Bool {
    switch self {
    case .trend, .confusion, .ranks, .power: true
    case .forest, .matrix, .cost: false
    }
  }
}

/// Why a study has no such picture: what is missing, without a full stop.
public struct MissingFigure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is missing, such as "the file knows of no paid call".
  public var description: String

  /// A reason in words.
  public init(_ description: String) { self.description = description }
}
