import AnnotationModel
import AnnotationStorage
import Glibc

/// `concord info`: what a bug report needs, or a study in brief.
enum InfoCommand {
  private typealias Line = (name: String, value: JSONValue)

  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let lines =
      if let path = invocation.operands.first {
        try await study(at: path)
      } else {
        program()
      }
    if invocation.has("json") {
      let members = lines.map { JSONValue.Member(name: $0.name, value: $0.value) }
      return try console.print(JSONValue.object(members).text)
    }
    var table = PlainTable(columns: [.init("what"), .init("is")])
    for line in lines { table.rows += rows(line) }
    try console.print(table.plain(heading: console.heading))
  }

  private static func rows(_ line: Line) -> [[String]] {
    switch line.value {
    case .string(let text): [[line.name, text]]
    case .array(let values): values.map { [line.name, plain($0)] }
    default: [[line.name, plain(line.value)]]
    }
  }

  private static func plain(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .object(let members): members.map { plain($0.value) }.joined(separator: ", ")
    default: value.text
    }
  }

  private static func program() -> [Line] {
    var size = winsize()
    let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? ""
    return [
      ("version", .string(CommandTable.version)),
      ("rater", .string(Environment.raterName(nil))),
      ("TERM", .string(Environment.value("TERM") ?? "")),
      ("size", .string(hasSize ? "\(size.ws_col)x\(size.ws_row)" : "no terminal")),
      ("charset", .string(codeset)),
      ("colour", .bool(Environment.nonEmpty("NO_COLOR") == nil)),
    ]
  }

  private static func study(at path: String) async throws -> [Line] {
    let store = try AnnotationStore.open(at: path, mode: .readOnly)
    let study = try await store.study()
    let index = try await store.searchIndexState()
    let raters = try await store.raters().map { summary in
      JSONValue.members([
        "name": .string(summary.rater.name), "kind": .string(summary.rater.kind.rawValue),
        "n": .integer(summary.ratings),
      ])
    }
    return [
      ("title", .string(study.title)), ("task", .string(study.task.name)),
      ("answers", .strings(study.task.scale.categories)),
      ("items", .integer(study.itemCount)), ("categories", .integer(study.categories.count)),
      ("searchable", .integer(index.indexed)), ("raters", .array(raters)),
    ]
  }
}
