/// What is imported, as the study remembers it.
public struct ImportSource: Hashable, Sendable {
  /// The file's name without its folder.
  public var name: String
  /// The format's name, such as `pandalm` or `csv`.
  public var format: String
  /// A hash of the file's bytes, in whatever form the importer uses; "" where unknown.
  public var hash: String
  /// The mapping of columns, as text that the importer can read back; "" for named formats.
  public var mapping: String

  public init(name: String, format: String, hash: String = "", mapping: String = "") {
    self.name = name
    self.format = format
    self.hash = hash
    self.mapping = mapping
  }
}

/// A record that was left out, and why.
public struct ImportProblem: Hashable, Sendable, CustomStringConvertible {
  public var place: SourcePlace
  /// What is wrong and what to do; names keys, never carries texts of responses or labels.
  public var message: String

  public init(place: SourcePlace, message: String) {
    self.place = place
    self.message = message
  }

  public var description: String { place.description + ": " + message }
}

/// What an import did.
public struct ImportSummary: Hashable, Sendable {
  public var addedItems = 0
  public var addedRaters = 0
  public var addedLabels = 0
  public var addedVerdicts = 0
  /// Notes, flags, undos and other steps of a history that are no labels.
  public var addedEvents = 0
  /// Texts whose bytes were no UTF-8, kept as they were.
  public var addedOriginals = 0
  /// People's places and orders.
  public var addedQueues = 0
  /// Labels that took the place of another answer of the same person to the same item.
  public var replacedLabels = 0
  /// Verdicts that took the place of another answer of the same rater to the same item, order and
  /// repetition.
  public var replacedVerdicts = 0
  /// Added items of which no response has a text: they can be compared, and not labelled.
  public var textlessItems = 0
  /// Added items whose texts the study had already, under other keys.
  public var twinItems = 0
  /// Records that the study held already.
  public var alreadyThere = 0
  /// Records that were left out, each reported as an `ImportProblem`.
  public var problems = 0

  public init() {}

  public var added: Int {
    addedItems + addedRaters + addedLabels + addedVerdicts + addedEvents + addedOriginals
      + addedQueues
  }
}
