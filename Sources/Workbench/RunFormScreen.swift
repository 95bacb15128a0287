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
    let count = form.fields[form.selected].choices.count
    guard count > 1 else { return refuse("there is nothing else to choose") }
    form.fields[form.selected].at = (form.fields[form.selected].at + by + count) % count
    runs.form = form
    runs.forecast = nil
    return [.planRun(form.request)]
  }

  private mutating func startRun(most: Int?) -> [Effect] {
    guard let form = runs.form, let forecast = runs.forecast else {
      return refuse("wait until it is counted what the run takes")
    }
    guard forecast.mistake.isEmpty else { return refuse(forecast.mistake) }
    guard !runs.isAtWork else { return refuse("a run is at work; one at a time") }
    var request = form.request
    request.most = most
    runs.request = request
    runs.live = nil
    stack.removeAll { $0 == .runForm || $0 == .monitor }
    return [.startRun(request)] + watch(nil)
  }

  mutating func monitorAction(_ id: ActionID) -> [Effect] {
    guard let live = runs.live, live.rater == runs.watched else {
      return refuse("this program did not start that run: the same choices go on with it")
    }
    switch id {
    case .retry:
      guard live.isEnded, let request = runs.request else {
        return refuse("what is left is at work")
      }
      return [.startRun(request)]
    case _ where live.isEnded: return refuse("the run has ended")
    case .pauseRun: return [.pauseRun(!live.isPaused)]
    case .stopRun:
      notice = Notice("stopping; the calls under way are kept")
      return [.stopRun]
    case .moreParallel: return [.setRunParallel(min(1_024, live.parallel * 2))]
    case .lessParallel: return [.setRunParallel(max(1, live.parallel / 2))]
    default: return []
    }
  }
}
