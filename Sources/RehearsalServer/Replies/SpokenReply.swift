/// What the model says to a call, in no vendor's shape yet.
struct SpokenReply {
  /// Sixteen hexadecimal digits of what the reply depends on.
  var name: String
  /// The name that was asked for, marked.
  var model: String
  var text: String
  var end: SpokenEnd
  var promptTokens: Int
  var tokens: [SpokenToken]

  init(
    _ draft: ReplyDraft, end: SpokenEnd, cutsAnswer: Bool = false, to prepared: PreparedCall
  ) {
    let call = prepared.call
    let seed = prepared.drawn
    var (tokens, answer) = draft.tokens(alternatives: call.alternatives, seed: seed)
    var end = end
    if cutsAnswer {
      tokens.removeSubrange((answer ?? tokens.count / 2)...)
      end = .length
    }
    if let most = call.maximumTokens, most >= 0, tokens.count > most {
      tokens.removeSubrange(most...)
      end = .length
    }
    let digits = String(seed, radix: 16)
    name = String(repeating: "0", count: 16 - digits.count) + digits
    model = call.model + " (rehearsal)"
    text = tokens.map(\.text).joined()
    self.end = end
    promptTokens = prepared.promptTokens
    self.tokens = tokens
  }
}
