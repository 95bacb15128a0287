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

  private var raw: [RaterID: RawRatings] = [:]
  /// Raters in the order they were given.
  private var order: [RaterID] = []
  private var places: [StreamID: Int] = [:]
  private var pairs: [PairKey: CrossTabulation] = [:]
  private var groups: [[StreamID]: GroupTally] = [:]
  private var slices: [SliceColumn.Property: SliceColumn] = [:]
  private var slicedPairs: [SlicedKey: [CrossTabulation]] = [:]

  struct PairKey: Hashable, Sendable {
    var first: StreamID
    var second: StreamID
  }

  struct SlicedKey: Hashable, Sendable {
    var pair: PairKey
    var property: SliceColumn.Property
  }

  private var span: CodeSpan { CodeSpan(categoryCount: scale.categoryCount) }

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
    let old = policy
    policy = new
    categories = TabulatedCategories(scale: scale, policy: new)
    let recordedChanged = (old.unparsed == .recorded) != (new.unparsed == .recorded)
    guard
      recordedChanged || old.orders != new.orders || old.reveal != new.reveal
        || old.consensus != new.consensus
    else {
      groups = [:]
      return
    }
    rebuildStreams()
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
    for key in pairs.keys where key.first == id || key.second == id {
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
    for members in groups.keys where members.contains(id) {
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

  // MARK: - Questions

  public func stream(named name: String) -> RatingStream? { streams.first { $0.name == name } }

  public func stream(_ id: StreamID) -> RatingStream? { places[id].map { streams[$0] } }

  public func rater(of id: StreamID) -> Rater? {
    switch id {
    case .rater(let rater), .swapped(let rater): raw[rater]?.rater
    case .majority: nil
    }
  }

  /// The code of a stream at an item: a category, or negative for any reason of absence.
  public func value(of id: StreamID, at item: ItemID) -> RatingValue? {
    guard let at = places[id], (1...Int64(max(1, itemCount))).contains(item.value), itemCount > 0
    else { return nil }
    return scale.value(of: Int(streams[at].codes[Int(item.value) - 1]))
  }

  /// How often a stream gives each declared category.
  public func marginalCounts(of id: StreamID) -> [Int] {
    guard let at = places[id] else { return [] }
    return (0..<scale.categoryCount).map { streams[at].marginals[span.index(Int16($0))] }
  }

  /// How often a stream abstains, by reason.
  public func abstentions(of id: StreamID) -> [LeftOutReason: Int] {
    guard let at = places[id] else { return [:] }
    var result: [LeftOutReason: Int] = [:]
    for index in 0..<span.index(0) {
      let count = streams[at].marginals[index]
      if count > 0, let reason = LeftOutReason(code: span.code(index)) { result[reason] = count }
    }
    return result
  }

  /// The table of two streams; the first time it is counted, then it is kept current.
  public mutating func pair(_ first: StreamID, _ second: StreamID) -> PairTable {
    let key = PairKey(first: first, second: second)
    if pairs[key] == nil { pairs[key] = count(key) }
    return pairs[key]?.table(categories) ?? PairTable(categories: categories)
  }

  /// The common answers of a group of streams.
  public mutating func group(_ members: [StreamID]) -> GroupTable {
    if groups[members] == nil {
      var tally = GroupTally(categories: categories)
      let columns = members.compactMap { id in places[id].map { streams[$0].codes } }
      tally.count(columns)
      groups[members] = tally
    }
    return groups[members]?.table ?? GroupTally(categories: categories).table
  }

  public var loadedSlices: [SliceColumn.Property] {
    SliceColumn.Property.allCases.filter { slices[$0] != nil }
  }

  /// The slices of a property; nil where it has not been loaded.
  public func sliceColumn(_ property: SliceColumn.Property) -> SliceColumn? { slices[property] }

  /// The table of two streams for each slice of a property, in the order of its names; empty
  /// where that property has not been loaded.
  public mutating func sliced(
    _ first: StreamID, _ second: StreamID, by property: SliceColumn.Property
  ) -> [(name: String, table: PairTable)] {
    guard let column = slices[property], let a = places[first], let b = places[second] else {
      return []
    }
    let key = SlicedKey(pair: PairKey(first: first, second: second), property: property)
    if pairs[key.pair] == nil { pairs[key.pair] = count(key.pair) }
    if slicedPairs[key] == nil {
      var tables = Array(repeating: CrossTabulation(span: span), count: column.names.count)
      let (mine, theirs) = (streams[a].codes, streams[b].codes)
      for (index, value) in column.values.enumerated() where value >= 0 && index < itemCount {
        tables[Int(value)].add(1, mine[index], theirs[index])
      }
      slicedPairs[key] = tables
    }
    // Taken out meanwhile: the tables that they keep must not be copied.
    var tables = slicedPairs.removeValue(forKey: key) ?? []
    let result = tables.indices.map { (column.names[$0], tables[$0].table(categories)) }
    slicedPairs[key] = tables
    return result
  }

  /// The streams of all people.
  public var humans: [StreamID] { streams.filter { $0.kind.isHuman }.map(\.id) }

  // MARK: - Streams

  /// A rater's codes for the two presentations; nil where there is only one.
  func bothOrders(of rater: RaterID) -> ([Int16], [Int16])? {
    guard let ratings = raw[rater], ratings.hasBothOrders else { return nil }
    func codes(_ swapped: Bool) -> [Int16] {
      (0..<itemCount).map { ratings.code($0, swapped: swapped, policy: policy, tie: nil) }
    }
    return (codes(false), codes(true))
  }

  private func count(_ key: PairKey) -> CrossTabulation? {
    guard let first = places[key.first], let second = places[key.second] else { return nil }
    return CrossTabulation(span: span, streams[first].codes, streams[second].codes)
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
    append(.majority, name: "majority", kind: .consensus, codes: majorityCodes())
  }

  private mutating func append(_ id: StreamID, _ ratings: RawRatings, _ swapped: Bool?) {
    let codes =
      ratings.wholeColumn(swapped: swapped, policy: policy, itemCount: itemCount)
      ?? (0..<itemCount).map {
        ratings.code($0, swapped: swapped, policy: policy, tie: scale.tieCode)
      }
    let name = ratings.rater.name + (swapped == true ? " (swapped)" : "")
    append(id, name: name, kind: ratings.rater.kind, codes: codes)
  }

  private mutating func append(_ id: StreamID, name: String, kind: RaterKind, codes: [Int16]) {
    var marginals = Array(repeating: 0, count: span.count)
    for code in codes { marginals[span.index(code)] += 1 }
    let rated = codes.count - marginals[span.index(CodeSpan.notRated)]
    places[id] = streams.count
    streams.append(
      RatingStream(
        id: id, name: name, kind: kind, codes: codes, ratingCount: rated, marginals: marginals))
  }

  private func majorityCodes() -> [Int16] {
    // Who rated nothing has no vote.
    let columns = streams.filter { $0.kind.isHuman && $0.ratingCount > 0 }.map(\.codes)
    if columns.isEmpty { return Array(repeating: CodeSpan.notRated, count: itemCount) }
    if columns.count == 1 { return columns[0].map { $0 < 0 ? CodeSpan.notRated : $0 } }
    var votes = MajorityVote(scale: scale, consensus: policy.consensus)
    return (0..<itemCount).map { index in votes.winner(columns, index) }
  }

  private func majorityCode(_ index: Int) -> Int16 {
    var votes = MajorityVote(scale: scale, consensus: policy.consensus)
    return votes.winner(streams.filter { $0.kind.isHuman }.map(\.codes), index)
  }
}
