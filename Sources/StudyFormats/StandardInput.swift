import Glibc
import Synchronization

/// The process's standard input, whose silence can be ended.
public enum StandardInput {
  private static let waker = Atomic<Int32>(-1)

  /// From now on a read that waits for standard input fails as soon as `descriptor` is readable.
  public static func endsWaiting(when descriptor: Int32) {
    waker.store(descriptor, ordering: .releasing)
  }

  /// Waits until there is something to read; false where the waiting was ended.
  static func wait() -> Bool {
    let waker = waker.load(ordering: .acquiring)
    guard waker >= 0 else { return true }
    var both = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: waker, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&both, 2, -1) < 0, errno == EINTR {}
    return both[1].revents == 0
  }
}
