import TerminalCore

/// The study's first page: what it is, where it comes from, what is asked.
public struct AboutScreen: Hashable, Sendable {
  public var scroll = 0
}

extension WorkbenchState {
  mutating func aboutAction(_ id: ActionID) -> [Effect] {
    let page = max(1, aboutRows - 1)
    switch id {
    case .up: about.scroll -= 1
    case .down: about.scroll += 1
    case .pageUp: about.scroll -= page
    case .pageDown: about.scroll += page
    case .top: about.scroll = 0
    case .bottom: about.scroll = .max / 2
    case .open:
      show(.label)
      return label.item == nil && label.end == nil ? [.resume] : []
    default: break
    }
    clampScrolls()
    return []
  }
}
