/// What is due when, the earliest first: a binary heap.
struct TimerQueue<Element> {
  private var heap: [(due: ContinuousClock.Instant, order: UInt64, element: Element)] = []
  private var added: UInt64 = 0

  var earliest: ContinuousClock.Instant? { heap.first?.due }

  mutating func add(_ element: Element, due: ContinuousClock.Instant) {
    added += 1
    heap.append((due, added, element))
    var at = heap.count - 1
    while at > 0, isBefore(at, (at - 1) / 2) {
      heap.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  /// The earliest that is due by now.
  mutating func take(_ now: ContinuousClock.Instant) -> Element? {
    guard let first = heap.first, first.due <= now else { return nil }
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var at = 0
    while true {
      var least = at
      for child in [2 * at + 1, 2 * at + 2] where child < heap.count && isBefore(child, least) {
        least = child
      }
      guard least != at else { return first.element }
      heap.swapAt(at, least)
      at = least
    }
  }

  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    (heap[left].due, heap[left].order) < (heap[right].due, heap[right].order)
  }
}
