import AgreementStatistics
import AnnotationAnalysis
import StudyFormats

/// `concord stats`: the coefficients of any table of ratings, without a study.
enum StatsCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws {
    let path = invocation.operands[0]
    let forms = ["json", "markdown", "csv"].filter { invocation.has($0) }
    guard forms.count < 2 else {
      throw CommandFailure.usage("--\(forms[0]) and --\(forms[1]) are two forms: choose one")
    }
    let request = try StatsRequest(invocation)
    let table = try RatingsTableReader(
      path: path, request: request.layout,
      separator: invocation.value("delimiter").flatMap(Separator.init(rawValue:)),
      missing: Set(invocation.list("missing")),
      repeated: invocation.value("repeated").flatMap(RatingsTableReader.Repeated.init(rawValue:))
        ?? .refuse
    ).read()
    let sample = try sample(table, request, path)
    for word in doubtful(sample, invocation.list("missing")) {
      console.message("'\(word)' is counted as a category; --missing \(word) leaves it out")
    }
    let report = try StatsReport(sample, request, layout: table.layout.description, path: path)
    switch forms.first {
    case "json": try console.print(StatsJSON.document(report))
    case "markdown": try console.print(StatsText.markdown(report), exactly: true)
    case "csv": try console.print(StatsText.csv(report), exactly: true)
    default: try console.print(StatsText.plain(report, heading: console.heading))
    }
  }

  /// The table's values as categories in an order.
  static func sample(
    _ table: RatingsTable, _ request: StatsRequest, _ path: String
  ) throws(CommandFailure) -> RatingSample {
    guard table.unitCount > 0 else {
      throw .data("\(path): a header and nothing below it: there is nothing to count")
    }
    let order: CategoryOrder
    do {
      order = try CategoryOrder(
        observed: table.categories, declared: request.categories, level: request.scale)
    } catch {
      throw .data("\(path): \(error)")
    }
    var places: [String: RatingMatrix.Code] = [:]
    for (at, name) in order.categories.enumerated() { places[name] = RatingMatrix.Code(at) }
    let codes = table.categories.map { places[$0] ?? RatingMatrix.missing }
    let isSame = codes.enumerated().allSatisfy { Int($0.element) == $0.offset }
    let columns =
      isSame
      ? table.columns
      : table.columns.map { column in
        column.map { $0 == RatingsTable.missing ? RatingMatrix.missing : codes[Int($0)] }
      }
    return RatingSample(
      raters: table.raters, categories: order.categories, scores: order.scores,
      level: order.level,
      matrix: RatingMatrix(categoryCount: order.categories.count, columns: columns),
      clusters: table.clusters)
  }

  /// Categories that look like missing ones.
  private static func doubtful(_ sample: RatingSample, _ missing: [String]) -> [String] {
    let words: Set = ["NA", "N/A", "NaN", "nan", "null", "NULL", "None", "none", "-"]
    return sample.categories.filter { words.contains($0) && !missing.contains($0) }
  }
}
