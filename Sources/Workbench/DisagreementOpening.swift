import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// From figures to the items behind them.
extension WorkbenchState {
  mutating func openDisagreements(_ selection: PairSelection) -> [Effect] {
    guard let first = agreement.reference, let second = agreement.selectedStream,
      let tracker = agreement.tracker, first != second
    else { return refuse("choose a rater that differs from the reference") }
    var slice: (property: SliceColumn.Property, name: String)?
    if agreement.view == .slices, agreement.sliceRows.indices.contains(agreement.slice) {
      slice = (agreement.property, agreement.sliceRows[agreement.slice].name)
    }
    if let warning = warningBeforeLooking() { return refuse(warning) }
    let items = tracker.items(first, second, selection, slice: slice)
    guard !items.isEmpty else {
      return refuse(
        selection == .differing ? "the two differ on no item here" : "no item is in this cell")
    }
    disagreements = DisagreementScreen(
      first: first, second: second, firstName: agreement.name(of: first),
      secondName: agreement.name(of: second), items: items,
      title: title(of: selection) + (slice.map { ", \($0.property.rawValue) \($0.name)" } ?? ""))
    show(.disagreements)
    return [.loadReveal(items[0])]
  }

  /// Said once to a person who is still labelling: what is shown next takes away the blindness.
  private mutating func warningBeforeLooking() -> String? {
    let (done, total) = (label.progress.done, label.progress.total)
    guard !isWarnedOfLooking, done > 0, done < total else { return nil }
    isWarnedOfLooking = true
    return
      "this shows the others' answers, also to items that you have not labelled; a label after "
      + "that counts as one after looking. The same key once more shows them"
  }

  private func title(of selection: PairSelection) -> String {
    guard case .cell(let row, let column) = selection,
      let names = agreement.pairTable?.categories.names
    else { return "where they differ" }
    return row == column ? "both \(names[row])" : "\(names[row]) against \(names[column])"
  }
}
