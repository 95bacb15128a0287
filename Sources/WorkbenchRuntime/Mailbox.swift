import CNcurses
import Synchronization
import Workbench

/// Messages from the rest of the program to the loop; posting wakes it.
final class Mailbox: Sendable {
  let wake = concord_make_wake()
  private let messages = Mutex<[Message]>([])

  func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    concord_wake(wake)
  }

  func takeAll() -> [Message] {
    concord_drain_wake(wake)
    return messages.withLock { all in
      defer { all = [] }
      return all
    }
  }
}
