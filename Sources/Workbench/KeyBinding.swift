import TerminalCore

/// What a person's key file says of one action on one screen.
public struct KeyBinding: Hashable, Sendable {
  public var action: ActionID
  public var context: ActionContext
  /// Empty where the action is to have no key.
  public var keys: [Key]

  public init(_ action: ActionID, in context: ActionContext, keys: [Key]) {
    self.action = action
    self.context = context
    self.keys = keys
  }
}

/// One key that would do two things on one screen.
public struct KeyConflict: Hashable, Sendable {
  public var key: Key
  /// The binding that a person wrote; the last of them where there are several.
  public var binding: KeyBinding
  public var other: ActionID
  /// Where `other` has the key: the same screen, or everywhere.
  public var otherContext: ActionContext
}

extension Keymap {
  /// The table with a person's keys in place of its own, and every key that then has two meanings
  /// on one screen. Where there is a conflict the map is not fit for use.
  public static func with(_ bindings: [KeyBinding]) -> (map: Keymap, conflicts: [KeyConflict]) {
    var written: [ActionContext: [ActionID: KeyBinding]] = [:]
    for binding in bindings { written[binding.context, default: [:]][binding.action] = binding }
    var holders: [ActionContext: [Key: [ActionID]]] = [:]
    for action in Action.all {
      for key in written[action.context]?[action.id]?.keys ?? action.keys {
        holders[action.context, default: [:]][key, default: []].append(action.id)
      }
    }
    var map = Keymap()
    for binding in bindings {
      map.assign(binding.keys, to: binding.action, in: binding.context)
    }
    return (map, conflicts(bindings, written, holders))
  }

  private static func conflicts(
    _ bindings: [KeyBinding], _ written: [ActionContext: [ActionID: KeyBinding]],
    _ holders: [ActionContext: [Key: [ActionID]]]
  ) -> [KeyConflict] {
    var found: [KeyConflict] = []
    func note(_ key: Key, _ binding: KeyBinding, _ other: ActionID, _ context: ActionContext) {
      // Two written bindings meet twice: once is enough.
      let isKnown = found.contains {
        $0.key == key && $0.binding.action == other && $0.other == binding.action
      }
      if !isKnown {
        found.append(KeyConflict(key: key, binding: binding, other: other, otherContext: context))
      }
    }
    for binding in bindings where written[binding.context]?[binding.action] == binding {
      for key in binding.keys {
        for other in holders[binding.context]?[key] ?? [] where other != binding.action {
          note(key, binding, other, binding.context)
        }
        if binding.context == .everywhere {
          for context in ActionContext.allCases where context != .everywhere {
            for other in holders[context]?[key] ?? [] { note(key, binding, other, context) }
          }
        } else {
          for other in holders[.everywhere]?[key] ?? [] { note(key, binding, other, .everywhere) }
        }
      }
    }
    return found
  }
}
