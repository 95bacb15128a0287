import AnnotationModel

/// How long a person has been at an item, without breaks.
public struct ItemTimer: Hashable, Sendable {
  public private(set) var shownAt: Milliseconds
  private var lastKeyAt: Milliseconds
  private var active: Milliseconds = 0

  public init(shownAt: Milliseconds = 0) {
    self.shownAt = shownAt
    lastKeyAt = shownAt
  }

  /// A key was pressed: the time since the one before counts, unless it was a break.
  public mutating func keyPressed(at now: Milliseconds, breakAfter: Milliseconds) {
    active += elapsed(now, breakAfter)
    lastKeyAt = now
  }

  public func activeMilliseconds(at now: Milliseconds, breakAfter: Milliseconds) -> Milliseconds {
    active + elapsed(now, breakAfter)
  }

  private func elapsed(_ now: Milliseconds, _ breakAfter: Milliseconds) -> Milliseconds {
    let since = max(0, now - lastKeyAt)
    return since > breakAfter ? 0 : since
  }
}

/// How fast a person labels: the mean of the last items' active times.
public struct Pace: Hashable, Sendable {
  private var last: [Milliseconds] = []

  public init() {}

  public mutating func add(_ active: Milliseconds) {
    last.append(active)
    if last.count > 20 { last.removeFirst() }
  }

  /// Nil before the third label.
  public var millisecondsPerItem: Milliseconds? {
    last.count < 3 ? nil : last.reduce(0, +) / Milliseconds(last.count)
  }
}

extension WorkbenchState {
  /// Past midnight today's count begins anew.
  mutating func turnDay() {
    guard now >= today.upperBound else { return }
    today = calendarDay(now)
    label.progress.today = 0
  }
}
