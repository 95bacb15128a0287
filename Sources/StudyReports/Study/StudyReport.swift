import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import StatisticalFigures

/// The report of a study: its figures in words, tables and pictures.
public enum StudyReport {
  /// The whole report. The same facts and figures give the same document. O(raters² + tables).
  public static func document(_ facts: StudyFacts, _ figures: ReportedFigures) -> ReportDocument {
    let methods = MethodsText(facts: facts, figures: figures)
    let tables = AgreementTables(facts: facts, figures: figures)
    var sections = [
      ReportDocument.Section("Methods", date(facts) + methods.paragraphs.map { .paragraph($0) }),
      ReportDocument.Section("Raters", blocks([tables.raters, tables.settings])),
    ]
    if facts.scale.categoryCount > 0 {
      sections += agreement(tables)
      let pictures = pictures(tables)
      if !pictures.isEmpty { sections.append(.init("Pictures", pictures)) }
      sections.append(.init("Sources", [.list(methods.sources)]))
    }
    return ReportDocument(
      title: "Agreement in “\(facts.title)”",
      sections: sections.filter { !$0.blocks.isEmpty })
  }

  private static func agreement(_ tables: AgreementTables) -> [ReportDocument.Section] {
    let hasComparisons = !tables.figures.comparisons.isEmpty
    return [
      .init(
        "Agreement \(tables.against)",
        hasComparisons ? blocks([tables.comparisons, tables.tests]) : []),
      .init("Agreement of people", blocks([tables.people])),
      .init("Overall agreement", blocks([tables.overall])),
      .init("Answers against answers", blocks(tables.confusions)),
      .init("Slices", hasComparisons ? blocks([tables.slices]) : []),
    ]
  }

  private static func date(_ facts: StudyFacts) -> [ReportDocument.Block] {
    facts.date.map { [.paragraph("Date of this report: \($0).")] } ?? []
  }

  private static func blocks(_ tables: [ReportTable?]) -> [ReportDocument.Block] {
    tables.compactMap { $0.map(ReportDocument.Block.table) }
  }

  private static func pictures(_ tables: AgreementTables) -> [ReportDocument.Block] {
    let figures = tables.figures
    var result: [ReportDocument.Block] = []
    if !figures.comparisons.isEmpty {
      let rows = figures.comparisons.map { one in
        ForestPlot.Row(
          name: tables.name(one.pair), estimate: one.pair.table.coefficient(.cohen),
          count: one.pair.table.itemCount)
      }
      let plot = ForestPlot(
        title: "Cohen's kappa \(tables.against)", coefficients: ["kappa"], rows: rows)
      result.append(
        .picture(
          ReportPicture(
            "Cohen's kappa \(tables.against), with its 95 % interval.", .forest(plot))))
    }
    if figures.matrixNames.count > 2 {
      let map = MatrixHeatMap(
        title: "Cohen's kappa of any two raters", measure: "kappa", raters: figures.matrixNames,
        estimates: figures.matrix)
      let left = figures.report.raters.count - figures.matrixNames.count
      let note = left > 0 ? " (\(CountedWords.of(left, "more rater")) not shown)" : ""
      result.append(
        .picture(ReportPicture("Cohen's kappa of any two raters\(note).", .matrix(map))))
    }
    return result
  }
}
