import AnnotationModel

/// Which answers a column of an analysis holds.
public enum StreamID: Hashable, Sendable {
  case rater(RaterID)
  /// A rater's verdicts for the exchanged presentation, where orders are kept separate.
  case swapped(RaterID)
  /// The majority of all people.
  case majority
}

/// One column of an analysis: who rates, and the code of each item under the policy's choices of
/// order, phase and record.
public struct RatingStream: Hashable, Sendable {
  public let id: StreamID
  public let name: String
  public let kind: RaterKind
  /// `codes[itemNumber - 1]`.
  var codes: CodeColumn
  /// Items with a code other than "not rated".
  public internal(set) var ratingCount: Int
  /// How often each code occurs, by `CodeSpan.index`.
  var marginals: [Int]
}

/// The ratings of one rater as they are in the file: up to four columns.
struct RawRatings: Sendable {
  struct Part: Hashable, Sendable {
    var phase: LabelPhase
    var swapped: Bool
  }

  let rater: Rater
  private var codes: [Part: CodeColumn] = [:]
  private var recorded: [Part: CodeColumn] = [:]

  init(rater: Rater) { self.rater = rater }

  var hasBothOrders: Bool {
    codes.keys.contains { $0.swapped } && codes.keys.contains { !$0.swapped }
  }

  /// Blind verdicts in all orders, and those of them without a usable answer, as the file has them
  /// and whatever a policy makes of it. O(items).
  func replies() -> (all: Int, unparsed: Int) {
    var counts: (all: Int, unparsed: Int) = (0, 0)
    for (part, column) in codes where part.phase == .blind {
      for code in column where code != CodeSpan.notRated {
        counts.all += 1
        if Abstention(code: Int(code))?.isMachines == true { counts.unparsed += 1 }
      }
    }
    return counts
  }

  mutating func load(_ column: RatingColumn, itemCount: Int) {
    let part = Part(phase: column.phase, swapped: column.swapped)
    var values = codes[part] ?? CodeColumn(repeating: CodeSpan.notRated, count: itemCount)
    values.put(column.codes, at: column.items)
    if !column.recorded.isEmpty || recorded[part] != nil {
      var counted = recorded[part] ?? codes[part] ?? values
      let source = column.recorded.isEmpty ? column.codes : column.recorded
      counted.put(source, at: column.items)
      recorded[part] = counted
    }
    codes[part] = values
  }

  /// Puts one row in its place, or takes it out where `row` is nil.
  mutating func set(_ row: RatingRow?, at place: RatingRow, itemCount: Int) {
    let part = Part(phase: place.phase, swapped: place.swapped)
    let index = Int(place.item.value) - 1
    let missing = CodeColumn(
      repeating: CodeSpan.notRated, count: codes[part] == nil ? itemCount : 0)
    if recorded[part] == nil, let row, row.recorded != row.code {
      recorded[part] = codes[part] ?? missing
    }
    codes[part, default: missing][index] = row.map { Int16($0.code) } ?? CodeSpan.notRated
    if recorded[part] != nil {
      recorded[part]?[index] = row.map { Int16($0.recorded) } ?? CodeSpan.notRated
    }
  }

  /// The code of an item under a policy; with `swapped` nil, both orders merged.
  func code(_ index: Int, swapped: Bool?, policy: AnalysisPolicy, tie: Int?) -> Int16 {
    if let swapped { return code(index, swapped: swapped, policy) }
    let first = code(index, swapped: false, policy)
    let second = code(index, swapped: true, policy)
    if first == CodeSpan.notRated { return second }
    if second == CodeSpan.notRated || first == second { return first }
    if first < 0 { return first }
    if second < 0 { return second }
    return tie.map { Int16($0) } ?? CodeSpan.orderConflict
  }

  private func code(_ index: Int, swapped: Bool, _ policy: AnalysisPolicy) -> Int16 {
    if policy.reveal == .all {
      let revealed = part(Part(phase: .revealed, swapped: swapped), index, policy)
      if revealed != CodeSpan.notRated { return revealed }
    }
    return part(Part(phase: .blind, swapped: swapped), index, policy)
  }

  private func part(_ part: Part, _ index: Int, _ policy: AnalysisPolicy) -> Int16 {
    if policy.unparsed == .recorded, let counted = recorded[part] { return counted[index] }
    return codes[part]?[index] ?? CodeSpan.notRated
  }

  /// The one column that alone decides, where there is at most one: no merging item by item.
  func wholeColumn(swapped: Bool?, policy: AnalysisPolicy, itemCount: Int) -> CodeColumn? {
    let parts = codes.keys.filter {
      (swapped == nil || $0.swapped == swapped) && (policy.reveal == .all || $0.phase == .blind)
    }
    guard let part = parts.first else {
      return CodeColumn(repeating: CodeSpan.notRated, count: itemCount)
    }
    guard parts.count == 1 else { return nil }
    if policy.unparsed == .recorded, let counted = recorded[part] { return counted }
    return codes[part]
  }
}
