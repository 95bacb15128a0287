import RehearsalServer

/// What the rehearsal server is to do.
struct ServeOptions {
  var configuration = RehearsalConfiguration()
  /// A batch file and where its results go; nil serves.
  var batch: (input: String, output: String)?
  var wantsHelp = false

  static let usage = """
    usage: concord-bench serve [OPTION…]
           concord-bench serve --batch IN.jsonl OUT.jsonl [OPTION…]

    Serves as a model endpoint without a model, to try a run without a key: a rehearsal server.
    It prints its base URL on one line, and ends with status 0 on TERM or INT (ctrl-c). With
    --batch it answers an OpenAI batch file instead.

    Addresses: POST /v1/chat/completions (openai-chat), POST /v1/messages (anthropic-messages),
    POST /v1beta/models/MODEL:generateContent (gemini; also under /v1), GET /v1/models and
    /v1beta/models, GET /rehearsal/statistics (counts as JSON).

      --host HOST              a name or an address of this machine, such as ::1 (127.0.0.1)
      --port N                 0 takes a free one (0)
      --model NAME             a model that there is, again for more (any name is one)
      --api-key KEY            what clients have to show (nothing)
      --latency MS             from a call to its answer (0)
      --jitter MS              up to this much more, drawn for each call (0)
      --requests-per-minute N  more is answered with 429 (no limit)
      --tokens-per-minute N    the same, of prompt and reply together (no limit)
      --parallel N             calls at a time; more is answered with 429 (no limit)
      --retry-after FORM       how a 429 names the wait: \(retryForms) (seconds)
      --context N              tokens of a prompt; more is answered with 400 (no limit)
      --without ABILITY        logprobs or json: a call that asks for it is answered with 400
      --faults LIST            NAME:SHARExTIMES, with commas: 429:0.1x20,500:0.05,hang:0.01 is a
                               tenth of the calls in bursts of 20, and so on
      --huge BYTES             the size of the fault 'huge' (1073741824)
      --seed N                 of faults, jitter and a batch's order; replies go by the call (1)
      --help                   this text

    Faults: a status from 400 to 599, \(Fault.names.prefix(8).map(\.name).joined(separator: ", ")),
    \(Fault.names.dropFirst(8).map(\.name).joined(separator: ", ")).

    What a model does is in its name, to which -1, -2 and so on may be added:
    \(behaviours)

    A reply depends on the model's name, the messages, the seed and the temperature alone. It is
    in the form that the prompt of a judge asks for, or fits the JSON schema of the call; its
    reasons begin with "Rehearsal:", the model is reported as "NAME (rehearsal)", and
    system_fingerprint is "rehearsal". At temperature 0 it is the most probable answer; without
    one, 1 is taken. A token is a word of at most 16 bytes with the space before it, or a sign.

    """

  private static let retryForms = RehearsalConfiguration.RetryAfter.allCases.map(\.rawValue)
    .joined(separator: ", ")

  private static let behaviours = Behaviour.table.map { row in
    "  " + row.name + String(repeating: " ", count: max(1, 14 - row.name.count)) + row.meaning
  }.joined(separator: "\n")

  /// Throws the words of what is mistaken.
  init(_ arguments: [String]) throws(BenchFailure) {
    var left = arguments[...]
    while let word = left.popFirst() {
      switch word {
      case "--help", "-h": wantsHelp = true
      case "--batch":
        guard let input = left.popFirst(), let output = left.popFirst() else {
          throw .usage("--batch wants two files: what is asked, and where the results go")
        }
        batch = (input, output)
      default:
        guard word.hasPrefix("--") else { throw .usage("serve takes no word '\(word)'") }
        guard let value = left.popFirst() else { throw .usage("\(word) wants a value") }
        try take(word, value)
      }
    }
  }

  private mutating func take(_ option: String, _ value: String) throws(BenchFailure) {
    switch option {
    case "--host": configuration.host = value
    case "--port": configuration.port = UInt16(try Self.number(option, value, 0...65_535))
    case "--model": configuration.models.append(value)
    case "--api-key": configuration.key = value
    case "--latency": configuration.latency = try Self.time(option, value)
    case "--jitter": configuration.jitter = try Self.time(option, value)
    case "--requests-per-minute":
      configuration.requestsPerMinute = try Self.number(option, value)
    case "--tokens-per-minute": configuration.tokensPerMinute = try Self.number(option, value)
    case "--parallel": configuration.parallel = try Self.number(option, value)
    case "--retry-after":
      guard let form = RehearsalConfiguration.RetryAfter(rawValue: value) else {
        throw .usage("--retry-after is one of \(Self.retryForms)")
      }
      configuration.retryAfter = form
    case "--context": configuration.contextTokens = try Self.number(option, value)
    case "--without":
      guard let ability = RehearsalConfiguration.Ability(rawValue: value) else {
        throw .usage("--without is logprobs or json")
      }
      configuration.lacking.insert(ability)
    case "--faults":
      do throws(RehearsalFailure) {
        configuration.faults += try Fault.list(value)
      } catch {
        throw .usage(error.description)
      }
    case "--huge": configuration.hugeBytes = try Self.number(option, value, 1...(1 << 40))
    case "--seed": configuration.seed = UInt64(try Self.number(option, value, 0...Int.max))
    default: throw .usage("serve has no option \(option)")
    }
  }

  private static func number(
    _ option: String, _ value: String, _ range: ClosedRange<Int> = 1...1_000_000_000
  ) throws(BenchFailure) -> Int {
    guard let number = Int(value), range.contains(number) else {
      throw .usage("\(option) wants a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// Milliseconds, up to an hour.
  private static func time(_ option: String, _ value: String) throws(BenchFailure) -> Duration {
    guard let number = Double(value), (0...3_600_000).contains(number) else {
      throw .usage("\(option) wants milliseconds from 0 to 3600000")
    }
    return .milliseconds(number)
  }
}
