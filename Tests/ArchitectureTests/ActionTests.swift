import TerminalCore
import Testing

@testable import Workbench

/// Every action can be found: by a key or in the palette, with words that say what it does.
@Suite struct ActionTests {
  @Test func everyActionIsInTheTable() {
    let listed = Set(Action.all.map(\.id))
    for id in ActionID.allCases { #expect(listed.contains(id), "\(id.rawValue)") }
  }

  @Test func everyActionHasWords() {
    for action in Action.all {
      #expect(action.title.count >= 2, "\(action.id.rawValue)")
      #expect(action.title.first?.isUppercase == true, "\(action.title)")
      #expect(!(action.footer?.word.isEmpty ?? false), "\(action.id.rawValue)")
    }
  }

  /// The palette of an action's own screen finds it by its title and by its name.
  @Test func thePaletteFindsEveryAction() {
    for action in Action.all {
      let screens: [Screen] = [
        .welcome, .about, .label, .list, .agreement, .disagreements, .reader, .reveal,
      ]
      for screen in screens
      where action.context == .everywhere || screen.context == action.context {
        var state = WorkbenchState(size: .init(columns: 80, rows: 24), seed: 1, now: 0)
        state.stack = [screen]
        for query in [action.title, action.id.rawValue] {
          let found = state.paletteMatches(query)
          #expect(found.contains { $0.id == action.id }, "\(screen): \(query)")
        }
      }
    }
  }

  /// Help shows every key of the screen, with its words.
  @Test func helpShowsEveryKey() {
    for context in ActionContext.allCases where context != .label && context != .everywhere {
      var state = WorkbenchState(size: .init(columns: 100, rows: 40), seed: 1, now: 0)
      let screens: [Screen] = [
        .welcome, .about, .list, .agreement, .disagreements, .sweep, .reader, .reveal, .runs,
        .runForm, .monitor,
      ]
      guard let screen = screens.first(where: { $0.context == context }) else {
        Issue.record("no screen has the context \(context)")
        continue
      }
      state.stack = [screen]
      let help = state.helpLines().map { $0.map(\.text).joined() }.joined(separator: "\n")
      for action in Action.all where [context, .everywhere].contains(action.context) {
        guard !action.keys.isEmpty else { continue }
        #expect(help.contains(action.title), "\(context): \(action.title)")
      }
    }
  }

  @Test func noTwoActionsOfOneScreenShareAKey() {
    for context in ActionContext.allCases {
      var owners: [Key: ActionID] = [:]
      for action in Action.all where action.context == context {
        for key in action.keys {
          if let other = owners[key] {
            Issue.record("\(context): \(key) is \(other.rawValue) and \(action.id.rawValue)")
          }
          owners[key] = action.id
        }
      }
    }
  }
}
