import AgreementStatistics

/// How a table's values become categories in an order.
public struct CategoryOrder: Hashable, Sendable {
  public var categories: [String]
  public var scores: [Double]?
  public var level: RatingSample.Level

  /// More different numbers than a list that people choose from has.
  static let mostChoices = 25
  /// More different words than any list of labels has: they are texts.
  static let mostLabels = 1000

  /// - Parameters:
  ///   - observed: the values that occur.
  ///   - declared: the domain in its order; empty to take what was observed.
  ///   - level: what the values are; nil to tell by looking: numbers are ordinal where they are
  ///     whole and few, and scores otherwise; anything else is nominal.
  /// - Throws: `CategoryProblem`, where the values cannot be what they are said to be.
  public init(
    observed: [String], declared: [String] = [], level wanted: RatingSample.Level? = nil
  ) throws(CategoryProblem) {
    if !declared.isEmpty {
      let known = Set(declared)
      guard known.count == declared.count else { throw .declaredTwice(Self.twice(declared)) }
      let strangers = observed.filter { !known.contains($0) }.sorted()
      guard strangers.isEmpty else { throw .notDeclared(strangers) }
    }
    let names = declared.isEmpty ? observed : declared
    guard names.count <= Self.mostLabels || wanted == .score || Double(names[0]) != nil else {
      throw .tooMany(names.count)
    }
    let numbers = names.map { Double($0) }.map { $0.flatMap { $0.isFinite ? $0 : nil } }
    let areNumbers = !names.isEmpty && numbers.allSatisfy { $0 != nil }
    guard areNumbers else {
      try self.init(words: names, declared: !declared.isEmpty, wanted)
      return
    }
    let pairs = zip(names, numbers.compactMap { $0 }).sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    if let same = zip(pairs, pairs.dropFirst()).first(where: { $0.1 == $1.1 }) {
      throw .sameNumber(same.0.0, same.1.0)
    }
    let isList =
      !declared.isEmpty
      || pairs.count <= Self.mostChoices && pairs.allSatisfy { $0.1 == $0.1.rounded() }
    guard wanted == nil || wanted == .score || pairs.count <= Self.mostLabels else {
      throw .tooMany(pairs.count)
    }
    self.init(
      categories: declared.isEmpty ? pairs.map(\.0) : declared,
      scores: declared.isEmpty ? pairs.map(\.1) : numbers.compactMap { $0 },
      level: wanted ?? (isList ? .ordinal : .score))
  }

  private init(categories: [String], scores: [Double]?, level: RatingSample.Level) {
    self.categories = categories
    self.scores = scores
    self.level = level
  }

  /// Of values that are no numbers.
  private init(
    words: [String], declared: Bool, _ wanted: RatingSample.Level?
  ) throws(CategoryProblem) {
    switch wanted {
    case nil, .nominal:
      level = .nominal
      scores = nil
    case .ordinal:
      guard declared else { throw .noOrder }
      level = .ordinal
      scores = words.indices.map(Double.init)
    case .interval, .ratio, .score:
      throw .noNumbers(words.filter { Double($0) == nil }.sorted())
    }
    categories = declared ? words : words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func twice(_ names: [String]) -> String {
    names.first { name in names.filter { $0 == name }.count > 1 } ?? ""
  }
}

/// Why values cannot be categories as asked.
public enum CategoryProblem: Error, Hashable, Sendable, CustomStringConvertible {
  case declaredTwice(String)
  case notDeclared([String])
  case sameNumber(String, String)
  case noOrder
  case tooMany(Int)
  case noNumbers([String])

  public var description: String {
    switch self {
    case .declaredTwice(let name): "the category '\(name)' is declared twice"
    case .notDeclared(let names):
      "not among the declared categories: \(Self.list(names)); declare all, or leave cells out "
        + "with --missing"
    case .sameNumber(let one, let two):
      "'\(one)' and '\(two)' are one number written in two ways: write it alike"
    case .tooMany(let count):
      "\(count) different values are too many for categories: is it the column of ratings?"
    case .noOrder: "words have no order of their own: say --categories in their order"
    case .noNumbers(let names): "no numbers: \(Self.list(names))"
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
    return names.count > 5 ? shown + " and \(names.count - 5) more" : shown
  }
}
