import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls

/// A model that is never there: a run with it concludes on what the file's replies allow, and
/// leaves the rest as it is.
public struct AbsentModel: ModelClient {
  public init() {}

  public func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt {
    CallAttempt(result: .failure(CallFailure(.cancelled)), latency: .zero)
  }
}

/// A call that a run waits for, and the item that it is about.
public struct OpenCall: Sendable {
  public var key: CallKey
  public var request: ModelRequest
  public var item: ItemID
}

extension RunSpecification {
  /// The calls that units need next and the file has no reply to, each once; of a debate the round
  /// that is due. Units that were concluded on need none.
  ///
  /// - Throws: what reading throws, and `RunMistake`.
  public func openCalls(
    of units: [RunUnit], run: Run, scale: Scale, from store: AnnotationStore
  ) async throws -> [OpenCall] {
    let form = try RunProtocol(self, scale: scale)
    let done = try await store.concluded(of: run, withFailures: false)
    var seen: Set<CallKey> = []
    var result: [OpenCall] = []
    for unit in units where !done.contains(unit) {
      guard let item = try await store.wholeItem(unit.item),
        var machine = form.machine(item, unit)
      else { continue }
      var step = machine.begin()
      while case .ask(let calls) = step {
        let keyed = calls.map { (call: $0, key: CallKey($0.request)) }
        let held = try await store.replies(to: keyed.map(\.key.hexadecimal))
        let missing = keyed.filter { held[$0.key.hexadecimal] == nil }
        for (call, key) in missing where seen.insert(key).inserted {
          result.append(OpenCall(key: key, request: call.request, item: unit.item))
        }
        guard missing.isEmpty else { break }
        step = machine.receive(
          Dictionary(
            keyed.map { ($0.call.slot, .reply((held[$0.key.hexadecimal] ?? .none).modelReply)) },
            uniquingKeysWith: { first, _ in first }))
      }
    }
    return result
  }
}

extension CallRecord {
  fileprivate static let none = CallRecord(
    key: "", item: ItemID(0), endpoint: "", model: "", status: "")
}

extension CallRecord {
  /// What the file keeps of a call whose result came in a file.
  public init(
    _ result: Result<ModelReply, CallFailure>, of call: OpenCall, prices: Prices,
    at time: Milliseconds
  ) {
    self.init(
      key: call.key.hexadecimal, item: call.item, endpoint: call.request.endpoint,
      model: call.request.model, status: CallRecord.replied, sentAt: time)
    switch result {
    case .success(let reply):
      take(reply, cost: reply.usage.map(prices.cost) ?? .zero)
    case .failure(let failure):
      status = failure.kind.rawValue
      httpStatus = failure.status
      detail = failure.detail
    }
  }
}
