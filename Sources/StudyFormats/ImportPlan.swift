import AnnotationModel

/// What is to be imported, and how: made from paths and options before anything is written.
public struct ImportPlan: Sendable {
  public var paths: [String]
  public var format: String
  public var kind: String?
  public var dataset: String?
  public var mapping: FieldMapping?
  public var scale: Scale

  public init(
    paths: [String], format: String = "auto", kind: String? = nil, dataset: String? = nil,
    mapping: FieldMapping? = nil, scale: Scale
  ) {
    self.paths = paths
    self.format = format
    self.kind = kind
    self.dataset = dataset
    self.mapping = mapping
    self.scale = scale
  }

  /// The formats with names, and the generic ones.
  public static let formats =
    ["auto"] + genericFormats + [
      "pandalm", "faireval", "mtbench", "fellowship", "label-studio", "argilla", "prodigy", "study",
    ]

  /// The formats whose columns are mapped.
  static let genericFormats = ["csv", "tsv", "jsonl", "json"]

  /// The format, guessed from the first path where it is `auto`.
  public var chosenFormat: String {
    guard format == "auto", let path = paths.first else { return format }
    if StudyFolder.isStudy(path) { return "study" }
    let name = lastComponent(path).replacing(".gz", with: "").lowercased()
    if name.hasSuffix(".tsv") { return "tsv" }
    if name.hasSuffix(".csv") { return "csv" }
    if name.hasSuffix(".json") { return "json" }
    return "jsonl"
  }

  /// The files: folders are opened, except study folders.
  private var files: [String] {
    paths.flatMap { path in
      FolderContents.isFolder(path) ? FolderContents.files(below: path).filter(isWanted) : [path]
    }
  }

  /// Whether a file found in a folder is of the format; one that was named is read in any case.
  private func isWanted(_ file: String) -> Bool {
    let name = lastComponent(file).replacing(".gz", with: "")
    switch chosenFormat {
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
    func ready(_ batch: RecordBatch) -> [any RecordReader] { [ReadyRecords(batch, bytes: 0)] }
    switch chosenFormat {
    case "study": return paths.map { StudyFolderReader($0) }
    case "pandalm": return ready(try PandaLMFormat.read(files))
    case "faireval": return ready(try FairEvalFormat.read(files))
    case "mtbench": return ready(try MTBenchFormat.read(files))
    case "fellowship":
      let options = FellowshipFormat.Options(kind: kind, dataset: dataset)
      return ready(try FellowshipFormat.read(files, options))
    case "label-studio", "argilla", "prodigy":
      var readers: [any RecordReader] = []
      for file in files { readers.append(try tool(file)) }
      return readers
    default:
      var readers: [any RecordReader] = []
      for file in files { readers.append(try generic(file)) }
      return readers
    }
  }

  private func tool(_ file: String) throws(FormatError) -> any RecordReader {
    let setting = ToolSetting(mapping: mapping ?? FieldMapping(), scale: scale)
    return switch chosenFormat {
    case "label-studio":
      try ElementReader(file) { LabelStudioFormat.read($0, $1, setting, &$2) }
    case "argilla": try ElementReader(file) { ArgillaFormat.read($0, $1, setting, &$2) }
    default: try ElementReader(file) { ProdigyFormat.read($0, $1, setting, &$2) }
    }
  }

  private func generic(_ file: String) throws(FormatError) -> GenericReader {
    let rater = lastComponent(file).split(separator: ".").first.map(String.init) ?? "imported"
    let rows = try FieldRows.open(file, format: chosenFormat)
    return GenericReader(
      rows, name: file, mapping: complete(rows.guess), scale: scale, defaultRater: rater)
  }

  private func complete(_ guessed: FieldMapping) -> FieldMapping {
    var result = guessed
    for (meaning, field) in mapping?.fields ?? [:] {
      for (other, taken) in result.fields where taken == field { result.fields[other] = nil }
      result.fields[meaning] = field
    }
    return result
  }

  /// How the first file would be read: field, meaning, and an example of its content.
  public func preview() throws(FormatError) -> [(field: String, meaning: String, example: String)] {
    guard let file = files.first,
      Self.genericFormats.contains(chosenFormat)
    else { return [] }
    let rows = try FieldRows.open(file, format: chosenFormat)
    let mapping = complete(rows.guess)
    return rows.names.enumerated().map { index, name in
      let meaning = mapping.fields.first { $0.value == name }?.key
      let isRater = mapping.raterFields.contains(name)
      let example = rows.samples[index].first { !$0.isEmpty } ?? ""
      return (
        name, meaning ?? (isRater ? "a rater's answers" : "(left out)"),
        String(example.prefix(60))
      )
    }
  }
}
