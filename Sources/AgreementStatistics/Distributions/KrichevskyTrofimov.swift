import Glibc

/// The mixture of all Bernoulli rates by Beta(½, ½): what a stream of 0 and 1 of unknown rate is
/// predicted by. Krichevsky & Trofimov 1981, doi:10.1109/TIT.1981.1056331.
enum KrichevskyTrofimov {
  /// ln of the probability of one sequence with `part` ones among `whole`. O(1).
  static func logProbability(_ part: Int, of whole: Int) -> Double {
    let (ones, zeros) = (Double(part) + 0.5, Double(whole - part) + 0.5)
    return logGamma(ones) + logGamma(zeros) - logGamma(ones + zeros) - log(Double.pi)
  }

  /// The probability that the next is a one.
  static func next(_ part: Int, of whole: Int) -> Double {
    (Double(part) + 0.5) / (Double(whole) + 1)
  }

  /// count·ln(rate), with 0·ln 0 = 0.
  static func term(_ count: Int, _ rate: Double) -> Double {
    count == 0 ? 0 : Double(count) * log(rate)
  }
}
