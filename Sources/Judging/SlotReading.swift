import AnnotationModel

/// From slots, which a judge speaks of, to candidates, which a study speaks of.
struct SlotReading {
  let presentation: Presentation
  let scale: Scale

  /// The answers of independent questions as one; any that is missing leaves none.
  func joined(_ answers: [ParsedAnswer]) -> ParsedAnswer {
    guard answers.count > 1 else { return answers.first ?? .nothing(.unparsed) }
    var scores: [Double] = []
    for answer in answers {
      guard case .scores(let one) = answer, let score = one.first else {
        if case .nothing = answer { return answer }
        return .nothing(.unparsed)
      }
      scores.append(score)
    }
    return .scores(scores)
  }

  /// The scores in the candidates' stored order; empty where the answer has none.
  func scores(of answer: ParsedAnswer) -> [Double] {
    guard case .scores(let inSlots) = answer, inSlots.count == presentation.order.count else {
      return []
    }
    return Self.inStoredOrder(inSlots, presentation)
  }

  static func inStoredOrder(_ values: [Double], _ presentation: Presentation) -> [Double] {
    var stored = values
    for (slot, candidate) in presentation.order.enumerated() { stored[candidate] = values[slot] }
    return stored
  }

  /// The value on the study's scale; `offMenu` for one that the scale does not have.
  func value(of answer: ParsedAnswer) -> RatingValue {
    let value = candidateValue(of: answer)
    if case .ranking = scale { return value }
    return scale.code(of: value) == nil ? .abstention(.offMenu) : value
  }

  private func candidateValue(of answer: ParsedAnswer) -> RatingValue {
    switch answer {
    case .nothing(let reason): .abstention(reason)
    case .slot(let slot): .prefer(presentation.candidate(inSlot: slot))
    case .tie: .tie
    case .noneAcceptable: .bothBad
    case .category(let name): .category(name)
    case .ranking(let slots): ranking(slots.map(presentation.candidate))
    case .scores(let inSlots): value(of: inSlots)
    }
  }

  private func ranking(_ order: [Int]) -> RatingValue {
    if case .preference = scale { return order.first.map(RatingValue.prefer) ?? .tie }
    return .ranking(order)
  }

  /// The higher score wins, equal ones are a tie.
  private func value(of inSlots: [Double]) -> RatingValue {
    switch scale {
    case .score: return inSlots.first.map(RatingValue.score) ?? .abstention(.unparsed)
    case .correctness: return .abstention(.offMenu)
    case .ranking:
      let order = inSlots.indices.sorted { (inSlots[$1], $0) < (inSlots[$0], $1) }
      return .ranking(order.map(presentation.candidate))
    case .preference: return Self.preferred(Self.inStoredOrder(inSlots, presentation))
    }
  }

  /// The value of scores that may lie between the steps of the scale: they are then put on the
  /// nearer one.
  ///
  /// - Parameter scores: one per candidate, in stored order.
  func value(ofStored scores: [Double]) -> RatingValue {
    switch scale {
    case .score:
      scores.first.map { PanelRule.fitted(.score($0), on: scale) } ?? .abstention(.unparsed)
    case .ranking:
      .ranking(scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) })
    case .preference: PanelRule.fitted(Self.preferred(scores), on: scale)
    case .correctness: .abstention(.offMenu)
    }
  }

  /// - Parameter scores: one per candidate, in stored order.
  static func preferred(_ scores: [Double]) -> RatingValue {
    guard let best = scores.max() else { return .abstention(.unparsed) }
    let winners = scores.indices.filter { scores[$0] == best }
    return winners.count == 1 ? .prefer(winners[0]) : .tie
  }
}
