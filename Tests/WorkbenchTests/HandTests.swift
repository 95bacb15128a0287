import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// Keys of one's own, other layouts, the mouse, pasting, and themes.
@Suite struct HandTests {
  init() { _ = concord_set_locale() }

  let size = TerminalSize(columns: 120, rows: 40)

  func press(_ state: inout WorkbenchState, _ name: String) -> [Effect] {
    guard let key = Key(name: name) else { return [] }
    return state.update(.input(.key(key), at: 5))
  }

  func list() -> WorkbenchState {
    var state = LookTests.state(size)
    _ = press(&state, "W")
    let rows = (1...20).map {
      ItemRow(
        id: ItemID(Int64($0)), key: "k\($0)", category: "", excerpt: "e", label: nil,
        flagged: false, hasNote: false)
    }
    _ = state.update(
      .rowsLoaded(
        RowPage(rows: rows, place: .replace, isLast: true, generation: state.list.generation)))
    return state
  }

  // MARK: - Keys

  @Test func helpAndFooterAndPaletteShowTheKeysAsTheyAre() throws {
    var state = LookTests.state(size)
    state.keymap =
      Keymap.with([
        KeyBinding(.skip, in: .label, keys: [.function(5)]),
        KeyBinding(.help, in: .everywhere, keys: [.control("g")]),
        KeyBinding(.choose1, in: .label, keys: [.character("h")]),
      ]).map
    #expect(state.draw().line(39).contains("F5 skip") && state.draw().line(39).contains("h left"))
    #expect(state.draw().line(39).hasSuffix("C-g help"))
    #expect(press(&state, "s").isEmpty)
    #expect(state.notice?.text == "s does nothing here; C-g shows the keys")
    _ = press(&state, "C-g")
    #expect(state.draw().text.contains("F5 "))
    _ = press(&state, "Esc")
    _ = press(&state, "C-p")
    for letter in ["s", "k", "i", "p"] { _ = press(&state, letter) }
    #expect(state.draw().text.contains("F5"))
    _ = press(&state, "Esc")
    guard case .commit(let event, _)? = press(&state, "h").first else {
      Issue.record("the key labels nothing")
      return
    }
    let shown = state.label.presentation.candidate(inSlot: 0)
    #expect(event.action == .label(.prefer(shown), confidence: nil, errorCodes: []))
  }

  @Test(arguments: [("ы", ActionID.skip), ("ф", .toggleStrip), ("σ", .skip), ("г", .undo)])
  func otherLayoutsReachTheSameKeys(_ letter: String, _ id: ActionID) {
    var cyrillic = LookTests.state(size)
    var latin = LookTests.state(size)
    let key = latin.keymap.keys(for: id, in: .label)[0].name
    let (effects, same) = (press(&cyrillic, letter), press(&latin, key))
    #expect(effects.count == same.count)
    #expect(cyrillic.draw().text == latin.draw().text)
  }

  @Test func textFieldsTakeTheLetterItself() {
    var state = LookTests.state(size)
    for key in ["n", "ы", "ф"] { _ = press(&state, key) }
    guard case .line(let line)? = state.overlay else {
      Issue.record("no note is asked for")
      return
    }
    #expect(line.editor.text == "ыф")
  }

  @Test func aLangmapOfNoneLeavesLettersAlone() {
    var state = LookTests.state(size)
    state.langmap = Langmap()
    #expect(press(&state, "ы").isEmpty)
    #expect(state.notice?.level == .warning)
  }

  @Test func ctrlCLeavesOnlyTwiceInARow() {
    var state = LookTests.state(size)
    #expect(press(&state, "C-c").isEmpty)
    #expect(state.notice?.text.contains("once more leaves") == true)
    _ = press(&state, "j")
    #expect(press(&state, "C-c").isEmpty)
    #expect(press(&state, "C-c").last == .quit)
  }

  // MARK: - Mouse

  @Test func aClickMarksARowAndASecondOneOpensIt() {
    var state = list()
    let row = 7
    #expect(state.update(.input(.mouse(MouseEvent(.press, column: 9, row: row)), at: 6)).isEmpty)
    #expect(state.list.rows[state.list.selected].key == "k6")
    let effects = state.update(.input(.mouse(MouseEvent(.press, column: 9, row: row)), at: 7))
    #expect(effects == [.loadItem(ItemID(6))])
  }

  @Test func noClickAnswers() {
    for columns in [60, 120, 200] {
      var state = LookTests.state(TerminalSize(columns: columns, rows: 30))
      for row in 0..<30 {
        for column in stride(from: 0, to: columns, by: 3) {
          for kind in [MouseEvent.Kind.press, .wheelUp, .wheelDown] {
            let event = MouseEvent(kind, column: column, row: row)
            #expect(state.update(.input(.mouse(event), at: 6)).isEmpty)
          }
        }
      }
      #expect(state.label.saves.isIdle && state.label.currentLabel == nil)
    }
  }

