import AnnotationModel
import ModelCalls

/// What one pass over a study's contents tells: its hash, and what a report says of it.
struct StudyContents {
  private var digests: [String: StreamedDigest] = [:]
  private var questions: Set<String> = []
  /// Versions of parsers, by the rater's name.
  private(set) var parsers: [String: Set<String>] = [:]
  /// When labels were given; nil where none has a time.
  private(set) var labelled: ClosedRange<Milliseconds>?

  mutating func add(_ file: String, _ text: String, _ record: ImportRecord?) {
    digests[file, default: StreamedDigest()].add(text)
    switch record {
    case .item(let item): questions.insert(item.questionKey)
    case .verdict(let verdict):
      let version = verdict.verdict.parserVersion
      if !version.isEmpty { parsers[verdict.rater, default: []].insert(version) }
    case .event(let event):
      guard case .label = event.action, event.actedAtMilliseconds > 0 else { return }
      let at = event.actedAtMilliseconds
      labelled = min(at, labelled?.lowerBound ?? at)...max(at, labelled?.upperBound ?? at)
    default: return
    }
  }

  /// SHA-256 of each file, by its name.
  var hashes: [String: String] { digests.mapValues { $0.hexadecimal() } }

  /// One hash of all: that of the lines that `sha256sum *` prints in the folder of the study's
  /// export.
  var hash: String {
    ContentDigest.hexadecimal(of: Array(SnapshotManifest.text(of: hashes).utf8))
  }

  func questionCount(items: Int) -> Int { questions.contains("") ? items : questions.count }
}
