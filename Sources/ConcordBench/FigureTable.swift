import JSONText
import StudyFormats

/// Figures as a table for people, or as JSON.
enum FigureTable {
  static func text(_ figures: [Figure]) -> String {
    let head = ["what", "unit", "promised", "min", "median", "p99", "max", "met", "note"]
    let rows =
      [head]
      + figures.map { figure in
        [
          figure.line, figure.unit, promise(figure), digits(figure.minimum),
          digits(figure.median), digits(figure.p99), digits(figure.maximum),
          figure.isMet.map { $0 ? "yes" : "NO" } ?? "", figure.note,
        ]
      }
    let widths = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      "| "
        + zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
        .joined(separator: " | ") + " |\n"
    }.enumerated().map { $0 == 0 ? $1 + rule(widths) : $1 }.joined()
  }

  private static func rule(_ widths: [Int]) -> String {
    "|" + widths.map { String(repeating: "-", count: $0 + 2) }.joined(separator: "|") + "|\n"
  }

  private static func promise(_ figure: Figure) -> String {
    guard let limit = figure.limit else { return "" }
    return "\(figure.judged.rawValue) \(figure.isFloor ? "≥" : "≤") \(digits(limit))"
  }

  static func digits(_ number: Double) -> String {
    if number >= 1000 || number == number.rounded() { return String(Int(number.rounded())) }
    let scale = number >= 10 ? 10.0 : 1000.0
    return String((number * scale).rounded() / scale)
  }

  static func json(_ figures: [Figure], _ machine: Machine) -> String {
    var json = JSONLine()
    json.object("machine") { json in
      json.string("processor", machine.processor)
      json.number("cores", Double(machine.cores))
      json.number("memory_mb", Double(machine.memoryMegabytes))
      json.string("kernel", machine.kernel)
      json.string("date", machine.date)
      json.number("load", machine.load)
    }
    json.objects("figures", figures, always: true) { figure, json in
      json.string("what", figure.line)
      json.string("unit", figure.unit)
      json.number("limit", figure.limit)
      json.string("judged", figure.judged.rawValue)
      json.number("min", figure.minimum)
      json.number("median", figure.median)
      json.number("p99", figure.p99)
      json.number("max", figure.maximum)
      json.number("samples", Double(figure.samples.count))
      if let isMet = figure.isMet { json.bool("met", isMet) }
      json.string("note", figure.note)
    }
    return json.text + "\n"
  }
}
