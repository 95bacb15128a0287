import JSONText
import Judging
import ModelCalls

/// One setting in which two specifications differ.
public struct SpecificationDifference: Hashable, Sendable {
  /// Its path, such as `strategy`, `seats.2.endpoint`, `endpoints.small.model` or
  /// `prompts.judge-pair`.
  public var field: String
  /// Nil where the specification does not have it. Of a prompt, its version.
  public var old: String?
  public var new: String?
  /// Of a prompt that both have: the lines that differ, each after `- ` or `+ `.
  public var lines: [String] = []
}

extension RunSpecification {
  /// In what two specifications differ, in the order in which `text` has it: settings, endpoints,
  /// prompts, exemplars. Prices and addresses are among them, though they are no other run.
  /// Empty for equal ones. O(size), and O(lines²) for a prompt that differs in all lines.
  public static func differences(
    from old: RunSpecification, to new: RunSpecification
  ) -> [SpecificationDifference] {
    let (before, after) = (fields(of: old), fields(of: new))
    let (olds, news) = (Dictionary(before) { $1 }, Dictionary(after) { $1 })
    var names = before.map(\.0)
    var known = Set(names)
    for (name, _) in after where known.insert(name).inserted { names.append(name) }
    let settings = names.compactMap { name -> SpecificationDifference? in
      guard olds[name] != news[name] else { return nil }
      return SpecificationDifference(field: name, old: olds[name], new: news[name])
    }
    return settings + endpoints(old, new) + prompts(old, new)
  }

  /// Field by field where both have the endpoint; else its model and address in one.
  private static func endpoints(
    _ old: RunSpecification, _ new: RunSpecification
  ) -> [SpecificationDifference] {
    Set(old.endpoints.keys).union(new.endpoints.keys).sorted().flatMap { name in
      let field = "endpoints." + name
      guard let before = old.endpoints[name], let after = new.endpoints[name] else {
        let words = { (one: Endpoint) in "\(one.model) at \(one.baseURL)" }
        return [
          SpecificationDifference(
            field: field, old: old.endpoints[name].map(words), new: new.endpoints[name].map(words))
        ]
      }
      return zip(parts(of: before), parts(of: after)).compactMap { one, other in
        guard one.value != other.value else { return nil }
        return SpecificationDifference(
          field: field + "." + one.name, old: one.value, new: other.value)
      }
    }
  }

  /// As `text` names them; nil where one is not written.
  private static func parts(of endpoint: Endpoint) -> [(name: String, value: String?)] {
    let abilities = endpoint.capabilities.map(\.rawValue).sorted().joined(separator: ", ")
    return [
      ("kind", endpoint.kind.rawValue), ("url", endpoint.baseURL), ("model", endpoint.model),
      ("family", endpoint.family.isEmpty ? nil : endpoint.family),
      ("price_in", "\(endpoint.prices.promptPerMillion)"),
      ("price_out", "\(endpoint.prices.completionPerMillion)"),
      ("capabilities", abilities.isEmpty ? nil : abilities),
    ]
  }

  /// All but the endpoints and the prompts, whose texts have lines.
  private static func fields(of specification: RunSpecification) -> [(String, String)] {
    guard let node = JSONNode(specification.text), case .object(let members) = node else {
      return []
    }
    var result: [(String, String)] = []
    for member in members where !["form", "prompts", "endpoints"].contains(member.name) {
      let path = member.name == "settings" ? "" : member.name
      collect(member.value, path, &result)
    }
    return result
  }

  private static func collect(
    _ node: JSONNode, _ path: String, _ result: inout [(String, String)]
  ) {
    func below(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
    switch node {
    case .object(let members):
      for member in members { collect(member.value, below(member.name), &result) }
    case .array(let elements) where elements.allSatisfy({ $0.text != nil }):
      result.append((path, elements.compactMap(\.text).joined(separator: ", ")))
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        // Seats have a place, all others a name.
        let isSeat = path == "seats"
        let name = isSeat ? nil : element["name"]?.string ?? element["item"]?.string
        collect(element, below(name ?? String(index + 1)), &result)
      }
    default: result.append((path, node.text ?? "null"))
    }
  }

  private static func prompts(
    _ old: RunSpecification, _ new: RunSpecification
  ) -> [SpecificationDifference] {
    Set(old.prompts.keys).union(new.prompts.keys).sorted().compactMap { name in
      let (before, after) = (old.prompts[name], new.prompts[name])
      guard before?.digest != after?.digest else { return nil }
      var result = SpecificationDifference(
        field: "prompts." + name, old: before?.digest, new: after?.digest)
      if let before, let after { result.lines = changedLines(before.text, after.text) }
      return result
    }
  }

  private static func changedLines(_ old: String, _ new: String) -> [String] {
    let (before, after) = (
      old.split(separator: "\n", omittingEmptySubsequences: false),
      new.split(separator: "\n", omittingEmptySubsequences: false)
    )
    let changes = after.difference(from: before)
    return changes.removals.map { "- " + text(of: $0) }
      + changes.insertions.map { "+ " + text(of: $0) }
  }

  private static func text(of change: CollectionDifference<Substring>.Change) -> String {
    switch change {
    case .insert(_, let line, _), .remove(_, let line, _): String(line)
    }
  }
}
