import AgreementStatistics

/// One slice of the items against all others of the same property.
public struct SliceComparison: Hashable, Sendable {
  public enum Standing: Hashable, Sendable {
    case ordinary
    /// Fewer than `SliceComparison.smallest` items here or elsewhere: no judgement.
    case tooSmall
    /// Kappa differs from that of the other items by more than chance among so many slices.
    case below, above
  }

  /// Items that a slice must have before anything is said about it.
  public static let smallest = 20

  public var name: String
  public var table: PairTable
  public var kappa: Estimate
  /// Kappa of all items of the other slices together.
  public var rest: Estimate
  public var standing: Standing

  public var isFar: Bool { standing == .below || standing == .above }
}

extension SliceComparison {
  /// Compares each slice with the rest.
  ///
  /// The slices share no item, so z = (κ − κ_rest)/√(SE² + SE_rest²). A slice is far where its
  /// two-sided p is below 0.05 divided by the number of slices that were large enough to be looked
  /// at (Bonferroni): many looks find a low slice by chance alone. Where nothing disagrees, and
  /// the standard error is 0, the one under "no agreement" stands in. O(slices · k²).
  ///
  /// - Parameter looks: slices that are looked at in all, where other properties are looked at
  ///   besides.
  public static func all(
    _ slices: [(name: String, table: PairTable)], looks: Int = 0
  ) -> [SliceComparison] {
    guard let first = slices.first else { return [] }
    var whole = ConfusionTable(categoryCount: first.table.categories.count)
    for slice in slices { whole.add(slice.table.confusion, times: 1) }
    var result = slices.map { slice in
      var rest = whole
      rest.add(slice.table.confusion, times: -1)
      return SliceComparison(
        name: slice.name, table: slice.table, kappa: slice.table.coefficient(.cohen),
        rest: rest.cohenKappa(), standing: .ordinary)
    }
    let tested = result.indices.filter { result[$0].isLargeEnough }
    for index in result.indices where !result[index].isLargeEnough {
      result[index].standing = .tooSmall
    }
    guard !tested.isEmpty else { return result }
    let bound = NormalDistribution.quantile(1 - 0.025 / Double(max(looks, tested.count)))
    for index in tested {
      guard let z = result[index].z, abs(z) > bound else { continue }
      result[index].standing = z < 0 ? .below : .above
    }
    return result
  }

  private var isLargeEnough: Bool {
    table.itemCount >= Self.smallest && (rest.coefficient?.itemCount ?? 0) >= Self.smallest
  }

  private var z: Double? {
    guard let here = kappa.coefficient, let there = rest.coefficient,
      let one = Self.error(here), let two = Self.error(there), one + two > 0
    else { return nil }
    return (here.value - there.value) / (one * one + two * two).squareRoot()
  }

  private static func error(_ kappa: Coefficient) -> Double? {
    guard let error = kappa.standardError else { return nil }
    return error > 0 ? error : kappa.nullStandardError
  }
}

extension ConfusionTable {
  /// Adds a table of the same categories `times` times; −1 takes it away again.
  mutating func add(_ other: ConfusionTable, times: Int) {
    for row in 0..<categoryCount {
      for column in 0..<categoryCount where other[row, column] != 0 {
        add(times * other[row, column], row: row, column: column)
      }
    }
  }
}
