/// A bucket that fills evenly and holds a sixth of a minute's worth; what is taken may leave it
/// below zero, and nothing more is let through until it has filled up again.
struct RateMeter {
  private let perSecond: Double
  private let most: Double
  private var level: Double
  private var lastLooked: ContinuousClock.Instant

  init(perMinute: Int, now: ContinuousClock.Instant) {
    perSecond = Double(perMinute) / 60
    most = max(1, Double(perMinute) / 6)
    level = most
    lastLooked = now
  }

  /// How long it takes until as much is there, or as much as the bucket holds; nil if it is.
  mutating func wait(for amount: Int, now: ContinuousClock.Instant) -> Duration? {
    level = min(most, level + (now - lastLooked) / .seconds(1) * perSecond)
    lastLooked = now
    let lacking = min(Double(amount), most) - level
    return lacking > 0 ? .seconds(lacking / perSecond) : nil
  }

  mutating func take(_ amount: Int) { level -= Double(amount) }
}
