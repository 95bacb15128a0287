import Glibc

/// What the program does while nobody does anything.
enum Idleness {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let study = try await GeneratedStudy.large(options)
    let program = try RunningProgram(
      atTerminal: [options.program, "open", study, "--as", "bench-first"], home: options.folder)
    try program.wait(forText: StudyGenerator.mark(1))
    program.settle(milliseconds: 1500)
    var shares: [Double] = []
    for _ in 0..<2 {
      let before = program.processorTicks
      let seconds = 6
      for _ in 0..<seconds { program.settle(milliseconds: 1000) }
      shares.append(Double(program.processorTicks - before) / Double(seconds))
    }
    program.press("q")
    _ = program.finish()
    return [
      Figure(
        "processor while idle", unit: "%", limit: 0.2, judged: .max, samples: shares,
        note: "one tick of 10 ms in 6 s is 0.17 %")
    ]
  }
}
