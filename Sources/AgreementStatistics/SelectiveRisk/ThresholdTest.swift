import Glibc

/// The tests of a judge's thresholds in their fixed order.
struct ThresholdTest {
  /// A place in the order from which tests go on until one fails, and its allowed error.
  private struct Start {
    var place: Int
    var alpha: Double
  }

  private let calibration: [SelectiveRisk.Calibration]
  private let thresholds: [RiskThreshold]
  private let risk: Double
  private let look: RiskLook
  private let alpha: Double

  /// Precondition: at least one threshold, in the order of coverage.
  init(
    _ wanted: SelectiveRisk, _ calibration: [SelectiveRisk.Calibration],
    _ thresholds: [RiskThreshold], _ alpha: Double
  ) {
    self.calibration = calibration
    self.thresholds = thresholds
    risk = wanted.maximumRisk
    look = wanted.look
    self.alpha = look.share(of: alpha)
  }

  /// The loosest threshold that is certified.
  func loosest() -> RiskThreshold? {
    var last = -1
    for start in starts {
      var place = start.place
      while place < thresholds.count, isSafe(thresholds[place], start.alpha) { place += 1 }
      if place > start.place { last = max(last, place - 1) }
    }
    return last < 0 ? nil : thresholds[last]
  }

  /// Where labels come in while one looks, the order must not depend on their number: so bets
  /// begin at an eighth, a quarter, a half of the items and at all of them, each with its part of
  /// alpha. A single look begins at the strictest threshold with enough labels, and needs no
  /// parts.
  private var starts: [Start] {
    switch look {
    case .once, .spending:
      let labels = Double(calibration.count)
      let place = thresholds.firstIndex { $0.coverage * labels >= enough }
      return [Start(place: place ?? thresholds.count - 1, alpha: alpha)]
    case .anytime:
      var places: [Int] = []
      for coverage in [0.125, 0.25, 0.5, 1] {
        let place = thresholds.firstIndex { $0.coverage >= coverage } ?? thresholds.count - 1
        if places.last != place { places.append(place) }
      }
      return places.map { Start(place: $0, alpha: alpha / Double(places.count)) }
    }
  }

  /// Labels above the threshold at which a single test begins: so many that it may pass although
  /// half of the mistakes that are allowed occur, or a third of them, where half of the labels at
  /// hand do for that. A test that begins with fewer fails by a mistake or two, and with it all
  /// later ones.
  private var enough: Double {
    for part in [2.0, 3.0] {
      if let needed = items(risk / part, alpha, most: calibration.count / 2) {
        return Double(needed)
      }
    }
    return fewest
  }

  /// As many labels as it takes without a mistake, and room for a sample that by chance has fewer.
  private var fewest: Double {
    let fewest = (log(alpha) / log1p(-risk)).rounded(.up)
    return fewest + 2 * fewest.squareRoot()
  }

  private func isSafe(_ threshold: RiskThreshold, _ alpha: Double) -> Bool {
    var evidence = RiskEvidence(bound: risk)
    for item in calibration where item.confidence >= threshold.value {
      evidence.add(isWrong: item.isWrong)
    }
    switch look {
    case .once, .spending:
      return BinomialTail.lower(evidence.wrongCount, of: evidence.count, risk) <= alpha
    case .anytime: return evidence.largestLogEvidence >= -log(alpha)
    }
  }

  // MARK: - What it would still take

  /// Labels beyond those at hand until the cheapest start would be certified, if the judge stays
  /// as good as it was; nil where it is not good enough at any.
  func furtherLabels() -> Int? {
    let reachable: [Start]
    switch look {
    case .once, .spending:
      reachable = thresholds.indices.map { Start(place: $0, alpha: alpha) }
    case .anytime: reachable = starts
    }
    var best: Int?
    for start in reachable.reversed() { best = labels(start, fewerThan: best) ?? best }
    return best.map { max(1, $0 - calibration.count) }
  }

  /// Labels in all until this start would be certified; nil where it is not better than `best`,
  /// or takes more than 65,536 items.
  private func labels(_ start: Start, fewerThan best: Int?) -> Int? {
    let threshold = thresholds[start.place]
    var (wrong, count) = (0, 0)
    for item in calibration where item.confidence >= threshold.value {
      count += 1
      if item.isWrong { wrong += 1 }
    }
    let rate = count > 0 ? Double(wrong) / Double(count) : 1
    let most = best.map { Int(Double($0) * threshold.coverage) } ?? 1 << 16
    guard rate < risk, let found = items(rate, start.alpha, most: most) else { return nil }
    // A single look begins at a stricter threshold only where it expects this many.
    let isLoosest = start.place == thresholds.count - 1
    let items = look == .anytime || isLoosest ? Double(found) : max(Double(found), fewest)
    let labels = Int((items / threshold.coverage).rounded(.up))
    return labels < best ?? .max ? labels : nil
  }

  /// How many items of this rate of mistakes it takes; nil beyond `most`.
  private func items(_ rate: Double, _ alpha: Double, most: Int) -> Int? {
    func isEnough(_ count: Int) -> Bool {
      let wrong = Int((Double(count) * rate).rounded(.up))
      switch look {
      case .once, .spending: return BinomialTail.lower(wrong, of: count, risk) <= alpha
      case .anytime:
        let evidence = RiskEvidence(bound: risk, wrongCount: wrong, count: count)
        return evidence.logEvidence >= -log(alpha)
      }
    }
    var (low, high) = (0, most)
    guard high > 0, isEnough(high) else { return nil }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
