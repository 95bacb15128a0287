import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import StudyFigures
import TerminalCore

/// What keys do on the agreement screen.
extension WorkbenchState {
  mutating func agreementAction(_ id: ActionID) -> [Effect] {
    switch id {
    case .tabNext: turnTo(agreement.nextTab(1))
    case .tabPrevious: turnTo(agreement.nextTab(-1))
    case .up: agreement.move(-1)
    case .down: agreement.move(1)
    case .pageUp: agreementPage(-1)
    case .pageDown: agreementPage(1)
    case .top: agreement.move(-1_000_000)
    case .bottom: agreement.move(1_000_000)
    case .left where agreement.view == .board: turnBoard(-1)
    case .right where agreement.view == .board: turnBoard(1)
    case .left: agreement.moveAcross(-1)
    case .right: agreement.moveAcross(1)
    case .previousItem: agreement.moveOther(-1)
    case .nextItem: agreement.moveOther(1)
    case .setReference: return setReference(agreement.selectedStream)
    case .referenceNext: return nextReference()
    case .sort where agreement.view == .slices:
      agreement.sliceSort = agreement.sliceSort.next
      agreement.slice = 0
    case .sort where agreement.view == .board: sortBoard()
    case .sort: agreement.sort.step(true)
    case .sortReverse where agreement.view == .board: agreement.board.isDescending.toggle()
    case .sortReverse: agreement.sort.isDescending.toggle()
    case .coefficientNext:
      agreement.scroll = 0
      if agreement.view == .pair {
        agreement.pageIsOfPair = true
        agreement.view = .coefficient
        break
      }
      if agreement.view == .figures {
        agreement.turnFigure(1)
        break
      }
      guard [.pairs, .coefficient].contains(agreement.view) else {
        return refuse("the coefficients of this view are all shown; One pair leads to their pages")
      }
      agreement.coefficient = agreement.coefficient.next
    case .sliceProperty:
      agreement.property = agreement.property.next
      agreement.slice = 0
    case .jurySweep: return goToSweep()
    case .writeFigure: return askForFigureFile()
    case .compareWith: return compareWithMarked()
    case .validate: return openValidation()
    case .open: return openCloser()
    case .disagreements: return openDisagreements(.differing)
    case .policyUnparsed: return changePolicy(\.unparsed, \.next, \.meaning)
    case .policyTies: return changePolicy(\.ties, \.next, \.meaning)
    case .policyOrders: return changePolicy(\.orders, \.next, \.meaning)
    case .policyConsensus: return changePolicy(\.consensus, \.next, \.meaning)
    case .policyReveal: return changePolicy(\.reveal, \.next, \.meaning)
    default: return []
    }
    agreement.refresh()
    clampScrolls()
    return agreementFollowUps()
  }

  /// To another view; the rater under the mark comes along as the pair's second.
  private mutating func turnTo(_ view: AgreementScreen.View) {
    if [.raters, .board].contains(agreement.view), let marked = agreement.selectedStream,
      marked != agreement.reference, marked != .majority
    {
      agreement.other = marked
    }
    if view == .pairs || view == .raters { agreement.selected = 0 }
    agreement.view = view
    agreement.pageIsOfPair = false
    agreement.openedFrom = nil
    agreement.scroll = 0
  }

  /// From a pair to the table that it was opened from; false where it was not opened from one.
  mutating func leavePair() -> Bool {
    if leaveValidation() { return true }
    if agreement.view == .coefficient, agreement.pageIsOfPair {
      agreement.view = .pair
    } else if [.pair, .slices].contains(agreement.view), let before = agreement.openedFrom {
      agreement.view = before
      agreement.openedFrom = nil
    } else {
      return false
    }
    agreement.pageIsOfPair = false
    agreement.scroll = 0
    agreement.refresh()
    return true
  }

  /// The rater under the mark becomes the one that the others are compared with, on the board.
  private mutating func compareWithMarked() -> [Effect] {
    guard let chosen = agreement.selectedStream, chosen != agreement.reference else {
      return refuse("the reference is what all are compared with; move to another rater")
    }
    if agreement.view != .board { turnTo(.board) }
    agreement.board.chosen = chosen
    agreement.refresh()
    agreement.board.selected = agreement.board.rows.firstIndex { $0.id == chosen } ?? 0
    notice = Notice(
      plain("κ of each less that of \(agreement.name(of: chosen)), on the same items"))
    return agreementFollowUps()
  }

