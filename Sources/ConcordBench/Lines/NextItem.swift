/// From a verdict's key to the next item on the screen.
enum NextItem {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let study = try await GeneratedStudy.large(options)
    let program = try RunningProgram(
      atTerminal: [options.program, "open", study, "--as", "bench-next-\(Machine.unique)"],
      home: options.folder)
    try program.wait(forText: StudyGenerator.mark(1))
    program.settle()
    let clock = ContinuousClock()
    var samples: [Double] = []
    for number in 2...min(options.size, 501) {
      let mark = StudyGenerator.mark(number)
      let start = clock.now
      program.press("1")
      try program.wait(forText: mark)
      samples.append((clock.now - start).milliseconds)
      program.settle(milliseconds: 30)
    }
    let memory = program.peakMegabytes
    program.press("q")
    _ = program.finish()
    return [
      Figure(
        "next item painted", limit: 16, judged: .p99, samples: samples,
        note: "through a terminal of 120 × 40"),
      Figure("memory while labelling", unit: "MB", limit: 300, judged: .max, samples: [memory]),
    ]
  }
}
