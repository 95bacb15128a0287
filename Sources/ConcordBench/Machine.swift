import Glibc
import StudyFormats

/// What the figures were measured on.
struct Machine {
  var processor = ""
  var cores = 0
  var memoryMegabytes = 0
  var kernel = ""
  var date = ""
  /// Of the last minute, when the measurement began: more than nothing disturbs it.
  var load = 0.0

  init() {
    for line in Self.lines(of: "/proc/cpuinfo") where line.hasPrefix("model name") {
      processor = line.split(separator: ":").last.map { String($0.dropFirst()) } ?? ""
      cores += 1
    }
    let memory = Self.lines(of: "/proc/meminfo").first { $0.hasPrefix("MemTotal") }
    memoryMegabytes = (memory?.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
    kernel = Self.lines(of: "/proc/sys/kernel/osrelease").first ?? ""
    load =
      Self.lines(of: "/proc/loadavg").first?.split(separator: " ").first.flatMap { Double($0) }
      ?? 0
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    date = "\(parts.tm_year + 1900)-" + Self.two(parts.tm_mon + 1) + "-" + Self.two(parts.tm_mday)
  }

  var text: String {
    "\(cores) × \(processor), \(memoryMegabytes) MB, Linux \(kernel), \(date), load \(load)"
  }

  static func lines(of path: String) -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var result: [String] = []
    var buffer = [CChar](repeating: 0, count: 4096)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
      let bytes = buffer.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
      result.append(String(decoding: bytes, as: UTF8.self))
    }
    return result
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Machine {
  /// A word that no earlier run of the benchmark used: for people who have not labelled yet.
  static var unique: String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return "\(now.tv_sec)-\(now.tv_nsec / 1000)"
  }
}
