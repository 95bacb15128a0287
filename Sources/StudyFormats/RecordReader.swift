import AnnotationModel
import JSONText

/// A file of any format as a stream of records.
public protocol RecordReader: AnyObject {
  /// The next records and the rows that could not be read; nil at the end. Pull until nil.
  func next() throws(FormatError) -> RecordBatch?
  /// Bytes taken so far, and in all where that is known: for progress.
  var progress: (read: Int, total: Int?) { get }
}

/// Some records, and what could not become one.
public struct RecordBatch: Hashable, Sendable {
  public var records: [PlacedRecord]
  public var problems: [RowProblem]
  /// Things to say that are no problems, such as rows of another data set that were left out.
  public var remarks: [String]
  /// With the first rows of a file whose columns are mapped: what they are taken for.
  public var mapping: MappingPreview?

  public init(
    records: [PlacedRecord] = [], problems: [RowProblem] = [], remarks: [String] = []
  ) {
    self.records = records
    self.problems = problems
    self.remarks = remarks
  }

  mutating func add(_ record: ImportRecord, at place: SourcePlace) {
    records.append(PlacedRecord(record: record, place: place))
  }
}

/// Records that were made at once: for formats that must see several files together.
final class ReadyRecords: RecordReader {
  private var batches: [RecordBatch]
  let progress: (read: Int, total: Int?)

  init(_ batch: RecordBatch) {
    let step = 2000
    var parts: [RecordBatch] = []
    for start in stride(from: 0, to: batch.records.count, by: step) {
      let end = min(start + step, batch.records.count)
      parts.append(RecordBatch(records: Array(batch.records[start..<end])))
    }
    if parts.isEmpty { parts = [RecordBatch()] }
    parts[0].problems = batch.problems
    parts[0].remarks = batch.remarks
    batches = parts.reversed()
    progress = (0, nil)
  }

  func next() -> RecordBatch? { batches.popLast() }
}

/// All elements of a JSON or JSONL file, for the small files that others are read with.
func allElements(of path: String, _ batch: inout RecordBatch) throws(FormatError)
  -> [(node: JSONNode, place: SourcePlace)]
{
  let elements = JSONElements(try ByteSource(path: path), name: path)
  var result: [(JSONNode, SourcePlace)] = []
  while let (parsed, place) = try elements.next() {
    batch.records += elements.takeOriginals(at: place)
    switch parsed {
    case .success(let node): result.append((node, place))
    case .failure(let mistake):
      batch.problems.append(RowProblem(place, mistake.text, remedy: "mend the JSON of this row"))
    }
  }
  return result
}

/// The first element of a file that can be read; nil where there is none, and for standard input,
/// which can be read only once.
func firstElement(of path: String) throws(FormatError) -> JSONNode? {
  guard path != "-" else { return nil }
  let elements = JSONElements(try ByteSource(path: path), name: path)
  while let (parsed, _) = try elements.next() {
    if case .success(let node) = parsed { return node }
  }
  return nil
}

func lastComponent(_ path: String) -> String {
  path.split(separator: "/").last.map(String.init) ?? path
}

func parentFolder(_ path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}
