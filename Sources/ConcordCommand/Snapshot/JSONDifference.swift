import JSONText

/// In what a JSON document differs from an earlier one that it should hold.
enum JSONDifference {
  /// Relative difference of numbers up to which they are the same: another processor's logarithms
  /// may differ in the last digits.
  private static let tolerance = 1e-9

  /// The first place where `found` has not what `frozen` has, in words; nil where it has all of it.
  /// Members that only `found` has are no difference: a later version may know more.
  static func first(_ frozen: JSONNode, _ found: JSONNode?, at place: String = "") -> String? {
    let name = place.isEmpty ? "the document" : place
    switch (frozen, found) {
    case (.object(let members), .object?):
      return members.lazy.compactMap { member in
        first(
          member.value, found?[member.name],
          at: place.isEmpty ? member.name : place + "." + member.name)
      }.first
    case (.array(let one), .array(let two)?):
      guard one.count == two.count else {
        return "\(name) has \(one.count) entries, and \(two.count) from the data"
      }
      return one.indices.lazy.compactMap { first(one[$0], two[$0], at: "\(place)[\($0)]") }.first
    default:
      if isSame(frozen, found) { return nil }
      return "\(name) is \(frozen.text ?? "of another kind"), and from the data "
        + (found.map { $0.text ?? "of another kind" } ?? "nothing")
    }
  }

  private static func isSame(_ frozen: JSONNode, _ found: JSONNode?) -> Bool {
    if frozen == found { return true }
    guard case .number = frozen, case .number? = found, let one = frozen.number,
      let two = found?.number
    else { return false }
    return abs(one - two) <= tolerance * max(1, abs(one), abs(two))
  }
}
