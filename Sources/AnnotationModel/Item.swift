/// What is rated: one response, a pair, a list, an artefact, or a turn of a dialogue.
public enum ItemKind: String, Sendable, Codable, CaseIterable {
  case single, pair, list, artefact
  case dialogueTurn = "dialogue-turn"
}

/// A file that belongs to a turn (an image, a document): its media type, its name, and its bytes'
/// place or content.
public struct Attachment: Hashable, Sendable, Codable {
  public var mediaType: String
  public var name: String
  /// A path or URL as the source gave it; the file itself is not copied.
  public var location: String

  public init(mediaType: String, name: String, location: String) {
    self.mediaType = mediaType
    self.name = name
    self.location = location
  }
}

/// One utterance that precedes the judged responses: from the user, the system, or an assistant
/// whose words all candidates share.
public struct Turn: Hashable, Sendable, Codable {
  public enum Role: String, Sendable, Codable { case system, user, assistant }

  public var role: Role
  public var text: String
  public var attachments: [Attachment]

  public init(role: Role, text: String, attachments: [Attachment] = []) {
    self.role = role
    self.text = text
    self.attachments = attachments
  }
}

/// One candidate response: what a person may see of it before revealing.
public struct CandidateText: Hashable, Sendable, Codable {
  /// The candidate's answers, one per user turn; a single-turn item has one.
  public var turns: [String]

  public init(turns: [String]) { self.turns = turns }

  public init(_ text: String) { turns = [text] }

  /// The answer that is judged: the last one.
  public var text: String { turns.last ?? "" }
}

/// Who wrote a candidate. Kept apart from its text, so that a blind screen cannot hold it.
public struct CandidateOrigin: Hashable, Sendable, Codable {
  /// The system's name, such as a model's, or "" where the source does not say.
  public var system: String
  /// The system's model family, for self- and family preference.
  public var family: String

  public init(system: String = "", family: String = "") {
    self.system = system
    self.family = family
  }
}

/// Where a reference answer comes from.
public enum ReferenceKind: String, Sendable, Codable, CaseIterable {
  case human
  case selfMade = "self"
  case otherModel = "other-model"
  case verified, wrong, random
}

/// An answer to compare candidates with; an item may have several, in order.
public struct Reference: Hashable, Sendable, Codable {
  public var kind: ReferenceKind
  public var text: String
  public var author: String

  public init(kind: ReferenceKind = .human, text: String, author: String = "") {
    self.kind = kind
    self.text = text
    self.author = author
  }
}

/// A reference as a person reads it: its author may be one of the systems, and stays away.
public struct ReferenceText: Hashable, Sendable {
  public var kind: ReferenceKind
  public var text: String

  public init(kind: ReferenceKind = .human, text: String) {
    self.kind = kind
    self.text = text
  }
}

/// What a person reads of an item while labelling blind.
///
/// There is no field for a system's name, a verdict or another person's label: that is what makes
/// the label screen blind by construction.
public struct ItemReading: Hashable, Sendable {
  public var id: ItemID
  public var key: String
  public var kind: ItemKind
  public var category: String
  /// The conversation before the judged answers; user turns and the candidates' `turns` alternate.
  public var prompt: [Turn]
  public var candidates: [CandidateText]
  public var references: [ReferenceText]

  public init(
    id: ItemID, key: String, kind: ItemKind, category: String, prompt: [Turn],
    candidates: [CandidateText], references: [ReferenceText]
  ) {
    self.id = id
    self.key = key
    self.kind = kind
    self.category = category
    self.prompt = prompt
    self.candidates = candidates
    self.references = references
  }
}

/// An item as it enters or leaves a study: texts and origins together.
public struct Item: Hashable, Sendable, Codable {
  /// Unique in the study; a re-import of the same key with the same content adds nothing.
  public var key: String
  public var kind: ItemKind
  /// The key of the question, shared by items that ask the same: statistics cluster by it.
  public var questionKey: String
  public var category: String
  /// The data set or file family the item came from.
  public var source: String
  public var prompt: [Turn]
  public var candidates: [CandidateText]
  /// One per candidate, in the same order.
  public var origins: [CandidateOrigin]
  public var references: [Reference]
  /// What else the source said, by field name.
  public var metadata: [String: String]

  public init(
    key: String, kind: ItemKind = .pair, questionKey: String = "", category: String = "",
    source: String = "", prompt: [Turn] = [], candidates: [CandidateText] = [],
    origins: [CandidateOrigin] = [], references: [Reference] = [],
    metadata: [String: String] = [:]
  ) {
    self.key = key
    self.kind = kind
    self.questionKey = questionKey
    self.category = category
    self.source = source
    self.prompt = prompt
    self.candidates = candidates
    self.origins = origins
    self.references = references
    self.metadata = metadata
  }
}
