import CDigest

/// The name of a call: a hash of all that can change its reply. What the file holds under a key is
/// not asked again.
///
/// The first half of a SHA-256 (FIPS 180-4) as 32 hexadecimal digits: two different calls of a
/// study of 10⁹ share a key with a probability below 10⁻²⁰.
public struct CallKey: Hashable, Sendable, CustomStringConvertible {
  public let hexadecimal: String

  public var description: String { hexadecimal }

  /// Reads a key back; nil where the text is not 32 lower-case hexadecimal digits.
  public init?(_ text: String) {
    guard text.utf8.count == 32,
      text.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    hexadecimal = text
  }

  /// The key of a request. About 5 µs for 1 KB.
  public init(_ request: ModelRequest) {
    var digest = ContentDigest()
    digest.add("concord-call-1")
    digest.add(request.endpoint)
    digest.add(request.model)
    digest.add(request.messages.count)
    for message in request.messages { Self.add(message, to: &digest) }
    Self.add(request.settings, to: &digest)
    switch request.form {
    case .text: digest.add("text")
    case .json(let name, let schema):
      digest.add("json")
      digest.add(name)
      digest.add(schema)
    }
    digest.add(request.alternatives.map(String.init) ?? "none")
    digest.add(request.repetition)
    hexadecimal = String(digest.hexadecimal().prefix(32))
  }

  private static func add(_ message: ChatMessage, to digest: inout ContentDigest) {
    digest.add(message.role.rawValue)
    digest.add(message.parts.count)
    for part in message.parts {
      switch part {
      case .text(let text):
        digest.add("text")
        digest.add(text)
      case .image(let mediaType, let base64):
        digest.add(mediaType)
        digest.add(base64)
      }
    }
  }

  private static func add(_ settings: SamplingSettings, to digest: inout ContentDigest) {
    let numbers = [settings.temperature, settings.topProbability]
    for number in numbers { digest.add(number.map { "\($0)" } ?? "none") }
    digest.add(settings.maximumTokens.map(String.init) ?? "none")
    digest.add(settings.seed.map(String.init) ?? "none")
    digest.add(settings.reasoningEffort ?? "none")
  }
}

/// SHA-256 over a series of values. Each goes in with its length, so that `ab, c` and `a, bc`
/// differ.
public struct ContentDigest: Sendable {
  private var bytes: [UInt8] = []

  public init() {}

  /// Adds a text, with its length in bytes.
  public mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds a number, as eight bytes.
  public mutating func add(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// 64 lower-case hexadecimal digits.
  public func hexadecimal() -> String { Self.hexadecimal(of: bytes) }

  /// The SHA-256 of bytes as they are.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    var context = SHA2_CTX()
    var result = [UInt8](repeating: 0, count: 32)
    SHA256Init(&context)
    bytes.withUnsafeBufferPointer { SHA256Update(&context, $0.baseAddress, $0.count) }
    SHA256Final(&result, &context)
    return result.map(Self.hexadecimal).joined()
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }
}
