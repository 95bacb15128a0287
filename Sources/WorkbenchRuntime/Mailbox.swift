import CNcurses
import Synchronization
import Workbench

/// Messages from the rest of the program to the loop; posting wakes it.
final class Mailbox: Sendable {
  let wake = concord_make_wake()
  private let messages = Mutex<[Message]>([])
  private let cancelled = Atomic(false)

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

  /// The person wants the running import to stop; it looks between two batches.
  func cancelImport() { cancelled.store(true, ordering: .relaxed) }

  func allowImport() { cancelled.store(false, ordering: .relaxed) }

  var importIsCancelled: Bool { cancelled.load(ordering: .relaxed) }
}
