import Glibc

/// Independent work of numbered pieces on several threads. What a piece is worked out to may
/// depend on its number only; then the answer does not depend on the threads.
enum ParallelRanges {
  /// Processors that are online, at least 1.
  static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The results of `work` for consecutive ranges that make up 0..<count, in their order. At most
  /// `threads` ranges; the last one is worked on by the caller's own thread.
  static func map<Result>(
    _ count: Int, threads: Int, _ work: @escaping @Sendable (Range<Int>) -> Result
  ) -> [Result] {
    let parts = max(1, min(threads, count))
    let jobs = (0..<parts).map { part in
      Job { work(count * part / parts..<count * (part + 1) / parts) }
    }
    let started = jobs.dropLast().map(start)
    jobs[parts - 1].run()
    for case let thread? in started { pthread_join(thread, nil) }
    // A thread that could not be started leaves its job to us.
    return jobs.map { $0.finished() }
  }

  private static func start<Result>(_ job: Job<Result>) -> pthread_t? {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(job as AnyJob)
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        // Retained above for this thread alone.
        Unmanaged<AnyJob>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context.toOpaque())
    guard status != 0 else { return thread }
    context.release()
    return nil
  }

  private class AnyJob {
    func run() {}
  }

  /// One thread runs it, and another reads the result after that thread has ended.
  private final class Job<Result>: AnyJob {
    private let work: () -> Result
    private var result: Result?

    init(_ work: @escaping () -> Result) { self.work = work }

    override func run() { result = work() }

    func finished() -> Result { result ?? work() }
  }
}
