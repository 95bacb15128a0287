import ModelCalls
import YAMLText

/// The fields of an endpoint that hold numbers under names of their own.
extension EndpointFields {
  /// Per million tokens. Both prices are said or none: half of a price is a wrong one.
  mutating func prices() -> Prices {
    guard let parts = parts("price", known: ["in", "out", "currency"]) else { return .free }
    let ingoing = amount(parts, "price", "in")
    let outgoing = amount(parts, "price", "out")
    var currency = "USD"
    if let node = parts.first(where: { $0.key == "currency" })?.value {
      currency = node.text ?? ""
      if currency.utf8.count != 3 || !currency.utf8.allSatisfy({ (65...90).contains($0) }) {
        say(node.place, "price: currency: is three capital letters, such as USD, EUR, CNY")
      }
    }
    return Prices(
      promptPerMillion: ingoing, completionPerMillion: outgoing, currency: currency)
  }

  private mutating func amount(_ parts: [YAMLEntry], _ field: String, _ part: String) -> Double {
    guard let node = parts.first(where: { $0.key == part })?.value else {
      say(
        node(field)?.place ?? place,
        "\(field): \(part): is missing: write both, as in `price: {in: 0.15, out: 0.60}`; 0 is "
          + "for nothing")
      return 0
    }
    guard let number = node.number, (0...1e6).contains(number) else {
      say(
        node.place,
        "\(field): \(part): is an amount for a million tokens: write it in digits, such as 0.15")
      return 0
    }
    return number
  }

  mutating func limits() -> RateLimits {
    let names = ["requests-per-minute", "tokens-per-minute", "parallel"]
    guard let parts = parts("limits", known: names) else { return RateLimits() }
    let numbers = names.map { count(parts, $0) }
    return RateLimits(
      requestsPerMinute: numbers[0], tokensPerMinute: numbers[1],
      parallel: numbers[2] ?? RateLimits().parallel)
  }

  private mutating func count(_ parts: [YAMLEntry], _ part: String) -> Int? {
    guard let node = parts.first(where: { $0.key == part })?.value, !node.isNull else { return nil }
    let most = part == "parallel" ? 512 : 1_000_000_000
    guard let number = node.integer, (1...most).contains(number) else {
      say(
        node.place,
        "limits: \(part): is a whole number from 1 to \(most) in digits, such as 60")
      return nil
    }
    return number
  }

  mutating func times() -> TimeLimits {
    let names = ["connect", "first-byte", "whole"]
    guard let parts = parts("time-limits", known: names) else { return TimeLimits() }
    let times = names.map { seconds(parts, $0) }
    return TimeLimits(connecting: times[0], firstByte: times[1], whole: times[2])
  }

  private mutating func seconds(_ parts: [YAMLEntry], _ part: String) -> Duration? {
    guard let node = parts.first(where: { $0.key == part })?.value, !node.isNull else { return nil }
    guard let number = node.number, (0.001...86_400).contains(number) else {
      say(
        node.place,
        "time-limits: \(part): is seconds from 0.001 to 86400 in digits, such as 120")
      return nil
    }
    return .milliseconds(Int64((number * 1_000).rounded()))
  }

  /// The `part: value` pairs of a field; nil where there are none to read.
  private mutating func parts(_ field: String, known: [String]) -> [YAMLEntry]? {
    guard let node = node(field) else { return nil }
    guard let entries = node.entries else {
      say(
        node.place,
        "\(field): is written as `\(field): {\(known[0]): NUMBER, …}`, with any of "
          + known.joined(separator: ", "))
      return nil
    }
    for entry in entries where !known.contains(entry.key) {
      say(entry.keyPlace, "\(field): " + Self.unknown(entry.key, among: known))
    }
    return entries
  }
}
