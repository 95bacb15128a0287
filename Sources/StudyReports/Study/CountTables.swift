import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The tables behind the coefficients: answers against answers, and slices.
extension AgreementTables {
  /// Categories of the largest confusion table that is printed.
  private static let mostCategories = 20

  /// One for each comparison with a common item; none where there are too many categories to read.
  var confusions: [ReportTable] {
    figures.comparisons.compactMap { one in
      let (table, categories) = (one.pair.table, one.pair.table.categories.names)
      guard table.itemCount > 0, categories.count <= Self.mostCategories else { return nil }
      let rows = categories.indices.map { row in
        [categories[row]] + categories.indices.map { "\(table.confusion[row, $0])" }
          + ["\(table.confusion.rowTotals[row])"]
      }
      let totals = table.confusion.columnTotals.map { "\($0)" }
      return ReportTable(
        "Answers of \(one.pair.first.name) (rows) and of \(one.pair.second.name) (columns), "
          + "n = \(table.itemCount).",
        columns: [.init("", .words)] + categories.map { .init($0) } + [.init("all")],
        rows: rows + [["all"] + totals + ["\(table.itemCount)"]])
    }
  }

  /// Each comparison by the slices of a property; nil where none was asked for.
  var slices: ReportTable? {
    guard let property = figures.property else { return nil }
    let rows = figures.comparisons.flatMap { one in
      one.slices.map { slice in
        [slice.name, name(one.pair)] + Self.figures(slice.table)
          + [Figure.value(slice.table.coefficient(.ac1))]
      }
    }
    return ReportTable(
      "Agreement \(against) by \(property.rawValue).",
      columns: [.init(property.rawValue, .words), .init("rater", .words)] + Self.figureTitles
        + [.init("AC1")],
      rows: rows,
      notes: [
        "Slices are looked at one by one and without an adjustment: a low one among many may be "
          + "chance."
      ])
  }
}
