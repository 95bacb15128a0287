import AnnotationModel
import AnnotationStorage
import ModelCalls
import ModelTransport
import RunExecution
import Workbench

/// A run at work: through connections of its own, so that a label never waits for it.
actor RunWork {
  nonisolated let runner: Runner
  private let store: AnnotationStore
  private let reader: AnnotationStore
  private let loop: HTTPLoop
  private var parallel: Int
  /// What the first endpoint's limits say; nil where nobody is asked.
  private let limit: Int?

  /// Units under way at a time, at the most.
  private static let most = 256

  private init(
    _ runner: Runner, store: AnnotationStore, reader: AnnotationStore, loop: HTTPLoop,
    limit: Int?
  ) {
    (self.runner, self.store, self.reader) = (runner, store, reader)
    (self.loop, self.limit, parallel) = (loop, limit, limit ?? 1)
  }

  static func begin(_ prepared: RunPreparation, path: String) async throws -> RunWork {
    let store = try AnnotationStore.open(at: path)
    do {
      let specification = prepared.specification
      let run = try await store.beginRun(
        named: prepared.name, specification, at: EffectPerformer.timeNow())
      let seats = try await store.seats(of: run.id)
      let reader = try AnnotationStore.open(at: path, mode: .readOnly)
      let loop = HTTPLoop()
      var options = Runner.Options()
      options.parallel = most
      options.limits = prepared.limits
      options.unitsOfTheRun = prepared.unitsOfTheRun
      do {
        let runner = try Runner(
          run, specification, scale: prepared.scale, seats: seats, store: store, reader: reader,
          client: HTTPModelClient(loop), options: options)
        let first = specification.settings.seats.first
        let endpoint = first.flatMap { specification.endpoints[$0.endpoint] }
        return RunWork(
          runner, store: store, reader: reader, loop: loop,
          limit: endpoint?.limits.parallel)
      } catch {
        loop.close()
        await reader.close()
        throw error
      }
    } catch {
      await store.close()
      throw error
    }
  }

  func setParallel(_ most: Int) async {
    parallel = min(most, Self.most)
    await runner.setParallel(parallel)
  }

  /// Runs to the end, telling four times a second how far it is.
  func perform(_ units: [RunUnit], _ mailbox: Mailbox) async {
    let telling = Task {
      while !Task.isCancelled {
        mailbox.post(.runProgressed(await live()))
        try? await Task.sleep(for: .milliseconds(250))
      }
    }
    let stop = await runner.perform(units)
    telling.cancel()
    await telling.value
    loop.close()
    await reader.close()
    await store.close()
    var last = await live()
    last.isEnded = true
    last.stop = stop.map { "\($0)" } ?? ""
    mailbox.post(.runProgressed(last))
  }

  private func live() async -> RunLive {
    let progress = await runner.progress()
    var live = RunLive(name: runner.run.name, rater: runner.run.rater)
    live.planned = progress.planned
    live.before = progress.before
    live.concluded = progress.concluded
    live.unparsed = progress.unparsed
    for (reason, count) in progress.abstentions { live.abstentions[reason.rawValue] = count }
    live.calls = progress.calls
    live.failed = progress.failed
    live.cached = progress.cached
    live.tokens = progress.tokens
    live.cost = progress.money.billionths
    live.seconds = progress.elapsed / .seconds(1)
    live.parallel = limit == nil ? nil : parallel
    live.limit = limit
    live.isPaused = progress.isPaused
    live.endpoints = progress.endpoints.sorted { $0.key < $1.key }.map { name, counts in
      RunLive.Line(
        name: name, replies: counts.replies, failures: counts.failures,
        latency: counts.replies == 0
          ? nil : Double(counts.latencyMicroseconds) / 1_000 / Double(counts.replies))
    }
    live.last = progress.last.map { verdict in
      var reply = RunLive.Reply(
        item: verdict.item, value: verdict.value.description,
        text: String(verdict.reply.prefix(400)))
      reply.whole = verdict.exchanges.map {
        "asked\n\n" + RunPreparation.text(of: $0.asked) + "\n\nreplied\n\n" + $0.replied
      }.joined(separator: "\n\n")
      reply.isAnswer = !verdict.value.isAbstention
      reply.isTelling = reply.isAnswer || verdict.exchanges.contains { !$0.replied.isEmpty }
      return reply
    }
    return live
  }
}
