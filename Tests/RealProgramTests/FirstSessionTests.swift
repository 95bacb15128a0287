import Foundation
import Testing

/// What a new person does first, in the real program.
@Suite struct FirstSessionTests {
  /// Opens `first-look`, labels ten items, undoes, notes, flags, leaves in the middle, comes back.
  @Test(arguments: [(80, 24), (200, 60)])
  func anAnnotatorComesBackToTheSameItem(_ columns: Int, _ rows: Int) throws {
    let place = try Workplace()
    let study = try place.bundled("first-look")
    let first = try place.open("open", study, "--as", "new", columns: columns, rows: rows)
    try first.begin()
    let total = try #require(first.shownProgress?.total)
    for count in 1...10 {
      try first.press(count.isMultiple(of: 5) ? "0" : count.isMultiple(of: 2) ? "2" : "1")
      try first.wait("label \(count)") { $0.shownProgress?.done == count }
      try first.wait(for: "saved")
    }
    let eleventh = first.shownItem
    try first.press("u")
    try first.wait("nine labels") { $0.shownProgress?.done == 9 }
    try first.wait("the item before") { $0.shownItem != eleventh }
    let tenth = first.shownItem
    try first.press("C-r")
    try first.wait("ten labels") { $0.shownProgress?.done == 10 }
    try first.press(">")
    try first.wait("the eleventh item") { $0.shownItem == eleventh }
    try first.press("n")
    try first.type("read again")
    try first.press("Enter")
    try first.wait(for: "read again")
    try first.press("f")
    try first.wait(for: "flagged")
    try first.press("q")
    #expect(try first.end() == .exited(0))
    #expect(first.leftOver.isEmpty, "\(first.leftOver)")

    let second = try place.open("open", study, "--as", "new", columns: columns, rows: rows)
    try second.begin()
    try second.wait("the same item") { $0.shownItem == eleventh }
    #expect(second.shownProgress?.done == 10 && second.shownProgress?.total == total)
    try second.wait(for: "read again")
    // Undo is still there: the flag, the note, and then the labels, newest first.
    for _ in 0..<3 { try second.press("u") }
    try second.wait("the tenth label undone") { $0.shownProgress?.done == 9 }
    #expect(second.shownItem == tenth)
    try second.press("q")
    #expect(try second.end() == .exited(0))
    #expect(try place.labels(study).count { $0["rater"] as? String == "new" } == 9)
    try place.succeed("check", study)
  }

  /// The tour, as the README's first command opens it.
  @Test(arguments: [(80, 24), (200, 60)])
  func theTourIsLabelledToItsEnd(_ columns: Int, _ rows: Int) throws {
    let place = try Workplace()
    let study = try place.bundled("tour")
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
