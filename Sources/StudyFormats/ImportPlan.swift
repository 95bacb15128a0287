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
  public static let formats = [
    "auto", "csv", "tsv", "jsonl", "json", "pandalm", "faireval", "mtbench", "fellowship", "study",
  ]

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
      FolderContents.isFolder(path) ? FolderContents.files(below: path) : [path]
    }
  }

  /// Readers of the plan's files, in order.
  public func readers() throws(FormatError) -> [any RecordReader] {
    let files = files
    func ready(_ batch: RecordBatch) -> [any RecordReader] { [ReadyRecords(batch, bytes: 0)] }
    switch chosenFormat {
    case "study": return paths.map { StudyFolderReader($0) }
    case "pandalm": return ready(try PandaLMFormat.read(files.filter { $0.contains(".json") }))
    case "faireval": return ready(try FairEvalFormat.read(files))
    case "mtbench": return ready(try MTBenchFormat.read(files.filter { $0.contains(".jsonl") }))
    case "fellowship":
      let options = FellowshipFormat.Options(kind: kind, dataset: dataset)
      return ready(try FellowshipFormat.read(files, options))
    default:
      var readers: [any RecordReader] = []
      for file in files { readers.append(try generic(file)) }
      return readers
    }
  }

  private func generic(_ file: String) throws(FormatError) -> any RecordReader {
    let source = try ByteSource(path: file)
    let rater = lastComponent(file).split(separator: ".").first.map(String.init) ?? "imported"
    let isTable = ["csv", "tsv"].contains(chosenFormat)
    return isTable ? try table(file, source, rater) : try json(file, source, rater)
  }

  private func table(_ file: String, _ source: ByteSource, _ rater: String) throws(FormatError)
    -> any RecordReader
  {
    let tab = UInt8(ascii: "\t")
    let rows = CSVRows(source, separator: chosenFormat == "tsv" ? tab : UInt8(ascii: ","))
    let header = try rows.next()?.fields ?? []
    let mapping = complete(FieldMapping.guess(fields: header))
    var at: [String: Int] = [:]
    for (index, field) in header.enumerated() where at[field] == nil { at[field] = index }
    return GenericReader(
      source, name: file, mapping: mapping, scale: scale, defaultRater: rater
    ) { () throws(FormatError) -> GenericReader.Row? in
      guard let (fields, line) = try rows.next() else { return nil }
      let place = SourcePlace(file: file, line: line)
      guard fields.count == header.count else {
        return .mistake(
          RowProblem(
            place, "\(fields.count) fields, but the header has \(header.count)",
            remedy: "quote fields that hold separators or line ends"))
      }
      return .fields({ name in at[name].map { fields[$0] } }, place)
    }
  }

  private func json(_ file: String, _ source: ByteSource, _ rater: String) throws(FormatError)
    -> any RecordReader
  {
    let elements = JSONElements(source, name: file)
    var first = try elements.next()
    var names: [String] = []
    if case .success(let node)? = first?.node { names = Self.names(node) }
    let mapping = complete(FieldMapping.guess(fields: names))
    return GenericReader(
      source, name: file, mapping: mapping, scale: scale, defaultRater: rater
    ) { () throws(FormatError) -> GenericReader.Row? in
      if first == nil { first = try elements.next() }
      guard let element = first else { return nil }
      first = nil
      switch element.node {
      case .failure(let mistake):
        return .mistake(
          RowProblem(element.place, mistake.text, remedy: "mend the JSON of this row"))
      case .success(let node):
        return .fields({ name in node.at(name)?.text }, element.place)
      }
    }
  }

  /// Names of scalars, with dots for those inside objects.
  static func names(_ node: JSONNode, _ prefix: String = "") -> [String] {
    (node.members ?? []).flatMap { member -> [String] in
      let name = prefix + member.name
      return member.value.members == nil ? [name] : names(member.value, name + ".")
    }
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
      !["study", "pandalm", "faireval", "mtbench", "fellowship"]
        .contains(chosenFormat)
    else { return [] }
    var names: [String] = []
    var value: (String) -> String? = { _ in nil }
    let source = try ByteSource(path: file)
    if ["csv", "tsv"].contains(chosenFormat) {
      let tab = UInt8(ascii: "\t")
      let rows = CSVRows(source, separator: chosenFormat == "tsv" ? tab : UInt8(ascii: ","))
      names = try rows.next()?.fields ?? []
      let first = try rows.next()?.fields ?? []
      let header = names
      value = { name in
        header.firstIndex(of: name).flatMap { first.indices.contains($0) ? first[$0] : nil }
      }
    } else if case .success(let node)? = try JSONElements(source, name: file).next()?.node {
      names = Self.names(node)
      value = { node.at($0)?.text }
    }
    let mapping = complete(FieldMapping.guess(fields: names))
    return names.map { name in
      let meaning = mapping.fields.first { $0.value == name }?.key ?? "(left out)"
      return (name, meaning, String((value(name) ?? "").prefix(60)))
    }
  }
}
