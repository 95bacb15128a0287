/// A key made of texts: the same texts give the same key, in every run (FNV-1a).
struct StableText {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  init(_ texts: [String]) {
    for text in texts { add(text) }
  }

  private mutating func add(_ text: String) {
    for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    state = (state ^ 0xFF) &* 0x100_0000_01B3
  }

  var key: String { "row-" + String(state, radix: 16) }
}
