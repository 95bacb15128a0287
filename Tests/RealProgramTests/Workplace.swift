import Foundation

/// The built program, and a folder of a test's own to run it in.
final class Workplace {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/concord-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ data: Data) throws -> String {
    try data.write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }

  func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

  // MARK: - The program

  /// The program beside the test bundle.
  static let program: String = {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return bundle.deletingLastPathComponent().appendingPathComponent("concord").path
  }()

  /// The repository, and what lies beside it.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let shared = repository.deletingLastPathComponent().appendingPathComponent("shared").path

  struct Failed: Error, CustomStringConvertible {
    var arguments: [String]
    var result: Result
    var description: String { "concord \(arguments) ended with \(result)" }
  }

  struct Result {
    var status: Int32
    var output: Data
    var errors: String
  }

  /// Runs a command to its end, without a terminal.
  func run(_ arguments: [String], environment more: [String: String] = [:]) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = arguments
    process.environment = environment.merging(more) { $1 }
    let name = UUID().uuidString
    let (output, errors) = (path(name + ".out"), path(name + ".err"))
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file, contents: nil)
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    process.waitUntilExit()
    defer { for file in [output, errors] { try? FileManager.default.removeItem(atPath: file) } }
    func contents(_ file: String) -> Data { FileManager.default.contents(atPath: file) ?? Data() }
    return Result(
      status: process.terminationStatus, output: contents(output),
      errors: String(decoding: contents(errors), as: UTF8.self))
  }

  /// Runs a command that must succeed.
  @discardableResult
  func succeed(_ arguments: String...) throws -> String {
    let result = try run(arguments)
    guard result.status == 0 else { throw Failed(arguments: arguments, result: result) }
    return String(decoding: result.output, as: UTF8.self)
  }

  var environment: [String: String] {
    [
      "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": folder, "XDG_CONFIG_HOME": folder,
      "XDG_STATE_HOME": folder, "XDG_DATA_HOME": folder, "SWIFT_BACKTRACE": "enable=no",
    ]
  }

  /// The program in a terminal.
  func open(
    _ arguments: String..., columns: Int = 80, rows: Int = 24,
    environment more: [String: String] = [:]
  ) throws -> LiveProgram {
    try LiveProgram(
      Self.program, arguments, columns: columns, rows: rows,
      environment: environment.merging(more) { $1 })
  }
}
