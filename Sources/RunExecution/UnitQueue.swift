import AnnotationModel
import AnnotationStorage
import Glibc

/// The units that are left, handed out one by one; each is claimed in the file first, so that
/// several processes share one run.
actor UnitQueue {
  private let store: AnnotationStore
  private let run: Run
  private var left: ArraySlice<RunUnit>
  private var claimed: ArraySlice<RunUnit> = []
  private var refused: [RunUnit] = []
  private let batch: Int
  private let owner: String
  private var isClaiming = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ units: [RunUnit], of run: Run, in store: AnnotationStore, batch: Int, claims: Bool = true)
  {
    if !claims { claimed = units[...] }
    left = claims ? units[...] : []
    self.run = run
    self.store = store
    self.batch = max(1, batch)
    owner = Self.owner()
  }

  /// The next unit that is this process's; nil where none is left.
  func next() async throws(StorageError) -> RunUnit? {
    while claimed.isEmpty {
      if isClaiming {
        // Who went away now would leave the units that are coming to fewer hands.
        await withCheckedContinuation { waiting.append($0) }
        continue
      }
      guard !left.isEmpty else { return nil }
      isClaiming = true
      defer { endClaiming() }
      let some = Array(left.prefix(batch))
      left = left.dropFirst(batch)
      let now = Clock.now()
      let mine = try await store.claim(
        some, of: run, owner: owner, now: now, until: now + Self.claimedFor)
      claimed += mine
      if mine.count < some.count {
        let own = Set(mine)
        refused += some.filter { !own.contains($0) }
      }
    }
    return claimed.popFirst()
  }

  private func endClaiming() {
    isClaiming = false
    let all = waiting
    waiting = []
    for one in all { one.resume() }
  }

  /// The units that could not be claimed since the last time this was asked: another process has
  /// them, or has concluded on them.
  func takeRefused() -> [RunUnit] {
    defer { refused = [] }
    return refused
  }

  /// Hands these out once more.
  func handOut(_ units: [RunUnit]) { left = units[...] }

  func release() async {
    // A claim that cannot be given back ends by itself.
    try? await store.releaseClaims(of: run.id, owner: owner)
  }

  private static let claimedFor: Milliseconds = 600_000

  /// This process, in a word that tells whether it still lives.
  static func owner(_ process: Int32 = getpid()) -> String {
    "\(hostName())/\(process)/\(startTime(of: process))"
  }

  /// Whether a claim's owner is a process of this host that is gone, or has ended and is only not
  /// yet seen to have ended by who started it.
  static func isGone(_ owner: String) -> Bool {
    let parts = owner.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[0] == hostName(), let process = Int32(parts[1]) else {
      return false
    }
    return startTime(of: process) != parts[2]
  }

  private static func hostName() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, 255) == 0 else { return "host" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      .replacing("/", with: "-")
  }

  /// In clock ticks since the machine's start, so that a number that came round is another process;
  /// "" where there is none, or it has ended.
  private static func startTime(of process: Int32) -> String {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1_024)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    // The program's name, in brackets, may hold spaces.
    guard let end = text.lastIndex(of: ")") else { return "" }
    let fields = text[text.index(after: end)...].split(separator: " ")
    guard fields.count > 19, !["Z", "X"].contains(fields[0]) else { return "" }
    return String(fields[19])
  }
}
