/// Makes replies: the answer in the form that the prompt asks for, and a sentence that says what
/// kind of reply this is.
struct Speaker {
  private let prepared: PreparedCall
  private let material: PromptMaterial
  private var opinion: Opinion
  private var draft = ReplyDraft()

  private init(_ prepared: PreparedCall) {
    self.prepared = prepared
    material = PromptMaterial(prepared.call)
    opinion = Opinion(prepared, Behaviour(model: prepared.call.model), material)
  }

  /// - Throws: status 400 where a schema asks for what the server cannot make.
  static func reply(to prepared: PreparedCall) throws(CallRefusal) -> SpokenReply {
    var speaker = Speaker(prepared)
    return try speaker.reply()
  }

  /// A reply of a script's words.
  static func reply(
    saying text: String, _ end: SpokenEnd, to prepared: PreparedCall
  ) -> SpokenReply {
    var draft = ReplyDraft()
    draft.say(text)
    return SpokenReply(draft, end: end, to: prepared)
  }

  private mutating func reply() throws(CallRefusal) -> SpokenReply {
    switch opinion.behaviour {
    case .empty: break
    case .refuse:
      draft.say("Rehearsal: this model declines whatever it is asked.")
      return SpokenReply(draft, end: .refusal, to: prepared)
    default: try speak()
    }
    return SpokenReply(
      draft, end: .stop, cutsAnswer: opinion.behaviour == .cut, to: prepared)
  }

  private mutating func speak() throws(CallRefusal) {
    let asked = AskedForm.find(in: material)
    switch prepared.call.form {
    case .json(let schema):
      var writer = SchemaReply(reason: reason, opinion)
      if let schema {
        try writer.write(by: schema)
      } else {
        writer.writeObject(for: asked)
      }
      draft = writer.draft
    case .text:
      guard let asked, opinion.behaviour != .prose else {
        return draft.say(reason + " " + Self.remarks[Int((prepared.fingerprint >> 8) % 6)])
      }
      speak(asked)
    }
  }

  private mutating func speak(_ asked: AskedForm) {
    if asked.place == .end {
      if opinion.behaviour == .twoAnswers {
        write(asked.answer, isOther: true)
        draft.say("\n\n")
      }
      draft.say(reason + "\n\n")
    }
    if asked.place != .end, opinion.behaviour == .twoAnswers {
      write(asked.answer, isOther: true)
      draft.say("\n")
    }
    write(asked.answer, isOther: false)
    if asked.place == .beginning { draft.say("\n\n" + reason) }
  }

  // MARK: - The answer

  /// - Parameter isOther: an answer beside the one that is meant.
  private mutating func write(_ answer: AskedForm.Answer, isOther: Bool) {
    let isOff = opinion.behaviour == .offMenu
    switch answer {
    case .choice(let words):
      draft.say("Answer:")
      if isOff { draft.say(" Z") } else { choose(words, .words, isOther) }
    case .scores(let letters, let numbers, let text):
      for (place, letter) in letters.enumerated() {
        draft.say((place > 0 ? "\n" : "") + "Score" + (letter.map { " of " + $0 } ?? "") + ":")
        if isOff { draft.say(" 1" + text) } else { choose(numbers, .score(letter), isOther) }
        draft.say("/" + text)
      }
    case .ranking(let letters): rank(letters, isOff: isOff, isOther: isOther)
    }
  }

  private mutating func rank(_ letters: [String], isOff: Bool, isOther: Bool) {
    draft.say("Ranking:")
    if isOff { return draft.say(String(repeating: " A >", count: letters.count) + " A") }
    var left = letters
    while !left.isEmpty {
      let choice = choose(left, .words, isOther && left.count == letters.count)
      left.remove(at: choice)
      if !left.isEmpty { draft.say(" >") }
    }
  }

  @discardableResult
  private mutating func choose(
    _ options: [String], _ subject: Opinion.Subject, _ isOther: Bool
  ) -> Int {
    // What is said beside the answer that is meant comes from the same opinion, undrawn: the one
    // that follows stays what it would have been.
    var opinion = self.opinion
    var choice = opinion.choose(options, subject)
    if isOther {
      choice.index = (choice.index + 1) % options.count
    } else {
      self.opinion = opinion
    }
    draft.say(choice, of: options, before: " ")
    return choice.index
  }

  // MARK: - Words

  private var reason: String {
    "Rehearsal: " + Self.reasons[Int(prepared.fingerprint % UInt64(Self.reasons.count))]
  }

  private static let reasons = [
    "no model has read this, and the answer is drawn from a seed.",
    "this answer was drawn, not thought.",
    "nobody weighed the material; the answer comes out of a hash of it.",
    "the sentence stands for reasons that a model would give here.",
    "a real judge would say here what speaks for each side.",
    "one answer was taken for the sake of trying the run.",
    "these words are made up, and so is the answer.",
    "the run is being tried without a model.",
  ]

  private static let remarks = [
    "The next may say the same in other words.", "Much can be said on both sides.",
    "Nothing was compared for it.", "The others may see it differently.",
    "It fills the place of a paragraph.", "So far this is all.",
  ]
}
