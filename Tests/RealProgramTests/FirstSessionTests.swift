import Foundation
import Testing

/// What a new person does first, in the real program.
@Suite struct FirstSessionTests {
  /// Opens a study, labels ten items, undoes, notes, flags, leaves in the middle, and comes back.
  @Test(arguments: [(80, 24), (200, 60)])
  func anAnnotatorComesBackToTheSameItem(_ columns: Int, _ rows: Int) throws {
    let place = try Workplace()
    let study = try place.study(items: 14)
    let first = try place.open("open", study, "--as", "ann", columns: columns, rows: rows)
    try first.wait(for: "Enter begins")
    try first.press("Enter")
    try first.wait(for: "0/14")
    for index in 1...10 {
      try first.press(index.isMultiple(of: 5) ? "0" : index.isMultiple(of: 2) ? "2" : "1")
      try first.wait(for: "\(index)/14")
      try first.wait(for: "saved")
    }
    try first.wait(for: "item-11")
    try first.press("u")
    try first.wait(for: "item-10")
    try first.wait(for: "9/14")
    try first.press("C-r")
    try first.wait(for: "10/14")
    try first.press(">")
    try first.wait(for: "item-11")
    try first.press("n")
    try first.type("read again")
    try first.press("Enter")
    try first.wait(for: "note: read again")
    try first.press("f")
    try first.wait(for: "flagged")
    try first.press("q")
    #expect(try first.end() == .exited(0))
    #expect(first.leftOver.isEmpty, "\(first.leftOver)")

    let second = try place.open("open", study, "--as", "ann", columns: columns, rows: rows)
    try second.wait(for: "item-11")
    try second.wait(for: "10/14")
    try second.wait(for: "note: read again")
    // Undo is still there: the flag, the note, and then the labels, newest first.
    var undone = 0
    while !second.text.contains("7/14"), undone < 10 {
      try second.press("u")
      undone += 1
    }
    try second.wait(for: "7/14")
    try second.press("q")
    #expect(try second.end() == .exited(0))
    #expect(try place.labels(study).count == 7)
    try place.succeed("check", study)
  }

  /// The tour, as the README's first command opens it.
  @Test(arguments: [(80, 24), (200, 60)])
  func theTourIsLabelledToItsEnd(_ columns: Int, _ rows: Int) throws {
    let place = try Workplace()
    let study = place.path("tour.concord")
    try place.succeed(
      "import", study, Workplace.repository.appendingPathComponent("Datasets/tour").path)
    let program = try place.open("open", study, "--as", "new", columns: columns, rows: rows)
    try program.wait(for: "? help")
    try program.rest()
    try program.press("Enter")
    try program.wait(for: "0/8")
    for index in 1...8 {
      try program.press(index == 2 ? "2" : index == 3 ? "0" : "1")
      try program.wait(for: "\(index)/8")
    }
    try program.wait(for: "very item has your label")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).count == 8)
  }

  @Test func pastedTextLabelsNothing() throws {
    let place = try Workplace()
    let study = try place.study(items: 5)
    let program = try place.open("open", study, "--as", "ann")
    try program.wait(for: "Enter begins")
    try program.press("Enter")
    try program.wait(for: "item-01")
    try program.paste("1212\n0tq\u{3}u")
    try program.wait(for: "pasted text is not read as keys")
    try program.press("W")
    try program.wait(for: "item-05")
    try program.paste("1\r2\r0\r")
    try program.wait(for: "pasted text is not read as keys")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).isEmpty)
  }
}
