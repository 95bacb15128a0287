/// The order in which a person meets the items.
public enum QueueOrder: Hashable, Sendable {
  case file
  case random(seed: UInt64)
  /// Categories in turn, file order within each.
  case balanced
  /// Items on which the verdicts disagree most come first; the verdicts stay unseen.
  case contested
}

/// Which items a list shows.
public struct ItemFilter: Hashable, Sendable {
  public enum State: String, Sendable, CaseIterable { case any, unlabelled, labelled, skipped }

  public var state: State
  public var category: String?
  public var flaggedOnly: Bool
  /// Only items on which two raters differ, or have these codes.
  public var disagreement: Disagreement?
  /// Full-text query; words are joined by "and".
  public var text: String

  /// Items where `first` and `second` both rated: of unequal codes, or of exactly these codes.
  public struct Disagreement: Hashable, Sendable {
    public var first: RaterID
    public var second: RaterID
    public var codes: [Int]?

    public init(first: RaterID, second: RaterID, codes: [Int]? = nil) {
      self.first = first
      self.second = second
      self.codes = codes
    }
  }

  public init(
    state: State = .any, category: String? = nil, flaggedOnly: Bool = false,
    disagreement: Disagreement? = nil, text: String = ""
  ) {
    self.state = state
    self.category = category
    self.flaggedOnly = flaggedOnly
    self.disagreement = disagreement
    self.text = text
  }

  public var isEverything: Bool { self == ItemFilter() }
}

/// How a list is sorted.
public enum ItemSort: String, Sendable, CaseIterable { case file, key, category, length }

/// One line of the work list, as one person sees it: their own label, nobody else's.
public struct ItemRow: Hashable, Sendable {
  public var id: ItemID
  public var key: String
  public var category: String
  /// The beginning of the prompt, one line, at most 200 characters.
  public var excerpt: String
  public var label: Label?
  public var flagged: Bool
  public var hasNote: Bool

  public init(
    id: ItemID, key: String, category: String, excerpt: String, label: Label?, flagged: Bool,
    hasNote: Bool
  ) {
    self.id = id
    self.key = key
    self.category = category
    self.excerpt = excerpt
    self.label = label
    self.flagged = flagged
    self.hasNote = hasNote
  }
}

/// What one person has to know of an item besides its text: their own label of each phase, note,
/// flag, and what undo and redo would do.
public struct OwnWork: Hashable, Sendable {
  public var blind: Label?
  public var revealed: Label?
  public var note: String
  public var flagged: Bool
  public var hasRevealed: Bool

  public init(
    blind: Label? = nil, revealed: Label? = nil, note: String = "", flagged: Bool = false,
    hasRevealed: Bool = false
  ) {
    self.blind = blind
    self.revealed = revealed
    self.note = note
    self.flagged = flagged
    self.hasRevealed = hasRevealed
  }
}

/// One rater's answer with its reasons, as shown after `reveal` and in the disagreement screens.
public struct RevealedRating: Hashable, Sendable {
  public var rater: Rater
  public var value: RatingValue
  /// The whole verdict, for machines.
  public var verdict: Verdict?
  public var note: String

  public init(rater: Rater, value: RatingValue, verdict: Verdict? = nil, note: String = "") {
    self.rater = rater
    self.value = value
    self.verdict = verdict
    self.note = note
  }
}

/// One person's progress in a study. Counts are kept where they change, never counted for a frame.
public struct Progress: Hashable, Sendable {
  public var done: Int
  public var total: Int
  /// Labelled since local midnight.
  public var today: Int

  public init(done: Int, total: Int, today: Int) {
    self.done = done
    self.total = total
    self.today = today
  }

  public var left: Int { max(0, total - done) }
}
