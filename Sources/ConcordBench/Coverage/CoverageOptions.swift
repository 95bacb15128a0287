/// How large the study of coverage is.
struct CoverageOptions: Sendable {
  /// Samples of each design.
  var replications = 1000
  /// Resamples of each bootstrap.
  var resamples = 500
  var seed: UInt64 = 1
  var wantsHelp = false

  static let usage = """
    usage: concord-bench coverage [OPTION…] > COVERAGE.md

    How often intervals of 95 % hold the true value, by simulation: a table in Markdown.
    The same seed gives the same table, whatever the processors.

      --replications N  samples of each of \(CoverageDesign.all.count) designs (1000)
      --resamples N     resamples of each bootstrap (500)
      --seed N          seed of everything drawn (1)
      --help            this text

    """

  /// Throws the words of what is mistaken.
  init(_ arguments: [String]) throws(BenchFailure) {
    var left = arguments[...]
    while let word = left.popFirst() {
      switch word {
      case "--replications": replications = try Self.number(word, left.popFirst())
      case "--resamples": resamples = try Self.number(word, left.popFirst())
      case "--seed": seed = UInt64(try Self.number(word, left.popFirst()))
      case "--help", "-h": wantsHelp = true
      default: throw .usage("coverage has no option \(word)")
      }
    }
  }

  /// The command that makes the same table.
  var command: String {
    "concord-bench coverage --replications \(replications) --resamples \(resamples) --seed \(seed)"
  }

  private static func number(_ option: String, _ word: String?) throws(BenchFailure) -> Int {
    guard let word, let number = Int(word), number >= 1, number <= 1_000_000_000 else {
      throw .usage("\(option) wants a whole number from 1 to 1e9")
    }
    return number
  }
}
