import AnnotationModel
import TerminalCore

/// What an undo took back, or a redo gave again.
struct TurnedWork: Hashable, Sendable {
  var event: LabelEvent
  var isRedo: Bool
}

extension WorkbenchState {
  /// Says what was taken back or given again, on which item, and what holds there now.
  mutating func nameWhatWasTurned(_ item: ItemID) {
    guard let turned = label.turned, item == turned.event.item, let key = label.item?.key
    else { return }
    label.turned = nil
    let place = "on \(shortened(key, 24)): "
    guard !turned.isRedo else {
      notice = Notice("given again \(place)\(words(of: turned.event, isNow: true))")
      return
    }
    let again = keyName(.redo, in: .label) + " redoes it"
    let now = answerBefore(turned.event).map { ", now \($0) again" } ?? ""
    notice = Notice(
      "taken back \(place)\(words(of: turned.event, isNow: false))\(now); \(again)")
  }

  private func words(of event: LabelEvent, isNow: Bool) -> String {
    switch event.action {
    case .label(.abstention(.skipped), _, _): isNow ? "skipped" : "skip"
    case .label(let value, _, _): "label \(answerName(value))"
    case .note(let text): text.isEmpty ? "note's removal" : "note"
    case .flag(let isOn): isOn ? "flag" : "flag's removal"
    case .undo, .redo, .reveal: "last step"
    }
  }

  /// The answer that an undone one had replaced, and that holds again.
  private func answerBefore(_ event: LabelEvent) -> String? {
    guard case .label = event.action else { return nil }
    let held = event.phase == .revealed ? label.own.revealed : label.own.blind
    return held.map { answerName($0.value) }
  }
}
