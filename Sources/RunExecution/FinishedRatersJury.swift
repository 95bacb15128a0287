import AnnotationModel
import AnnotationStorage
import JSONText
import ModelCalls

/// A jury of raters that have finished: their answers joined by a rule, at no cost.
public struct FinishedRatersJury: Sendable {
  public var seats: [String]
  public var rule: PanelRule
  public var quorum: Int
  /// Of a weighted jury: items that it was found on, and others of their questions, get no verdict.
  public var weighing: JuryWeighing?

  public init(seats: [String], rule: PanelRule = .plurality, quorum: Int = 1) {
    self.seats = seats
    self.rule = rule
    self.quorum = quorum
  }

  /// Frozen with the run.
  public var text: String {
    var line = JSONLine()
    line.string("form", "concord-composed-jury-1")
    line.strings("raters", seats)
    line.string("rule", rule.name)
    line.number("quorum", Double(quorum))
    weighing?.write(to: &line)
    return line.text
  }

  /// What a kept jury's weights came from; nil where it has none.
  public static func weighing(of text: String) -> JuryWeighing? {
    JSONNode(text).flatMap(JuryWeighing.init)
  }

  /// Reads what `text` wrote; nil where it is something else.
  public init?(text: String) {
    guard let node = JSONNode(text), node["form"]?.string == "concord-composed-jury-1",
      let rule = node["rule"]?.string.flatMap(PanelRule.init(name:))
    else { return nil }
    self.init(
      seats: (node["raters"]?.elements ?? []).compactMap(\.string), rule: rule,
      quorum: node["quorum"]?.integer ?? 1)
    weighing = JuryWeighing(node)
  }

  /// Of all but the weights themselves: they are found once, and stay.
  public var hash: String {
    var digest = ContentDigest()
    var asked = self
    asked.weighing = weighing.map {
      JuryWeighing(share: $0.share, seed: $0.seed, weights: [], counts: [], items: [])
    }
    digest.add(asked.text)
    return String(digest.hexadecimal().prefix(16))
  }

  /// Decides on every item that a seat has said anything of: in each order where every seat was
  /// asked in both, as a live jury does; else once, on each seat's merged answer, as a sweep does.
  /// Where a seat has said something else since the last time, the jury's newer verdict holds.
  ///
  /// - Returns: the run, and how many items the jury has an answer for, and has none.
  /// - Throws: `StorageError`, such as for a seat that is no rater of the study.
  public func decide(
    named name: String, in store: AnnotationStore, scale: Scale
  ) async throws -> (run: Run, answered: Int, abstained: Int) {
    var raters: [Rater] = []
    for seat in seats {
      guard let rater = try await store.rater(named: seat) else {
        throw StorageError.noSuchRater(seat)
      }
      raters.append(rater)
    }
    let run = try await store.beginRun(
      named: name, kind: .jury, specification: text, hash: hash,
      seats: raters.map { ImportedRater(name: $0.name, kind: $0.kind) }, at: Clock.now())
    var excluded: Set<ItemID> = []
    if let weighing { excluded = try await store.heldOut(of: weighing).excluded }
    var (answered, abstained) = (0, 0)
    var verdicts: [RunVerdict] = []
    let units = SeatAnswers.decidable(try await store.seatAnswers(of: raters.map(\.id)), scale)
    for unit in units where !excluded.contains(unit.item) {
      let votes = unit.answers.map { answer in
        answer.map { SeatVote(value: $0.value, scores: $0.scores) }
      }
      let verdict = verdict(on: unit.presentation, votes, scale)
      if verdict.value.isAbstention { abstained += 1 } else { answered += 1 }
      verdicts.append(RunVerdict(rater: run.rater, item: unit.item, verdict: verdict))
      guard verdicts.count >= 1_000 else { continue }
      _ = try await store.record([], verdicts, of: run.id)
      verdicts = []
    }
    _ = try await store.record([], verdicts, of: run.id)
    try await store.endRun(run.id, .finished, at: Clock.now())
    return (run, answered, abstained)
  }

  private func verdict(on presentation: Presentation, _ votes: [SeatVote?], _ scale: Scale)
    -> Verdict
  {
    let present = votes.count { $0?.value.isAbstention == false }
    let said = zip(seats, votes).map { "\($0): \($1?.value.description ?? "nothing")" }
    return Verdict(
      value: rule.answer(votes, quorum: quorum, on: scale), presentation: presentation,
      reasoning: present < max(1, quorum)
        ? "\(present) of \(votes.count) seats answered; \(max(1, quorum)) are needed"
        : said.joined(separator: "\n"), turnsToAnswer: 0)
  }
}