  @Test func theWheelScrollsThePaneUnderThePointer() {
    var state = LookTests.state(size)
    state.label.lock = .apart
    let shown = state.label.presentation
    let long = shown.slot(ofCandidate: 0) ?? 0
    let column = long == 0 ? 10 : 100
    _ = state.update(.input(.mouse(MouseEvent(.wheelDown, column: column, row: 30)), at: 6))
    #expect(state.label.scrolls[long] == 3 && state.label.scrolls[1 - long] == 0)
    #expect(state.label.pane == .all)
    _ = state.update(.input(.mouse(MouseEvent(.wheelDown, column: 5, row: 2)), at: 6))
    #expect(state.label.promptScroll == 3)
  }

  @Test func clicksChooseAViewAndARater() {
    var state = LookTests.state(size)
    _ = press(&state, "A")
    let tabs = Array(state.draw().line(0))
    let everyone = tabs.indices.first { String(tabs[$0...].prefix(8)) == "Everyone" } ?? 0
    _ = state.update(.input(.mouse(MouseEvent(.press, column: everyone, row: 0)), at: 6))
    #expect(state.agreement.view == .everyone)
    _ = state.update(.input(.mouse(MouseEvent(.press, column: 12, row: 0)), at: 6))
    #expect(state.agreement.view == .raters)
    _ = state.update(.input(.mouse(MouseEvent(.press, column: 3, row: 5)), at: 6))
    #expect(state.agreement.selected == 2)
  }

  // MARK: - Paste

  /// All answers of a task and every key of the screen, pasted: nothing happens.
  @Test func aPasteIsNeverReadAsKeys() {
    let everyKey = String((0x20..<0x7F).map { Character(UnicodeScalar(UInt8($0))) }) + "\n\n1\n"
    var label = LookTests.state(size)
    #expect(label.update(.input(.paste(everyKey), at: 6)).isEmpty)
    #expect(label.label.saves.isIdle && label.screen == .label && label.overlay == nil)
    var rows = list()
    #expect(rows.update(.input(.paste(everyKey), at: 6)).isEmpty)
    #expect(rows.screen == .list && rows.list.selected == 0)
    for screen in ["A", "I", "?"] {
      var state = LookTests.state(size)
      _ = press(&state, screen)
      let before = state.draw().text
      #expect(state.update(.input(.paste(everyKey), at: 6)).isEmpty)
      state.notice = nil
      #expect(state.draw().text == before, "\(screen)")
    }
  }

  @Test func aPasteIntoATextFieldIsItsText() {
    var state = LookTests.state(size)
    _ = press(&state, "n")
    #expect(state.update(.input(.paste("two\nlines 12"), at: 6)).isEmpty)
    guard case .line(let line)? = state.overlay else { return }
    #expect(line.editor.text == "two\nlines 12")
    #expect(state.label.currentLabel == nil)
  }

  // MARK: - Themes

  func theme(_ name: String) -> Theme { Theme(name: name, title: name, variant: "", looks: [:]) }

  @Test func aThemeIsSeenAtOnceAndKeptOnlyWhenItIsTaken() {
    var state = LookTests.state(size)
    let all = [theme("one"), theme("two"), theme("three")]
    state.themes = ThemeChoice(all: all, shown: all[0])
    _ = press(&state, "T")
    #expect(press(&state, "Down").isEmpty)
    #expect(state.themes?.shown == all[1])
    #expect(press(&state, "Esc").isEmpty)
    #expect(state.themes?.shown == all[0] && state.overlay == nil)
    _ = press(&state, "T")
    _ = press(&state, "End")
    #expect(press(&state, "Enter") == [.keepTheme(name: "three")])
    #expect(state.themes?.shown == all[2])
  }

  @Test func thePickerSaysWhereColoursAreMissing() {
    var state = LookTests.state(size)
    let looks = [StyleRole.text: RoleLook(.rgb(RGB(1, 2, 3)))]
    let rich = Theme(name: "rich", title: "Rich", variant: "", looks: looks)
    state.themes = ThemeChoice(all: [theme("plain"), rich], shown: theme("plain"), level: .none)
    _ = press(&state, "T")
    #expect(!state.draw().text.contains("made for"))
    _ = press(&state, "Down")
    #expect(state.draw().text.contains("made for 256 colours; here there is no colour"))
  }

  @Test func aThemeIsChosenByNameWithCompletion() {
    var state = LookTests.state(size)
    let all = [theme("dark"), theme("light")]
    state.themes = ThemeChoice(all: all, shown: all[0])
    for letter in [":", "t", "h", "e", "m", "e", "Space", "l", "Tab", "Enter"] {
      let effects = press(&state, letter)
      if letter == "Enter" { #expect(effects == [.keepTheme(name: "light")]) }
    }
    #expect(state.themes?.shown.name == "light")
    for letter in [":", "t", "h", "e", "m", "e", "Space", "x", "Enter"] {
      _ = press(&state, letter)
    }
    #expect(state.notice?.text.contains("no theme is called 'x'") == true)
  }

  @Test func theMouseCanBeLeftToTheTerminal() {
    var state = LookTests.state(size)
    _ = press(&state, "M")
    #expect(!state.mouseIsOn)
    _ = press(&state, "M")
    #expect(state.mouseIsOn && state.notice?.text.contains("shift") == true)
  }
}
