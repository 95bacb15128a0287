/// A 64-bit hash that is part of the file format: the same on every machine, for ever. It tells
/// contents of one key apart; it is no defence against someone who makes collisions on purpose.
struct StableHash {
  private var state: UInt64 = 0x6A09_E667_F3BC_C909

  private mutating func mix(_ word: UInt64) {
    let product = (state ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    state = product.high ^ product.low &+ 0xBB67_AE85_84CA_A73B
  }

  mutating func add(_ number: Int) { mix(UInt64(bitPattern: Int64(number))) }

  /// Adds the text and its length, so that neighbouring texts cannot run together.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      mix(UInt64(bytes.count))
      let raw = UnsafeRawBufferPointer(bytes)
      var position = 0
      while position + 8 <= raw.count {
        mix(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)))
        position += 8
      }
      var rest: UInt64 = 0
      while position < raw.count {
        rest = rest << 8 | UInt64(raw[position])
        position += 1
      }
      mix(rest)
    }
  }

  var value: Int64 {
    var last = self
    last.mix(0x3C6E_F372_FE94_F82B)
    last.mix(0xA54F_F53A_5F1D_36F1)
    return Int64(bitPattern: last.state)
  }

  /// Sixteen hexadecimal digits.
  var digits: String {
    let plain = String(UInt64(bitPattern: value), radix: 16)
    return String(repeating: "0", count: 16 - plain.count) + plain
  }
}
