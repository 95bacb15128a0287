import AnnotationModel

@testable import AnnotationStorage

/// Short ways to say what tests do.
enum Events {
  static func of(
    _ rater: RaterID, _ item: Int, _ action: LabelEvent.Action, _ id: String,
    phase: LabelPhase = .blind
  ) -> LabelEvent {
    LabelEvent(
      eventID: id, rater: rater, item: ItemID(Int64(item)), action: action, phase: phase,
      presentation: .asStored(2), shownAtMilliseconds: 1, actedAtMilliseconds: 2,
      activeMilliseconds: 1)
  }

  static func label(
    _ rater: RaterID, _ item: Int, _ value: RatingValue, _ id: String, phase: LabelPhase = .blind
  ) -> LabelEvent {
    of(rater, item, .label(value, confidence: nil, errorCodes: []), id, phase: phase)
  }

  static func placed(_ record: ImportRecord, line: Int = 1) -> PlacedRecord {
    PlacedRecord(record: record, place: SourcePlace(file: "test", line: line))
  }
}

extension AnnotationStore {
  /// The one number that a query past the store's interface gives.
  func number(_ sql: String) throws -> Int64 { try connection.integer(sql) }

  /// The one text that such a query gives.
  func words(_ sql: String) throws -> String { try connection.text(sql) }
}
