import Glibc
import RehearsalServer

/// `concord-bench serve`: the rehearsal server in a process of its own.
enum ServeCommand {
  /// Returns the exit status: 0, 2 for a mistake in the options, 3 for a file, a host or a port.
  static func run(_ arguments: [String]) -> Int32 {
    do throws(BenchFailure) {
      let options = try ServeOptions(arguments)
      if options.wantsHelp {
        print(ServeOptions.usage, terminator: "")
        return 0
      }
      if let batch = options.batch {
        let counts = try BatchFile.answer(
          batch.input, to: batch.output, RehearsalBatch(options.configuration))
        GeneratedStudy.progress(counts)
        return 0
      }
      try serve(options.configuration)
      return 0
    } catch {
      switch error {
      case .usage(let problem):
        GeneratedStudy.progress("concord-bench: \(problem); see concord-bench serve --help")
        return 2
      default:
        GeneratedStudy.progress("concord-bench: \(error)")
        return 3
      }
    }
  }

  /// Serves until the process is told to end.
  ///
  /// The signals are held back before the server's thread begins, which so holds them back too;
  /// what is left for them is this thread's wait.
  private static func serve(_ configuration: RehearsalConfiguration) throws(BenchFailure) {
    var ending = sigset_t()
    sigemptyset(&ending)
    for signal in [SIGINT, SIGTERM] { sigaddset(&ending, signal) }
    pthread_sigmask(SIG_BLOCK, &ending, nil)
    let server = RehearsalServer(configuration)
    do throws(RehearsalFailure) {
      try server.start()
    } catch {
      throw .system(error.description)
    }
    print((server.address ?? "") + "/v1")
    fflush(nil)
    var signal: Int32 = 0
    while sigwait(&ending, &signal) != 0 {}
    server.stop()
  }
}
