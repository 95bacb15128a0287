import Glibc

/// One promise of speed, and what was measured of it.
struct Figure {
  /// Which statistic of the samples must meet the limit.
  enum Judged: String {
    case median, p99, max, min
  }

  var line: String
  var unit: String
  /// Nil where no figure was promised.
  var limit: Double?
  var judged: Judged
  /// True where more is better.
  var isFloor = false
  var samples: [Double]
  var note = ""

  var minimum: Double { samples.min() ?? 0 }
  var maximum: Double { samples.max() ?? 0 }
  var median: Double { quantile(0.5) }
  var p99: Double { quantile(0.99) }

  /// The value that is compared with the limit.
  var value: Double {
    switch judged {
    case .median: median
    case .p99: p99
    case .max: maximum
    case .min: minimum
    }
  }

  var isMet: Bool? {
    limit.map { isFloor ? value >= $0 : value <= $0 }
  }

  /// The smallest sample that at least this share of all does not exceed.
  private func quantile(_ share: Double) -> Double {
    guard !samples.isEmpty else { return 0 }
    let sorted = samples.sorted()
    let place = Int((share * Double(sorted.count)).rounded(.up)) - 1
    return sorted[Swift.max(0, Swift.min(sorted.count - 1, place))]
  }

  init(
    _ line: String, unit: String = "ms", limit: Double?, judged: Judged, isFloor: Bool = false,
    samples: [Double], note: String = ""
  ) {
    self.line = line
    self.unit = unit
    self.limit = limit
    self.judged = judged
    self.isFloor = isFloor
    self.samples = samples
    self.note = note
  }
}

extension Duration {
  var milliseconds: Double { self / .milliseconds(1) }
}

/// Milliseconds of each of `count` runs.
func timed(_ count: Int, _ work: (Int) throws -> Void) rethrows -> [Double] {
  let clock = ContinuousClock()
  var result: [Double] = []
  for number in 0..<count {
    let start = clock.now
    try work(number)
    result.append((clock.now - start).milliseconds)
  }
  return result
}

/// Seconds of the processor that this process has used, on all cores together.
func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
  let times = [usage.ru_utime, usage.ru_stime]
  return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
}
