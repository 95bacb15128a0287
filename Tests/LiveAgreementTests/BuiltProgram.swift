import Foundation

/// The program beside the test bundle, run to its end.
enum BuiltProgram {
  static var path: String? {
    let bundle = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let path = bundle.deletingLastPathComponent().appendingPathComponent("concord").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  struct Failure: Error { var status: Int32 }

  /// What it writes to standard output.
  static func run(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path ?? "concord")
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    process.standardOutput = try FileHandle(forWritingTo: file)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(status: process.terminationStatus)
    }
    return try Data(contentsOf: file)
  }

  static func json(_ arguments: [String]) throws -> [[String: Any]] {
    try JSONSerialization.jsonObject(with: try run(arguments)) as? [[String: Any]] ?? []
  }

  /// A folder of the repository.
  static func folder(_ path: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent(path).path
  }

  /// Published data, where they lie beside the repository.
  static let data: String? = {
    if let given = ProcessInfo.processInfo.environment["CONCORD_SHARED"] { return given + "/data" }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let found = place.appendingPathComponent("shared/data").path
      if FileManager.default.fileExists(atPath: found) { return found }
    }
    return nil
  }()
}
