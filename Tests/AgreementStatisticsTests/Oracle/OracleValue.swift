import Foundation
import Testing

/// What we find for a field of the oracle's expected values. A number that is nil says undefined.
enum OracleValue {
  case number(Double?)
  /// A number that has to lie in the oracle's [least, most].
  case inside(Double?)
  /// A number of one run of chance, which another run meets within so much.
  case near(Double?, within: Double)
  case flag(Bool)
  case text(String)
  case list([OracleValue])
  case fields([String: OracleValue])

  static func count(_ value: Int) -> OracleValue { .number(Double(value)) }

  static func numbers(_ values: [Double?]) -> OracleValue { .list(values.map { .number($0) }) }

  static func table(_ rows: [[Double]]) -> OracleValue { .list(rows.map { .numbers($0) }) }

  /// Complains of every part that is not the expected one. A `null` means undefined.
  func expectEqual(to wanted: Any, tolerance: Double, _ place: String) {
    switch (self, wanted) {
    case (.number(let found), is NSNull):
      #expect(found == nil, "\(place) is undefined")
    case (.flag(let found), let wanted as NSNumber):
      #expect(found == wanted.boolValue, "\(place)")
    case (.number(let found), let wanted as NSNumber):
      guard let found else {
        Issue.record("\(place) is defined: \(wanted)")
        return
      }
      let limit = tolerance * max(1, abs(wanted.doubleValue))
      #expect(abs(found - wanted.doubleValue) <= limit, "\(place): \(found) is not \(wanted)")
    case (.inside(let found), let wanted as [NSNumber]):
      guard let found, wanted.count == 2 else {
        Issue.record("\(place): found \(self), wanted \(wanted)")
        return
      }
      #expect(
        wanted[0].doubleValue <= found && found <= wanted[1].doubleValue,
        "\(place): \(found) is not in \(wanted)")
    case (.near(let found, let within), let wanted as NSNumber):
      #expect(
        found.map { abs($0 - wanted.doubleValue) <= within } ?? false,
        "\(place): \(self) is not near \(wanted)")
    case (.text(let found), let wanted as String):
      #expect(found == wanted, "\(place)")
    case (.list(let found), is NSNull):
      #expect(found.isEmpty, "\(place) is undefined")
    case (.list(let found), let wanted as [Any]):
      #expect(found.count == wanted.count, "\(place): as many values")
      for (at, pair) in zip(found, wanted).enumerated() {
        pair.0.expectEqual(to: pair.1, tolerance: tolerance, "\(place)[\(at)]")
      }
    case (.fields(let found), let wanted as [String: Any]):
      Self.expectFields(found, wanted, tolerance: tolerance, place)
    default:
      Issue.record("\(place): found \(self), wanted \(wanted)")
    }
  }

  /// Every expected field has to be found: the field lists are a contract. Of `status` the part
  /// before the colon is: whether the statistic is defined.
  static func expectFields(
    _ found: [String: OracleValue], _ wanted: [String: Any], tolerance: Double, _ place: String
  ) {
    for (field, value) in wanted.sorted(by: { $0.key < $1.key }) {
      let here = "\(place).\(field)"
      if field == "status", let status = value as? String {
        guard case .text(let own)? = found[field] else {
          Issue.record("\(here) is missing")
          continue
        }
        #expect(own == status.prefix { $0 != ":" }, "\(here) is \(status)")
      } else if let own = found[field] {
        own.expectEqual(to: value, tolerance: tolerance, here)
      } else {
        Issue.record("\(here) is missing")
      }
    }
  }
}
