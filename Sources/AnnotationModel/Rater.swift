/// Everyone who rates is a rater of one kind.
public enum RaterKind: String, Sendable, Codable, CaseIterable {
  case human, judge, jury, debate, lexical, imported, consensus

  /// People's labels are events; everyone else's ratings are verdicts.
  public var isHuman: Bool { self == .human }
}

/// Someone or something that rates. Its name is unique in the study.
public struct Rater: Hashable, Sendable {
  public var id: RaterID
  public var name: String
  public var kind: RaterKind
  /// The model behind a judge or debate, and its family; "" for people.
  public var model: String
  public var family: String

  public init(id: RaterID, name: String, kind: RaterKind, model: String = "", family: String = "") {
    self.id = id
    self.name = name
    self.kind = kind
    self.model = model
    self.family = family
  }
}

extension Rater {
  /// What the consensus of all people is called wherever raters are named.
  public static let majorityName = "majority"

  /// Why nobody may be called so; nil where the name serves.
  ///
  /// A name is written on command lines and in lists: it has a sign that is seen, and is not the
  /// majority's.
  public static func fault(inName name: String) -> String? {
    if name.allSatisfy(\.isWhitespace) { return "a rater needs a name" }
    if name == majorityName {
      return "'majority' is what the majority of all people is called"
    }
    return nil
  }
}
