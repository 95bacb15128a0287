import AnnotationModel
import RunExecution

/// A runner at work before a person's eyes: its progress on standard error once a second, and
/// Ctrl-C as the word to stop.
struct RunWatch {
  let console: Console
  /// What stands before each line, such as which run of several it is.
  var prefix = ""

  func perform(_ runner: Runner, _ units: [RunUnit]) async -> RunStop? {
    let console = console
    let prefix = prefix
    let watcher = Task.detached {
      var isStopping = false
      var told = ContinuousClock.now
      while !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(100))
        if Interruption.isRequested, !isStopping {
          isStopping = true
          console.endProgress()
          console.message("stopping; what is under way comes back. Ctrl-C once more leaves at once")
          await runner.stop()
        }
        guard ContinuousClock.now - told >= .seconds(1) else { continue }
        told = .now
        let line = prefix + RunForm.progress(await runner.progress())
        console.showsProgress ? console.progress(line) : console.message(line)
      }
    }
    let stop = await runner.perform(units)
    watcher.cancel()
    await watcher.value
    console.endProgress()
    return stop
  }
}
