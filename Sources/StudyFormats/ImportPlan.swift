import AnnotationModel

/// What is to be imported, and how: made from paths and options before anything is written.
public struct ImportPlan: Sendable {
  public let paths: [String]
  /// The format, guessed from the first path where none was named.
  public let chosenFormat: String
  private let isGuessed: Bool
  /// MT-Bench's votes in another part of the same import.
  private var votes: [String] = []
  public var kind: String?
  public var dataset: String?
  /// What the user says of the columns; the others are as saved, or guessed.
  public var mapping: FieldMapping?
  /// What the user says of single columns, by column: a meaning, or "" to leave it out. It comes
  /// after all else.
  public var meanings: [String: String] = [:]
  public var scale: Scale
  /// What stands between the fields of a CSV file; found out where it is nil.
  public var separator: Separator?
  /// The sources of the items that the study holds.
  public var sources: Set<String> = []
  /// The mappings that were used in the study before, the newest first.
  public var savedMappings: [FieldMapping] = []

  /// - Parameter format: one of `formats`; for `auto` the beginning of the first file is read.
  public init(
    paths: [String], format: String = "auto", kind: String? = nil, dataset: String? = nil,
    mapping: FieldMapping? = nil, scale: Scale
  ) {
    self.paths = paths
    isGuessed = format == "auto"
    let guessed = format == "auto" ? paths.first.map(FormatGuess.format) ?? "jsonl" : format
    // Who names columns does not mean a format that has none.
    let isMapped = mapping != nil && Self.unmappedFormats.contains(guessed) && format == "auto"
    chosenFormat = isMapped ? FormatGuess.ending(paths.first ?? "") : guessed
    self.kind = kind
    self.dataset = dataset
    self.mapping = mapping
    self.scale = scale
  }

  /// The plan as one for each format that was guessed of its paths, those that bring items before
  /// those that speak of them: the order in which files are named does not matter.
  public func parts() -> [ImportPlan] {
    guard isGuessed, paths.count > 1 else { return [self] }
    var groups: [(format: String, paths: [String])] = []
    let guesses = paths.map { FormatGuess.format(of: $0) }
    let named = Set(guesses).subtracting(Self.genericFormats)
    for (path, guess) in zip(paths, guesses) {
      let isGeneric = Self.genericFormats.contains(guess)
      let format = isGeneric ? FormatGuess.companion(path, of: named) ?? guess : guess
      if let at = groups.firstIndex(where: { $0.format == format }) {
        groups[at].paths.append(path)
      } else {
        groups.append((format, [path]))
      }
    }
    guard groups.count > 1 || groups.first?.format != chosenFormat else { return [self] }
    let ordered =
      groups.filter { $0.format != "fellowship" } + groups.filter { $0.format == "fellowship" }
    return ordered.map { group in
      let isCompanions = group.paths.first.map(FormatGuess.format) != group.format
      var part = ImportPlan(
        paths: group.paths, format: isCompanions ? group.format : "auto", kind: kind,
        dataset: dataset, mapping: mapping, scale: scale)
      part.votes = groups.filter { $0.format == "mtbench" }.flatMap(\.paths)
      (part.separator, part.sources, part.savedMappings) = (separator, sources, savedMappings)
      return part
    }
  }

  /// The formats with names, and the generic ones.
  public static let formats =
    ["auto"] + genericFormats + [
      "pandalm", "faireval", "mtbench", "fellowship", "label-studio", "argilla", "prodigy", "study",
    ]

  private static let unmappedFormats = ["pandalm", "faireval", "mtbench", "fellowship"]

  /// The formats whose columns are mapped.
  static let genericFormats = ["csv", "tsv", "jsonl", "json"]

  /// The files: folders are opened, except study folders.
  private var files: [String] { Self.opened(paths, chosenFormat) }

  private static func opened(_ paths: [String], _ format: String) -> [String] {
    paths.flatMap { path in
      FolderContents.isFolder(path)
        ? FolderContents.files(below: path).filter { isWanted($0, format) } : [path]
    }
  }

  /// Whether a file found in a folder is of the format; one that was named is read in any case.
  private static func isWanted(_ file: String, _ format: String) -> Bool {
    let name = lastComponent(file).replacing(".gz", with: "")
    switch format {
    case "fellowship": return FellowshipFormat.isOurs(file)
    case "mtbench", "jsonl", "prodigy": return name.hasSuffix(".jsonl")
    case "csv": return name.hasSuffix(".csv")
    case "tsv": return name.hasSuffix(".tsv")
    case "pandalm", "json", "label-studio": return name.hasSuffix(".json")
    case "argilla": return name.hasSuffix(".json") || name.hasSuffix(".jsonl")
    default: return true
    }
  }

