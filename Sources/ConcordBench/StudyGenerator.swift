import AnnotationModel

/// Makes items and ratings that are the same for the same seed, one by one, in no memory.
///
/// Neighbouring items have no letter in common in their first word, so that a screen which shows
/// the next item has been painted anew.
struct StudyGenerator {
  let seed: UInt64
  let scale: Scale
  /// Bytes of each response, give or take a fifth.
  let responseBytes: Int
  private let text: [UInt8]

  init(seed: UInt64, scale: Scale = StudyTask.pairwise.scale, responseBytes: Int) {
    self.seed = seed
    self.scale = scale
    self.responseBytes = responseBytes
    text = Self.prose(seed: seed)
  }

  static func key(_ number: Int) -> String {
    let digits = String(number)
    return "item-" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  /// A word of eight letters that tells an item from its neighbours in every letter.
  static func mark(_ number: Int) -> String {
    var left = number
    let first = number.isMultiple(of: 2) ? UInt8(ascii: "a") : UInt8(ascii: "n")
    var letters: [UInt8] = []
    for _ in 0..<8 {
      letters.append(first + UInt8(left % 13))
      left /= 13
    }
    return String(decoding: letters, as: UTF8.self)
  }

  func item(_ number: Int) -> Item {
    var random = Dice(seed: seed, stream: UInt64(number))
    let systems = ["alder", "birch", "cedar", "elm", "fir", "oak"]
    let first = random.below(systems.count)
    let second = (first + 1 + random.below(systems.count - 1)) % systems.count
    let question = Self.mark(number) + " " + passage(60 + random.below(240), &random)
    return Item(
      key: Self.key(number), questionKey: "question-\((number + 1) / 2)",
      category: "category-\(random.below(12))", source: "source-\(random.below(4))",
      prompt: [Turn(role: .user, text: question)],
      candidates: [response(&random), response(&random)],
      origins: [first, second].map { CandidateOrigin(system: systems[$0], family: "tree") })
  }

  private func response(_ random: inout Dice) -> CandidateText {
    let spread = max(1, responseBytes * 2 / 5)
    return CandidateText(passage(responseBytes * 4 / 5 + random.below(spread), &random))
  }

  /// A piece of the prose, from the beginning of a word.
  private func passage(_ length: Int, _ random: inout Dice) -> String {
    var start = random.below(text.count - length - 40)
    while text[start] != UInt8(ascii: " ") { start += 1 }
    return String(decoding: text[(start + 1)..<(start + 1 + length)], as: UTF8.self)
  }

  /// What a rater says of an item: mostly what most say, sometimes anything.
  func code(item: Int, rater: Int) -> Int {
    var truth = Dice(seed: seed ^ 0x5EED, stream: UInt64(item))
    var own = Dice(seed: seed &+ UInt64(rater) &* 977, stream: UInt64(item))
    let common = truth.below(scale.categoryCount)
    return own.below(100) < 70 ? common : own.below(scale.categoryCount)
  }

  /// A quarter of a megabyte of made-up words in sentences and paragraphs, with quotes and a
  /// listing here and there, as responses have them.
  private static func prose(seed: UInt64) -> [UInt8] {
    var random = Dice(seed: seed, stream: .max)
    let sounds = ["ba", "den", "ko", "lir", "mu", "nas", "pe", "rot", "su", "tal", "vi", "zen"]
    let words = (0..<3000).map { _ in
      (0...random.below(3)).map { _ in sounds[random.below(sounds.count)] }.joined()
    }
    var result: [UInt8] = []
    var inSentence = 0
    while result.count < 1 << 18 {
      let word = words[min(random.below(3000), random.below(3000))]
      inSentence += 1
      switch random.below(40) {
      case 0: result += "\"\(word)\" ".utf8
      case 1 where inSentence > 6:
        result += "\(word).\n\n".utf8
        inSentence = 0
      case 2: result += "`\(word)()`, ".utf8
      case 3...6 where inSentence > 5:
        result += "\(word). ".utf8
        inSentence = 0
      default: result += "\(word) ".utf8
      }
    }
    return result
  }
}

/// Random numbers that depend on a seed and a stream only. SplitMix64, Steele et al. 2014.
struct Dice {
  private var state: UInt64

  init(seed: UInt64, stream: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ stream &* 0xD1B5_4A32_D192_ED03
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// In 0..<count.
  mutating func below(_ count: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(count)).high)
  }
}
