/// Why there is no answer. Nothing is imputed in silence: each reason is counted by itself.
public enum Abstention: String, Sendable, Codable, CaseIterable {
  /// A machine's reply in which no answer was found.
  case unparsed
  case refused
  /// The reply ended at the token limit before an answer.
  case truncated
  /// An answer that the menu does not have.
  case offMenu = "off-menu"
  /// The call itself failed.
  case failed
  /// A person went past the item.
  case skipped
  /// A person cannot tell.
  case unsure

  /// The code in stored ratings: −1 for `unparsed`, −2 for `refused`, and so on.
  public var code: Int { -1 - (Self.allCases.firstIndex(of: self) ?? 0) }

  /// The abstention with this stored code; nil for a code that no reason has.
  public init?(code: Int) {
    guard code < 0, -1 - code < Self.allCases.count else { return nil }
    self = Self.allCases[-1 - code]
  }
}

/// What a rater says of an item, always in terms of candidates, never of sides of a screen.
public enum RatingValue: Hashable, Sendable {
  /// The candidate (by its ordinal in the item, from 0) is the better or best one.
  case prefer(Int)
  case tie
  /// None of the candidates is acceptable.
  case bothBad
  /// A number on the study's score scale.
  case score(Double)
  /// A category of a correctness scale, by its name.
  case category(String)
  /// Candidates' ordinals, best first.
  case ranking([Int])
  case abstention(Abstention)

  public var isAbstention: Bool {
    if case .abstention = self { true } else { false }
  }
}

extension RatingValue: LosslessStringConvertible {
  /// The value as a word, as scripts and exports write it: `a`, `b`, `tie`, `both-bad`, `4`,
  /// `correct`, `a>c>b`, `unparsed`.
  public var description: String {
    switch self {
    case .prefer(let ordinal): Self.letter(ordinal)
    case .tie: "tie"
    case .bothBad: "both-bad"
    case .score(let number): Self.plain(number)
    case .category(let name): name
    case .ranking(let order): order.map(Self.letter).joined(separator: ">")
    case .abstention(let reason): reason.rawValue
    }
  }

  /// Reads `description` back. Words that are none of the above become a category.
  public init?(_ word: String) {
    switch word {
    case "": return nil
    case "tie": self = .tie
    case "both-bad": self = .bothBad
    default:
      if let reason = Abstention(rawValue: word) {
        self = .abstention(reason)
      } else if let ordinal = Self.ordinal(word) {
        self = .prefer(ordinal)
      } else if let number = Double(word), number.isFinite {
        self = .score(number)
      } else if word.contains(">") {
        let order = word.split(separator: ">", omittingEmptySubsequences: false)
          .map { Self.ordinal(String($0)) }
        guard !order.contains(nil), Set(order).count == order.count else { return nil }
        self = .ranking(order.compactMap { $0 })
      } else {
        self = .category(word)
      }
    }
  }

  /// `a` for candidate 0, `b` for 1, and so on.
  public static func letter(_ ordinal: Int) -> String {
    precondition((0..<26).contains(ordinal), "a candidate's ordinal is from 0 to 25")
    return String(UnicodeScalar(UInt8(97 + ordinal)))
  }

  private static func ordinal(_ word: String) -> Int? {
    guard word.utf8.count == 1, let byte = word.utf8.first, (97...122).contains(byte) else {
      return nil
    }
    return Int(byte) - 97
  }

  private static func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
  }
}

extension RatingValue: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    guard let value = RatingValue(word) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no rating: \(word)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