  /// Readers of the plan's files, in order.
  public func readers() throws(FormatError) -> [any RecordReader] {
    let files = files
    if isGuessed {
      for file in files where chosenFormat == "jsonl" {
        if let reason = FormatGuess.whyNotRows(file) {
          throw .unknownFormat(path: file, reason: reason)
        }
      }
    } else {
      try checkFormats()
    }
    switch chosenFormat {
    case "study": return paths.map { StudyFolderReader($0) }
    case "pandalm": return [try PandaLMFormat.reader(files)]
    case "faireval": return [ReadyRecords(try FairEvalFormat.read(files))]
    case "mtbench": return [try MTBenchFormat.reader(files)]
    case "fellowship":
      let options = FellowshipFormat.Options(
        kind: kind, dataset: dataset, sources: sources, votes: Self.opened(votes, "mtbench"))
      return [try FellowshipFormat.reader(files, options)]
    default:
      return [
        try FileSequence(
          files.map { file in (file, { () throws(FormatError) in try reader(of: file) }) })
      ]
    }
  }

  /// A file that is plainly of another format would be read as nothing, without a word.
  private func checkFormats() throws(FormatError) {
    for path in paths {
      guard let other = FormatGuess.plainly(path, notThe: chosenFormat, isAlone: paths.count == 1)
      else { continue }
      throw .unknownFormat(
        path: path,
        reason: "is \(other), and was to be read as \(chosenFormat); with the format guessed (no "
          + "--format) each file is read as what it is")
    }
  }

  /// A reader of one file of a generic format or of another tool.
  private func reader(of file: String) throws(FormatError) -> any RecordReader {
    let setting = ToolSetting(mapping: mapping ?? FieldMapping(), scale: scale)
    return switch chosenFormat {
    case "label-studio":
      try ElementReader(file) { LabelStudioFormat.read($0, $1, setting, &$2) }
    case "argilla": try ElementReader(file) { ArgillaFormat.read($0, $1, setting, &$2) }
    case "prodigy": try ElementReader(file) { ProdigyFormat.read($0, $1, setting, &$2) }
    default: try generic(file)
    }
  }

  private func generic(_ file: String) throws(FormatError) -> GenericReader {
    let rater = lastComponent(file).split(separator: ".").first.map(String.init) ?? "imported"
    let rows = try FieldRows.open(file, format: chosenFormat, separator: separator)
    try checkColumns(rows, file)
    return GenericReader(
      rows, name: file, mapping: mapping(of: rows), scale: scale, defaultRater: rater,
      kind: kind.flatMap(RaterKind.init(rawValue:)))
  }

  /// A column that is named and not there is a slip: what it should have brought would be missing
  /// without a word. JSON's fields are known only as far as they were looked at.
  private func checkColumns(_ rows: FieldRows, _ file: String) throws(FormatError) {
    guard rows.hasHeader, let mapping else { return }
    for (meaning, field) in mapping.fields.sorted(by: { $0.key < $1.key }) {
      let wanted = meaning == "raters" ? mapping.raterFields : [field]
      guard let missing = wanted.first(where: { !rows.names.contains($0) }) else { continue }
      let there = rows.names.map { "'\($0)'" }.joined(separator: ", ")
      throw .unknownFormat(
        path: file,
        reason: "there is no column '\(missing)' for \(meaning); the columns are \(there)")
    }
  }

  /// The mapping that was used for these columns before, or else the guess; what the user says
  /// comes before either.
  private func complete(_ guessed: FieldMapping, _ names: [String]) -> FieldMapping {
    var result = savedMappings.first { $0.fits(names) } ?? guessed
    result.words.merge(mapping?.words ?? [:]) { $1 }
    for (meaning, field) in mapping?.fields ?? [:] {
      for (other, taken) in result.fields where taken == field { result.fields[other] = nil }
      result.fields[meaning] = field
    }
    for (field, meaning) in meanings where names.contains(field) {
      result.give(meaning, to: field)
    }
    return result
  }

  private func mapping(of rows: FieldRows) -> MappingPreview {
    let mapping = complete(rows.guess, rows.names)
    let fields = rows.names.enumerated().map { index, name in
      let meaning = mapping.fields.first { $0.value == name }?.key
      let isRater = mapping.raterFields.contains(name)
      let example = rows.samples[index].first { !$0.isEmpty } ?? ""
      return MappingPreview.Field(
        field: name, meaning: meaning ?? (isRater ? "a rater's answers" : MappingPreview.nothing),
        example: String(example.prefix(60)))
    }
    let isUsual = rows.separator == (chosenFormat == "tsv" ? .tab : .comma)
    return MappingPreview(
      fields: fields, mapping: mapping, separator: isUsual ? nil : rows.separator,
      isSaved: savedMappings.contains { $0.fits(rows.names) })
  }

  /// How the first rows would be read; empty where there are none. Takes them from standard input.
  public func preview() throws(FormatError) -> RecordBatch {
    var result = RecordBatch()
    for reader in try readers() {
      while result.records.isEmpty, result.problems.isEmpty, let batch = try reader.next() {
        result.records += batch.records
        result.problems += batch.problems
        result.remarks += batch.remarks
        result.mapping = result.mapping ?? batch.mapping
      }
    }
    return result
  }
}
