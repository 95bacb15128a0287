import AnnotationModel
import Glibc

/// `concord agree --json` for two raters, from exec to its end.
enum ColdAgree {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let study = try await GeneratedStudy.large(options)
    let names = GeneratedStudy.raters(options).prefix(2).map(\.name).joined(separator: ",")
    let command = [options.program, "agree", study, "--json", "--raters", names]
    var warm: [Double] = []
    var cold: [Double] = []
    var memory: [Double] = []
    for _ in 0..<options.runs {
      for isCold in [false, true] {
        if isCold { forget(study) }
        let program = try RunningProgram(quietly: command, home: options.folder)
        let end = program.finish()
        let elapsed = program.elapsed
        guard end.status == 0 else { throw BenchFailure.system("agree ended with \(end.status)") }
        if isCold { cold.append(elapsed) } else { warm.append(elapsed) }
        memory.append(end.peakMegabytes)
      }
    }
    return [
      Figure("agree --json, two raters, new process", limit: 1500, judged: .p99, samples: warm),
      Figure(
        "agree --json, and nothing of the file in memory", limit: 1500, judged: .p99,
        samples: cold),
      Figure("memory of agree", unit: "MB", limit: 300, judged: .max, samples: memory),
    ]
  }

  /// Asks the kernel to keep nothing of a file.
  private static func forget(_ path: String) {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
    close(descriptor)
  }
}
