import Glibc

/// What a model thinks of a prompt's material: weights of what it can answer, and its choice.
///
/// The weights are of the model and the prompt. At temperature 0 the choice is the most probable;
/// else it is drawn by the seed, from the weights to the power of 1/temperature.
struct Opinion {
  /// What is chosen among.
  enum Subject {
    /// Words, the letters of answers among them.
    case words
    /// Ascending numbers, for the answer of a letter or the only one.
    case score(String?)
  }

  struct Choice {
    var index: Int
    /// Of each option, at temperature 1.
    var probabilities: [Double]
  }

  let behaviour: Behaviour
  private let model: String
  private let material: PromptMaterial
  private let prompt: UInt64
  private let temperature: Double
  private var dice: Dice
  private var choices: UInt64 = 0

  init(_ prepared: PreparedCall, _ behaviour: Behaviour, _ material: PromptMaterial) {
    self.behaviour = behaviour
    self.material = material
    model = prepared.call.model
    prompt = prepared.fingerprint
    temperature = behaviour.isDrawn ? max(0, prepared.call.temperature ?? 1) : 0
    dice = Dice(prepared.drawn)
  }

  mutating func choose(_ options: [String], _ subject: Subject) -> Choice {
    choices += 1
    let weights = options.indices.map { weight($0, options, subject) }
    let sum = weights.reduce(0, +)
    let probabilities = weights.map { $0 / sum }
    return Choice(index: drawn(probabilities), probabilities: probabilities)
  }

  private mutating func drawn(_ probabilities: [Double]) -> Int {
    let best = probabilities.indices.max { probabilities[$0] < probabilities[$1] } ?? 0
    guard temperature > 0 else { return best }
    let powers = probabilities.map { pow($0 / probabilities[best], 1 / temperature) }
    var left = dice.unit() * powers.reduce(0, +)
    for (index, power) in powers.enumerated() {
      left -= power
      if left < 0 { return index }
    }
    return best
  }

  // MARK: - Weights, above 0

  private func weight(_ index: Int, _ options: [String], _ subject: Subject) -> Double {
    switch subject {
    case .words: wordWeight(index, options)
    case .score(let letter):
      exp(-abs(Double(index) - peak(letter, options)) / (0.3 + 0.1 * Double(options.count)))
    }
  }

  private func wordWeight(_ index: Int, _ options: [String]) -> Double {
    let word = options[index]
    func favouring(_ favourite: Int?) -> Double {
      guard let favourite else { return own(index) }
      return favourite == index ? 19 : 1
    }
    switch behaviour {
    case .always(let wanted):
      return favouring(options.firstIndex { $0.lowercased() == wanted })
    case .first: return favouring(0)
    case .last: return favouring(options.count - 1)
    case .longer, .shorter: return favouring(byLength(options))
    case .taste:
      if let answer = material.answer(word) { return exp(6 * taste(answer)) }
      return word == "correct" || word == "incorrect" ? correctness(word) : exp(2)
    default: return own(index)
    }
  }

  /// From 1 to 12, of the prompt.
  private func own(_ index: Int) -> Double {
    exp(2.5 * Dice.unit(prompt, choices << 16 | UInt64(index)))
  }

  /// A tie, where there is one, if they are equally long; nil where they cannot be seen.
  private func byLength(_ options: [String]) -> Int? {
    let lengths = options.map { material.answer($0)?.utf8.count }
    let known = lengths.compactMap { $0 }
    guard let wanted = behaviour == .longer ? known.max() : known.min() else { return nil }
    let best = lengths.indices.filter { lengths[$0] == wanted }
    return best.count > 1 ? options.firstIndex(of: "tie") ?? best[0] : best[0]
  }

  /// From 0 to 1; two models share more than half of it.
  private func taste(_ answer: Substring) -> Double {
    let common = Dice.unit(StableHash.of(String(answer)), 1)
    return 0.6 * common + 0.4 * Dice.unit(StableHash.of(model, String(answer)), 2)
  }

  private func correctness(_ word: String) -> Double {
    let value = material.answer(nil).map(taste) ?? 0.5
    return exp(6 * (word == "correct" ? value : 1 - value))
  }

  /// The place among the options at which a score is most probable.
  private func peak(_ letter: String?, _ options: [String]) -> Double {
    let top = Double(options.count - 1)
    switch behaviour {
    case .always(let wanted):
      if let number = options.firstIndex(of: wanted) { return Double(number) }
      guard let letter else { break }
      return letter.lowercased() == wanted ? top : 0
    case .first: return letter == nil || letter == "A" ? top : 0
    case .last:
      guard let letter else { return 0 }
      let next = letter.unicodeScalars.first.flatMap { Unicode.Scalar($0.value + 1) }
      return next.flatMap { material.answer(String($0)) } == nil ? top : 0
    case .longer, .shorter:
      guard let answer = material.answer(letter) else { break }
      let share = min(1, Double(answer.utf8.count) / longest(letter))
      return (top * (behaviour == .longer ? share : 1 - share)).rounded()
    case .taste: if let answer = material.answer(letter) { return top * taste(answer) }
    default: break
    }
    return top * Dice.unit(prompt, choices << 16 | 0xFFFF)
  }

  /// What an answer's length is compared with: the longest shown, or 2,000 bytes for one alone.
  private func longest(_ letter: String?) -> Double {
    guard letter != nil else { return 2_000 }
    let lengths = material.fences.compactMap { fence in
      fence.name.utf8.starts(with: "answer ".utf8)
        || fence.name.utf8.starts(with: "conversation ".utf8) ? fence.text.utf8.count : nil
    }
    return Double(max(1, lengths.max() ?? 1))
  }
}
