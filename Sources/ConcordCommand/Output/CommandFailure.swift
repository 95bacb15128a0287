import Glibc

/// Why a command ended without doing all it was asked to.
enum CommandFailure: Error, Hashable, Sendable {
  /// The command line cannot be meant.
  case usage(String)
  /// The data, or the world they are in, does not allow it.
  case data(String)
  /// A system call failed.
  case system(String, code: Int32)
  /// A check found something, or a gate did not hold. The findings are the result already.
  case checkFailed(String)
  /// The reader of standard output went away: nothing more to say.
  case outputClosed
  /// Ctrl-C.
  case cancelled(String)

  var status: ExitStatus {
    switch self {
    case .usage: .usage
    case .data, .system: .data
    case .checkFailed: .checkFailed
    case .outputClosed: .success
    case .cancelled: .cancelled
    }
  }
}

extension CommandFailure: CustomStringConvertible {
  var description: String {
    switch self {
    case .usage(let text), .data(let text), .checkFailed(let text), .cancelled(let text): text
    case .system(let what, let code):
      what + ": " + (strerror(code).map { String(cString: $0) } ?? "error \(code)")
    case .outputClosed: ""
    }
  }
}

/// What the program says of itself to a script.
enum ExitStatus: Int32, Sendable {
  case success = 0
  /// A check found something, or a gate did not hold.
  case checkFailed = 1
  case usage = 2
  /// Bad data, or a file that cannot be read or written.
  case data = 3
  /// Ctrl-C.
  case cancelled = 130
}
