import TerminalCore

/// Which key does what, per screen. A key means what its screen says; else what it means
/// everywhere.
///
/// The one live table: help, footer, palette, `concord keys` and the manual are made from it.
public struct Keymap: Hashable, Sendable {
  private var actions: [ActionContext: [Key: ActionID]] = [:]
  private var keys: [ActionContext: [ActionID: [Key]]] = [:]

  /// The keys of the table.
  public static let standard = Keymap()

  public init() {
    for action in Action.all { assign(action.keys, to: action.id, in: action.context) }
  }

  /// Gives an action of one screen these keys instead of its own. Keys that another action of the
  /// same screen had are taken from it.
  public mutating func assign(_ new: [Key], to id: ActionID, in context: ActionContext) {
    for key in keys[context]?[id] ?? [] { actions[context]?[key] = nil }
    for key in new {
      if let other = actions[context]?[key], other != id {
        keys[context]?[other]?.removeAll { $0 == key }
      }
      actions[context, default: [:]][key] = id
    }
    keys[context, default: [:]][id] = new
  }

  public func action(for key: Key, in context: ActionContext) -> ActionID? {
    actions[context]?[key] ?? actions[.everywhere]?[key]
  }

  public func keys(for id: ActionID, in context: ActionContext) -> [Key] {
    keys[context]?[id] ?? []
  }

  /// The first key of an action on a screen, or of everywhere; nil where it has none.
  public func name(of id: ActionID, in context: ActionContext) -> String? {
    (keys(for: id, in: context).first ?? keys(for: id, in: .everywhere).first)?.name
  }
}
