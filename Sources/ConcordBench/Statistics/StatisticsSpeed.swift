import AgreementStatistics
import Glibc
import JSONText

/// `concord-bench statistics`: our statistics beside the packages that people use, on the same
/// data and machine, each in a process of its own.
enum StatisticsSpeed {
  /// What one program took for one statistic.
  struct Measured {
    var program: String
    var milliseconds: Double
    var megabytes: Double
    var value: Double
  }

  /// One task in this process: its line of JSON goes to standard output.
  static func measureHere(_ name: String, _ options: BenchOptions) throws(BenchFailure) {
    guard let task = StatisticsTask.all(seed: options.seed).first(where: { $0.name == name }) else {
      throw .usage("there is no statistic '\(name)'")
    }
    let call = task.prepare()
    let before = peakMegabytes
    var samples: [Double] = []
    var value = 0.0
    for _ in 0..<task.runs {
      let took = ContinuousClock().measure { value = call() }
      samples.append(took / .milliseconds(1))
    }
    samples.sort()
    print(
      "{\"ms\":\(samples[samples.count / 2]),\"mb\":\(peakMegabytes - before),\"value\":\(value)}")
  }

  static func table(_ options: BenchOptions) throws -> String {
    var lines = [
      "| statistic | promised | Concord ms | MB | package | ms | MB | times faster | same value |",
      "|---|---:|---:|---:|---|---:|---:|---:|---|",
    ]
    for task in StatisticsTask.all(seed: options.seed) {
      GeneratedStudy.progress("statistics: \(task.title)")
      let own = try own(task, options)
      let peers = options.peers.isEmpty ? [] : try peers(task, options)
      let promise = task.limit.map { "≤ \(FigureTable.digits($0))" } ?? ""
      let head =
        "| \(task.title) | \(promise) | \(FigureTable.digits(own.milliseconds)) | "
        + FigureTable.digits(own.megabytes)
      if peers.isEmpty { lines.append(head + " | | | | | |") }
      for peer in peers {
        let isSame = abs(peer.value - own.value) <= 1e-9 * max(1, abs(own.value))
        lines.append(
          head + " | \(peer.program) | \(FigureTable.digits(peer.milliseconds)) | "
            + "\(FigureTable.digits(peer.megabytes)) | "
            + "\(FigureTable.digits(peer.milliseconds / own.milliseconds)) | "
            + (isSame ? "yes |" : "\(peer.value), not \(own.value) |"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func own(_ task: StatisticsTask, _ options: BenchOptions) throws -> Measured {
    let text = try ChildProcess.output(
      of: [
        CommandLine.arguments[0], "statistics", "--task", task.name, "--seed", "\(options.seed)",
      ],
      folder: options.folder)
    guard let found = measured(text, "concord") else {
      throw BenchFailure.system("\(task.name): no figures came: \(text)")
    }
    return found
  }

  /// The packages that have the statistic; what one of them says instead of figures is reported.
  private static func peers(_ task: StatisticsTask, _ options: BenchOptions) throws -> [Measured] {
    let file = options.folder + "/" + task.file + ".csv"
    try ChildProcess.write(task.csv(), to: file)
    let text = try ChildProcess.output(
      of: [options.peers, options.peerScripts + "/peers.py", options.folder, task.name],
      folder: options.folder)
    var result: [Measured] = []
    for line in text.split(separator: "\n") {
      if let found = measured(String(line), nil) {
        result.append(found)
      } else {
        GeneratedStudy.progress("statistics: \(line)")
      }
    }
    return result
  }

  private static func measured(_ text: String, _ program: String?) -> Measured? {
    guard let node = JSONNode(text), let ms = node["ms"]?.number, let mb = node["mb"]?.number,
      let value = node["value"]?.number
    else { return nil }
    return Measured(
      program: program ?? node["package"]?.string ?? "?", milliseconds: ms, megabytes: mb,
      value: value)
  }

  private static var peakMegabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}
