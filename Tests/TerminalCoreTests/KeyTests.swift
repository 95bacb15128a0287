import TerminalCore
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    Key.character("a"), .character("Ж"), .character(" "), .character("#"), .control("r"),
    .alt("x"), .enter, .backTab, .pageDown, .function(12), .shiftLeft, .controlRight,
  ])
  func aNameIsReadBack(_ key: Key) {
    #expect(Key(name: key.name) == key)
  }

  @Test func keysThatTerminalsCannotTellApartAreOne() {
    #expect(Key(name: "C-i") == .tab && Key(name: "C-m") == .enter && Key(name: "C-[") == .escape)
    #expect(Key(name: "C-R") == .control("r"))
  }

  @Test(arguments: ["C-1", "C-é", "M-[", "M-O", "", "C-", "Foo", "F0", "F13", "C-xx", "Ctrl-x"])
  func whatIsNoKeyIsNone(_ name: String) { #expect(Key(name: name) == nil) }

  @Test func otherLayoutsMeanTheKeyInTheSamePlace() {
    #expect(Langmap.standard.key(for: "ф") == "a")
    #expect(Langmap.standard.key(for: "Й") == "Q")
    #expect(Langmap.standard.key(for: "λ") == "l")
    #expect(Langmap.standard.key(for: "і") == "s")
    #expect(Langmap.standard.key(for: "ש") == "a")
    #expect(Langmap.standard.key(for: ";") == nil)
    #expect(Langmap.named("greek")?.key(for: ";") == "q")
    #expect(Langmap.named("klingon") == nil)
  }

  /// A letter typed on a Latin keyboard keeps its meaning.
  @Test func latinLettersAreLeftAlone() {
    for value in 0x20..<0x7F as Range<UInt8> {
      #expect(Langmap.standard.key(for: Character(UnicodeScalar(value))) == nil)
    }
  }
}
