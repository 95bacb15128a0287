/// From exec to the first frame, and to the first item on it.
enum FirstFrame {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let study = try await GeneratedStudy.large(options)
    var frames: [Double] = []
    var items: [Double] = []
    var memory: [Double] = []
    // The first run makes the person, and is not counted.
    for run in 0...options.runs {
      let program = try RunningProgram(
        atTerminal: [options.program, "open", study, "--as", "bench-first"], home: options.folder)
      try program.wait(for: "a frame") { !$0.text.allSatisfy { $0 == " " || $0 == "\n" } }
      let frame = program.elapsed
      try program.wait(forText: StudyGenerator.mark(1))
      let item = program.elapsed
      program.settle()
      if run > 0 {
        frames.append(frame)
        items.append(item)
        memory.append(program.peakMegabytes)
      }
      program.press("q")
      _ = program.finish()
    }
    return [
      Figure("first frame from exec", limit: 100, judged: .p99, samples: frames),
      Figure("first item on the screen from exec", limit: 100, judged: .p99, samples: items),
      Figure("memory with a study open", unit: "MB", limit: 300, judged: .max, samples: memory),
    ]
  }
}
