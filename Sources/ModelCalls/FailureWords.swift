/// What a failed call means, in words for a person.
public struct FailureWords: Hashable, Sendable {
  /// What happened, without a full stop.
  public var what: String
  /// What the person can do about it, without a full stop.
  public var remedy: String

  public init(what: String, remedy: String) {
    self.what = what
    self.remedy = remedy
  }

  /// Both in one line.
  public var line: String { what + ": " + remedy }
}

extension CallFailure {
  /// The failure of a call of this endpoint, with what to do. Holds no key: what the endpoint said
  /// is quoted as `detail` has it, from which the client has taken the key.
  public func words(at endpoint: Endpoint) -> FailureWords {
    let (what, remedy) = explanation(endpoint)
    return FailureWords(what: what + quoted, remedy: remedy)
  }

  /// What the other side or the system said, in brackets.
  private var quoted: String { detail.isEmpty ? "" : " (\(detail))" }

  private func explanation(_ endpoint: Endpoint) -> (what: String, remedy: String) {
    switch kind {
    case .unknownHost, .notReachable, .secureConnection, .connectTimeout, .firstByteTimeout,
      .timeout, .reset, .cancelled:
      way(endpoint)
    case .rateLimited, .server, .notNow: busy
    case .unauthorised, .forbidden, .noKey: entrance(endpoint)
    case .notFound:
      (
        "404, there is no such place or no model '\(endpoint.model)'",
        "compare `url` and `model` with what the server offers"
      )
    case .badRequest, .contextTooLong, .tooLarge, .garbled, .redirected, .notAble:
      content(endpoint)
    }
  }

  /// Nothing came back.
  private func way(_ endpoint: Endpoint) -> (what: String, remedy: String) {
    let host = endpoint.host
    switch kind {
    case .unknownHost:
      return (
        "the name '\(host)' is not known to DNS",
        "look for a slip in `url`, and whether this machine is on the network"
      )
    case .secureConnection:
      return (
        "TLS with '\(host)' failed",
        "look at the certificate's dates and name; for an authority of your own set "
          + "CURL_CA_BUNDLE to its file; for a server without TLS write http:// in `url`"
      )
    case .connectTimeout:
      return (
        "'\(host)' did not take the connection in time",
        "look at the port in `url`, at a firewall, and at HTTPS_PROXY"
      )
    case .firstByteTimeout:
      return (
        "'\(host)' took the call and began no answer in time",
        "see whether the server is busy or still loading the model, or raise `first-byte` under "
          + "`time-limits`"
      )
    case .timeout:
      return (
        "the answer of '\(host)' did not end in time",
        "raise `whole` under `time-limits`, or ask for fewer tokens"
      )
    case .reset:
      return ("'\(host)' broke the connection off", "look into the server's own log")
    case .cancelled: return ("the call was stopped", "start it again")
    default:
      return (
        "nothing answers at '\(host)'",
        "start the server, or correct the host and port in `url`"
      )
    }
  }

  private var busy: (what: String, remedy: String) {
    let status = status.map(String.init) ?? "busy"
    switch kind {
    case .rateLimited:
      let wait = retryAfter.map { "; it asks to wait \($0.components.seconds) s" } ?? ""
      return (
        "\(status), more calls than it allows" + wait,
        "wait, or lower `requests-per-minute`, `tokens-per-minute` and `parallel` under `limits`"
      )
    case .notNow: return ("\(status), not now", "try again in a moment")
    default:
      return ("\(status), the server itself failed", "try again, or look into the server's log")
    }
  }

  private func entrance(_ endpoint: Endpoint) -> (what: String, remedy: String) {
    switch (kind, endpoint.key) {
    case (.noKey, .environment(let name)):
      ("the key is not set", "put it into the environment: export \(name)=…")
    case (.noKey, _):
      ("there is no key", "run the `key-command` by hand: its first line has to be the key")
    case (.unauthorised, .none):
      ("401, the server wants a key", "write `key-env: NAME` for the variable that holds it")
    case (.unauthorised, .environment(let name)):
      ("401, the server does not take the key in \(name)", "renew the key, or correct `url`")
    case (.unauthorised, .command):
      ("401, the server does not take the key of `key-command`", "renew the key, or correct `url`")
    default:
      (
        "\(status ?? 403), the key may not do this",
        "ask the provider for access to '\(endpoint.model)', or look at the account's credit"
      )
    }
  }

  /// Something came back, or something was asked, that does not fit.
  private func content(_ endpoint: Endpoint) -> (what: String, remedy: String) {
    switch kind {
    case .contextTooLong:
      ("the prompt is longer than '\(endpoint.model)' reads", "take a model with a longer context")
    case .tooLarge: ("the answer is larger than is read", "ask for fewer tokens")
    case .garbled:
      (
        "the answer is not one of kind \(endpoint.kind.rawValue)",
        "correct `kind`, or `url`: it is the base that /models can follow, such as "
          + endpoint.kind.exampleURL
      )
    case .redirected:
      (
        "the server sends us elsewhere, where no key is carried",
        "write the address that it names as `url`, if you trust it"
      )
    case .notAble:
      ("'\(endpoint.name)' cannot do this", "take the setting out, or take another model")
    default:
      (
        "\(status.map(String.init) ?? "the call"), the server does not take the call",
        "what it says names the setting: correct that, or `capabilities`"
      )
    }
  }
}

extension EndpointKind {
  /// A base address as this kind has it.
  public var exampleURL: String {
    switch self {
    case .openAIChat: "https://api.openai.com/v1"
    case .anthropicMessages: "https://api.anthropic.com/v1"
    case .gemini: "https://generativelanguage.googleapis.com/v1beta"
    }
  }
}

extension Endpoint {
  /// The host of the address with its port, as written.
  public var host: String {
    let rest = baseURL.firstRange(of: "://").map { baseURL[$0.upperBound...] } ?? baseURL[...]
    return String(rest.prefix { !"/?#".contains($0) })
  }
}
