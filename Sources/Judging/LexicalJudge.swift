import AnnotationModel

/// Judges that need no model: the free baselines beside every other.
public enum LexicalRule: String, Sendable, CaseIterable {
  /// Correct where the answer is a reference, word for word.
  case exact
  /// Correct where a reference stands in the answer.
  case contains
  /// The longer answer, by characters.
  case longer
  /// The answer that stands first.
  case first
  /// Any answer, by a seed.
  case random
}

/// How texts are made alike before they are compared. Canonical equivalence (NFC and NFD) never
/// counts as a difference.
public struct TextNormalisation: Hashable, Sendable {
  public var foldsCase: Bool
  public var dropsPunctuation: Bool
  /// The English articles a, an, the.
  public var dropsArticles: Bool

  public init(foldsCase: Bool = true, dropsPunctuation: Bool = true, dropsArticles: Bool = true) {
    self.foldsCase = foldsCase
    self.dropsPunctuation = dropsPunctuation
    self.dropsArticles = dropsArticles
  }

  /// The text's words as they are compared. White space never counts.
  public func words(_ text: String) -> [String] {
    var text = foldsCase ? text.lowercased() : text
    if dropsPunctuation { text.removeAll { $0.isPunctuation || $0.isSymbol } }
    return text.split(whereSeparator: \.isWhitespace).map(String.init)
      .filter { !dropsArticles || !["a", "an", "the"].contains($0.lowercased()) }
  }
}

/// A rule with its settings, as one run uses it.
public struct LexicalSpec: Hashable, Sendable {
  public var rule: LexicalRule
  public var normalisation: TextNormalisation
  /// For `random`.
  public var seed: UInt64

  public init(
    _ rule: LexicalRule, normalisation: TextNormalisation = TextNormalisation(), seed: UInt64 = 0
  ) {
    self.rule = rule
    self.normalisation = normalisation
    self.seed = seed
  }

  /// The verdict on an item as it is presented.
  ///
  /// - Returns: `offMenu` where the rule has no answer on this scale: exact and contains judge
  ///   correctness of single answers, and choose between candidates where just one holds;
  ///   `unparsed` where the item has no reference to compare with.
  public func verdict(
    on item: Item, id: ItemID, scale: Scale, presentation: Presentation, repetition: Int = 0
  ) -> Verdict {
    let value = value(item, id, scale, presentation, repetition)
    let fits: Bool = if case .ranking = scale { false } else { scale.code(of: value) != nil }
    return Verdict(
      value: fits ? value : .abstention(.offMenu), presentation: presentation,
      repetition: repetition, turnsToAnswer: 0)
  }

  private func value(
    _ item: Item, _ id: ItemID, _ scale: Scale, _ presentation: Presentation, _ repetition: Int
  ) -> RatingValue {
    switch rule {
    case .exact, .contains: return byReference(item, scale)
    case .longer: return SlotReading.preferred(item.candidates.map { Double($0.text.count) })
    case .first: return .prefer(presentation.candidate(inSlot: 0))
    case .random: return random(id, scale, repetition)
    }
  }

  private func byReference(_ item: Item, _ scale: Scale) -> RatingValue {
    let references = item.references.map { normalisation.words($0.text) }.filter { !$0.isEmpty }
    guard !references.isEmpty else { return .abstention(.unparsed) }
    let hits = item.candidates.map { candidate in
      let words = normalisation.words(candidate.text)
      return references.contains { matches(words, $0) }
    }
    if case .preference = scale { return SlotReading.preferred(hits.map { $0 ? 1 : 0 }) }
    return .category(hits.first == true ? "correct" : "incorrect")
  }

  /// Words stand whole: "art" is not in "party".
  private func matches(_ words: [String], _ reference: [String]) -> Bool {
    if rule == .exact { return words == reference }
    return words.firstRange(of: reference) != nil
  }

  private func random(_ id: ItemID, _ scale: Scale, _ repetition: Int) -> RatingValue {
    guard scale.categoryCount > 0 else { return .abstention(.offMenu) }
    let mixed = UInt64(bitPattern: id.value) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(repetition)
    var stream = SplitMix64(seed: seed ^ mixed)
    return scale.value(of: Int.random(in: 0..<scale.categoryCount, using: &stream))
      ?? .abstention(.offMenu)
  }
}
