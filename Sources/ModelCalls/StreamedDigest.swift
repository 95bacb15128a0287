import CDigest

/// SHA-256 (FIPS 180-4) of bytes that come piece by piece, as they are: what `sha256sum` prints.
/// Memory: constant.
public struct StreamedDigest {
  private var context = SHA2_CTX()

  /// Of no bytes yet.
  public init() { SHA256Init(&context) }

  /// Adds bytes. O(bytes).
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    SHA256Update(&context, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
  }

  /// Adds the UTF-8 of a text. O(bytes).
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// 64 lower-case hexadecimal digits of all that was added; more can be added after it.
  public func hexadecimal() -> String {
    var (last, result) = (context, [UInt8](repeating: 0, count: 32))
    SHA256Final(&result, &last)
    return result.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
