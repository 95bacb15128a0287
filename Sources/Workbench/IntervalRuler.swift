import AgreementStatistics
import AnnotationAnalysis
import TerminalCore

/// A ruler for intervals of coefficients: `├──●──┤` under labelled ends.
///
/// It reaches from `low` (at most 0) to 1. An interval that goes on beyond an end is drawn with an
/// arrow there: nothing is cut in silence.
public struct IntervalRuler: Hashable, Sendable {
  let low: Double
  let columns: Int
  let glyphs: Glyphs

  /// A ruler over which all values lie, and all intervals but the very wide ones.
  public init(_ estimates: [Estimate], columns: Int, glyphs: Glyphs) {
    var least = 0.0
    for coefficient in estimates.compactMap(\.coefficient) {
      least = min(least, coefficient.value)
      if let interval = coefficient.interval, interval.high - interval.low < 0.7 {
        least = min(least, interval.low)
      }
    }
    low = least < 0 ? max(-1, (least * 5).rounded(.down) / 5) : 0
    self.columns = max(8, columns)
    self.glyphs = glyphs
  }

  func place(_ value: Double) -> Int {
    let share = (min(1, max(low, value)) - low) / (1 - low)
    return Int((share * Double(columns - 1)).rounded())
  }

  /// The ruler's numbers, each over its place, as many as there is room for.
  public func header() -> String {
    var cells = Array(repeating: " ", count: columns)
    let fine: [Double] = [0.2, 0.4, 0.6, 0.8, -0.2, -0.4, -0.6, -0.8]
    let inner = [0] + (columns < 40 ? [0.5, -0.5] : fine)
    let marks = [low, 1] + inner.filter { $0 > low && $0 < 1 }
    for mark in marks {
      let text = Self.number(mark)
      let at = max(0, min(columns - text.count, place(mark) - text.count / 2))
      let around = max(0, at - 1)..<min(columns, at + text.count + 1)
      guard cells[around].allSatisfy({ $0 == " " }) else { continue }
      for (offset, letter) in text.enumerated() { cells[at + offset] = String(letter) }
    }
    return cells.joined()
  }

  private static func number(_ value: Double) -> String {
    let text = Figure.decimal(value, digits: 1)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The line of one estimate: at least `├●┤` where there is an interval of any width, `●` alone
  /// where nothing disagrees or no interval is known, and a dot at 0.
  public func line(_ estimate: Estimate) -> String {
    guard let coefficient = estimate.coefficient else { return "" }
    let isASCII = glyphs == .ascii
    var cells = Array(repeating: " ", count: columns)
    let zero = place(0)
    cells[zero] = isASCII ? "." : "·"
    var at = place(coefficient.value)
    if let interval = coefficient.interval, interval.high > interval.low {
      at = max(1, min(columns - 2, at))
      let left = min(place(interval.low), at - 1)
      let right = max(place(interval.high), at + 1)
      for index in left...right { cells[index] = isASCII ? "-" : "─" }
      let goesBelow = interval.low < low - 1e-9 && low > -1
      cells[left] = goesBelow ? (isASCII ? "<" : "◂") : (isASCII ? "|" : "├")
      cells[right] = isASCII ? "|" : "┤"
    }
    cells[at] = isASCII ? "o" : "●"
    return cells.joined()
  }
}
