import Glibc

/// What is to be measured, and on what.
struct BenchOptions: Sendable {
  var command = "all"
  var size = 1_000_000
  var people = 2
  var judges = 1
  /// Bytes of a response in the large study; items of the import are 2 to 3 kB whatever this is.
  var responseBytes = 300
  var importItems = 200_000
  var runs = 10
  var seed: UInt64 = 1
  /// Where studies are made, and kept for the next time.
  var folder = "/tmp/concord-bench"
  /// The `concord` to be measured; the one beside this program if empty.
  var program = ""
  var isJSON = false
  /// A Python with the packages that the statistics are timed beside; none if empty.
  var peers = ""
  var peerScripts = ""
  /// For the worth of labels: a study, its judge, and who labelled it.
  var study = ""
  var judge = ""
  var reference = ""
  /// The one statistic to time in this process.
  var task = ""

  static let usage = """
    usage: concord-bench [COMMAND] [OPTION…]
           concord-bench serve [OPTION…]
           concord-bench coverage [OPTION…]

    Times each promise of speed on a study of its own making, and prints a table. With
    'serve' it is a rehearsal server, with 'coverage' it simulates how often intervals hold
    the true value; see concord-bench serve --help and concord-bench coverage --help.

    COMMAND  all (the default), or one of:
             \(BenchLine.all.map(\.name).joined(separator: ", ")), generate,
             statistics, worth (tables of their own)

      --size N            items of the large study (1e6)
      --people N          people who labelled each item of it (2)
      --judges N          judges that rated each item of it (1)
      --response-bytes N  length of a response in it (300)
      --import-items N    items of 2 to 3 kB that are imported (2e5)
      --runs N            runs of what starts the program (10)
      --seed N            seed of everything generated (1)
      --folder PATH       where studies are made and kept (/tmp/concord-bench)
      --program PATH      the concord to measure (the one beside this program)
      --json              figures as JSON
      --peers PYTHON      for statistics: a Python with the packages to time beside ours;
                          Sources/ConcordBench/Peers/compare.sh makes one and calls this
      --peer-scripts DIR  the folder of peers.py
      --study FILE        for worth: a labelled study; --judge NAME and --reference NAME in it,
                          and --runs shuffles of its items
      --task NAME         one statistic, in this process, as JSON
      --help              this text

    """

  /// Throws the words of what is mistaken.
  init(_ arguments: [String]) throws(BenchFailure) {
    var left = arguments[...]
    while let word = left.popFirst() {
      switch word {
      case "--size": size = try Self.number(word, left.popFirst())
      case "--people": people = try Self.number(word, left.popFirst())
      case "--judges": judges = try Self.number(word, left.popFirst())
      case "--response-bytes": responseBytes = try Self.number(word, left.popFirst())
      case "--import-items": importItems = try Self.number(word, left.popFirst())
      case "--runs": runs = try Self.number(word, left.popFirst())
      case "--seed": seed = UInt64(try Self.number(word, left.popFirst()))
      case "--folder": folder = try Self.text(word, left.popFirst())
      case "--program": program = try Self.text(word, left.popFirst())
      case "--peers": peers = try Self.text(word, left.popFirst())
      case "--peer-scripts": peerScripts = try Self.text(word, left.popFirst())
      case "--study": study = try Self.text(word, left.popFirst())
      case "--judge": judge = try Self.text(word, left.popFirst())
      case "--reference": reference = try Self.text(word, left.popFirst())
      case "--task": task = try Self.text(word, left.popFirst())
      case "--json": isJSON = true
      case "--help", "-h": command = "help"
      default:
        guard !word.hasPrefix("-") else { throw .usage("there is no option \(word)") }
        command = word
      }
    }
    if program.isEmpty { program = Self.sibling(of: CommandLine.arguments[0]) }
  }

  private static func text(_ option: String, _ word: String?) throws(BenchFailure) -> String {
    guard let word else { throw .usage("\(option) wants a value") }
    return word
  }

  /// A whole number from 1, also as `1e6`.
  private static func number(_ option: String, _ word: String?) throws(BenchFailure) -> Int {
    guard let number = Double(try text(option, word)), number >= 1, number <= 1e9 else {
      throw .usage("\(option) wants a number from 1 to 1e9")
    }
    return Int(number)
  }

  private static func sibling(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "concord" }
    return path[..<slash] + "/concord"
  }
}

/// Why a measurement was not possible.
enum BenchFailure: Error, CustomStringConvertible {
  case usage(String)
  /// The program did not show what was waited for.
  case notShown(String, picture: String)
  case system(String)

  var description: String {
    switch self {
    case .usage(let problem): problem + "; see concord-bench --help"
    case .notShown(let what, let picture): "the program did not show \(what):\n\(picture)"
    case .system(let problem): problem
    }
  }
}
