import AnnotationModel
import AnnotationStorage
import Glibc
import StudyFormats

/// `concord label`: one answer to one item, or lines of answers from standard input. On a terminal
/// and without an answer it is the label screen, which `main` opens.
enum LabelCommand {
  /// Whether a person sits there who gave no answer on the command line.
  static func wantsScreen(_ invocation: Invocation) -> Bool {
    invocation.value("item") == nil && invocation.value("answer") == nil
      && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
  }

  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let (key, word) = (invocation.value("item"), invocation.value("answer"))
    guard (key == nil) == (word == nil) else {
      throw CommandFailure.usage(
        key == nil ? "--item KEY is missing" : "--answer ANSWER is missing")
    }
    guard key != nil || isatty(STDIN_FILENO) == 0 else {
      throw CommandFailure.usage(
        "say --item KEY and --answer ANSWER, give lines of KEY<TAB>ANSWER on standard input, or "
          + "run it on a terminal without redirection to label on the screen")
    }
    let store = try AnnotationStore.open(at: invocation.operands[0])
    do {
      let desk = try await LabelDesk(
        store, Environment.raterName(invocation.value("as")),
        errorCodes: invocation.all("error-code"))
      if let key, let word {
        let label = try await desk.save(key, word, invocation.value("confidence"))
        try tell(label, invocation, console)
      } else {
        try await readLines(desk, invocation, console)
      }
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }

  /// Each line is saved before the next is read; a bad one ends it, and says how many were saved.
  private static func readLines(
    _ desk: LabelDesk, _ invocation: Invocation, _ console: Console
  ) async throws {
    Interruption.watch()
    let lines = TextLines(try ByteSource(path: "-"))
    var count = 0
    while let (line, number) = try nextLine(lines) {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if parts == [""] { continue }
      do {
        guard (2...3).contains(parts.count) else {
          throw CommandFailure.data(
            "a line is KEY, a tab, ANSWER, and if you like a tab and low, "
              + "medium or high")
        }
        let label = try await desk.save(parts[0], parts[1], parts.count > 2 ? parts[2] : nil)
        try tell(label, invocation, console)
        count += 1
      } catch CommandFailure.outputClosed {
        throw CommandFailure.outputClosed
      } catch {
        let reason = "\(error)".hasSuffix(".") ? String("\(error)".dropLast()) : "\(error)"
        throw CommandFailure.data(
          "-:\(number): \(reason); the \(count) before it are saved")
      }
    }
    console.message("\(count) saved")
  }

  private static func nextLine(_ lines: TextLines) throws -> (text: String, number: Int)? {
    do throws(FormatError) {
      return try lines.next()
    } catch {
      if Interruption.isRequested { throw CommandFailure.cancelled("interrupted") }
      throw error
    }
  }

  private static func tell(
    _ label: LabelDesk.Saved, _ invocation: Invocation, _ console: Console
  ) throws {
    if invocation.has("json") {
      return try console.print(
        JSONValue.members([
          "item": .string(label.item), "rater": .string(label.rater),
          "answer": .string(label.value.description), "order": .string(label.order.letters),
          "saved": .bool(true),
        ]))
    }
    let answer = "\(label.value.description) (shown \(label.order.letters))"
    try console.print("\(SafeText.line(label.item)): \(answer), saved")
  }
}

/// Where one person's answers are written down without a screen: left and right are the sides as
/// that person would be shown them.
struct LabelDesk {
  struct Saved {
    var item: String
    var rater: String
    var value: RatingValue
    var order: Presentation
  }

  private let store: AnnotationStore
  private let task: StudyTask
  private let name: String
  private let errorCodes: [String]

  init(_ store: AnnotationStore, _ name: String, errorCodes: [String]) async throws {
    self.store = store
    self.name = name
    self.errorCodes = errorCodes
    task = try await store.study().task
    let unknown = errorCodes.first { !task.errorCodes.contains($0) }
    if let unknown {
      let known = task.errorCodes.isEmpty ? "none" : task.errorCodes.joined(separator: ", ")
      throw CommandFailure.usage("there is no error code '\(unknown)' here; there are \(known)")
    }
  }

  /// Commits an answer. - Throws: `CommandFailure.usage` for a word that is no answer here.
  func save(_ key: String, _ word: String, _ confidence: String?) async throws -> Saved {
    guard let item = try await item(key),
      let count = try await store.reading(item)?.candidates.count
    else { throw StorageError.noSuchItem(key) }
    guard Self.value(word, .asStored(count)).flatMap(task.scale.code) != nil else {
      throw notAnAnswer(word, count)
    }
    let sure = Confidence.allCases.first { "\($0)" == confidence }
    guard sure != nil || confidence == nil else {
      throw CommandFailure.usage("'\(confidence ?? "")' is not low, medium or high")
    }
    // Only an answer that can be saved makes a person of the study.
    let (rater, seed) = try await person()
    let order =
      task.shufflesSides && count > 1
      ? Presentation.shuffled(count: count, seed: seed, item: item) : .asStored(count)
    guard let value = Self.value(word, order) else { throw notAnAnswer(word, count) }
    let now = Clock.milliseconds()
    let event = LabelEvent(
      eventID: Clock.eventID(), rater: rater.id, item: item,
      action: .label(value, confidence: sure, errorCodes: errorCodes), presentation: order,
      shownAtMilliseconds: now, actedAtMilliseconds: now, activeMilliseconds: 0)
    _ = try await store.commit(event, cursor: item)
    return Saved(item: key, rater: rater.name, value: value, order: order)
  }

  /// By its key, or by its number as screens show it: `#5`.
  private func item(_ key: String) async throws -> ItemID? {
    if let item = try await store.item(withKey: key) { return item }
    guard key.hasPrefix("#"), let number = Int64(key.dropFirst()) else { return nil }
    return ItemID(number)
  }

  private func person() async throws -> (Rater, seed: UInt64) {
    let rater = try await store.rater(named: name, kind: .human)
    _ = try await store.enrol(rater.id, sideSeed: .random(in: 1...UInt64(Int64.max)))
    return (rater, try await store.sideSeed(of: rater.id))
  }

  private func notAnAnswer(_ word: String, _ candidates: Int) -> CommandFailure {
    var words = task.scale.categories
    if case .score(let low, let high, _) = task.scale {
      words = ["numbers from \(RatingValue.score(low)) to \(RatingValue.score(high))"]
    }
    if case .preference = task.scale, candidates > 1 { words = ["left", "right"] + words }
    let list = (words + ["skip"]).joined(separator: ", ")
    return .usage("'\(word)' is no answer here; there are \(list)")
  }

  private static func value(_ word: String, _ order: Presentation) -> RatingValue? {
    switch word {
    case "left": .prefer(order.candidate(inSlot: 0))
    case "right" where order.order.count > 1: .prefer(order.candidate(inSlot: 1))
    case "skip": .abstention(.skipped)
    default: RatingValue(word)
    }
  }
}
