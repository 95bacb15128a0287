import PersonalSettings
import TerminalCore
import Testing
import Workbench

@Suite struct KeyFileTests {
  func problems(_ text: String) -> [String] { KeyFile.parse(text, file: "keys.yaml").problems }

  func map(_ text: String) -> Keymap {
    Keymap.with(KeyFile.parse(text, file: "keys.yaml").bindings).map
  }

  @Test func aKeyMoves() {
    let map = map("choose-1: [h, \"1\"]\nskip: F5\nchoose-tie: []\n")
    #expect(map.action(for: .character("h"), in: .label) == .choose1)
    #expect(map.action(for: .function(5), in: .label) == .skip)
    #expect(map.action(for: .character("s"), in: .label) == nil)
    #expect(map.keys(for: .chooseTie, in: .label).isEmpty)
    #expect(map.action(for: .character("2"), in: .label) == .choose2)
  }

  @Test func anActionOfSeveralScreensMovesOnAllOrOnOne() {
    let both = map("search: \",\"\n")
    #expect(both.action(for: .character(","), in: .label) == .search)
    #expect(both.action(for: .character(","), in: .list) == .search)
    let one = map("list:\n  search: \",\"\n")
    #expect(one.action(for: .character(","), in: .label) == nil)
    #expect(one.action(for: .character("/"), in: .label) == .search)
    #expect(one.action(for: .character(","), in: .list) == .search)
  }

  @Test func keysCanBeExchanged() {
    let text = "skip: u\nundo: s\n"
    #expect(problems(text).isEmpty)
    #expect(map(text).action(for: .character("u"), in: .label) == .skip)
    #expect(map(text).action(for: .character("s"), in: .label) == .undo)
  }

  @Test(arguments: [
    (
      "skip: u\n",
      "keys.yaml:1:1: label: the key u would be both skip and undo (on the same screen)"
    ),
    ("\nskip: q\n", "keys.yaml:2:1: label: the key q would be both skip and quit (everywhere)"),
    ("quit: s\n", "keys.yaml:1:1: everywhere: the key s would be both quit and skip"),
    ("flag: Z\nnote: Z\n", "the key Z would be both"),
  ])
  func oneKeyForTwoActionsIsAMistake(_ text: String, _ expected: String) {
    let found = problems(text)
    #expect(found.contains { $0.contains(expected) }, "\(found)")
  }

  @Test func aClashOfTwoLinesIsSaidOnce() {
    #expect(problems("flag: Z\nnote: Z\n").count == 1)
  }

  @Test(arguments: [
    ("chose-1: a\n", "keys.yaml:1:1: there is no action 'chose-1'; did you mean 'choose-1'?"),
    ("label:\n  sort: Z\n", "keys.yaml:2:3: there is no action 'sort' on the screen 'label'"),
    ("lable:\n  skip: Z\n", "keys.yaml:1:1: there is no screen 'lable'; did you mean 'label'?"),
    ("skip: Entre\n", "keys.yaml:1:7: 'Entre' is no key; did you mean 'Enter'?"),
    ("skip: [a, [b]]\n", "keys.yaml:1:11: '' is no key"),
    ("- skip\n", "keys.yaml:1:1: keys are a list"),
    ("skip: F5\nskip: F6\n", "keys.yaml:2:1: skip is there twice"),
  ])
  func aMistakeHasItsLineAndTheNearestName(_ text: String, _ expected: String) {
    let found = problems(text)
    #expect(found.count == 1 && found[0].contains(expected), "\(found)")
  }

  @Test(arguments: [
    ("quitt: x\nskip: F5\n", ["skip"]), ("skip: [F5\nnote: F6\n", ["note"]),
    ("label:\n  skip: [F5\n  note: F6\n", ["note"]), ("skip: F5\nskip: F6\n", ["skip"]),
    ("flag: Z\nnote: Z\nskip: F5\n", ["note", "skip"]), ("skip F5\nnote: F6\n", ["note"]),
    ("skip: u\nundo: q\nnote: F6\n", ["note"]), ("skip: F5\n\tnote: F6\nflag: F7\n", ["flag"]),
  ])
  func theOtherLinesHold(_ text: String, _ actions: [String]) {
    let (bindings, problems) = KeyFile.parse(text, file: "keys.yaml")
    #expect(!problems.isEmpty && problems.allSatisfy { $0.hasPrefix("keys.yaml:") }, "\(problems)")
    #expect(Set(bindings.map(\.action.rawValue)) == Set(actions), "\(problems)")
    #expect(Keymap.with(bindings).conflicts.isEmpty)
  }

  /// The table of the program itself has no key with two meanings.
  @Test func theStandardKeysDoNotClash() {
    let all = Action.all.map { KeyBinding($0.id, in: $0.context, keys: $0.keys) }
    #expect(Keymap.with(all).conflicts.isEmpty)
  }
}
