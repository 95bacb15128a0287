import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// The raters that a command is about: those of --raters, or all people who rated.
struct RaterChoice {
  var names: [String]

  /// - Parameter fewest: how many there have to be.
  /// - Throws: `UnknownRater`; that they are too few.
  init(_ invocation: Invocation, _ store: AnnotationStore, fewest: Int) async throws {
    let all = try await store.raters()
    var names: [String] = []
    for name in invocation.list("raters") where !names.contains(name) { names.append(name) }
    if let unknown = names.first(where: { name in !all.contains { $0.rater.name == name } }) {
      throw UnknownRater(name: unknown, known: all.map(\.rater.name))
    }
    let isGiven = !names.isEmpty
    if !isGiven {
      names = all.filter { $0.rater.kind.isHuman && $0.ratings > 0 }.map(\.rater.name)
    }
    guard names.count >= fewest else {
      let who = names.isEmpty ? "nobody" : names.joined(separator: ", ")
      throw isGiven
        ? CommandFailure.usage("it takes \(fewest) raters at the least; --raters has \(who)")
        : CommandFailure.data(
          "\(store.path): it takes \(fewest) people who rated, and there is \(who); name others in "
            + "--raters")
    }
    self.names = names
  }
}
