import AnnotationModel
import Judging
import ModelCalls
import Testing

@testable import RehearsalServer

/// What models do by their names.
@Suite struct BehaviourTests {
  private func read(
    _ model: String, _ menu: AnswerMenu, short: String = "Short.",
    long: String = "This one is longer."
  ) throws -> ParsedReply {
    let prompt = """
      <<<answer A
      \(short)
      answer A>>>
      <<<answer B
      \(long)
      answer B>>>
      Scores go from 0 to 10, and higher is better.
      \(menu.form)
      """
    var call = RehearsalCall(model: model, messages: [.init("user", prompt)])
    call.temperature = 0
    let reply = try Speaker.reply(to: PreparedCall(call))
    let finish = FinishReason(reply.end.rawValue)
    return ReplyParser.read(ModelReply(text: reply.text, finish: finish), menu: menu)
  }

  private static let choice = AnswerMenu.choice(slots: 2, tie: true, bothBad: true)
  private static let scores = AnswerMenu.scores(slots: 2, low: 0, high: 10)

  @Test(
    "Choices",
    arguments: [
      ("always-a", ParsedAnswer.slot(0)), ("always-b-2", .slot(1)), ("always-tie", .tie),
      ("always-none.x", .noneAcceptable), ("always-first", .slot(0)),
      ("always-last", .noneAcceptable), ("longer", .slot(1)), ("shorter:7b", .slot(0)),
      ("LONGER-1", .slot(1)), ("off-menu", .nothing(.offMenu)), ("prose", .nothing(.unparsed)),
      ("empty", .nothing(.unparsed)), ("refuse", .nothing(.refused)),
      ("cut", .nothing(.truncated)),
    ])
  func choices(_ model: String, _ wanted: ParsedAnswer) throws {
    let parsed = try read(model, Self.choice)
    #expect(parsed.answer == wanted && !parsed.isContradictory)
  }

  @Test("Equally long answers are a tie for those who go by length")
  func equal() throws {
    for model in ["longer", "shorter"] {
      #expect(try read(model, Self.choice, short: "One.", long: "Two.").answer == .tie)
    }
  }

  @Test(
    "Scores",
    arguments: [
      ("always-a", [10.0, 0]), ("always-b", [0, 10]), ("always-7", [7, 7]),
      ("always-first", [10, 0]), ("always-last", [0, 10]), ("longer", [3, 10]),
      ("shorter", [7, 0]),
    ])
  func scores(_ model: String, _ wanted: [Double]) throws {
    #expect(try read(model, Self.scores).answer == .scores(wanted))
  }

  @Test("Off the menu, contradictory, and cut, of every menu")
  func otherMenus() throws {
    let menus: [AnswerMenu] = [
      Self.choice, Self.scores, .scores(slots: 1, low: 0, high: 10), .correctness,
      .ranking(slots: 3),
    ]
    for menu in menus {
      #expect(try read("off-menu", menu).answer == .nothing(.offMenu), "\(menu)")
      #expect(try read("cut", menu).answer == .nothing(.truncated), "\(menu)")
      #expect(try read("prose", menu).answer == .nothing(.unparsed), "\(menu)")
      let two = try read("two-answers", menu)
      let isRead = two.hasAnswer || two.answer == .nothing(.unsure)
      #expect(two.isContradictory && isRead, "\(menu) \(two)")
    }
  }

  @Test("A taste is of the answers, whatever their order; a random opinion is of the prompt")
  func taste() throws {
    var kept: [String: Int] = [:]
    let menu = AnswerMenu.choice(slots: 2, tie: false, bothBad: false)
    for model in ["taste", "random"] {
      for number in 0..<60 {
        let texts = ("First answer \(number)", "The second one, \(number)")
        let one = try read(model, menu, short: texts.0, long: texts.1)
        let two = try read(model, menu, short: texts.1, long: texts.0)
        if one.answer != two.answer { kept[model, default: 0] += 1 }
      }
    }
    // Of a coin's 60, fewer than 15 or more than 45 have a probability below 0.001.
    #expect(kept["taste"] == 60)
    #expect((15...45).contains(kept["random"] ?? 0))
  }

  @Test("A name that only begins like a behaviour is another name")
  func names() {
    #expect(Behaviour(model: "cutter") == .random)
    #expect(Behaviour(model: "cut-2") == .cut)
    #expect(Behaviour(model: "gpt-4o") == .random)
    #expect(Behaviour(model: "always-unsure") == .always("unsure"))
    #expect(Behaviour(model: "always-first-1") == .first)
  }
}
