import AnnotationModel
import Glibc

@testable import StudyFormats

/// A folder that is gone when its owner is.
final class TemporaryFolder {
  let path: String

  init() {
    var template = Array("/tmp/concord-formats-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? "/tmp"
    }
  }

  deinit {
    for file in FolderContents.files(below: path) { unlink(file) }
    for folder in ["/debate", "/fair-eval", "/pandalm-eval", ""] { rmdir(path + folder) }
  }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) -> String {
    let file = path + "/" + name
    let descriptor = open(file, O_CREAT | O_WRONLY | O_TRUNC, 0o600)
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else { break }
      written += count
    }
    return file
  }

  @discardableResult
  func write(_ name: String, _ text: String) -> String { write(name, Array(text.utf8)) }
}

/// Everything that a plan reads.
func readAll(_ plan: ImportPlan) throws -> RecordBatch {
  var all = RecordBatch()
  for reader in try plan.readers() {
    while let batch = try reader.next() {
      all.records += batch.records
      all.problems += batch.problems
      all.remarks += batch.remarks
    }
  }
  return all
}

func readAll(
  _ path: String, _ format: String = "auto", scale: Scale = StudyTask.pairwise.scale
) throws -> RecordBatch {
  try readAll(ImportPlan(paths: [path], format: format, scale: scale))
}

extension RecordBatch {
  var items: [Item] {
    records.compactMap { if case .item(let item) = $0.record { item } else { nil } }
  }
  var labels: [ImportedLabel] {
    records.compactMap { if case .label(let label) = $0.record { label } else { nil } }
  }
  var verdicts: [ImportedVerdict] {
    records.compactMap { if case .verdict(let verdict) = $0.record { verdict } else { nil } }
  }
  var originals: [OriginalText] {
    records.compactMap { if case .original(let text) = $0.record { text } else { nil } }
  }
  var raters: [ImportedRater] {
    records.compactMap { if case .rater(let rater) = $0.record { rater } else { nil } }
  }
}
