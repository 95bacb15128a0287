import AnnotationModel
import JSONText

/// Ratings as rows of a table: one per rating, the order shown, the side, and the answer itself.
public struct RatingTableRow: Hashable, Sendable {
  public static let columns = [
    "item", "rater", "kind", "answer", "order_shown", "side", "phase", "confidence", "errors",
    "flagged", "note", "recorded", "repetition", "scores", "shown_at_ms", "acted_at_ms",
    "active_ms",
  ]

  private static let numbers: Set = ["repetition", "shown_at_ms", "acted_at_ms", "active_ms"]

  public var cells: [String]

  /// Nil for records that are no ratings.
  public init?(_ record: ImportRecord, kinds: [String: RaterKind]) {
    switch record {
    case .label(let label):
      cells = [
        label.item, label.rater, RaterKind.human.rawValue, label.value.description,
        label.presentation.letters, Self.side(label.value, label.presentation),
        label.phase == .blind ? "blind" : "revealed",
        label.confidence.map { "\($0)" } ?? "", label.errorCodes.joined(separator: "; "),
        label.flagged ? "yes" : "", label.note, "", "", "",
        String(label.shownAtMilliseconds), String(label.actedAtMilliseconds),
        String(label.activeMilliseconds),
      ]
    case .verdict(let imported):
      let verdict = imported.verdict
      cells = [
        imported.item, imported.rater, (kinds[imported.rater] ?? .imported).rawValue,
        verdict.value.description, verdict.presentation.letters,
        Self.side(verdict.value, verdict.presentation), "blind", "", "", "", "",
        verdict.recorded?.description ?? "", String(verdict.repetition),
        verdict.scores.map(JSONWriter.plain).joined(separator: "; "), "", "", "",
      ]
    case .item, .rater, .event, .original, .queue: return nil
    }
  }

  /// The row of a remark that belongs to no rating: its answer is empty.
  public init(_ remark: UnlabelledRemark) {
    cells = [
      remark.item, remark.rater, RaterKind.human.rawValue, "", "", "", "", "", "",
      remark.flagged ? "yes" : "", remark.note, "", "", "", "",
      String(remark.actedAtMilliseconds), "",
    ]
  }

  private static func side(_ value: RatingValue, _ order: Presentation) -> String {
    guard case .prefer(let ordinal) = value, let slot = order.slot(ofCandidate: ordinal) else {
      return ""
    }
    return order.order.count == 2 ? (slot == 0 ? "left" : "right") : String(slot + 1)
  }

  public var csv: String { cells.map(CSVCell.safe).joined(separator: ",") }

  public var json: String {
    var line = JSONLine()
    for (column, cell) in zip(Self.columns, cells) {
      // Milliseconds of today have fewer digits than a Double holds exactly.
      if let number = Self.numbers.contains(column) ? Double(cell) : nil {
        line.number(column, number)
      } else {
        line.string(column, cell)
      }
    }
    return line.text
  }
}

/// Cells of CSV files.
public enum CSVCell {
  /// RFC 4180; a cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`,
  /// a tab or a carriage return, and is no plain number) gets a `'` before it. So does one that
  /// begins with `'` itself, which makes it reversible: take one leading `'` away.
  public static func safe(_ text: String) -> String {
    var cell = text
    if let first = text.unicodeScalars.first, "=+-@\t\r'".unicodeScalars.contains(first),
      !isPlainNumber(text)
    {
      cell = "'" + text
    }
    guard cell.utf8.contains(where: { [34, 44, 10, 13].contains($0) }) else { return cell }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  /// The text that `safe` made a cell of, once the quotes of CSV are off.
  public static func original(_ cell: String) -> String {
    cell.unicodeScalars.first == "'" ? String(cell.unicodeScalars.dropFirst()) : cell
  }

  private static func isPlainNumber(_ text: String) -> Bool {
    Double(text) != nil && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 45 || $0 == 46 }
  }
}
