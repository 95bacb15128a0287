import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import RunExecution
import StudyFormats
import Workbench

/// Seats of a sweep as the file knows them.
public enum SeatReading {
  /// The seats in their order, with the prices of their answers, and where scores are joined with
  /// the scores behind them. One pass over the calls, and one over each seat's scores.
  public static func seats(
    _ ids: [StreamID], _ store: AnnotationStore, _ tracker: AgreementTracker, joinsScores: Bool
  ) async throws -> [SweptSeat] {
    let prices = try await store.pricesPerItem()
    var seats: [SweptSeat] = []
    for id in ids {
      var seat = SweptSeat(id)
      if let rater = tracker.rater(of: id) {
        seat.costPerItem = prices[rater.id]
        if joinsScores {
          seat.scores = SeatScores(
            try await store.scoreColumns(of: rater.id), of: id, policy: tracker.policy)
        }
      }
      seats.append(seat)
    }
    return seats
  }
}

extension EffectPerformer {
  /// Counts in a thread of its own, one sweep after the other. Waits a moment first: while labels
  /// come quickly, only the newest request is counted.
  func sweep(_ request: SweepRequest) {
    guard let reader else { return }
    let (mailbox, before) = (mailbox, sweeping)
    before?.cancel()
    sweeping = Task.detached(priority: .utility) {
      await before?.value
      try? await Task.sleep(for: .milliseconds(80))
      if Task.isCancelled { return }
      do {
        let seats = try await SeatReading.seats(
          request.seats, reader, request.tracker, joinsScores: request.settings.rule.joinsScores)
        if Task.isCancelled { return }
        mailbox.post(.juriesSwept(request.run(seats)))
      } catch {
        mailbox.post(.failed("\(error)"))
      }
    }
  }

  /// Through a connection of its own, so that a label never waits for it.
  func compose(_ jury: JuryComposition) async throws {
    guard let store, !store.isReadOnly else { return }
    let own = try AnnotationStore.open(at: store.path)
    do {
      let scale = try await own.study().task.scale
      let made = try await FinishedRatersJury(seats: jury.seats, rule: jury.rule)
        .decide(named: jury.name, in: own, scale: scale)
      await own.close()
      mailbox.post(
        .juryComposed(name: jury.name, answered: made.answered, abstained: made.abstained))
    } catch {
      await own.close()
      throw error
    }
    await watch()
  }

  /// Writes a file that appears under its name only when it is whole.
  /// - Returns: what to say of it.
  static func write(_ export: SweepExport) throws -> String {
    let juries = PublishedJury.all(export.juries, of: export.seats)
    let text = JuryFile.text(juries.map { ($0.members, $0.kappa) }) + "\n"
    try WholeFile.write(text, to: export.path)
    return "\(juries.count) juries written to \(export.path)"
  }
}
