import AnnotationAnalysis
import AnnotationModel
import StudyFigures

/// Which keys have a use where the person is.
extension WorkbenchState {
  /// Whether the task or the screen has what the action needs: the footer shows no idle key.
  func isOffered(_ id: ActionID) -> Bool {
    let scale = session?.study.task.scale
    if screen == .label, label.item == nil, Self.needingItem.contains(id) { return false }
    switch id {
    case .choose1, .choose2:
      if case .preference? = scale { return true }
      return scale == nil
    case .choose3, .choose4:
      guard case .preference(let count, _, _)? = scale else { return false }
      return min(count, label.item?.candidates.count ?? count) > (id == .choose3 ? 2 : 3)
    case .chooseTie: return scale?.tieCode != nil
    case .chooseBothBad: return scale?.code(of: .bothBad) != nil
    case .chooseCorrect, .chooseIncorrect, .chooseUnsure: return scale == .correctness
    case .cycleDifference, .nextDifference, .previousDifference:
      return (label.item?.candidates.count ?? 2) == 2
    case .importFormat, .importInto, .importTask, .importMeaning, .importMeaningBack,
      .importErrors:
      guard case .preview(let preview)? = welcome.importing else { return false }
      if id == .importTask { return preview.isNew }
      if id == .importInto { return session == nil }
      return !preview.mapping.isEmpty || id == .importFormat || id == .importErrors
    case .coefficientNext:
      return [.pairs, .pair, .coefficient, .figures].contains(agreement.view)
    case .writeFigure: return agreement.view == .figures
    case .sort where screen == .agreement: return agreement.view != .figures
    case .open where screen == .agreement && agreement.view == .figures:
      return agreement.figures.kind.isOfPair
    case .compareWith: return agreement.view == .board
    case .sort, .setReference, .validate:
      return screen != .agreement || agreement.view != .validation
    case .retry where screen == .monitor:
      return !(runs.isAtWork && runs.live?.rater == runs.watched)
    case .open where screen == .monitor: return !runs.troubles.isEmpty
    case .nextTrouble: return runs.troubles.count > 1
    case .likeThis where screen == .monitor: return runs.watched != nil
    case .wholeReplies:
      return runs.live.map { $0.rater == runs.watched && !$0.last.isEmpty } ?? false
    case .retry where screen == .runs: return true
    case .retry: return !label.saves.failed.isEmpty
    case .open where screen == .label: return !label.goesOn
    case .goLabel: return session != nil && screen != .label
    case .goList: return session != nil && screen != .list
    case .goAgreement: return session != nil && screen != .agreement
    case .goRuns: return session != nil && screen != .runs
    case .pauseRun, .stopRun, .moreParallel, .lessParallel:
      return runs.isAtWork && runs.live?.rater == runs.watched
    default: return true
    }
  }

  private static let needingItem: Set<ActionID> = [
    .choose1, .choose2, .choose3, .choose4, .chooseTie, .chooseBothBad, .chooseCorrect,
    .chooseIncorrect, .chooseUnsure, .skip, .note, .flag, .reveal, .cycleDifference,
  ]
}
