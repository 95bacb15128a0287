import Glibc

extension ResampleStream {
  /// How many of `n` independent trials succeed, each with probability `p`. Exact up to the
  /// rounding of floating point. Precondition: n ≥ 0.
  ///
  /// A p ≤ 0 gives 0, and a p ≥ 1 gives n. O(1) whatever n is: below a mean of 10 by inversion,
  /// else by transformed rejection, Hörmann 1993, "The generation of binomial random variates",
  /// Journal of Statistical Computation and Simulation 46, doi:10.1080/00949659308811496.
  public mutating func binomial(_ n: Int, _ p: Double) -> Int {
    precondition(n >= 0, "a number of trials is not negative")
    guard n > 0, p > 0 else { return 0 }
    guard p < 1 else { return n }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    return Double(n) * p < 10 ? inverted(n, p) : transformed(n, p)
  }

  /// Upwards from 0; the mean is below 10.
  private mutating func inverted(_ n: Int, _ p: Double) -> Int {
    let atZero = exp(Double(n) * log1p(-p))
    let odds = p / (1 - p)
    // More successes than this have a chance below 1e-60; what leads there is rounding.
    let most = min(n, 110)
    while true {
      var (u, term, k) = (uniform(), atZero, 0)
      while u >= term, k < most {
        u -= term
        k += 1
        term *= odds * Double(n - k + 1) / Double(k)
      }
      if u < term || k == n { return k }
    }
  }

  /// Rejection from a transformed uniform variate; the mean is 10 or more, and p at most ½.
  private mutating func transformed(_ n: Int, _ p: Double) -> Int {
    let size = Double(n)
    let deviation = (size * p * (1 - p)).squareRoot()
    let b = 1.15 + 2.53 * deviation
    let a = -0.0873 + 0.0248 * b + 0.01 * p
    let centre = size * p + 0.5
    let squeeze = 0.92 - 4.2 / b
    while true {
      let u = uniform() - 0.5
      var v = uniform()
      let edge = 0.5 - abs(u)
      let place = ((2 * a / edge + b) * u + centre).rounded(.down)
      // Most variates end here, without a logarithm.
      if edge >= 0.07, v <= squeeze { return Int(place) }
      guard place >= 0, place <= size else { continue }
      v *= (2.83 + 5.1 / b) * deviation / (a / (edge * edge) + b)
      if log(v) <= Self.logRatio(size, p, place) { return Int(place) }
    }
  }

  /// log of the probability of k successes over that of the mode.
  private static func logRatio(_ n: Double, _ p: Double, _ k: Double) -> Double {
    let mode = ((n + 1) * p).rounded(.down)
    let odds = p / (1 - p)
    let atMode = (mode + 0.5) * log((mode + 1) / (odds * (n - mode + 1)))
    let fromMode = (n + 1) * log((n - mode + 1) / (n - k + 1))
    let atPlace = (k + 0.5) * log(odds * (n - k + 1) / (k + 1))
    return atMode + fromMode + atPlace + stirlingRest(mode) + stirlingRest(n - mode)
      - stirlingRest(k) - stirlingRest(n - k)
  }

  /// log k! less Stirling's formula in k + 1: log k! = ½·log 2π + (k + ½)·log(k + 1) − (k + 1) +
  /// what this returns.
  private static func stirlingRest(_ k: Double) -> Double {
    if k < 10 { return smallRests[Int(k)] }
    let x = 1 / ((k + 1) * (k + 1))
    return (1.0 / 12 - (1.0 / 360 - x * (1.0 / 1260 - x / 1680)) * x) / (k + 1)
  }

  private static let smallRests: [Double] = (0..<10).map { k in
    let x = Double(k)
    return logGamma(x + 1) - 0.5 * log(2 * Double.pi) - (x + 0.5) * log(x + 1) + x + 1
  }
}
