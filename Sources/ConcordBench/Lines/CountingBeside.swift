import AnnotationModel
import Glibc
import Synchronization
import TerminalCore
import Workbench

/// Keys that are pressed while another thread counts the tables of a view.
enum CountingBeside {
  private final class Answers: Sendable {
    let waiting = Mutex<[CountedTables]>([])
    let isDone = Mutex(false)
  }

  struct Times {
    /// From each key, and the answers that came before it, to the frame.
    var keys: [Double] = []
    /// Until nothing more was wanted.
    var total = 0.0
  }

  /// Follows what the effects want counted until nothing is missing, and presses a key every few
  /// milliseconds meanwhile.
  static func follow(_ effects: [Effect], _ state: inout WorkbenchState) -> Times {
    var result = Times()
    let clock = ContinuousClock()
    let start = clock.now
    var wanted = count(in: effects)
    while let next = wanted {
      wanted = nil
      let answers = counting(next)
      var isDone = false
      while !isDone {
        isDone = answers.isDone.withLock { $0 }
        let began = clock.now
        let told = answers.waiting.withLock { all in
          defer { all = [] }
          return all
        }
        for answer in told { wanted = count(in: state.update(.tablesCounted(answer))) ?? wanted }
        let key = state.update(.input(.key(result.keys.count % 2 == 0 ? .down : .up), at: 1))
        wanted = count(in: key) ?? wanted
        _ = state.draw()
        result.keys.append((clock.now - began).milliseconds)
        if !isDone { usleep(2000) }
      }
    }
    result.total = (clock.now - start).milliseconds
    return result
  }

  private static func counting(_ count: TableCount) -> Answers {
    let answers = Answers()
    Task.detached(priority: .utility) {
      let start = ContinuousClock.now
      count.run(
        clock: { Milliseconds((ContinuousClock.now - start) / .milliseconds(1)) },
        isCancelled: { false }, answer: { told in answers.waiting.withLock { $0.append(told) } })
      answers.isDone.withLock { $0 = true }
    }
    return answers
  }

  private static func count(in effects: [Effect]) -> TableCount? {
    for case .countTables(let count) in effects.reversed() { return count }
    return nil
  }
}
