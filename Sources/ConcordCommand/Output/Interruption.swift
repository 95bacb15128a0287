import Glibc
import Synchronization

/// Ctrl-C as a question that a long command asks itself between two steps.
enum Interruption {
  private static let flag = Atomic<Bool>(false)

  /// From now on the first Ctrl-C only sets the flag, and ends a read that waits; the second one
  /// ends the process.
  static func watch() {
    flag.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interruption.raise() }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
  }

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  private static func raise() { flag.store(true, ordering: .relaxed) }
}
