import Foundation

/// The built program, or another one, run to its end without a terminal.
struct RunningProgram {
  var status: Int32
  var output: String
  var errors: String

  /// The program beside the test bundle.
  static var concord: String? {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = bundle.deletingLastPathComponent().appendingPathComponent("concord").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  static func run(
    _ program: String, _ arguments: [String], input: Data = Data(),
    environment: [String: String] = [:]
  ) throws -> RunningProgram {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
      .merging(environment) { $1 }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ data: Data = Data()) throws -> URL {
      let place = folder.appendingPathComponent(name)
      try data.write(to: place)
      return place
    }
    let (output, errors) = (try file("output"), try file("errors"))
    process.standardInput = try FileHandle(forReadingFrom: try file("input", input))
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    return RunningProgram(
      status: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
  }
}

/// A folder of a test's own, and the program in it.
final class ScratchFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    return file(name)
  }

  @discardableResult
  func concord(_ arguments: String..., input: String = "") throws -> RunningProgram {
    try concord(arguments, input: input)
  }

  func concord(_ arguments: [String], input: String = "") throws -> RunningProgram {
    try RunningProgram.run(
      RunningProgram.concord ?? "/nonexistent/concord", arguments, input: Data(input.utf8))
  }

  /// A new pairwise study of three pairs and two people.
  func study() throws -> String {
    let path = file("s.concord")
    var rows = "item,prompt,response_a,response_b,rater,verdict\n"
    for (item, ann, bob) in [("q1", "a", "a"), ("q2", "b", "b"), ("q3", "tie", "a")] {
      rows += "\(item),ask \(item),left \(item),right \(item),ann,\(ann)\n"
      rows += "\(item),ask \(item),left \(item),right \(item),bob,\(bob)\n"
    }
    try concord("new", path, "--template", "pairwise")
    try concord("import", path, try write("rows.csv", rows))
    return path
  }
}
