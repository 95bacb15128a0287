import AnnotationModel
import AnnotationStorage
import Glibc
import StudyFormats

/// `concord new`.
enum NewCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let name = invocation.value("template") ?? "pairwise"
    guard let template = TaskTemplate.named(name) else {
      throw CommandFailure.usage("there is no template '\(name)'")
    }
    if let file = invocation.value("write-task") {
      guard !FolderContents.exists(file) else {
        throw CommandFailure.data("\(file): is there already; choose another name")
      }
      return try TextFile.write(template.yaml, to: file)
    }
    guard let path = invocation.operands.first else {
      throw CommandFailure.usage("STUDY is missing: the file to make")
    }
    var text = template.yaml
    var source = "template " + name
    if let file = invocation.value("task") {
      text = try FolderContents.text(of: file)
      source = file
    }
    let (task, problems) = TaskFile.parse(text, name: source)
    guard let task else { throw CommandFailure.data(problems.joined(separator: "\n")) }
    let stem = path.split(separator: "/").last.map(String.init) ?? path
    let title = invocation.value("title") ?? stem.replacing(".concord", with: "")
    let store = try AnnotationStore.create(
      at: path, study: Study(title: title, task: task, taskText: text))
    await store.close()
    console.message("made \(path), task \(task.name); next: concord import \(path) FILE")
  }
}

/// `concord check`.
enum CheckCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let path = invocation.operands[0]
    var findings: [String]
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
      findings = TaskFile.parse(try FolderContents.text(of: path), name: path).problems
    } else {
      findings = try await study(at: path)
    }
    if invocation.has("json") {
      try console.print(
        JSONValue.members(["findings": .strings(findings), "ok": .bool(findings.isEmpty)]))
    } else {
      for finding in findings { try console.print(SafeText.line(finding)) }
      if findings.isEmpty { try console.print("\(SafeText.line(path)): nothing is wrong") }
    }
    if !findings.isEmpty {
      throw CommandFailure.checkFailed(
        "\(path): \(findings.count) \(findings.count == 1 ? "finding" : "findings")")
    }
  }
}

extension CheckCommand {
  /// What is wrong with a study. Where the damage ends the reading, that is what was found; other
  /// commands send people here, and here they need the way on.
  private static func study(at path: String) async throws -> [String] {
    do {
      let store = try AnnotationStore.open(at: path, mode: .readOnly)
      return try await store.check().map(\.description)
    } catch {
      return [try finding(error)]
    }
  }

  private static func finding(_ error: StorageError) throws -> String {
    switch error {
    case .damaged(_, let detail):
      return "The file is damaged, and could not be read to its end: \(detail). Restore a backup, "
        + "or recover what can be read with the sqlite3 program."
    case .engine(let path, let code, let message):
      throw CommandFailure.data(
        "\(path): SQLite error \(code): \(message); copy the file to another disk and check the "
          + "copy, or restore a backup")
    default: throw error
    }
  }
}

/// The time and identifiers of this process.
enum Clock {
  static func milliseconds() -> Milliseconds {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  static func eventID() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

/// Whole text files, written beside and then renamed: never half of one.
enum TextFile {
  static func write(_ text: String, to path: String) throws {
    let file = try OutputFile(path: path)
    try file.write(text)
    try file.finish()
  }
}

/// A file that appears under its name only when it is complete; `-` is standard output.
final class OutputFile {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isFinished = false

  init(path: String) throws {
    self.path = path
    temporary = path + ".part"
    descriptor =
      path == "-"
      ? STDOUT_FILENO : open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CommandFailure.system(path, code: errno) }
  }

  deinit {
    guard path != "-" else { return }
    close(descriptor)
    if !isFinished { unlink(temporary) }
  }

  func write(_ text: String) throws {
    if path == "-" { return try Console.ofProcess().write(text, exactly: true) }
    try Console.writeAll(text, to: descriptor)
  }

  func finish() throws {
    guard path != "-" else { return }
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw CommandFailure.system(path, code: errno)
    }
    isFinished = true
  }
}
