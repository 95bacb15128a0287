import AgreementStatistics
import AnnotationModel

/// Everyone's ratings of a study and the tables made of them, kept current one change at a time.
///
/// A committed label changes one cell less and one cell more in each table that has been asked
/// for; coefficients follow from the tables in O(k²). Memory: two bytes per item and column.
/// A tracker that has applied any changes equals one that loaded the result afresh.
public struct AgreementTracker: Sendable {
  public let scale: Scale
  public let itemCount: Int
  public private(set) var policy: AnalysisPolicy
  /// The categories of tables under the policy.
  private(set) var categories: TabulatedCategories
  public private(set) var streams: [RatingStream] = []

  private(set) var raw: [RaterID: RawRatings] = [:]
  /// Raters in the order they were given.
  private var order: [RaterID] = []
  private(set) var places: [StreamID: Int] = [:]
  var pairs: [PairKey: CrossTabulation] = [:]
  var groups: [[StreamID]: GroupTally] = [:]
  private(set) var slices: [SliceColumn.Property: SliceColumn] = [:]
  var slicedPairs: [SlicedKey: [CrossTabulation]] = [:]

  /// Whether a table that is not there is counted as soon as it is asked for. Otherwise it is empty
  /// and `wanted` until `count` has made it, which another thread may do with a copy.
  public var countsWhenAsked = true
  /// The tables that were asked for and are not there.
  public internal(set) var wanted: Set<TableRequest> = []

  struct PairKey: Hashable, Sendable {
    var first: StreamID
    var second: StreamID
  }

  struct SlicedKey: Hashable, Sendable {
    var pair: PairKey
    var property: SliceColumn.Property
  }

  var span: CodeSpan { CodeSpan(categoryCount: scale.categoryCount) }

  public init(scale: Scale, itemCount: Int, raters: [Rater], policy: AnalysisPolicy = .init()) {
    self.scale = scale
    self.itemCount = itemCount
    self.policy = policy
    categories = TabulatedCategories(scale: scale, policy: policy)
    for rater in raters { add(rater) }
    rebuildStreams()
  }

  // MARK: - Loading

  /// Loads columns from the file, and makes the streams anew. O(items × raters).
  public mutating func load(_ columns: [RatingColumn]) {
    for column in columns {
      raw[column.rater]?.load(column, itemCount: itemCount)
    }
    rebuildStreams()
  }

  /// Adds a rater without ratings; nothing happens if it is known.
  public mutating func add(_ rater: Rater) {
    guard raw[rater.id] == nil else { return }
    raw[rater.id] = RawRatings(rater: rater)
    order.append(rater.id)
    if !streams.isEmpty { rebuildStreams() }
  }

  public mutating func load(_ column: SliceColumn) {
    slices[column.property] = column
    slicedPairs = slicedPairs.filter { $0.key.property != column.property }
  }

  /// Changes what counts as what. Cost: a recount where orders, reveal, record or consensus
  /// change; nothing but O(k²) where only unparsed or ties do.
  public mutating func setPolicy(_ new: AnalysisPolicy) {
    let isRecount = recounts(under: new)
    policy = new
    categories = TabulatedCategories(scale: scale, policy: new)
    groups = [:]
    if isRecount { rebuildStreams() }
  }

  /// Whether the change to a policy makes the streams anew, in O(items × raters).
  public func recounts(under new: AnalysisPolicy) -> Bool {
    (policy.unparsed == .recorded) != (new.unparsed == .recorded)
      || policy.orders != new.orders || policy.reveal != new.reveal
      || policy.consensus != new.consensus
  }

  // MARK: - One change
  /// Applies a committed change. O(tables that contain the rater).
  public mutating func apply(_ change: RatingChange) {
    guard let place = change.after ?? change.before, raw[place.rater] != nil,
      (1...Int64(max(1, itemCount))).contains(place.item.value), itemCount > 0
    else { return }
    raw[place.rater]?.set(change.after, at: place, itemCount: itemCount)
    let index = Int(place.item.value) - 1
    var touchesMajority = false
    for (id, swapped) in streamIDs(of: place.rater) {
      guard let at = places[id], let ratings = raw[place.rater] else {
        rebuildStreams()
        return
      }
      let code = ratings.code(index, swapped: swapped, policy: policy, tie: scale.tieCode)
      replace(at, index, with: code)
      touchesMajority = touchesMajority || streams[at].kind.isHuman
    }
    if touchesMajority, let at = places[.majority] {
      replace(at, index, with: majorityCode(index))
    }
  }

