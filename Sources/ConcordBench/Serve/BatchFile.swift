import Glibc
import RehearsalServer

/// A batch file on the disk, answered line by line.
enum BatchFile {
  /// Writes the results beside their place and moves them there once they are whole.
  ///
  /// Returns words that say how many there are.
  static func answer(
    _ input: String, to output: String, _ batch: RehearsalBatch
  ) throws(BenchFailure) -> String {
    guard let source = fopen(input, "re") else { throw .system("\(input): \(problem)") }
    defer { fclose(source) }
    let draft = output + ".part"
    guard let target = fopen(draft, "we") else { throw .system("\(draft): \(problem)") }
    var batch = batch
    var isWritten = true
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    while true {
      let count = getline(&line, &room, source)
      guard count > 0, let line else { break }
      let bytes = UnsafeRawBufferPointer(start: line, count: count)
      isWritten = write(batch.take(Array(bytes)), to: target) && isWritten
    }
    let isRead = ferror(source) == 0
    isWritten = write(batch.finish(), to: target) && isWritten
    let isClosed = fclose(target) == 0
    guard isRead else { throw .system("\(input): cannot be read to its end: \(problem)") }
    guard isWritten, isClosed, rename(draft, output) == 0 else {
      throw .system("\(output): cannot be written: \(problem)")
    }
    return "\(output): \(batch.answered) answered, \(batch.failed) failed"
  }

  private static func write(_ lines: [String], to target: UnsafeMutablePointer<FILE>) -> Bool {
    for line in lines where fputs(line + "\n", target) < 0 { return false }
    return true
  }

  private static var problem: String { String(cString: strerror(errno)) }
}
