import AnnotationModel
import JSONText
import StudyFormats

/// `concord import --dry-run`: how the first rows would be read.
enum ImportPreviewForm {
  /// Returns how many of the first rows cannot be read.
  static func print(_ plan: ImportPlan, _ isJSON: Bool, _ console: Console) throws -> Int {
    let first = try plan.preview()
    if isJSON {
      try console.print(json(plan, first))
      return first.problems.count
    }
    try console.print("format: \(plan.chosenFormat). Nothing has been written.")
    if let mapping = first.mapping {
      if mapping.isSaved {
        try console.print("Columns as an earlier import of this study took them.")
      }
      if let separator = mapping.separator {
        try console.print("Fields stand between \(separator.rawValue) signs.")
      }
      var table = PlainTable(columns: ["field", "means", "such as"].map { .init($0) })
      table.rows = mapping.fields.map { [$0.field, $0.meaning, $0.example] }
      try console.print(table.plain(heading: console.heading))
      try console.print("--map MEANING=COLUMN changes that; meanings: \(meanings)")
    }
    for placed in first.records.prefix(5) {
      try console.print(SafeText.line(StudyFolderLine.of(placed.record).line))
    }
    for remark in first.remarks { console.message(remark) }
    for problem in first.problems.prefix(5) { console.message(problem.description) }
    if let mapping = first.mapping, !mapping.hasAnswers { console.message(mapping.noAnswers) }
    return first.problems.count
  }

  private static let meanings =
    FieldMapping.meanings.filter { !$0.contains("-") || $0.hasSuffix("-a") }
    .map { $0.hasSuffix("-a") ? $0 + " … " + $0.dropLast() + "d" : $0 }.joined(separator: ", ")

  private static func json(_ plan: ImportPlan, _ first: RecordBatch) -> JSONValue {
    .members([
      "format": .string(plan.chosenFormat),
      "mapping": .array(
        (first.mapping?.fields ?? []).map {
          .members([
            "field": .string($0.field), "means": .string($0.meaning),
            "such_as": .string($0.example),
          ])
        }),
      "saved": .bool(first.mapping?.isSaved ?? false),
      "records": .array(
        first.records.prefix(5).map {
          JSONNode(StudyFolderLine.of($0.record).line).map(JSONValue.init) ?? .null
        }),
      "problems": .strings(first.problems.prefix(5).map(\.description)),
    ])
  }
}
