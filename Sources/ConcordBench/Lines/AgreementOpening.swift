import AnnotationModel

/// From the key to the agreement screen's first numbers, and to numbers of all items.
enum AgreementOpening {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let study = try await GeneratedStudy.large(options)
    let rater = GeneratedStudy.raters(options).last?.name ?? ""
    var first: [Double] = []
    var all: [Double] = []
    var memory: [Double] = []
    for _ in 0..<options.runs {
      let program = try RunningProgram(
        atTerminal: [options.program, "open", study, "--as", "bench-first"], home: options.folder)
      try program.wait(forText: StudyGenerator.mark(1))
      program.settle()
      let clock = ContinuousClock()
      let start = clock.now
      program.press("A")
      func hasNumbers(_ picture: TerminalPicture) -> Bool {
        picture.line(with: rater)?.contains("0.") ?? false
      }
      try program.wait(for: "numbers", until: hasNumbers)
      first.append((clock.now - start).milliseconds)
      try program.wait(for: "all numbers") { hasNumbers($0) && !$0.contains("counted ") }
      all.append((clock.now - start).milliseconds)
      program.settle(milliseconds: 300)
      memory.append(program.peakMegabytes)
      program.press("q")
      _ = program.finish()
    }
    return [
      Figure("agreement screen, first numbers", limit: 200, judged: .p99, samples: first),
      Figure("agreement screen, all items", limit: 1000, judged: .p99, samples: all),
      Figure("memory with agreement", unit: "MB", limit: 300, judged: .max, samples: memory),
    ]
  }
}
