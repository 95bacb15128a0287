import BuiltinThemes
import CTextWidth
import Foundation
import TerminalCore
import Testing

@testable import Workbench

/// Every screen at five sizes against the file in `Golden`. A missing file fails. After looking at
/// the change, `RECORD=1 swift test --filter GoldenScreenTests` writes all of them anew.
@Suite struct GoldenScreenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")
  static let records = ProcessInfo.processInfo.environment["RECORD"] == "1"

  static let looks: [(columns: Int, rows: Int, glyphs: Glyphs)] = [
    (80, 24, .unicode), (120, 40, .unicode), (200, 60, .unicode), (40, 12, .unicode),
    (80, 24, .ascii),
  ]

  init() { _ = concord_set_locale() }

  private func frame(
    _ screen: GoldenScreens.Screen, _ columns: Int, _ rows: Int, _ glyphs: Glyphs
  ) -> Frame {
    var person = FixturePerson(
      FixtureStudy(task: screen.task, isASCII: glyphs == .ascii), columns: columns, rows: rows,
      glyphs: glyphs, isFirstTime: screen.isFirstTime, opens: screen.opens)
    screen.keys(&person)
    return person.state.draw()
  }

  @Test(arguments: GoldenScreens.all.indices)
  func aScreenIsAsItWas(_ index: Int) throws {
    let screen = GoldenScreens.all[index]
    let monochrome = try #require(BuiltinTheme.named("monochrome"))
    var text = ""
    for (columns, rows, glyphs) in Self.looks {
      text += "== \(columns)x\(rows)\(glyphs == .ascii ? " monochrome, ascii" : "")\n"
      text += GoldenText.of(
        frame(screen, columns, rows, glyphs), theme: glyphs == .ascii ? monochrome : nil)
    }
    let file = Self.folder.appendingPathComponent(screen.name + ".txt")
    if Self.records { try Data(text.utf8).write(to: file) }
    let golden = try? String(contentsOf: file, encoding: .utf8)
    let known = try #require(golden, "\(screen.name) has no golden file; RECORD=1 writes it")
    guard known != text else { return }
    let (old, new) = (known.split(separator: "\n"), text.split(separator: "\n"))
    let line = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(screen.name) differs from its golden file in line \((line?.offset ?? old.count) + 1):
      was \(line.map { String($0.element.0) } ?? "")
      is  \(line.map { String($0.element.1) } ?? "")
      """)
  }

  /// A golden file without a screen is a screen that nobody looks at any more.
  @Test func everyGoldenFileHasItsScreen() throws {
    let names = Set(GoldenScreens.all.map { $0.name + ".txt" })
    #expect(names.count == GoldenScreens.all.count, "two screens have one name")
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    for file in files where !names.contains(file) {
      if Self.records {
        try FileManager.default.removeItem(at: Self.folder.appendingPathComponent(file))
      } else {
        Issue.record("\(file) is the golden file of no screen")
      }
    }
  }

  /// With texts of ASCII everything on the screen is ASCII where that was asked for.
  @Test(arguments: GoldenScreens.all.indices)
  func asciiIsASCII(_ index: Int) {
    let screen = GoldenScreens.all[index]
    guard screen.name != "note-line", screen.name != "label-noted" else { return }
    for (columns, rows) in [(40, 12), (80, 24), (200, 60)] {
      let frame = frame(screen, columns, rows, .ascii)
      let odd = Set(frame.cells.flatMap { $0.text.unicodeScalars.filter { !$0.isASCII } })
      #expect(odd.isEmpty, "\(screen.name) \(columns)x\(rows): \(odd.map { String($0) })")
    }
  }

  /// Nothing that could move a border or reach the terminal is in any cell, whatever the text.
  @Test(arguments: GoldenScreens.all.indices)
  func everyCellIsHarmless(_ index: Int) {
    let screen = GoldenScreens.all[index]
    for (columns, rows, glyphs) in Self.looks + [(39, 9, .unicode), (1, 1, .unicode)] {
      let frame = frame(screen, columns, rows, glyphs)
      #expect(frame.cells.count == columns * rows)
      for row in 0..<rows {
        let width = (0..<columns).reduce(0) { $0 + DisplayText.columns(frame[$1, row].text) }
        #expect(width == columns, "\(screen.name) \(columns)x\(rows): row \(row) is \(width) wide")
      }
      for cell in frame.cells {
        let odd = cell.text.unicodeScalars.contains {
          $0.value < 32 || (0x7F..<0xA0).contains($0.value) || (0x202A...0x202E).contains($0.value)
        }
        #expect(!odd, "\(screen.name): \(cell.text.debugDescription)")
      }
    }
  }
}