  private mutating func agreementPage(_ step: Int) {
    let page = max(1, size.rows - 10)
    if agreement.view == .pair {
      agreement.scroll = max(0, agreement.scroll + step * page / 2)
    } else {
      agreement.move(step * page)
    }
  }

  /// Switches one policy, and says what it now means.
  private mutating func changePolicy<Choice>(
    _ part: WritableKeyPath<AnalysisPolicy, Choice>, _ next: KeyPath<Choice, Choice>,
    _ meaning: KeyPath<Choice, String>
  ) -> [Effect] {
    var policy = agreement.policy
    policy[keyPath: part] = policy[keyPath: part][keyPath: next]
    notice = Notice(policy[keyPath: part][keyPath: meaning])
    agreement.take(policy)
    guard agreement.tracker?.policy == policy else { return [] }
    agreement.policyTaken()
    agreement.refresh()
    refreshStrip()
    return agreementFollowUps()
  }

  private mutating func setReference(_ chosen: StreamID?) -> [Effect] {
    guard let chosen else { return [] }
    if agreement.view == .validation {
      return refuse("no judge is its own reference; \(keyName(.referenceNext)) takes another")
    }
    if [.pair, .coefficient, .slices, .figures].contains(agreement.view) {
      agreement.other = agreement.reference
    } else if agreement.other == chosen {
      agreement.other = nil
    }
    agreement.reference = chosen
    agreement.refresh()
    notice = Notice("everyone is compared with \(agreement.referenceName)")
    return agreementFollowUps()
  }

  /// The majority, the adjudicated answers where there are any, each person; and round again.
  private mutating func nextReference() -> [Effect] {
    let choices = agreement.referenceChoices
    guard !choices.isEmpty else {
      return refuse("no person has labelled yet; r makes the marked rater the reference")
    }
    let at = choices.firstIndex { $0 == agreement.reference } ?? -1
    let next = choices[(at + 1) % choices.count]
    if agreement.other == next { agreement.other = nil }
    agreement.reference = next
    agreement.refresh()
    let settled =
      agreement.adjudicated == nil
      ? "; no adjudicated answers here: they come as a rater of kind consensus" : ""
    notice = Notice("everyone is compared with \(agreement.referenceName)" + settled)
    return agreementFollowUps()
  }

  /// From the raters' table to one pair; from a cell of the pair or a slice to its items.
  private mutating func openCloser() -> [Effect] {
    switch agreement.view {
    case .raters, .pairs, .board:
      guard let chosen = agreement.selectedStream else { return [] }
      let first = agreement.view == .pairs ? agreement.matrixRow : agreement.reference
      guard chosen != first else { return refuse("this is one rater; choose two that differ") }
      agreement.reference = first
      agreement.other = chosen
      agreement.openedFrom = agreement.view
      agreement.view = .pair
      agreement.cell = (0, 0)
      agreement.scroll = 0
      agreement.refresh()
      return agreementFollowUps()
    case .pair:
      return openDisagreements(.cell(row: agreement.cell.row, column: agreement.cell.column))
    case .slices, .coefficient: return openDisagreements(.differing)
    case .figures where agreement.figures.kind.isOfPair: return openDisagreements(.differing)
    case .everyone, .figures: return []
    case .validation: return openCheck()
    }
  }
}

extension AgreementScreen {
  /// The tab after or before; from the check-list the one that it was opened from.
  func nextTab(_ step: Int) -> View {
    let tabs = View.tabs
    guard let at = tabs.firstIndex(of: view) else { return validation.openedFrom ?? .raters }
    return tabs[(at + step + tabs.count) % tabs.count]
  }
}

extension CaseIterable where Self: Equatable {
  var previous: Self {
    let all = Array(Self.allCases)
    guard let at = all.firstIndex(of: self) else { return self }
    return all[(at + all.count - 1) % all.count]
  }
}
