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

  private mutating func paletteKey(_ key: Key, _ old: PaletteOverlay) -> [Effect] {
    var palette = old
    let found = paletteMatches(palette.editor.text)
    switch key {
    case .escape, .control("c"): overlay = nil
    case .up, .control("p"):
      palette.selected = max(0, palette.selected - 1)
      overlay = .palette(palette)
    case .down, .control("n"):
      palette.selected = max(0, min(found.count - 1, palette.selected + 1))
      overlay = .palette(palette)
    case .enter:
      overlay = nil
      guard found.indices.contains(palette.selected) else { return [] }
      return perform(found[palette.selected].id)
    default:
      palette.editor.handle(key)
      palette.selected = 0
      overlay = .palette(palette)
    }
    return []
  }

  /// Actions of this screen and of everywhere whose words contain all words of the query.
  func paletteMatches(_ query: String) -> [Action] {
    let words = query.lowercased().split(separator: " ")
    return Action.all.filter { action in
      guard action.context == screen.context || action.context == .everywhere else { return false }
      let text = (action.title + " " + action.id.rawValue).lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  private mutating func lineKey(_ key: Key, _ old: LineOverlay) -> [Effect] {
    var line = old
    switch key {
    case .escape, .control("c"):
      overlay = nil
      return []
    case .enter:
      overlay = nil
      return finish(line)
    case .tab where line.purpose == .command:
      complete(&line)
    default:
      line.editor.handle(key)
      line.completions = []
    }
    overlay = .line(line)
    return []
  }

  private func complete(_ line: inout LineOverlay) {
    let found = completions(of: line.editor.text)
    line.completions = found
    guard let first = found.first else { return }
    let common = found.dropFirst().reduce(first) { prefix, next in
      String(zip(prefix, next).prefix { $0 == $1 }.map(\.0))
    }
    line.editor = LineEditor(text: found.count == 1 ? first + " " : common)
  }

  private mutating func finish(_ line: LineOverlay) -> [Effect] {
    let text = line.editor.text
    switch line.purpose {
    case .command: return runCommand(text)
    case .search:
      label.query = text
      label.hit = 0
      return showHit()
    case .findInList:
      list.filter.text = text
      return reloadList()
    case .note: return commitMark(.note(text))
    case .score: return scoreEntered(text)
    case .newStudy(let template):
      return text.isEmpty ? [] : [.createStudy(path: text, template: template)]
    case .importPath:
      return text.isEmpty ? [] : [.previewImport(path: text, into: Self.studyPath(for: text))]
    }
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

  // MARK: - Scores by digits

  /// On a score task digits are answers: at once up to 10, with Enter beyond.
  mutating func scoreKey(_ key: Key) -> [Effect]? {
    guard case .score(let low, let high, let step)? = session?.study.task.scale,
      case .character(let digit) = key, let number = digit.wholeNumberValue, digit.isASCII
    else { return nil }
    if low >= 0, high <= 10, step == 1 {
      return answer(.score(number == 0 && low > 0 ? 10 : Double(number)))
    }
    overlay = .line(
      LineOverlay(
        purpose: .score, text: String(digit),
        hint: "a score from \(RatingValue.score(low)) to \(RatingValue.score(high)), Enter"))
    return []
  }

  private mutating func scoreEntered(_ text: String) -> [Effect] {
    guard let number = Double(text) else { return refuse("'\(text)' is no number") }
    return answer(.score(number))
  }
}
