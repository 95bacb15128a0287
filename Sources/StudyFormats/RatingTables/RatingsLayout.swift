/// Where in a table the ratings stand.
public enum RatingsLayout: Hashable, Sendable {
  /// A row for each rating: which column names the unit, the rater, and the value.
  case long(unit: String, rater: String, value: String)
  /// A row for each unit and a column for each rater; the unit's name, if it has one.
  case wide(unit: String?, raters: [String])

  /// What a user asked for; nil parts are guessed from the header.
  public struct Request: Hashable, Sendable {
    public var unit: String?
    public var rater: String?
    public var value: String?
    /// Names of columns, for a wide table.
    public var raters: [String]
    /// The column that says which units belong together.
    public var cluster: String?

    public init(
      unit: String? = nil, rater: String? = nil, value: String? = nil, raters: [String] = [],
      cluster: String? = nil
    ) {
      self.unit = unit
      self.rater = rater
      self.value = value
      self.raters = raters
      self.cluster = cluster
    }
  }

  /// The layout as a user would have asked for it.
  public var description: String {
    switch self {
    case .long(let unit, let rater, let value):
      "a row for each rating (unit '\(unit)', rater '\(rater)', value '\(value)')"
    case .wide(let unit, let raters):
      "a row for each unit"
        + (unit.map { " (named by '\($0)')" } ?? "") + " and a column for each of "
        + "\(raters.count) raters"
    }
  }

  static let units: Set = [
    "unit", "item", "id", "item_id", "unit_id", "task", "task_id", "example", "example_id", "doc",
    "document", "question_id", "instance", "instance_id", "index",
  ]
  static let rating: Set = [
    "rater", "annotator", "worker", "who", "judge", "coder", "user", "rater_id", "annotator_id",
    "worker_id", "labeler", "labeller", "evaluator",
  ]
  static let values: Set = [
    "value", "label", "rating", "answer", "verdict", "code", "score", "category", "response",
    "annotation", "choice",
  ]

  /// The layout of a table with this header.
  ///
  /// - Throws: a message for the user where a named column is not there, or too little is named.
  static func find(
    _ request: Request, in header: [String]
  ) throws(RatingsLayoutProblem) -> RatingsLayout {
    let named = [request.unit, request.rater, request.value, request.cluster].compactMap { $0 }
    for name in named + request.raters where !header.contains(name) {
      throw RatingsLayoutProblem(problem: "there is no column '\(name)'", header: header)
    }
    func usual(_ words: Set<String>) -> String? {
      header.first { words.contains($0.lowercased()) && $0 != request.cluster }
    }
    let unit = request.unit ?? usual(units)
    if !request.raters.isEmpty {
      guard request.rater == nil, request.value == nil else {
        throw RatingsLayoutProblem(
          problem: "--raters is of a table with a column for each rater; "
            + "--rater and --value of one with a row for each rating", header: header)
      }
      return .wide(unit: request.unit, raters: request.raters)
    }
    let rater = request.rater ?? usual(rating.subtracting([unit ?? ""]))
    let value = request.value ?? usual(values)
    if let unit, let rater, let value { return .long(unit: unit, rater: rater, value: value) }
    if request.rater != nil || request.value != nil {
      let lacking = unit == nil ? "--unit" : rater == nil ? "--rater" : "--value"
      throw RatingsLayoutProblem(
        problem: "a row for each rating has a unit, a rater and a value; say \(lacking)",
        header: header)
    }
    let raters = header.filter { $0 != unit && $0 != request.cluster }
    guard raters.count > 1 else {
      throw RatingsLayoutProblem(
        problem: "one rater's column only, so there is nothing to compare; say --unit, --rater "
          + "and --value for a row for each rating", header: header)
    }
    return .wide(unit: unit, raters: raters)
  }
}

/// A table whose ratings cannot be found.
struct RatingsLayoutProblem: Error {
  var problem: String
  var header: [String]
}
