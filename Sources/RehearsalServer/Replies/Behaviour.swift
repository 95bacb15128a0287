/// What a model does, by its name: the part before the first further `-`, `.`, `:` or `_`, so that
/// `longer-1` and `longer-2` are two models that do the same. Other names are `random`.
public enum Behaviour: Hashable, Sendable {
  case random, taste
  case always(String)
  case first, last, longer, shorter
  case prose, offMenu, twoAnswers, refuse, cut, empty

  /// The names, and what each does.
  public static let table: [(name: String, meaning: String)] = [
    ("random", "an opinion drawn from its name and the prompt; so has any other name"),
    ("taste", "an opinion on the text of each answer, much the same in both orders"),
    ("always-WORD", "the answer WORD where it can be given: always-a, always-tie, always-7"),
    ("always-first", "the first of what can be answered; the highest score for the first"),
    ("always-last", "the last of it; the highest score for the last"),
    ("longer", "the longer answer"),
    ("shorter", "the shorter answer"),
    ("prose", "reasons without an answer"),
    ("off-menu", "an answer that is none of those asked for"),
    ("two-answers", "two different answers; the last is meant"),
    ("refuse", "declines"),
    ("cut", "ends before its answer, at the limit of tokens"),
    ("empty", "says nothing"),
  ]

  private static let named: [(String, Behaviour)] = [
    ("always-first", .first), ("always-last", .last), ("two-answers", .twoAnswers),
    ("off-menu", .offMenu), ("shorter", .shorter), ("longer", .longer), ("taste", .taste),
    ("prose", .prose), ("refuse", .refuse), ("cut", .cut), ("empty", .empty),
  ]

  public init(model name: String) {
    let name = name.lowercased()
    func begins(_ word: String) -> Bool {
      guard name.hasPrefix(word) else { return false }
      return name.dropFirst(word.count).first.map { "-.:_".contains($0) } ?? true
    }
    if let known = Self.named.first(where: { begins($0.0) }) {
      self = known.1
    } else if name.hasPrefix("always-") {
      self = .always(String(name.dropFirst(7).prefix { !"-.:_".contains($0) }))
    } else {
      self = .random
    }
  }

  /// Whether what it answers is drawn by the temperature and the seed.
  var isDrawn: Bool {
    switch self {
    case .always, .first, .last, .longer, .shorter: false
    default: true
    }
  }
}
