/// A key, as a person thinks of it.
public enum Key: Hashable, Sendable {
  case character(Character)
  case control(Character)
  case alt(Character)
  case enter, tab, backTab, escape, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  case shiftUp, shiftDown, shiftLeft, shiftRight
  case controlUp, controlDown, controlLeft, controlRight
  case function(Int)
}

/// A mouse button or wheel, and where it happened.
public struct MouseEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case press, wheelUp, wheelDown }
  public var kind: Kind
  public var column: Int
  public var row: Int

  public init(_ kind: Kind, column: Int, row: Int) {
    self.kind = kind
    self.column = column
    self.row = row
  }
}

/// What a terminal can tell the program.
public enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// Pasted text: never read as keys.
  case paste(String)
  case mouse(MouseEvent)
  case resize(TerminalSize)
}
