import ModelCalls

/// What a few small calls of an endpoint showed.
public struct EndpointReport: Sendable {
  /// How an ability of a model turned out.
  public enum Outcome: Hashable, Sendable {
    case works
    /// It came back, but not as asked, with what came instead.
    case missing(String)
    case failed(CallFailure)
  }

  public struct Finding: Hashable, Sendable {
    public var capability: Capability
    public var outcome: Outcome
    /// Whether the endpoints' file says that the model can do it.
    public var isDeclared: Bool
  }

  public var endpoint: Endpoint
  /// The names that the server lists.
  public var offered: Result<[String], CallFailure>
  /// The first call, in plain text.
  public var reply: Result<ModelReply, CallFailure>
  /// Of the first call, from the sending to the last byte.
  public var latency: Duration
  /// In the order of `Capability.allCases`; empty where the first call failed.
  public var findings: [Finding] = []
  /// The base address under which the server does list models, where it is not the one given.
  public var otherBase: String?

  /// Whether it replies, as the model that was asked, and can do all that the file says it can, as
  /// far as that was tried.
  public var isSound: Bool {
    guard case .success = reply, otherModel == nil else { return false }
    return !findings.contains { $0.isDeclared && $0.outcome != .works }
  }

  /// Abilities that were seen to work, in the order of the enumeration.
  public var working: [Capability] {
    findings.filter { $0.outcome == .works }.map(\.capability)
  }

  /// Abilities that the file declares and that no small call can show.
  public var untried: [Capability] {
    let tried = Set(findings.map(\.capability))
    return Capability.allCases.filter {
      endpoint.capabilities.contains($0) && !tried.contains($0)
    }
  }

  /// Whether the server lists models, and not this one: it may answer as another.
  public var isUnlisted: Bool {
    guard case .success(let names) = offered, !names.isEmpty else { return false }
    return !names.contains(endpoint.model)
  }

  /// The model that answered in the place of one that the server does not list; nil where the one
  /// that was asked may have. Endpoints report a more exact name, which begins with the one asked.
  public var otherModel: String? {
    guard case .success(let said) = reply, isUnlisted, !said.reportedModel.isEmpty,
      !said.reportedModel.hasPrefix(endpoint.model)
    else { return nil }
    return said.reportedModel
  }
}
