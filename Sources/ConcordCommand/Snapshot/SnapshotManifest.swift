import ModelCalls

/// The list of a snapshot's files with their hashes, in the form of `sha256sum`.
struct SnapshotManifest: Hashable {
  static let name = "MANIFEST.sha256"

  /// By a file's path in the folder.
  var hashes: [String: String]

  /// Lines sorted by name, byte by byte.
  static func text(of hashes: [String: String]) -> String {
    hashes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\($0.value)  \($0.key)\n" }.joined()
  }

  var text: String { Self.text(of: hashes) }

  /// The snapshot's hash: that of the list.
  var hash: String { ContentDigest.hexadecimal(of: Array(text.utf8)) }

  init(hashes: [String: String]) { self.hashes = hashes }

  /// Reads a list back; nil for one that is not exactly as it would be written.
  init?(_ text: String) {
    hashes = [:]
    for line in text.split(separator: "\n") {
      guard let gap = line.firstRange(of: "  "), line[..<gap.lowerBound].utf8.count == 64,
        gap.upperBound < line.endIndex
      else { return nil }
      hashes[String(line[gap.upperBound...])] = String(line[..<gap.lowerBound])
    }
    guard !hashes.isEmpty, self.text == text else { return nil }
  }
}
