import AnnotationModel
import AnnotationStorage

/// Brings calls and verdicts into the file: whatever comes while one transaction is written goes
/// into the next together, so that each is on the disk when it is called kept, and none waits for
/// more than two.
actor LedgerDesk {
  private let store: AnnotationStore
  private let run: RunID
  private var calls: [CallRecord] = []
  private var verdicts: [RunVerdict] = []
  private var waiting: [CheckedContinuation<StorageError?, Never>] = []
  private var isWriting = false

  init(_ store: AnnotationStore, run: RunID) {
    self.store = store
    self.run = run
  }

  /// On the disk when it returns.
  func keep(_ calls: [CallRecord], _ verdicts: [RunVerdict]) async throws(StorageError) {
    guard !calls.isEmpty || !verdicts.isEmpty else { return }
    self.calls += calls
    self.verdicts += verdicts
    let error = await withCheckedContinuation {
      (waiter: CheckedContinuation<StorageError?, Never>) in
      waiting.append(waiter)
      guard !isWriting else { return }
      isWriting = true
      Task { await write() }
    }
    if let error { throw error }
  }

  private func write() async {
    while !waiting.isEmpty {
      let (calls, verdicts, waiters) = (self.calls, self.verdicts, waiting)
      (self.calls, self.verdicts, waiting) = ([], [], [])
      var failure: StorageError?
      do throws(StorageError) {
        _ = try await store.record(calls, verdicts, of: run)
      } catch {
        failure = error
      }
      for waiter in waiters { waiter.resume(returning: failure) }
      // Who labels in another process finds the file free between two transactions.
      try? await Task.sleep(for: .milliseconds(1))
    }
    isWriting = false
  }
}
