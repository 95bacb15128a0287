import TerminalCore

/// What lies over a screen and takes the keys while it is there.
public enum Overlay: Hashable, Sendable {
  case help(scroll: Int)
  case palette(PaletteOverlay)
  /// A line of text is asked for.
  case line(LineOverlay)
  /// The codes of what is wrong with an answer, chosen by letter.
  case errorCodes(chosen: Set<Int>)
  case confidence
  case themes(ThemePickerOverlay)
  case confirmQuit
}

/// Actions found by words.
public struct PaletteOverlay: Hashable, Sendable {
  public var editor = LineEditor()
  public var selected = 0
}

/// A line of text with its purpose.
public struct LineOverlay: Hashable, Sendable {
  public enum Purpose: Hashable, Sendable {
    case command, search, findInList, note, score
    case newStudy(template: String)
    case importPath, importInto
    case juryName(seats: [String], members: UInt32)
    case sweepFile, figureFile
    /// A value of a run's form, by the field's name.
    case runField(String)
  }

  public var purpose: Purpose
  public var editor: LineEditor
  /// What may be meant, for completion with Tab.
  public var completions: [String] = []
  /// The page of them that is shown where they have no room together; taken modulo their number.
  public var completionPage = 0
  /// The earlier line that is shown, counted back from the newest; nil is the one being typed.
  public var recalled: Int?
  /// What was typed before an earlier line was called up.
  public var draft = ""
  public var hint = ""
  /// Whether the text is a proposal that what is typed takes the place of, as if it were selected.
  public var isProposal = false

  public init(
    purpose: Purpose, text: String = "", hint: String = "", isProposal: Bool = false
  ) {
    self.purpose = purpose
    self.hint = hint
    self.isProposal = isProposal
    editor = LineEditor(text: text)
  }

  /// Takes a key of typing.
  mutating func type(_ key: Key) {
    switch key {
    case .character, .backspace, .control("h"):
      if isProposal { editor = LineEditor() }
    default: break
    }
    isProposal = false
    editor.handle(key)
    completions = []
    completionPage = 0
    recalled = nil
  }
}
