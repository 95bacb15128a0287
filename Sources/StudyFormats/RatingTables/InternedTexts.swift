import Glibc

/// Distinct texts as consecutive numbers, in the order of their first coming.
///
/// Texts are bytes, compared exactly: nothing is trimmed or folded. Looking one up is O(its
/// length); a hash table of open places over one block of bytes, so that a million lookups make
/// no object.
struct InternedTexts {
  private var bytes: [UInt8] = []
  /// Where each text begins; one more for the end of the last.
  private var starts: [Int] = [0]
  private var hashes: [UInt64] = []
  /// A text's number + 1; 0 is free. A power of two, never more than half full.
  private var places: [Int32] = Array(repeating: 0, count: 64)

  var count: Int { hashes.count }

  /// The text of a number.
  subscript(number: Int) -> String {
    String(decoding: bytes[starts[number]..<starts[number + 1]], as: UTF8.self)
  }

  var texts: [String] { (0..<count).map { self[$0] } }

  /// The number of a text, new if it has not come before.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let hash = Self.hash(text)
    var at = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[at] != 0 {
      let number = Int(places[at]) - 1
      if hashes[number] == hash, isEqual(number, text) { return number }
      at = (at + 1) & (places.count - 1)
    }
    return insert(text, hash, at)
  }

  private mutating func insert(
    _ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ at: Int
  ) -> Int {
    let number = count
    bytes.append(contentsOf: text)
    starts.append(bytes.count)
    hashes.append(hash)
    places[at] = Int32(number + 1)
    if 2 * count > places.count { grow() }
    return number
  }

  private mutating func grow() {
    let mask = 4 * places.count - 1
    var wider = Array(repeating: Int32(0), count: mask + 1)
    for (number, hash) in hashes.enumerated() {
      var at = Int(truncatingIfNeeded: hash) & mask
      while wider[at] != 0 { at = (at + 1) & mask }
      wider[at] = Int32(number + 1)
    }
    places = wider
  }

  private func isEqual(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let (from, to) = (starts[number], starts[number + 1])
    guard to - from == text.count else { return false }
    guard let base = text.baseAddress, to > from else { return true }
    return bytes.withUnsafeBufferPointer { memcmp($0.baseAddress! + from, base, to - from) == 0 }
  }

  /// Eight bytes at a time, multiplied and folded; the finish is that of SplitMix64.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    let raw = UnsafeRawBufferPointer(text)
    while at + 8 <= text.count {
      let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 32
      at += 8
    }
    var rest: UInt64 = 0
    while at < text.count {
      rest = rest << 8 | UInt64(text[at])
      at += 1
    }
    hash = (hash ^ rest) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 29)
  }
}
