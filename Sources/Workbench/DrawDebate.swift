import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// A reply with its parsed parts marked, and a debate as it went.
extension WorkbenchState {
  /// Text as it came, the parts that the answer was read from in the look of a search hit.
  func markedText(
    _ text: String, scores: [Double], value: RatingValue?, width: Int
  ) -> [[StyledSpan]] {
    let marks = ParsedParts.ranges(in: text, scores: scores, value: value)
    guard !marks.isEmpty else { return lines(of: text, width: width, markdown: false).lines }
    var result: [[StyledSpan]] = []
    var start = text.startIndex
    while true {
      let end = text[start...].firstIndex(where: \.isNewline) ?? text.endIndex
      let line = String(text[start..<end])
      let laid = lines(of: line, width: width, markdown: false).lines
      let inside = marks.compactMap { mark -> Range<Int>? in
        let low = max(mark.lowerBound, start)
        let high = min(mark.upperBound, end)
        guard low < high else { return nil }
        return text.distance(from: start, to: low)..<text.distance(from: start, to: high)
      }
      result += inside.isEmpty ? laid : Self.marked(laid, of: line, inside)
      if laid.isEmpty { result.append([]) }
      guard end < text.endIndex else { return result }
      start = text.index(after: end)
    }
  }

  /// Finds the characters of laid-out lines again in their source, one after the other.
  private static func marked(_ laid: [[StyledSpan]], of source: String, _ marks: [Range<Int>])
    -> [[StyledSpan]]
  {
    let letters = Array(source)
    var at = 0
    return laid.map { line in
      var spans: [StyledSpan] = []
      for letter in line.map(\.text).joined() {
        if let found = letters[min(at, letters.count)...].firstIndex(of: letter), found - at < 8 {
          at = found + 1
        }
        let isMarked = at > 0 && marks.contains { $0.contains(at - 1) }
        let style = isMarked ? Style(.searchHit) : .text
        if spans.last?.style == style {
          spans[spans.count - 1].text.append(letter)
        } else {
          spans.append(StyledSpan(String(letter), style))
        }
      }
      return spans
    }
  }

  static func score(_ value: Double) -> String {
    value == value.rounded() ? Figure.decimal(value, digits: 0) : Figure.decimal(value, digits: 2)
  }

  // MARK: - Debate

  func debateLines(_ verdict: Verdict, width: Int) -> [[StyledSpan]] {
    var result = voteTable(verdict) + seatLines(width)
    var round = 0
    for turn in verdict.debate {
      if turn.round != round {
        round = turn.round
        let name = roundName(round, verdict)
        result.append([
          StyledSpan(
            rule(2) + " " + name + " " + rule(max(0, width - name.count - 4)), Style(.heading))
        ])
      }
      var head = [StyledSpan(turn.role, Style(.debate, .bold))]
      if !turn.model.isEmpty { head.append(StyledSpan("  " + turn.model, Style(.dim))) }
      if let vote = turn.vote {
        head.append(StyledSpan("  votes \(vote.description)", Style(.strong)))
      }
      if !turn.scores.isEmpty {
        head.append(
          StyledSpan(
            "  " + turn.scores.map(Self.score).joined(separator: " : "), Style(.strong)))
      }
      result.append(head)
      result += markedText(turn.text, scores: turn.scores, value: turn.vote, width: width) + [[]]
    }
    return result
  }

  private func roundName(_ round: Int, _ verdict: Verdict) -> String {
    let last = verdict.debate.map(\.round).max() ?? 0
    let closes = round == last && last > 1 && verdict.debate.contains { $0.vote != nil }
    return closes ? "Closing votes" : "Round \(round)"
  }

  /// Who voted what in which round with which scores, who changed, and the means.
  func voteTable(_ verdict: Verdict) -> [[StyledSpan]] {
    var roles: [String] = []
    for turn in verdict.debate where !roles.contains(turn.role) { roles.append(turn.role) }
    let rounds = Set(verdict.debate.map(\.round)).sorted()
    guard verdict.debate.contains(where: { $0.vote != nil }) else {
      return [[StyledSpan("No turn says a vote that could be read.", Style(.dim))], []]
    }
    let cell = size.columns >= 100 ? 22 : 17
    var result = [
      [StyledSpan(padded("Votes", 18), Style(.heading))]
        + rounds.map { StyledSpan(padded(roundName($0, verdict), cell), Style(.heading)) }
    ]
    for role in roles {
      let turns = rounds.map { round in
        verdict.debate.last { $0.round == round && $0.role == role }
      }
      let votes = turns.compactMap { $0?.vote }
      result.append(
        [StyledSpan(padded(role, 18), Style(.debate))]
          + turns.map { StyledSpan(padded(voteText($0), cell)) }
          + [StyledSpan(Set(votes).count > 1 ? "changed" : "", Style(.warning))])
    }
    let means = rounds.map { round in
      let scores = verdict.debate.filter { $0.round == round && $0.scores.count > 1 }.map(\.scores)
      return padded(Self.mean(scores), cell)
    }
    if means.contains(where: { $0.contains(":") }) {
      result.append(
        [StyledSpan(padded("mean scores", 18), Style(.dim))]
          + means.map { StyledSpan($0, Style(.strong)) })
    }
    return result + [[]]
  }

  private func voteText(_ turn: DebateTurn?) -> String {
    guard let turn else { return "silent" }
    guard let vote = turn.vote else { return "no vote" }
    let scores = turn.scores.map(Self.score).joined(separator: " : ")
    return vote.description + (scores.isEmpty ? "" : "  (\(scores))")
  }

  private static func mean(_ scores: [[Double]]) -> String {
    guard let count = scores.first?.count, scores.allSatisfy({ $0.count == count }) else {
      return "-"
    }
    return (0..<count).map { at in
      score(scores.reduce(0) { $0 + $1[at] } / Double(scores.count))
    }.joined(separator: " : ")
  }

  /// Kappa of each role and round with the reference, over the whole study.
  private func seatLines(_ width: Int) -> [[StyledSpan]] {
    guard !reader.seats.isEmpty else { return [] }
    let title = "Each role and round against \(agreement.referenceName), over the study"
    var result = [[StyledSpan(title, Style(.heading))]]
    let ruler = IntervalRuler(
      reader.seats.map { $0.table.coefficient(.cohen) }, columns: max(10, min(60, width - 64)),
      glyphs: glyphs)
    let last = reader.seats.map(\.round).max() ?? 0
    for seat in reader.seats {
      let place = seat.round == last && last > 1 ? "closing " : "round \(seat.round) "
      let kappa = seat.table.coefficient(.cohen)
      let interval = Figure.interval(kappa, digits: 2) + Figure.reason(kappa)
      let changed =
        seat.comparable == 0 ? "" : "changed \(seat.changed) of \(seat.comparable)"
      result.append([
        StyledSpan(padded(place + seat.role, 24), Style(.debate)),
        StyledSpan(
          Self.right("n \(seat.table.itemCount)", 6) + plain("  κ ") + Figure.value(kappa) + " "
            + padded(interval, 14)),
        StyledSpan(width >= 90 ? ruler.line(kappa) + "  " : ""), StyledSpan(changed, Style(.dim)),
      ])
    }
    return result + [[]]
  }
}
