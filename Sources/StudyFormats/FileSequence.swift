import Glibc

/// Files that are read one after the other, each opened when its turn comes: progress counts the
/// bytes of them all.
final class FileSequence: RecordReader {
  typealias Opening = () throws(FormatError) -> any RecordReader

  private var rest: [(file: String, open: Opening)]
  private var current: (any RecordReader)?
  private var done = 0
  private let total: Int?
  private var opening: RecordBatch

  /// Refuses at once a file that is not there. `opening` comes before what the files have.
  init(_ files: [(file: String, open: Opening)], opening: RecordBatch = RecordBatch())
    throws(FormatError)
  {
    var sum: Int? = 0
    for (file, _) in files {
      guard file != "-", !FolderContents.isFolder(file) else {
        sum = nil
        continue
      }
      var status = stat()
      guard stat(file, &status) == 0 else {
        throw .cannotOpen(path: file, reason: ByteSource.reason())
      }
      sum = sum.map { $0 + Int(status.st_size) }
    }
    total = sum
    rest = files.reversed()
    self.opening = opening
  }

  var progress: (read: Int, total: Int?) { (done + (current?.progress.read ?? 0), total) }

  func next() throws(FormatError) -> RecordBatch? {
    if opening != RecordBatch() {
      defer { opening = RecordBatch() }
      return opening
    }
    while true {
      if let current {
        if let batch = try current.next() { return batch }
        done += current.progress.read
        self.current = nil
      }
      guard let part = rest.popLast() else { return nil }
      current = try part.open()
    }
  }
}
