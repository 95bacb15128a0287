import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import CTextWidth
import Foundation
import TerminalCore
import Testing

@testable import ConcordCommand
@testable import Workbench

/// Every figure on the agreement screens is the one that `agree --json` prints of the same file
/// under the same policy: the document is read back from its text.
@Suite struct ReportOnScreenTests {
  init() { _ = concord_set_locale() }

  /// What the command prints, as a script would read it.
  struct Document {
    let root: [String: Any]

    init(_ desk: Desk, slices: SliceColumn.Property? = nil) async throws {
      let store = desk.study.store
      var tracker = try await AgreeCommand.tracker(store, desk.state.agreement.policy)
      let names = tracker.streams.map(\.name)
      let report = try tracker.report(names: names)
      var parts: [PairSlices] = []
      if let slices {
        tracker.load(try await store.sliceColumn(slices))
        parts = report.pairs.map { pair in
          PairSlices(
            pair: pair, property: slices.rawValue,
            slices: tracker.sliced(pair.first.id, pair.second.id, by: slices))
        }
      }
      let text = AgreeJSON.document(report, parts).text
      root = try #require(
        try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    func pair(_ one: String, _ two: String, slice: String? = nil) throws -> Part {
      let list = try #require(root[slice == nil ? "pairs" : "slices"] as? [[String: Any]])
      let found = list.first { part in
        let raters = part["raters"] as? [String] ?? []
        return Set(raters) == Set([one, two]) && part["slice"] as? String == slice
      }
      return Part(fields: try #require(found))
    }
  }

  struct Part {
    let fields: [String: Any]

    var n: Int { fields["n"] as? Int ?? -1 }
    var leftOut: Int { (fields["left_out"] as? [String: Int] ?? [:]).values.reduce(0, +) }

    private func coefficient(_ name: String) -> [String: Any] {
      (fields["coefficients"] as? [String: [String: Any]])?[name] ?? [:]
    }

    func number(_ name: String, digits: Int = 3) -> String {
      (coefficient(name)["value"] as? Double).map { Figure.decimal($0, digits: digits) } ?? "n/a"
    }

    func interval(_ name: String) -> String {
      guard let low = coefficient(name)["low"] as? Double,
        let high = coefficient(name)["high"] as? Double
      else { return "" }
      if low == high { return "no variance" }
      return "[\(Figure.decimal(max(-1, low))), \(Figure.decimal(min(1, high)))]"
    }

    func reason(_ name: String) -> String { coefficient(name)["undefined"] as? String ?? "" }
  }

  /// Whether a line says this; nothing to say is always said.
  func holds(_ line: String, _ text: String) -> Bool { text.isEmpty || line.contains(text) }

  func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  /// The desk after some labels, with a policy that its keys have chosen.
  func desk(_ switches: String) async throws -> Desk {
    var desk = try await Desk(try await LiveStudy())
    for key in "120112012210s1" { try await desk.type(String(key)) }
    try await desk.type("A")
    try await desk.type(switches)
    return desk
  }

  static let switches = ["", "u", "uu", "uuu", "uuuu", "t", "s", "m", "b", "utsmb", "uutm"]

  @Test(arguments: switches)
  func theRatersTable(_ keys: String) async throws {
    let desk = try await desk(keys)
    let document = try await Document(desk)
    let frame = desk.state.draw()
    let reference = desk.state.agreement.referenceName
    #expect(desk.state.agreement.rows.count > 4)
    for row in desk.state.agreement.rows where row.name != reference {
      let part = try document.pair(reference, row.name)
      let line = try #require(
        (3..<30).map(frame.line).first {
          $0.dropFirst(2).hasPrefix(row.name + " ")
        }, "\(row.name)")
      let shown = words(line)
      #expect(line.contains(" \(part.n) "), "\(row.name): n \(part.n) in \(line)")
      for name in ["percent", "cohen", "scott", "ac1"] {
        #expect(shown.contains(part.number(name)), "\(row.name) \(name): \(line)")
      }
      #expect(holds(line, part.interval("cohen")), "\(row.name): \(line)")
      #expect(holds(line, part.reason("cohen")), "\(row.name): \(line)")
      #expect(shown.contains("\(part.leftOut)"), "\(row.name): left out \(part.leftOut): \(line)")
    }
  }

