/// Why a text is not a YAML document that we take.
public struct YAMLError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// The parser's own words.
    case syntax(String)
    case duplicateKey(String)
    case unknownAnchor(String)
    case secondDocument
    /// A mapping's key is itself a sequence or mapping.
    case keyIsNotText
    case tooDeep(limit: Int)
    /// More nodes than any settings file needs, aliases counted as often as they are used.
    case tooLarge(limit: Int)
    case outOfMemory
  }

  public var reason: Reason
  /// The document's name as it was given, such as a file's.
  public var name: String
  public var place: YAMLPlace

  public init(_ reason: Reason, name: String, place: YAMLPlace) {
    self.reason = reason
    self.name = name
    self.place = place
  }

  /// The same text will fail again.
  public var isRetryable: Bool { false }
}

extension YAMLError: CustomStringConvertible {
  /// One line: `name:line:column: what; what to do`.
  public var description: String { "\(name):\(place): \(message)" }

  private var message: String {
    switch reason {
    case .syntax(let problem): "is not YAML here (\(problem)); mend this line or the one before it."
    case .duplicateKey(let key): "\(key) is there twice; keep one."
    case .unknownAnchor(let anchor): "*\(anchor) names no &\(anchor) above; write the value itself."
    case .secondDocument: "a second document begins; remove this --- and what follows."
    case .keyIsNotText: "a key must be a plain word; write the value under a key."
    case .tooDeep(let limit): "is nested more than \(limit) levels deep; flatten it."
    case .tooLarge(let limit): "holds more than \(limit) values, aliases unfolded; make it smaller."
    case .outOfMemory: "memory ran out while reading; close other programs and try again."
    }
  }
}
