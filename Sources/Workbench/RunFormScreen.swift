import AnnotationModel
import TerminalCore

extension WorkbenchState {
  mutating func runFormAction(_ id: ActionID) -> [Effect] {
    if id == .firstPrompt {
      guard runs.promptScroll == nil else {
        runs.promptScroll = nil
        return []
      }
      guard runs.forecast?.firstPrompt.isEmpty == false else {
        return refuse("no prompt is sent with these choices")
      }
      runs.promptScroll = 0
      return []
    }
    if let scroll = runs.promptScroll, let moved = promptMove(id, scroll) {
      let lines = firstPromptLines().count
      runs.promptScroll = max(0, min(moved, lines - max(1, size.rows - 4)))
      return []
    }
    switch id {
    case .up, .top: moveField(id == .top ? -99 : -1)
    case .down, .bottom: moveField(id == .bottom ? 99 : 1)
    case .left: return changeField(-1)
    case .right: return changeField(1)
    case .editField: return editField()
    case .open: return startRun(most: nil)
    case .tryRun: return startRun(most: 3)
    default: break
    }
    return []
  }

  private func promptMove(_ id: ActionID, _ scroll: Int) -> Int? {
    let page = max(1, size.rows - 5)
    switch id {
    case .up: return scroll - 1
    case .down: return scroll + 1
    case .pageUp: return scroll - page
    case .pageDown: return scroll + page
    case .top: return 0
    case .bottom: return .max / 2
    default: return nil
    }
  }

  private mutating func moveField(_ by: Int) {
    guard let form = runs.form else { return }
    let shown = form.shown
    let place = shown.firstIndex(of: form.selected) ?? 0
    runs.form?.selected = shown[max(0, min(place + by, shown.count - 1))]
  }

  private mutating func changeField(_ by: Int) -> [Effect] {
    guard var form = runs.form, form.fields.indices.contains(form.selected) else { return [] }
    let field = form.fields[form.selected]
    guard field.choices.count > 1 || field.typed != nil && !field.choices.isEmpty else {
      return field.typing == .nothing
        ? refuse("there is nothing else to choose")
        : refuse("\(keyName(.editField)) types a value")
    }
    form.step(form.selected, by: by)
    return changed(form)
  }

  /// What was counted for other choices does not count any more.
  private mutating func changed(_ form: RunForm) -> [Effect] {
    runs.form = form
    runs.forecast = nil
    return [.planRun(form.request)]
  }

  private mutating func editField() -> [Effect] {
    guard let form = runs.form, form.fields.indices.contains(form.selected) else { return [] }
    let field = form.fields[form.selected]
    guard field.typing != .nothing else {
      return refuse("\(field.id) is chosen with \(keyName(.left)) and \(keyName(.right))")
    }
    overlay = .line(
      LineOverlay(
        purpose: .runField(field.id), text: field.value, hint: RunFieldWords.line(field.id),
        isProposal: field.typing != .text))
    return []
  }

  /// A value was typed into a field.
  mutating func runFieldTyped(_ id: String, _ text: String) -> [Effect] {
    guard var form = runs.form, let index = form.fields.firstIndex(where: { $0.id == id }) else {
      return []
    }
    guard form.fields[index].take(text) else {
      let what = form.fields[index].typing == .whole ? "a whole number" : "a number"
      return refuse("\(id) is \(what); '\(text)' is none")
    }
    return changed(form)
  }

  private mutating func startRun(most: Int?) -> [Effect] {
    guard let form = runs.form, let forecast = runs.forecast else {
      return refuse("wait until it is counted what the run takes")
    }
    guard forecast.mistake.isEmpty else {
      if let wrong = form.shown.first(where: { form.fields[$0].id == forecast.field }) {
        runs.form?.selected = wrong
      }
      return refuse(forecast.mistake)
    }
    guard !runs.isAtWork else { return refuse("a run is at work; one at a time") }
    guard most == nil || forecast.calls > 0 else {
      return refuse("nobody is asked, so there is nothing to try")
    }
    var request = form.request
    request.most = most
    runs.live = nil
    stack.removeAll { $0 == .runForm || $0 == .monitor }
    return [.startRun(request)] + watch(nil)
  }
}
