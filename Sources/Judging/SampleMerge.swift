import AnnotationModel

/// One verdict of several samples of the same unit.
///
/// Where scores are asked, the mean score per candidate decides (several evidences: FairEval,
/// arXiv:2305.17926); else the answer given most often (self-consistency: arXiv:2203.11171). Where
/// several answers were given as often, it is a tie; `abstention(.unsure)` on a scale without one.
/// Samples without an answer are absent; where all are, the first one's reason stands.
struct SampleMerge {
  /// In the order in which they were asked: all of one presentation, then all of the next.
  let conclusions: [Conclusion]
  let orders: Int
  let scale: Scale

  private var present: [Conclusion] {
    conclusions.filter { !$0.verdict.value.isAbstention }
  }

  var scores: [Double] {
    let scored = present.map(\.verdict.scores).filter { !$0.isEmpty }
    guard let first = scored.first, scored.count == present.count,
      scored.allSatisfy({ $0.count == first.count })
    else { return [] }
    return first.indices.map { at in
      scored.reduce(0) { $0 + $1[at] } / Double(scored.count)
    }
  }

  var value: RatingValue {
    guard !present.isEmpty else {
      return conclusions.first?.verdict.value ?? .abstention(.unparsed)
    }
    let means = scores
    guard means.isEmpty else {
      let reading = SlotReading(presentation: .asStored(means.count), scale: scale)
      return reading.value(ofStored: means.map { ($0 * 1e9).rounded() / 1e9 })
    }
    return Self.mostFrequent(present.map(\.verdict.value), on: scale)
  }

  static func mostFrequent(_ values: [RatingValue], on scale: Scale) -> RatingValue {
    let counts = Dictionary(values.map { ($0, 1) }, uniquingKeysWith: +)
    let most = counts.values.max() ?? 0
    let leaders = counts.filter { $0.value == most }
    if leaders.count == 1, let leader = leaders.first { return leader.key }
    return scale.tieCode == nil ? .abstention(.unsure) : .tie
  }

  /// The share of the present samples that say what the merged verdict says; nil for fewer than
  /// two, or where there is none.
  var agreement: Double? {
    let value = value
    guard present.count > 1, !value.isAbstention else { return nil }
    return Double(present.count { $0.verdict.value == value }) / Double(present.count)
  }

  /// Whether the two orders, each by itself, lead to different answers.
  var ordersConflict: Bool {
    guard orders > 1, conclusions.count.isMultiple(of: orders) else { return false }
    let size = conclusions.count / orders
    let values = stride(from: 0, to: conclusions.count, by: size).map { start in
      SampleMerge(
        conclusions: Array(conclusions[start..<(start + size)]), orders: 1, scale: scale
      ).value
    }
    return Set(values.filter { !$0.isAbstention }).count > 1
  }

  /// The least of what tells how sure the samples are: their agreement, and the mean probability
  /// that those which agree gave their answer. Nil where nothing tells.
  var certainty: Double? {
    let value = value
    let known = present.filter { $0.verdict.value == value }.compactMap(\.confidence)
    let mean = known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    return [agreement, mean].compactMap { $0 }.min()
  }
}
