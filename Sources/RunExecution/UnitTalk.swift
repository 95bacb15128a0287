import AnnotationModel
import Judging
import ModelCalls

/// What was asked and heard about one unit.
struct UnitTalk {
  /// Tries that are not in the file yet.
  var unkept: [CallRecord] = []
  private var keys: [(seat: Int, key: String)] = []
  private var isRehearsal = false

  private var messages: [[ChatMessage]] = []
  private var replies: [String: String] = [:]

  mutating func asked(_ key: String, _ call: ProtocolCall) {
    keys.append((call.slot.seat, key))
    messages.append(call.request.messages)
  }

  /// All that was asked, with what was replied to it.
  var exchanges: [(asked: [ChatMessage], replied: String)] {
    zip(keys, messages).map { ($1, replies[$0.key] ?? "") }
  }

  mutating func heard(_ record: CallRecord) {
    replies[record.key] = record.reply
    if record.reportedModel.contains("rehearsal") { isRehearsal = true }
  }

  /// All calls for a run's own verdict, a seat's own for the seat's.
  func keys(ofSeat seat: Int?) -> [String] {
    keys.filter { seat == nil || $0.seat == seat }.map(\.key)
  }

  func marks(of item: Item) -> String {
    let isAddressed = item.candidates.contains { candidate in
      candidate.turns.contains { InstructionSigns.first(in: $0) != nil }
    }
    return [isAddressed ? "instruction" : "", isRehearsal ? "rehearsal" : ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
