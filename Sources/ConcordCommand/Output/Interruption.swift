import Glibc
import StudyFormats
import Synchronization

/// Ctrl-C as a question that a long command asks itself between two steps.
enum Interruption {
  private static let flag = Atomic<Bool>(false)
  /// Where the handler writes, so that a read that waits hears of it on whatever thread it is.
  private static let pipeEnd = Atomic<Int32>(-1)

  /// From now on the first Ctrl-C only sets the flag, and ends a read that waits for standard
  /// input; the second one ends the process.
  static func watch() {
    flag.store(false, ordering: .relaxed)
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) == 0 {
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      pipeEnd.store(ends[1], ordering: .releasing)
      StandardInput.endsWaiting(when: ends[0])
    }
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interruption.raise() }
    action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
    sigaction(SIGINT, &action, nil)
  }

  static var isRequested: Bool { flag.load(ordering: .relaxed) }

  /// In a signal's handler: only what is safe there.
  private static func raise() {
    flag.store(true, ordering: .relaxed)
    let saved = errno
    var byte: UInt8 = 0
    _ = write(pipeEnd.load(ordering: .acquiring), &byte, 1)
    errno = saved
  }
}
