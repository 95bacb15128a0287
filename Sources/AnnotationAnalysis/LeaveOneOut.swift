import AgreementStatistics
import AnnotationModel

/// A person and the majority without that person: the two know nothing of each other, as a judge
/// and the majority do.
extension AgreementTracker {
  /// The table of two streams, one of them the majority and the other one of its people, whose
  /// votes are left out of it; nil for any other two. Where nobody else rated, it is empty.
  /// Cost: one pass over the items per person. Not kept current.
  public func leavingOneOut(_ first: StreamID, _ second: StreamID) -> PairTable? {
    guard let (mine, theirs) = columnsLeavingOneOut(first, second) else { return nil }
    var table = CrossTabulation(span: CodeSpan(categoryCount: scale.categoryCount), mine, theirs)
    return table.table(categories)
  }

  /// The same for each slice of a loaded property, in the order of its names.
  public func leavingOneOut(
    _ first: StreamID, _ second: StreamID, by property: SliceColumn.Property
  ) -> [(name: String, table: PairTable)]? {
    guard let column = sliceColumn(property),
      let (mine, theirs) = columnsLeavingOneOut(first, second)
    else { return nil }
    let span = CodeSpan(categoryCount: scale.categoryCount)
    var tables = column.names.map { _ in CrossTabulation(span: span) }
    for (index, value) in column.values.enumerated() where value >= 0 && index < itemCount {
      tables[Int(value)].add(1, mine[index], theirs[index])
    }
    return tables.indices.map { (column.names[$0], tables[$0].table(categories)) }
  }

  func columnsLeavingOneOut(_ first: StreamID, _ second: StreamID)
    -> (CodeColumn, CodeColumn)?
  {
    let person = first == .majority ? second : first
    guard [first, second].contains(.majority), let stream = stream(person), stream.kind.isHuman,
      let rater = rater(of: person)
    else { return nil }
    let others = streams.filter {
      $0.kind.isHuman && $0.ratingCount > 0 && self.rater(of: $0.id)?.id != rater.id
    }
    var votes = MajorityVote(scale: scale, consensus: policy.consensus)
    let columns = others.map(\.codes)
    let majority =
      columns.isEmpty
      ? CodeColumn(repeating: CodeSpan.notRated, count: itemCount)
      : CodeColumn(of: columns) { votes.winner($0, $1) }
    return first == .majority ? (majority, stream.codes) : (stream.codes, majority)
  }
}
