import AnnotationModel
import TerminalCore

/// The texts of the label screen's parts, laid out.
extension WorkbenchState {
  /// How many turns the responses have at most.
  var turnCount: Int { label.item?.candidates.map(\.turns.count).max() ?? 0 }

  /// The prompt: all turns, or of the user's turns only the one that is chosen.
  func promptSections(_ item: ItemReading) -> [TextSection] {
    let users = item.prompt.filter { $0.role == .user }.count
    var number = 0
    return item.prompt.compactMap { turn in
      if turn.role == .user { number += 1 }
      if let chosen = label.turn, users > 1, turn.role == .user, number != chosen + 1 { return nil }
      let files = turn.attachments.map { "\n[\($0.mediaType): \($0.name)]" }.joined()
      let name = turn.role.rawValue.capitalisedFirst
      let who = users > 1 && turn.role == .user ? "\(name) \(number): " : name + ": "
      return TextSection(lead: item.prompt.count > 1 ? who : "", text: turn.text + files)
    }
  }

  func promptLines(_ item: ItemReading, width: Int) -> LaidText {
    layouts.text(request(promptSections(item), width))
  }

  func referenceLines(_ item: ItemReading, width: Int) -> LaidText {
    let sections = item.references.map { reference in
      TextSection(
        lead: item.references.count > 1 ? reference.kind.rawValue.capitalisedFirst + ": " : "",
        text: reference.text)
    }
    return layouts.text(request(sections, width))
  }

  /// A response: all its turns as a running view, or the one that is chosen.
  func responseSections(_ item: ItemReading, slot: Int) -> [TextSection] {
    let turns = label.responses[label.presentation.candidate(inSlot: slot)]
    if let turn = label.turn, turns.indices.contains(turn) {
      return [TextSection(content: turns[turn])]
    }
    guard turns.count > 1 else { return turns.map { TextSection(content: $0) } }
    return turns.enumerated().map { number, text in
      TextSection(heading: rule(2) + " Turn \(number + 1) " + rule(2), content: text)
    }
  }

  func paneLines(_ item: ItemReading, slot: Int, width: Int) -> LaidText {
    var request = request(responseSections(item, slot: slot), width)
    if label.difference != .off, item.candidates.count == 2 {
      request.other = responseSections(item, slot: 1 - slot)
      request.otherIsFirst = slot == 1
      request.bySentence = label.difference == .sentences
    }
    return layouts.text(request)
  }

  private func request(_ sections: [TextSection], _ width: Int) -> LayoutRequest {
    LayoutRequest(
      sections: sections, width: max(1, width), isMarkdown: label.isMarkdown, glyphs: glyphs,
      query: label.query)
  }
}