  @Test(arguments: switches)
  func theMatrixAndThePair(_ keys: String) async throws {
    var desk = try await desk(keys)
    try await desk.press(.tab)
    let document = try await Document(desk)
    let names = desk.state.agreement.tracker?.streams.map(\.name) ?? []
    for _ in PairCoefficient.allCases {
      let coefficient = desk.state.agreement.coefficient
      let frame = desk.state.draw()
      for (row, first) in names.enumerated() {
        let line = try #require(
          (3..<30).map(frame.line).first { $0.contains(" \(row + 1) \(first) ") })
        for second in names where second != first {
          let part = try document.pair(first, second)
          let number = part.number(coefficient.rawValue)
          #expect(line.contains(number), "\(first) \(second) \(coefficient): \(line)")
        }
      }
      try await desk.type("c")
    }
    try await desk.press(.tab)
    for _ in 0..<names.count {
      try await pair(desk, document)
      try await desk.type("]")
    }
  }

  private func pair(_ desk: Desk, _ document: Document) async throws {
    let other = try #require(desk.state.agreement.other.map(desk.state.agreement.name))
    let part = try document.pair(desk.state.agreement.referenceName, other)
    let text = desk.state.draw().text
    for coefficient in PairCoefficient.listed {
      let name = coefficient.rawValue
      #expect(text.contains(part.number(name, digits: 4)), "\(other) \(name)")
      #expect(holds(text, part.interval(name)), "\(other) \(name)")
      #expect(holds(text, part.reason(name)), "\(other) \(name)")
    }
    #expect(text.contains("n \(part.n); "), "\(other)")
    let table = try #require(part.fields["confusion"] as? [String: Any])
    let counts = try #require(table["counts"] as? [[Int]])
    let isFirst =
      (part.fields["raters"] as? [String])?.first == desk.state.agreement.referenceName
    let shown = try #require(desk.state.agreement.pairTable).confusion
    for row in counts.indices {
      for column in counts.indices {
        let count = isFirst ? counts[row][column] : counts[column][row]
        #expect(shown[row, column] == count)
        #expect(text.contains("\(count)"))
      }
    }
  }

  @Test(arguments: switches)
  func everyoneTogether(_ keys: String) async throws {
    var desk = try await desk(keys)
    try await desk.press(.tab, .tab, .tab)
    let store = desk.study.store
    var tracker = try await AgreeCommand.tracker(store, desk.state.agreement.policy)
    let text = desk.state.draw().text
    let lines = text.split(separator: "\n").map(String.init)
    let groups = desk.state.agreement.groups
    #expect(groups.map(\.name).contains("people") && groups.map(\.name).contains("everyone"))
    for group in groups {
      let names = group.ids.compactMap { tracker.stream($0)?.name }
      let report = try tracker.report(names: names)
      let json = AgreeJSON.document(report).text
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      let part = Part(fields: try #require(root["overall"] as? [String: Any]))
      let start = try #require(
        lines.firstIndex { $0.hasPrefix(" " + group.name.capitalisedFirst + " ") }, "\(group.name)")
      #expect(lines[start].contains("\(names.count) raters, \(part.n) items"))
      for (at, name) in GroupCoefficient.allCases.enumerated() {
        let line = try #require(
          lines[(start + 1)...].first { $0.contains(name.fullName) }, "\(name)")
        #expect(line.contains(part.number(name.rawValue, digits: 4)), "\(at) \(line)")
        #expect(holds(line, part.interval(name.rawValue)), "\(line)")
        #expect(holds(line, part.reason(name.rawValue)), "\(line)")
      }
    }
  }

  @Test(arguments: switches)
  func theSlices(_ keys: String) async throws {
    var desk = try await desk(keys)
    try await desk.press(.tab, .tab, .tab, .tab)
    let document = try await Document(desk, slices: .category)
    let reference = desk.state.agreement.referenceName
    let other = try #require(desk.state.agreement.other.map(desk.state.agreement.name))
    let frame = desk.state.draw()
    for slice in ["code", "maths", "letters"] {
      let part = try document.pair(reference, other, slice: slice)
      let line = try #require(
        (4..<20).map(frame.line).first { $0.contains(" \(slice) ") }, "\(slice)")
      #expect(words(line).contains("\(part.n)"), "\(line)")
      #expect(line.contains(part.number("percent")) && line.contains(part.number("cohen")))
      #expect(holds(line, part.interval("cohen")) && holds(line, part.reason("cohen")))
    }
  }
}
