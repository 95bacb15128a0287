/// Something that the server does wrong on demand, for a share of the calls.
public struct Fault: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// An error of this status in the vendor's shape; 429, 503 and 529 name a wait.
    case status(Int)
    /// Nothing is ever sent; the connection stays open.
    case hang
    /// Half of the answer, then nothing; the connection stays open.
    case stall
    /// Half of the answer, then the connection is closed.
    case cut
    /// The connection is reset before anything is sent.
    case reset
    /// Status 200 and bytes that are no JSON.
    case garbage
    /// Status 200 and no byte.
    case empty
    /// Status 200 and a page in HTML.
    case html
    /// Status 307 to a place where nobody listens.
    case redirect
    /// Status 200 and a body of `RehearsalConfiguration.hugeBytes`.
    case huge
    /// The right answer under the type `text/plain`.
    case wrongType
    /// The right answer with the name of its first field twice.
    case duplicateKeys
    /// The right answer as a gzip stream. Clients that ask for it must read it.
    case gzip
  }

  public var kind: Kind
  /// Of all calls, from 0 to 1.
  public var share: Double
  /// How many calls in a row have the fault, once it has begun; at least 1.
  public var length: Int

  public init(_ kind: Kind, share: Double = 1, length: Int = 1) {
    self.kind = kind
    self.share = share
    self.length = max(1, length)
  }

  /// The kinds by the names that `--faults` takes; a status is its number.
  public static let names: [(name: String, kind: Kind)] = [
    ("hang", .hang), ("stall", .stall), ("cut", .cut), ("reset", .reset), ("garbage", .garbage),
    ("empty", .empty), ("html", .html), ("redirect", .redirect), ("huge", .huge),
    ("wrong-type", .wrongType), ("duplicate-keys", .duplicateKeys), ("gzip", .gzip),
  ]

  public var name: String {
    if case .status(let status) = kind { return String(status) }
    return Self.names.first { $0.kind == kind }?.name ?? ""
  }

  /// Reads `429:0.1,500:0.05,hang:0.01x20`: a name or a status, the share of calls, and how many
  /// in a row.
  ///
  /// - Throws: `RehearsalFailure.usage`, naming the part that cannot be read.
  public static func list(_ text: String) throws(RehearsalFailure) -> [Fault] {
    var faults: [Fault] = []
    for part in text.split(separator: ",") { faults.append(try fault(part)) }
    return faults
  }

  private static func fault(_ text: Substring) throws(RehearsalFailure) -> Fault {
    let halves = text.split(separator: ":", maxSplits: 1)
    let numbers = halves.count == 2 ? halves[1].split(separator: "x", maxSplits: 1) : []
    guard let share = numbers.first.flatMap({ Double($0) }), (0...1).contains(share),
      let length = numbers.count == 2 ? Int(numbers[1]) : 1, length >= 1
    else {
      throw .usage("the fault '\(text)' is not NAME:SHARE or NAME:SHARExTIMES, as in 429:0.1x20")
    }
    guard let kind = kind(halves[0]) else {
      throw .usage(
        "there is no fault '\(halves[0])'; there are statuses from 400 to 599, "
          + names.map(\.name).joined(separator: ", "))
    }
    return Fault(kind, share: share, length: length)
  }

  private static func kind(_ name: Substring) -> Kind? {
    if let status = Int(name) { return (400...599).contains(status) ? .status(status) : nil }
    return names.first { $0.name == name }?.kind
  }

  /// The fault of the n-th call, or nil: the first of the list whose own draw hits.
  static func drawn(from faults: [Fault], call number: Int, seed: UInt64) -> Fault? {
    for (place, fault) in faults.enumerated() {
      let block = UInt64((number - 1) / fault.length)
      if Dice.unit(seed ^ UInt64(place + 1) << 32, block) < fault.share { return fault }
    }
    return nil
  }
}
