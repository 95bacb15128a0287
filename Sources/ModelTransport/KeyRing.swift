import Glibc
import ModelCalls

/// Keys of endpoints, from the environment or a command of the person's own. They stay in this
/// process's memory, in headers of calls, and nowhere else.
public actor KeyRing {
  private let environment: @Sendable (String) -> String?
  private var fromCommands: [String: Result<String, CallFailure>] = [:]

  public init(
    environment: @escaping @Sendable (String) -> String? = { name in
      getenv(name).map { String(cString: $0) }
    }
  ) {
    self.environment = environment
  }

  /// The key, or nil where none is needed. A command runs once in the life of the process.
  public func key(of source: KeySource) -> Result<String?, CallFailure> {
    switch source {
    case .none: return .success(nil)
    case .environment(let name):
      guard let key = environment(name), !key.isEmpty else {
        return .failure(CallFailure(.noKey, detail: "the environment has no \(name)"))
      }
      return .success(key)
    case .command(let command):
      let result = fromCommands[command] ?? Self.run(command)
      fromCommands[command] = result
      return result.map { $0 }
    }
  }

  /// The first line of what a command prints. Its words are not part of any error: they may hold
  /// a secret themselves.
  private static func run(_ command: String) -> Result<String, CallFailure> {
    guard let pipe = popen("exec 2>/dev/null </dev/null\n" + command, "re") else {
      return .failure(CallFailure(.noKey, detail: "the key's command cannot be started"))
    }
    var buffer = [CChar](repeating: 0, count: 16_384)
    let line = fgets(&buffer, Int32(buffer.count), pipe).map { String(cString: $0) } ?? ""
    let status = pclose(pipe)
    let key = line.filter { !$0.isNewline }
    guard status == 0, !key.isEmpty else {
      return .failure(CallFailure(.noKey, detail: "the key's command failed or printed nothing"))
    }
    return .success(key)
  }
}
