import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  // MARK: - Disagreements

  func drawDisagreements(_ frame: inout Frame) {
    let state = disagreements
    drawTitle(
      &frame,
      [
        StyledSpan(
          "\(state.firstName) \(pick("×", "x")) \(state.secondName)", Style(.title, .bold)),
        StyledSpan(
          state.codes == nil ? "  where they differ" : "  one cell of the table", Style(.title)),
      ], right: [StyledSpan("\(state.selected + 1)/\(state.items.count)", Style(.title))])
    let lines = disagreementLines()
    drawLines(
      lines, in: Rectangle(column: 1, row: 1, columns: size.columns - 2, rows: size.rows - 3),
      scroll: state.scroll, &frame)
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
    result += answerLine(disagreements.firstName, disagreements.first, loaded)
    result += answerLine(disagreements.secondName, disagreements.second, loaded)
    result.append([])
    for name in [disagreements.firstName, disagreements.secondName] {
      guard let verdict = loaded.ratings.first(where: { $0.rater.name == name })?.verdict,
        !verdict.reasoning.isEmpty || !verdict.rawReply.isEmpty
      else { continue }
      result.append([StyledSpan("\(name) says", Style(.heading))])
      let text = verdict.reasoning.isEmpty ? verdict.rawReply : verdict.reasoning
      result += lines(of: text, width: width, markdown: false).lines + [[]]
    }
    return result + itemLines(loaded, width: width)
  }

  private func answerLine(_ name: String, _ id: StreamID, _ item: RevealedItem)
    -> [[StyledSpan]]
  {
    let value = agreement.tracker?.value(of: id, at: item.reading.id)?.description ?? "no answer"
    let kind = agreement.tracker?.stream(id)?.kind ?? .human
    return [
      [StyledSpan(padded(name, 28), style(of: kind)), StyledSpan(value, Style(.strong))]
    ]
  }

  /// The whole item with its systems, one text after the other.
  func itemLines(_ item: RevealedItem, width: Int) -> [[StyledSpan]] {
    var result: [[StyledSpan]] = [[StyledSpan("Prompt", Style(.heading))]]
    for turn in item.reading.prompt {
      result += lines(of: turn.text, width: width, markdown: true).lines + [[]]
    }
    for (ordinal, candidate) in item.reading.candidates.enumerated() {
      let origin = item.origins.indices.contains(ordinal) ? item.origins[ordinal] : .init()
      let name = origin.system.isEmpty ? "" : pick("  — ", "  - ") + origin.system
      result.append([
        StyledSpan("Response \(RatingValue.letter(min(25, ordinal)))", Style(.heading)),
        StyledSpan(name, Style(.dim)),
      ])
      for turn in candidate.turns {
        result += lines(of: turn, width: width, markdown: true).lines + [[]]
      }
    }
    for reference in item.reading.references {
      result.append([StyledSpan("Reference (\(reference.kind.rawValue))", Style(.heading))])
      result += lines(of: reference.text, width: width, markdown: true).lines + [[]]
    }
    return result
  }

  // MARK: - Reveal

  func drawReveal(_ frame: inout Frame) {
    drawTitle(&frame, [StyledSpan("Who was who", Style(.title, .bold))])
    drawLines(
      revealLines(),
      in: Rectangle(column: 1, row: 1, columns: size.columns - 2, rows: size.rows - 3),
      scroll: reveal.scroll, &frame)
  }

  func revealLines() -> [[StyledSpan]] {
    guard let loaded = reveal.loaded else { return [[StyledSpan("reading " + dots, Style(.dim))]] }
    var result: [[StyledSpan]] = [[]]
    for slot in label.presentation.order.indices {
      let ordinal = label.presentation.candidate(inSlot: slot)
      let origin = loaded.origins.indices.contains(ordinal) ? loaded.origins[ordinal] : .init()
      result.append([
        StyledSpan(padded(slotName(slot).capitalisedFirst, 14), Style(.strong)),
        StyledSpan(origin.system.isEmpty ? "unknown system" : origin.system, Style(.heading)),
        StyledSpan(
          "  (response \(RatingValue.letter(min(25, ordinal))) of the study)", Style(.dim)),
      ])
    }
    result.append([])
    if let mine = label.own.blind {
      result.append([
        StyledSpan(padded("You, blind", 28), Style(.human)),
        StyledSpan(said(mine.value), Style(.strong)),
      ])
    }
    for (index, rating) in loaded.ratings.enumerated() {
      let mark = index == reveal.selected ? pick("▸ ", "> ") : "  "
      let value = said(rating.value)
      let role: StyleRole =
        rating.value.isAbstention
        ? .warning : rating.value == label.own.blind?.value ? .agree : .disagree
      result.append([
        StyledSpan(mark),
        StyledSpan(padded(rating.rater.name, 26), style(of: rating.rater.kind)),
        StyledSpan(padded(value, 22), Style(role)),
        StyledSpan(reasonExcerpt(rating), Style(.dim)),
      ])
    }
    result += [
      [],
      [
        StyledSpan(
          "A label that you give now is kept as a second one, beside your blind label.", Style(.dim)
        )
      ], [],
    ]
    return result + itemLines(loaded, width: size.columns - 3)
  }

  /// An answer in this person's sides, and in the study's letters.
  private func said(_ value: RatingValue) -> String {
    guard case .prefer(let ordinal) = value,
      let slot = label.presentation.slot(ofCandidate: ordinal)
    else { return value.description }
    return "\(slotName(slot)) (\(value.description))"
  }

  private func reasonExcerpt(_ rating: RevealedRating) -> String {
    let text =
      rating.verdict.map { $0.reasoning.isEmpty ? $0.rawReply : $0.reasoning } ?? rating.note
    let line = text.prefix(400).split(whereSeparator: \.isNewline).joined(separator: " ")
    return shortened(line, max(1, size.columns - 54))
  }

  // MARK: - Verdict and debate

  func drawReader(_ frame: inout Frame) {
    guard let rating = reader.rating, let item = reader.item else { return }
    drawTitle(
      &frame,
      [
        StyledSpan(rating.rater.name, Style(.title, .bold)),
        StyledSpan("  on " + item.reading.key, Style(.title)),
      ], right: [StyledSpan(rating.value.description, Style(.title, .bold))])
    let lines = readerLines()
    drawLines(
      lines, in: Rectangle(column: 1, row: 1, columns: size.columns - 2, rows: size.rows - 3),
      scroll: reader.scroll, &frame)
    let hidden = lines.count - reader.scroll - (size.rows - 3)
    if hidden > 0 {
      frame.put(
        " +\(hidden) lines ", column: size.columns - 14, row: size.rows - 3,
        style: Style(.title))
    }
  }

  func readerLines() -> [[StyledSpan]] {
    guard let rating = reader.rating, let verdict = rating.verdict, let item = reader.item else {
      return []
    }
    let width = size.columns - 3
    var result = factLines(verdict, rating, item)
    if !verdict.debate.isEmpty {
      result += debateLines(verdict, width: width)
    } else {
      if !verdict.reasoning.isEmpty {
        result.append([StyledSpan("Reasoning", Style(.heading))])
        result += lines(of: verdict.reasoning, width: width, markdown: false).lines + [[]]
      }
      if !verdict.rawReply.isEmpty {
        result.append([StyledSpan("Reply as it came", Style(.heading))])
        result += markedReply(verdict, width: width) + [[]]
      }
    }
    return result + itemLines(item, width: width)
  }

  private func factLines(_ verdict: Verdict, _ rating: RevealedRating, _ item: RevealedItem)
    -> [[StyledSpan]]
  {
    var facts: [(String, String)] = [("answer", verdict.value.description)]
    if let recorded = verdict.recorded, recorded != verdict.value {
      facts.append(("the source counted", recorded.description))
    }
    let names = verdict.presentation.order.map { ordinal in
      item.origins.indices.contains(ordinal) && !item.origins[ordinal].system.isEmpty
        ? item.origins[ordinal].system : RatingValue.letter(min(25, ordinal))
    }
    facts.append(("shown as", names.joined(separator: ", then ")))
    if !verdict.scores.isEmpty {
      facts.append(
        (
          "scores",
          verdict.scores.map { RatingValue.score($0).description }
            .joined(separator: " against ")
        ))
    }
    if !rating.rater.model.isEmpty { facts.append(("model", rating.rater.model)) }
    if verdict.turnsToAnswer > 1 { facts.append(("asked", "\(verdict.turnsToAnswer) times")) }
    if !verdict.parserVersion.isEmpty { facts.append(("parser", verdict.parserVersion)) }
    return facts.map {
      [StyledSpan(padded($0.0, 20), Style(.dim)), StyledSpan($0.1, Style(.strong))]
    } + [[]]
  }

  /// The reply with the lines that the parser reads (verdicts and scores) marked.
  private func markedReply(_ verdict: Verdict, width: Int) -> [[StyledSpan]] {
    lines(of: verdict.rawReply, width: width, markdown: false).lines.map { line in
      let text = line.map(\.text).joined().lowercased()
      guard ["score", "verdict", "answer", "[["].contains(where: text.contains) else { return line }
      return line.map { StyledSpan($0.text, Style(.searchHit)) }
    }
  }

  private func debateLines(_ verdict: Verdict, width: Int) -> [[StyledSpan]] {
    var result = voteTable(verdict)
    var round = 0
    let last = verdict.debate.map(\.round).max() ?? 0
    for turn in verdict.debate {
      if turn.round != round {
        round = turn.round
        let isVote = round == last && verdict.debate.contains { $0.vote != nil }
        let name = isVote ? "Closing votes" : "Round \(round)"
        result.append([
          StyledSpan(rule(2) + " " + name + " " + rule(max(0, width - 20)), Style(.heading))
        ])
      }
      var head = [StyledSpan(turn.role, Style(.debate, .bold))]
      if !turn.model.isEmpty { head.append(StyledSpan("  " + turn.model, Style(.dim))) }
      if let vote = turn.vote {
        head.append(StyledSpan("  votes \(vote.description)", Style(.strong)))
      }
      if !turn.scores.isEmpty {
        let scores = turn.scores.map { RatingValue.score($0).description }
        head.append(StyledSpan("  " + scores.joined(separator: " : "), Style(.strong)))
      }
      result.append(head)
      result += lines(of: turn.text, width: width, markdown: false).lines + [[]]
    }
    return result
  }

  /// Who voted what in which round, and who changed.
  private func voteTable(_ verdict: Verdict) -> [[StyledSpan]] {
    var roles: [String] = []
    for turn in verdict.debate where !roles.contains(turn.role) { roles.append(turn.role) }
    let votes = roles.map { role in
      (role, verdict.debate.filter { $0.role == role && $0.vote != nil })
    }
    guard votes.contains(where: { !$0.1.isEmpty }) else { return [] }
    var result: [[StyledSpan]] = [[StyledSpan("Votes", Style(.heading))]]
    for (role, turns) in votes {
      let words = turns.map { "round \($0.round): \($0.vote?.description ?? "")" }
      let changed = Set(turns.map(\.vote)).count > 1
      result.append([
        StyledSpan(padded(role, 20), Style(.debate)),
        StyledSpan(words.joined(separator: ", ")),
        StyledSpan(changed ? "  changed its mind" : "", Style(.warning)),
      ])
    }
    return result + [[]]
  }
}
