import Foundation
import Glibc

/// A process of a test with all that it has started.
enum ProcessTree {
  /// Ends them at once. TERM would not do: a child of a test's thread has that thread's signals
  /// blocked, and passes this on to its own children.
  static func kill(_ process: Process) {
    let all = descendants(of: process.processIdentifier)
    for one in [process.processIdentifier] + all { Glibc.kill(one, SIGKILL) }
    process.waitUntilExit()
  }

  static func descendants(of parent: Int32) -> [Int32] {
    let path = "/proc/\(parent)/task/\(parent)/children"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let children = text.split(separator: " ").compactMap { Int32($0) }
    return children + children.flatMap(descendants)
  }
}
