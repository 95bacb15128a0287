import AnnotationModel
import AnnotationStorage
import Glibc
import Workbench

/// Runs as the file has them.
extension EffectPerformer {
  func performRuns(_ effect: Effect) async throws {
    switch effect {
    case .loadRuns: loadRuns()
    case .stopRun(let run): try await stopRun(run)
    default: break
    }
  }

  /// Beside everything else: a label does not wait for a large run to be counted.
  func loadRuns() {
    guard let reader else { return mailbox.post(.runsLoaded([], at: 0)) }
    let mailbox = mailbox
    Task.detached {
      var result: [RunSummary] = []
      do throws(StorageError) {
        for run in try await reader.runs() { result.append(try await reader.summary(of: run)) }
      } catch {
        mailbox.post(.failed("\(error)"))
      }
      var moment = timespec()
      clock_gettime(CLOCK_REALTIME, &moment)
      let time = Int64(moment.tv_sec) * 1_000 + Int64(moment.tv_nsec) / 1_000_000
      mailbox.post(.runsLoaded(result, at: time))
    }
  }

  /// The process that runs it looks at the file once a second.
  func stopRun(_ run: RunID) async throws {
    try await store?.endRun(
      run, .stopped, detail: "stopped from the workbench", at: Int64(time(nil)) * 1_000)
  }
}
