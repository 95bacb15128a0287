import AnnotationModel
import AnnotationStorage
import Glibc
import Workbench

/// Runs as the file has them.
extension EffectPerformer {
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
}
