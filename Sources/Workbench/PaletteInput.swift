import TerminalCore

/// Actions found by words, of this screen first, then of all that one can go to from here.
extension WorkbenchState {
  mutating func paletteKey(_ key: Key, _ old: PaletteOverlay) -> [Effect] {
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
      return performFromPalette(found[palette.selected])
    default:
      palette.editor.handle(key)
      palette.selected = 0
      overlay = .palette(palette)
    }
    return []
  }

  /// Actions whose words (title, name, screen) contain all words of the query.
  func paletteMatches(_ query: String) -> [Action] {
    let words = query.lowercased().split(separator: " ")
    func isFound(_ action: Action) -> Bool {
      let text = [action.title, action.id.rawValue, action.context.title].joined(separator: " ")
        .lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    let found = Action.all.filter { isFound($0) }
    // Answers that the task has not are not offered, as in the footer and the help.
    let here = found.filter {
      $0.context == screen.context
        && (session == nil || !Self.answers.contains($0.id) || isOffered($0.id))
    }
    let everywhere = found.filter { $0.context == .everywhere }
    let elsewhere = found.filter {
      $0.context != screen.context && isReachable($0.context) && !Self.moving.contains($0.id)
    }
    // Words that stand together in a name mean that action more than words met here and there.
    let phrase = words.joined(separator: "-")
    func isNamed(_ action: Action) -> Bool { action.id.rawValue.contains(phrase) }
    let all = here + everywhere + elsewhere
    guard words.count > 1 else { return all }
    return all.filter(isNamed) + all.filter { !isNamed($0) }
  }

  private static let answers: Set<ActionID> = [
    .choose1, .choose2, .choose3, .choose4, .chooseTie, .chooseBothBad, .chooseCorrect,
    .chooseIncorrect, .chooseUnsure,
  ]

  private static let moving: Set<ActionID> = [
    .up, .down, .left, .right, .pageUp, .pageDown, .top, .bottom, .open,
  ]

  private func isReachable(_ context: ActionContext) -> Bool {
    session != nil && [.label, .list, .agreement].contains(context)
  }

  /// Goes to the action's screen where it belongs to another one, and does it there.
  private mutating func performFromPalette(_ action: Action) -> [Effect] {
    var effects: [Effect] = []
    if action.context != screen.context, action.context != .everywhere {
      switch action.context {
      case .label: effects = perform(.goLabel)
      case .list: effects = perform(.goList)
      case .agreement: effects = perform(.goAgreement)
      default: break
      }
    }
    return effects + perform(action.id)
  }
}
