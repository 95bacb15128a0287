import AnnotationModel
import Judging
import ModelCalls
import RehearsalServer
import Testing

/// What models do by their names.
@Suite struct BehaviourTests {
  typealias R = Rehearsing

  private func read(
    _ model: String, _ menu: AnswerMenu, short: String = "Short.",
    long: String = "This one is longer."
  ) async throws -> ParsedReply {
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
    return try await R.with { rehearsal in
      ReplyParser.read(try await rehearsal.reply(R.request(model: model, prompt)), menu: menu)
    }
  }

  private static let choice = AnswerMenu.choice(slots: 2, tie: true, bothBad: true)
  private static let scores = AnswerMenu.scores(slots: 2, low: 0, high: 10)

  @Test(
    "Choices",
    arguments: [
      ("always-a", ParsedAnswer.slot(0)), ("always-b-2", .slot(1)), ("always-tie", .tie),
      ("always-none.x", .noneAcceptable), ("always-first", .slot(0)),
      ("always-last", .noneAcceptable), ("longer", .slot(1)), ("shorter:7b", .slot(0)),
      ("LONGER-1", .slot(1)), ("two-answers", .slot(0)), ("off-menu", .nothing(.offMenu)),
      ("prose", .nothing(.unparsed)), ("empty", .nothing(.unparsed)),
      ("refuse", .nothing(.refused)), ("cut", .nothing(.truncated)),
    ])
  func choices(_ model: String, _ wanted: ParsedAnswer) async throws {
    let parsed = try await read(model, Self.choice)
    if model == "two-answers" {
      #expect(parsed.isContradictory && parsed.hasAnswer)
    } else {
      #expect(parsed.answer == wanted && !parsed.isContradictory)
    }
  }

  @Test("Equally long answers are a tie for those who go by length")
  func equal() async throws {
    for model in ["longer", "shorter"] {
      let parsed = try await read(model, Self.choice, short: "One.", long: "Two.")
      #expect(parsed.answer == .tie)
    }
  }

  @Test(
    "Scores",
    arguments: [
      ("always-a", [10.0, 0]), ("always-b", [0, 10]), ("always-7", [7, 7]),
      ("always-first", [10, 0]), ("always-last", [0, 10]), ("longer", [3, 10]),
      ("shorter", [7, 0]),
    ])
  func scores(_ model: String, _ wanted: [Double]) async throws {
    #expect(try await read(model, Self.scores).answer == .scores(wanted))
  }

  @Test("Off the menu, contradictory, and cut, of every menu")
  func otherMenus() async throws {
    let menus: [AnswerMenu] = [
      Self.scores, .scores(slots: 1, low: 0, high: 10), .correctness, .ranking(slots: 3),
    ]
    for menu in menus {
      #expect(try await read("off-menu", menu).answer == .nothing(.offMenu), "\(menu)")
      #expect(try await read("cut", menu).answer == .nothing(.truncated), "\(menu)")
      #expect(try await read("prose", menu).answer == .nothing(.unparsed), "\(menu)")
      let two = try await read("two-answers", menu)
      let isRead = two.hasAnswer || two.answer == .nothing(.unsure)
      #expect(two.isContradictory && isRead, "\(menu) \(two)")
    }
  }

  @Test("A taste is of the answers, whatever their order; a random opinion is of the prompt")
  func taste() async throws {
    var kept: [String: Int] = [:]
    let menu = AnswerMenu.choice(slots: 2, tie: false, bothBad: false)
    for model in ["taste", "random"] {
      for number in 0..<30 {
        let texts = ("First answer \(number)", "The second one, \(number)")
        let one = try await read(model, menu, short: texts.0, long: texts.1)
        let two = try await read(model, menu, short: texts.1, long: texts.0)
        if one.answer != two.answer { kept[model, default: 0] += 1 }
      }
    }
    // 30 of 30 keep to the answer; of a coin's, 24 or more have a probability below 0.001.
    #expect(kept["taste"] == 30)
    #expect((7...23).contains(kept["random"] ?? 0))
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
