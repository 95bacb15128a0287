import AnnotationModel
import TerminalCore

extension WorkbenchState {
  /// A key while something lies over the screen.
  mutating func overlayKey(_ key: Key) -> [Effect] {
    switch overlay {
    case .help(let scroll): return helpKey(key, scroll)
    case .palette(let palette): return paletteKey(key, palette)
    case .line(let line): return lineKey(key, line)
    case .errorCodes(let chosen): return errorCodeKey(key, chosen)
    case .confidence: return confidenceKey(key)
    case .confirmQuit: return confirmQuitKey(key)
    case .themes(let picker): return themePickerKey(key, picker)
    case nil: return []
    }
  }

  mutating func overlayPaste(_ text: String) -> [Effect] {
    let line = String(text.prefix { !$0.isNewline })
    switch overlay {
    case .palette(var palette):
      palette.editor.insert(line)
      palette.selected = 0
      overlay = .palette(palette)
    case .line(var over):
      if over.isProposal { over.type(.backspace) }
      over.editor.insert(over.purpose == .note ? text : line)
      overlay = .line(over)
    default: break
    }
    return []
  }

  private mutating func helpKey(_ key: Key, _ scroll: Int) -> [Effect] {
    let last = max(0, helpLines().count - (size.rows - 4))
    switch key {
    case .down, .character("j"): overlay = .help(scroll: min(last, scroll + 1))
    case .up, .character("k"): overlay = .help(scroll: max(0, scroll - 1))
    case .pageDown, .character(" "): overlay = .help(scroll: min(last, scroll + size.rows - 6))
    case .pageUp: overlay = .help(scroll: max(0, scroll - (size.rows - 6)))
    default: overlay = nil
    }
    return []
  }

  // MARK: - Asked after an answer

  private mutating func errorCodeKey(_ key: Key, _ chosen: Set<Int>) -> [Effect] {
    let codes = session?.study.task.errorCodes ?? []
    switch key {
    case .escape:
      label.pendingValue = nil
      overlay = nil
    case .enter:
      label.pendingCodes = chosen.sorted().map { codes[$0] }
      overlay = nil
      return answerWithCodes()
    case .character(let letter):
      guard let index = Self.letters.firstIndex(of: letter), index < codes.count else { return [] }
      overlay = .errorCodes(chosen: chosen.symmetricDifference([index]))
    default: break
    }
    return []
  }

  static let letters = Array("abcdefghijklmnopqrstuvwxyz")

  private mutating func confidenceKey(_ key: Key) -> [Effect] {
    guard let value = label.pendingValue else {
      overlay = nil
      return []
    }
    switch key {
    case .character("1"): return commitAnswer(value, confidence: .low)
    case .character("2"): return commitAnswer(value, confidence: .medium)
    case .character("3"), .enter: return commitAnswer(value, confidence: .high)
    case .escape:
      label.pendingValue = nil
      overlay = nil
    default: break
    }
    return []
  }

  private mutating func confirmQuitKey(_ key: Key) -> [Effect] {
    switch key {
    case .character("q"), .character("y"), .control("c"): return leave()
    default: overlay = nil
    }
    return []
  }
}
