import JSONText

/// Answers the lines of an OpenAI batch file (`custom_id`, `method`, `url`, `body`), as
/// `vllm run-batch` does too, without a server.
///
/// Results come in an order drawn by the seed within blocks of 10,000 lines, so that no more than
/// a block is ever in memory. A fault with a status is a result with that status; any other is a
/// row with an `error` and no `response`, as is a line that is no request. Keys, latency and the
/// limits of rate have no meaning here.
public struct RehearsalBatch {
  public static let blockLines = 10_000

  private let configuration: RehearsalConfiguration
  private var block: [String] = []
  private var dice: Dice
  private var number = 0
  /// Lines that were answered with status 200, and the others.
  public private(set) var answered = 0
  public private(set) var failed = 0

  public init(_ configuration: RehearsalConfiguration) {
    self.configuration = configuration
    dice = Dice(configuration.seed)
  }

  /// Takes one line of the file, without its line end; an empty one is passed over.
  ///
  /// - Returns: the results of a block that is full, else none.
  public mutating func take(_ line: [UInt8]) -> [String] {
    guard line.contains(where: { $0 > 32 }) else { return [] }
    number += 1
    block.append(answer(line))
    return block.count < Self.blockLines ? [] : finish()
  }

  /// The results that are left, shuffled (Fisher and Yates).
  public mutating func finish() -> [String] {
    for place in block.indices.dropFirst().reversed() {
      block.swapAt(place, dice.below(place + 1))
    }
    defer { block = [] }
    return block
  }

  private enum Outcome {
    case response(status: Int, body: [UInt8])
    case error(code: String, message: String)
  }

  private mutating func answer(_ line: [UInt8]) -> String {
    let node: JSONNode
    switch JSONReader.parse(line) {
    case .success(let parsed): node = parsed
    case .failure(let mistake):
      return row(nil, .error(code: "invalid_line", message: "no JSON: \(mistake.text)"))
    }
    guard let name = node["custom_id"]?.string else {
      return row(nil, .error(code: "invalid_line", message: "the line has no 'custom_id'"))
    }
    guard let path = node["url"]?.string, let body = node["body"] else {
      return row(name, .error(code: "invalid_line", message: "the line lacks 'url' or 'body'"))
    }
    return row(name, outcome(path: path, method: node["method"]?.string ?? "POST", body))
  }

  private func outcome(path: String, method: String, _ body: JSONNode) -> Outcome {
    let address = Address(IncomingRequest(method: method, path: path, headers: [:]))
    guard case .call(let model) = address.target else {
      return .error(code: "invalid_url", message: "there are no batches for \(method) \(path)")
    }
    do throws(CallRefusal) {
      var prepared = PreparedCall(try CallReading.call(address.kind, model: model, body))
      prepared.call.number = number
      try CallAnswer.check(prepared, configuration)
      return outcome(try CallAnswer(prepared, configuration))
    } catch {
      return .response(status: error.status, body: address.kind.shape.error(error))
    }
  }

  private func outcome(_ answer: CallAnswer) -> Outcome {
    switch answer.kind {
    case nil, .status:
      guard case .whole(let whole) = answer.delivery(configuration) else { break }
      return .response(status: whole.status, body: whole.body)
    default: break
    }
    return .error(
      code: "batch_expired", message: "not answered in time (fault \(answer.fault ?? ""))")
  }

  private mutating func row(_ name: String?, _ outcome: Outcome) -> String {
    if case .response(200, _) = outcome { answered += 1 } else { failed += 1 }
    return Self.row(name, outcome, number)
  }

  private static func row(_ name: String?, _ outcome: Outcome, _ number: Int) -> String {
    var json = JSONWriter()
    json.object([
      ("id", { $0.string("batch_req_rehearsal_\(number)") }),
      ("custom_id", { json in name.map { json.string($0) } ?? json.raw("null") }),
      (
        "response",
        { json in
          guard case .response(let status, let body) = outcome else { return json.raw("null") }
          json.object([
            ("status_code", { $0.integer(status) }),
            ("request_id", { $0.string("rehearsal_\(number)") }),
            ("body", { $0.verbatim(String(decoding: body, as: UTF8.self)) }),
          ])
        }
      ),
      (
        "error",
        { json in
          guard case .error(let code, let message) = outcome else { return json.raw("null") }
          json.object([
            ("code", { $0.string(code) }), ("message", { $0.string(message) }),
          ])
        }
      ),
    ])
    return json.text
  }
}
