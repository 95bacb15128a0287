extension FieldMapping {
  private static let wordLead = "answer "

  /// One `meaning=field` a line, and one `answer ANSWER=word` for each word that was given another
  /// meaning, as it is saved with the study.
  public var text: String {
    let meanings = fields.sorted { $0.key < $1.key }.map { $0.key + "=" + $0.value }
    let answers = words.sorted { $0.key < $1.key }.map { Self.wordLead + $0.value + "=" + $0.key }
    return (meanings + answers).joined(separator: "\n")
  }

  /// Reads `text` back; lines without a known meaning are left out.
  public init(text: String) {
    self.init()
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      if parts[0].hasPrefix(Self.wordLead) {
        words[parts[1]] = String(parts[0].dropFirst(Self.wordLead.count))
      } else if Self.meanings.contains(parts[0]) {
        fields[parts[0]] = parts[1]
      }
    }
  }
}