  private mutating func replace(_ at: Int, _ index: Int, with code: Int16) {
    let old = streams[at].codes[index]
    guard old != code else { return }
    let id = streams[at].id
    // The keys alone: the tables of a dictionary that is walked through would all be copied.
    for key in pairs.keys.filter({ $0.first == id || $0.second == id }) {
      let isFirst = key.first == id
      guard let other = places[isFirst ? key.second : key.first] else { continue }
      let theirs = key.first == key.second ? nil : streams[other].codes[index]
      pairs[key]?.move(old, code, theirs, isFirst: isFirst)
      for property in slices.keys {
        guard let value = slices[property]?.values[index], value >= 0 else { continue }
        slicedPairs[SlicedKey(pair: key, property: property)]?[Int(value)]
          .move(old, code, theirs, isFirst: isFirst)
      }
    }
    for members in groups.keys.filter({ $0.contains(id) }) {
      let before = members.map { member in places[member].map { streams[$0].codes[index] } }
      var after = before
      for (position, member) in members.enumerated() where member == id { after[position] = code }
      groups[members]?.replace(before.compactMap { $0 }, with: after.compactMap { $0 })
    }
    streams[at].codes[index] = code
    streams[at].marginals[span.index(old)] -= 1
    streams[at].marginals[span.index(code)] += 1
    streams[at].ratingCount +=
      (code == CodeSpan.notRated ? 0 : 1) - (old == CodeSpan.notRated ? 0 : 1)
  }

  // MARK: - Streams

  /// A rater's codes for the two presentations; nil where there is only one.
  func bothOrders(of rater: RaterID) -> ([Int16], [Int16])? {
    guard let ratings = raw[rater], ratings.hasBothOrders else { return nil }
    func codes(_ swapped: Bool) -> [Int16] {
      (0..<itemCount).map { ratings.code($0, swapped: swapped, policy: policy, tie: nil) }
    }
    return (codes(false), codes(true))
  }

  private func streamIDs(of rater: RaterID) -> [(StreamID, swapped: Bool?)] {
    guard policy.orders == .separate, raw[rater]?.hasBothOrders == true else {
      return [(.rater(rater), nil)]
    }
    return [(.rater(rater), false), (.swapped(rater), true)]
  }

  private mutating func rebuildStreams() {
    streams = []
    places = [:]
    pairs = [:]
    groups = [:]
    slicedPairs = [:]
    for rater in order {
      guard let ratings = raw[rater] else { continue }
      for (id, swapped) in streamIDs(of: rater) { append(id, ratings, swapped) }
    }
    guard streams.contains(where: { $0.kind.isHuman }) else { return }
    append(.majority, name: Rater.majorityName, kind: .consensus, codes: majorityCodes())
  }

  private mutating func append(_ id: StreamID, _ ratings: RawRatings, _ swapped: Bool?) {
    let codes =
      ratings.wholeColumn(swapped: swapped, policy: policy, itemCount: itemCount)
      ?? CodeColumn(count: itemCount) {
        ratings.code($0, swapped: swapped, policy: policy, tie: scale.tieCode)
      }
    let name = ratings.rater.name + (swapped == true ? " (swapped)" : "")
    append(id, name: name, kind: ratings.rater.kind, codes: codes)
  }

  private mutating func append(_ id: StreamID, name: String, kind: RaterKind, codes: CodeColumn) {
    var marginals = Array(repeating: 0, count: span.count)
    for page in codes.pages {
      for code in page { marginals[span.index(code)] += 1 }
    }
    let rated = codes.count - marginals[span.index(CodeSpan.notRated)]
    places[id] = streams.count
    streams.append(
      RatingStream(
        id: id, name: name, kind: kind, codes: codes, ratingCount: rated, marginals: marginals))
  }

  private func majorityCodes() -> CodeColumn {
    // Who rated nothing has no vote.
    let columns = streams.filter { $0.kind.isHuman && $0.ratingCount > 0 }.map(\.codes)
    if columns.isEmpty { return CodeColumn(repeating: CodeSpan.notRated, count: itemCount) }
    if columns.count == 1 {
      return CodeColumn(of: columns) { $0[0][$1] < 0 ? CodeSpan.notRated : $0[0][$1] }
    }
    var votes = MajorityVote(scale: scale, consensus: policy.consensus)
    return CodeColumn(of: columns) { votes.winner($0, $1) }
  }

  private func majorityCode(_ index: Int) -> Int16 {
    var votes = MajorityVote(scale: scale, consensus: policy.consensus)
    let place = CodeColumn.place(of: index)
    let people = streams.filter { $0.kind.isHuman }
    return votes.winner(people.map { $0.codes.pages[place.page] }, place.index)
  }
}
