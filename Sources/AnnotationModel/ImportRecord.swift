/// One thing that an importer found in a file, in the words of the study and free of row
/// identifiers: items and raters are named by their keys.
public enum ImportRecord: Hashable, Sendable {
  case item(Item)
  case rater(ImportedRater)
  case label(ImportedLabel)
  case verdict(ImportedVerdict)
  /// A step of a person's history, from the export of another study.
  case event(ImportedEvent)
  case original(OriginalText)
  /// A person's place and order, from the export of another study.
  case queue(ImportedQueue)
}

public struct ImportedRater: Hashable, Sendable, Codable {
  public var name: String
  public var kind: RaterKind
  public var model: String
  public var family: String

  public init(name: String, kind: RaterKind, model: String = "", family: String = "") {
    self.name = name
    self.kind = kind
    self.model = model
    self.family = family
  }
}

/// A person's label from a file. The newest one of a rater and item counts.
public struct ImportedLabel: Hashable, Sendable, Codable {
  public var rater: String
  public var item: String
  public var value: RatingValue
  public var confidence: Confidence?
  public var errorCodes: [String]
  public var note: String
  public var flagged: Bool
  public var phase: LabelPhase
  public var presentation: Presentation
  /// 0 where the source does not say.
  public var shownAtMilliseconds: Milliseconds
  public var actedAtMilliseconds: Milliseconds
  public var activeMilliseconds: Milliseconds
  /// Tells apart two labels of the same rater and item in the same source; usually "".
  public var occurrence: String

  public init(
    rater: String, item: String, value: RatingValue, confidence: Confidence? = nil,
    errorCodes: [String] = [], note: String = "", flagged: Bool = false,
    phase: LabelPhase = .blind, presentation: Presentation = .asStored(2),
    shownAtMilliseconds: Milliseconds = 0, actedAtMilliseconds: Milliseconds = 0,
    activeMilliseconds: Milliseconds = 0, occurrence: String = ""
  ) {
    self.rater = rater
    self.item = item
    self.value = value
    self.confidence = confidence
    self.errorCodes = errorCodes
    self.note = note
    self.flagged = flagged
    self.phase = phase
    self.presentation = presentation
    self.shownAtMilliseconds = shownAtMilliseconds
    self.actedAtMilliseconds = actedAtMilliseconds
    self.activeMilliseconds = activeMilliseconds
    self.occurrence = occurrence
  }
}

/// A machine's verdict from a file.
public struct ImportedVerdict: Hashable, Sendable, Codable {
  public var rater: String
  public var item: String
  public var verdict: Verdict

  public init(rater: String, item: String, verdict: Verdict) {
    self.rater = rater
    self.item = item
    self.verdict = verdict
  }
}

/// Where in a file a record stood, for error messages.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
  public var file: String
  /// Line from 1 (CSV, JSONL), or the row from 1 in a JSON array.
  public var line: Int
  public var field: String

  public init(file: String, line: Int, field: String = "") {
    self.file = file
    self.line = line
    self.field = field
  }

  public var description: String {
    file + ":" + String(line) + (field.isEmpty ? "" : ": " + field)
  }
}

/// A record with the place it was read from.
public struct PlacedRecord: Hashable, Sendable {
  public var record: ImportRecord
  public var place: SourcePlace

  public init(record: ImportRecord, place: SourcePlace) {
    self.record = record
    self.place = place
  }
}
