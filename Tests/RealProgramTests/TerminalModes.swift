/// What a stream of bytes left switched on in a terminal, and what it should never have sent.
///
/// Read from the bytes themselves and not from the emulator, which does not report all of it.
struct TerminalModes {
  /// Private modes (`CSI ? n h`) that are on: 25 is the cursor, 1049 the alternate screen,
  /// 2004 bracketed paste, 1000 to 1006 the mouse, 1 the cursor keys.
  private(set) var on: Set<Int> = [25]
  private(set) var keypad = false
  /// OSC, DCS, APC, PM and SOS strings: titles, clipboard, device control.
  private(set) var strings: [String] = []
  private var state = State.plain
  private var text: [UInt8] = []

  private enum State { case plain, escape, control, string, stringEscape }

  mutating func feed(_ bytes: [UInt8]) { for byte in bytes { feed(byte) } }

  private mutating func feed(_ byte: UInt8) {
    switch state {
    case .plain: if byte == 0x1B { state = .escape }
    case .escape: begin(byte)
    case .control:
      text.append(byte)
      if (0x40...0x7E).contains(byte) {
        finishControl()
        state = .plain
      }
    case .string:
      if byte == 0x07 {
        finishString()
      } else if byte == 0x1B {
        state = .stringEscape
      } else {
        text.append(byte)
      }
    case .stringEscape: finishString()
    }
  }

  private mutating func begin(_ byte: UInt8) {
    text = []
    state = .plain
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      state = .string
    case UInt8(ascii: "="): keypad = true
    case UInt8(ascii: ">"): keypad = false
    default: break
    }
  }

  private mutating func finishString() {
    strings.append(String(decoding: text, as: UTF8.self))
    state = .plain
  }

  private mutating func finishControl() {
    guard text.first == UInt8(ascii: "?"), let end = text.last else { return }
    let numbers = String(decoding: text.dropFirst().dropLast(), as: UTF8.self)
      .split(separator: ";").compactMap { Int($0) }
    if end == UInt8(ascii: "h") { on.formUnion(numbers) }
    if end == UInt8(ascii: "l") { on.subtract(numbers) }
  }

  /// What a program must have switched off again when it is gone; empty when all is as before.
  var leftOver: [String] {
    var names: [String] = []
    if !on.contains(25) { names.append("the cursor is hidden") }
    if !on.isDisjoint(with: [47, 1047, 1049]) { names.append("alternate screen") }
    if on.contains(2004) { names.append("bracketed paste") }
    if !on.isDisjoint(with: [9, 1000, 1002, 1003, 1005, 1006, 1015]) { names.append("mouse") }
    if on.contains(1) { names.append("cursor keys") }
    if keypad { names.append("keypad") }
    return names
  }
}
