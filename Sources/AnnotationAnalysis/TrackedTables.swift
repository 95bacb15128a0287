import AgreementStatistics
import AnnotationModel

/// A table of a tracker that takes a pass over all items to count.
public enum TableRequest: Hashable, Sendable {
  case pair(StreamID, StreamID)
  case group([StreamID])
  /// Two streams, slice by slice of a property.
  case slices(StreamID, StreamID, SliceColumn.Property)

  /// Whether it looks through slices: the figures of the whole do not wait for it.
  public var isOfSlices: Bool {
    if case .slices = self { true } else { false }
  }
}

extension AgreementTracker {
  /// The table of two streams; the first time it is counted, then it is kept current.
  public mutating func pair(_ first: StreamID, _ second: StreamID) -> PairTable {
    let empty = PairTable(categories: categories)
    guard hasCounted(.pair(first, second)) else { return empty }
    return pairs[PairKey(first: first, second: second)]?.table(categories) ?? empty
  }

  /// The common answers of a group of streams.
  public mutating func group(_ members: [StreamID]) -> GroupTable {
    let empty = GroupTally(categories: categories).table
    guard hasCounted(.group(members)) else { return empty }
    return groups[members]?.table ?? empty
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
    guard let column = slices[property], places[first] != nil, places[second] != nil,
      hasCounted(.slices(first, second, property))
    else { return [] }
    let key = SlicedKey(pair: PairKey(first: first, second: second), property: property)
    // Taken out meanwhile: the tables that they keep must not be copied.
    var tables = slicedPairs.removeValue(forKey: key) ?? []
    let result = tables.indices.map { (column.names[$0], tables[$0].table(categories)) }
    slicedPairs[key] = tables
    return result
  }

  // MARK: - Counting

  /// Counts a table; nothing happens where it is there, or where its streams or slices are not.
  /// O(items · streams): about a nanosecond for an item of a pair, 0.1 µs for one of a group.
  public mutating func count(_ request: TableRequest) {
    wanted.remove(request)
    guard !has(request) else { return }
    switch request {
    case .pair(let first, let second): count(PairKey(first: first, second: second))
    case .group(let members):
      var tally = GroupTally(categories: categories)
      tally.count(members.compactMap { id in places[id].map { streams[$0].codes } })
      groups[members] = tally
    case .slices(let first, let second, let property):
      let key = PairKey(first: first, second: second)
      count(key)
      count(SlicedKey(pair: key, property: property))
    }
  }

  /// Forgets which tables are wanted: they are asked for anew.
  public mutating func forgetWanted() { wanted = [] }

  private func has(_ request: TableRequest) -> Bool {
    switch request {
    case .pair(let first, let second): pairs[PairKey(first: first, second: second)] != nil
    case .group(let members): groups[members] != nil
    case .slices(let first, let second, let property):
      slicedPairs[
        SlicedKey(pair: PairKey(first: first, second: second), property: property)] != nil
    }
  }

  /// Whether the table is there, as it is after this where tables are counted when asked for.
  private mutating func hasCounted(_ request: TableRequest) -> Bool {
    if has(request) { return true }
    guard countsWhenAsked else {
      if isPossible(request) { wanted.insert(request) }
      return false
    }
    count(request)
    return true
  }

  private func isPossible(_ request: TableRequest) -> Bool {
    switch request {
    case .pair(let first, let second): places[first] != nil && places[second] != nil
    case .group: true
    case .slices(let first, let second, let property):
      places[first] != nil && places[second] != nil && slices[property] != nil
    }
  }

  private mutating func count(_ key: PairKey) {
    guard pairs[key] == nil, let first = places[key.first], let second = places[key.second] else {
      return
    }
    pairs[key] = CrossTabulation(span: span, streams[first].codes, streams[second].codes)
  }

  private mutating func count(_ key: SlicedKey) {
    guard let column = slices[key.property], let first = places[key.pair.first],
      let second = places[key.pair.second]
    else { return }
    var tables = Array(repeating: CrossTabulation(span: span), count: column.names.count)
    let (mine, theirs) = (streams[first].codes, streams[second].codes)
    for (index, value) in column.values.enumerated() where value >= 0 && index < itemCount {
      tables[Int(value)].add(1, mine[index], theirs[index])
    }
    slicedPairs[key] = tables
  }
}
