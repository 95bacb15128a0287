import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
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
    drawScrolled(revealLines(), in: readingArea, scroll: reveal.scroll, &frame)
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
    for (name, mine) in [
      ("You, blind", label.own.blind), ("You, after looking", label.own.revealed),
    ] {
      guard let mine else { continue }
      result.append([
        StyledSpan(padded(name, 28), Style(.human)), StyledSpan(said(mine.value), Style(.strong)),
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
        StyledSpan(
          padded(rating.rater.name + orderMark(rating, of: loaded), 26),
          style(of: rating.rater.kind)),
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

  /// The order that a verdict was given for, where its rater gave several.
  private func orderMark(_ rating: RevealedRating, of item: RevealedItem) -> String {
    guard let verdict = rating.verdict,
      item.ratings.count(where: { $0.rater.id == rating.rater.id }) > 1
    else { return "" }
    return ", saw " + verdict.presentation.letters
  }

  private func reasonExcerpt(_ rating: RevealedRating) -> String {
    let text = rating.verdict.map(Self.reason) ?? rating.note
    let line = text.prefix(400).split(whereSeparator: \.isNewline).joined(separator: " ")
    return shortened(line, max(1, size.columns - 54))
  }

  /// Why, in the rater's own words: the reasoning, or the reply, or what a debate ended with.
  private static func reason(_ verdict: Verdict) -> String {
    [verdict.reasoning, verdict.rawReply].first { !$0.isEmpty }
      ?? verdict.debate.last.map { $0.role + ": " + $0.text } ?? ""
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
    drawScrolled(readerLines(), in: readingArea, scroll: reader.scroll, &frame)
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
        let isRead = !verdict.value.isAbstention
        result.append([
          StyledSpan("Reply as it came", Style(.heading)),
          StyledSpan(
            isRead ? "; what the answer was read from is marked" : "; no answer was found in it",
            Style(isRead ? .dim : .warning)),
        ])
        result +=
          markedText(
            verdict.rawReply, scores: verdict.scores, value: verdict.value, width: width) + [[]]
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
          verdict.scores.map { Self.score($0) }.joined(separator: " against ")
        ))
    }
    if !rating.rater.model.isEmpty { facts.append(("model", rating.rater.model)) }
    if verdict.turnsToAnswer > 1 { facts.append(("asked", "\(verdict.turnsToAnswer) times")) }
    if !verdict.parserVersion.isEmpty { facts.append(("parser", verdict.parserVersion)) }
    return facts.map {
      [StyledSpan(padded($0.0, 20), Style(.dim)), StyledSpan($0.1, Style(.strong))]
    } + [[]]
  }
}
