import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// Items on which two raters differ, one at a time, with both answers and the reasons given.
extension WorkbenchState {
  func drawDisagreements(_ frame: inout Frame) {
    let state = disagreements
    let place = "\(state.selected + 1)/\(state.items.count)"
    let names = plain("\(state.firstName) × \(state.secondName)")
    let room = max(12, size.columns - place.count - DisplayText.columns(state.title) - 7)
    drawTitle(
      &frame,
      [
        StyledSpan(shortened(names, room), Style(.title, .bold)),
        StyledSpan("  " + state.title, Style(.title)),
      ], right: [StyledSpan(place, Style(.title))])
    drawScrolled(disagreementLines(), in: readingArea, scroll: state.scroll, &frame)
  }

  /// The room of a screen that is one long text.
  var readingArea: Rectangle {
    Rectangle(column: 1, row: 1, columns: size.columns - 2, rows: size.rows - 3)
  }

  func disagreementLines() -> [[StyledSpan]] {
    guard let loaded = disagreements.loaded, loaded.reading.id == disagreements.item else {
      return [[StyledSpan("reading " + dots, Style(.dim))]]
    }
    let width = size.columns - 3
    var result: [[StyledSpan]] = [
      [
        StyledSpan(loaded.reading.key, Style(.strong, .bold)),
        StyledSpan("  " + loaded.reading.category, Style(.dim)),
      ]
    ]
    let sides = [
      (disagreements.firstName, disagreements.first),
      (disagreements.secondName, disagreements.second),
    ]
    for (name, id) in sides { result.append(answerLine(name, id, loaded)) }
    if sides.contains(where: { $0.1 == .majority }) { result += votersLines(loaded, width) }
    result.append([])
    for (name, _) in sides { result += reasoningLines(name, loaded, width) }
    return result + itemLines(loaded, width: width)
  }

  private func answerLine(_ name: String, _ id: StreamID, _ item: RevealedItem) -> [StyledSpan] {
    let value = agreement.tracker?.value(of: id, at: item.reading.id)
    let kind = agreement.tracker?.stream(id)?.kind ?? .human
    return [
      StyledSpan(padded(name, min(44, size.columns / 2)), style(of: kind)),
      StyledSpan(value.map { inWords($0, item) } ?? "no answer", Style(.strong)),
    ]
  }

  /// `a: vicuna-13b`, so that a letter need not be remembered.
  private func inWords(_ value: RatingValue, _ item: RevealedItem) -> String {
    guard case .prefer(let ordinal) = value, item.origins.indices.contains(ordinal),
      !item.origins[ordinal].system.isEmpty
    else { return value.description }
    return "\(value.description): \(item.origins[ordinal].system)"
  }

  /// Who of the people said what, behind a majority.
  private func votersLines(_ item: RevealedItem, _ width: Int) -> [[StyledSpan]] {
    guard let tracker = agreement.tracker else { return [] }
    let votes = tracker.streams.filter { $0.kind.isHuman }.compactMap { person -> String? in
      tracker.value(of: person.id, at: item.reading.id).map { "\(person.name) \($0.description)" }
    }
    guard votes.count > 1 else { return [] }
    return wrapped("  of " + votes.joined(separator: ", "), width, Style(.dim))
  }

  private func reasoningLines(_ name: String, _ item: RevealedItem, _ width: Int)
    -> [[StyledSpan]]
  {
    let plain = Self.withoutOrder(name)
    guard let rating = item.ratings.first(where: { $0.rater.name == plain }) else { return [] }
    guard let verdict = rating.verdict else {
      return rating.note.isEmpty
        ? [] : [[StyledSpan("\(name) notes", Style(.heading))]] + wrapped(rating.note, width, .text)
    }
    if !verdict.debate.isEmpty {
      return [[StyledSpan("\(name) debated; v reads it", Style(.heading))]] + voteTable(verdict)
    }
    let text = verdict.reasoning.isEmpty ? verdict.rawReply : verdict.reasoning
    guard !text.isEmpty else {
      return [[StyledSpan("\(name) gives no reason", Style(.dim))], []]
    }
    return [[StyledSpan("\(name) says", Style(.heading))]]
      + lines(of: text, width: width, markdown: false).lines + [[]]
  }

  static func withoutOrder(_ name: String) -> String {
    name.hasSuffix(" (swapped)") ? String(name.dropLast(10)) : name
  }
}
