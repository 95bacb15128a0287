import AnnotationModel

/// What is asked about single streams.
extension AgreementTracker {
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

  /// How often a stream gives each category of the tables under the policy, whose names are those
  /// of `tabulated`: what unparsed verdicts count as is counted so, and an excluded tie is not.
  /// What counts as wrong depends on the other rater, and is left out.
  public func tabulatedCounts(of id: StreamID) -> [Int] {
    guard let at = places[id] else { return [] }
    var result = Array(repeating: 0, count: categories.count)
    for (index, count) in streams[at].marginals.enumerated() where count > 0 {
      let code = span.code(index)
      if code >= 0 {
        if let place = categories.index(ofCode: Int(code)) { result[place] += count }
      } else if case .abstention(let reason)? = LeftOutReason(code: code), reason.isMachines,
        let place = categories.unparsedIndex
      {
        result[place] += count
      }
    }
    return result
  }

  /// The categories of tables under the policy.
  public var tabulated: TabulatedCategories { categories }

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

  /// The streams of all people.
  public var humans: [StreamID] { streams.filter { $0.kind.isHuman }.map(\.id) }
}
