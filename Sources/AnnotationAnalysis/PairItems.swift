import AgreementStatistics
import AnnotationModel

/// Which items of a pair of raters are asked for.
public enum PairSelection: Hashable, Sendable {
  /// The two are in different categories of the table.
  case differing
  /// Both are where this cell of the table counts them.
  case cell(row: Int, column: Int)
}

extension AgreementTracker {
  /// Items that the pair's table counts where `selection` says, under the policy in force: an
  /// unparsed verdict that counts as a tie is among the ties. In file order.
  ///
  /// - Parameter slice: only items of this slice of a property that has been loaded.
  /// - Cost: O(items + codes²).
  public func items(
    _ first: StreamID, _ second: StreamID, _ selection: PairSelection,
    slice: (property: SliceColumn.Property, name: String)? = nil
  ) -> [ItemID] {
    guard let one = stream(first)?.codes, let two = stream(second)?.codes else { return [] }
    let span = CodeSpan(categoryCount: scale.categoryCount)
    let wanted = (0..<span.count * span.count).map { at in
      isWanted(span.code(at / span.count), span.code(at % span.count), selection)
    }
    var isInside: (Int) -> Bool = { _ in true }
    if let slice {
      guard let column = sliceColumn(slice.property),
        let number = column.names.firstIndex(of: slice.name)
      else { return [] }
      isInside = { $0 < column.values.count && Int(column.values[$0]) == number }
    }
    return one.indices.compactMap { index in
      wanted[span.index(one[index]) * span.count + span.index(two[index])] && isInside(index)
        ? ItemID(Int64(index + 1)) : nil
    }
  }

  /// Where one item with these two codes lands in the table.
  private func isWanted(_ first: Int16, _ second: Int16, _ selection: PairSelection) -> Bool {
    var table = PairTable(categories: TabulatedCategories(scale: scale, policy: policy))
    table.add(1, first, second)
    guard table.itemCount == 1 else { return false }
    switch selection {
    case .differing: return table.confusion.diagonalTotal == 0
    case .cell(let row, let column):
      let size = table.confusion.categoryCount
      guard row < size, column < size else { return false }
      return table.confusion[row, column] == 1
    }
  }
}
