import Glibc

/// One line of the promises, and how it is measured.
struct BenchLine: Sendable {
  var name: String
  var measure: @Sendable (BenchOptions) async throws -> [Figure]

  static let all = [
    BenchLine(name: "label-change") { try LabelChange.measure($0) },
    BenchLine(name: "intervals") { try IntervalCost.measure($0) },
    BenchLine(name: "sweep") { try SweepSpeed.measure($0) },
    BenchLine(name: "import") { try await ImportSpeed.measure($0) },
    BenchLine(name: "first-frame") { try await FirstFrame.measure($0) },
    BenchLine(name: "next-item") { try await NextItem.measure($0) },
    BenchLine(name: "large-response") { try await LargeResponse.measure($0) },
    BenchLine(name: "agreement-screen") { try await AgreementOpening.measure($0) },
    BenchLine(name: "agree") { try await ColdAgree.measure($0) },
    BenchLine(name: "label-saving") { try await LabelSaving.measure($0) },
    BenchLine(name: "idle") { try await Idleness.measure($0) },
    BenchLine(name: "runs") { try await RunSpeed.measure($0) },
    BenchLine(name: "resume") { try await RunResume.measure($0) },
    BenchLine(name: "rehearsal") { try RehearsalThroughput.measure($0) },
  ]
}

/// From the command line to figures.
enum Bench {
  static func run(_ arguments: [String]) async -> Int32 {
    do {
      let options = try BenchOptions(arguments)
      if options.command == "help" {
        print(BenchOptions.usage, terminator: "")
        return 0
      }
      mkdir(options.folder, 0o755)
      if options.command == "statistics" {
        if !options.task.isEmpty {
          try StatisticsSpeed.measureHere(options.task, options)
        } else {
          print(Machine().text)
          print(try StatisticsSpeed.table(options), terminator: "")
        }
        return 0
      }
      if options.command == "worth" {
        print(try await WorthOfLabels.table(options), terminator: "")
        return 0
      }
      if options.command == "generate" {
        print(try await GeneratedStudy.large(options))
        print(try GeneratedStudy.importFolder(options).path)
        return 0
      }
      let machine = Machine()
      let figures = try await figures(options)
      if options.isJSON {
        print(FigureTable.json(figures, machine), terminator: "")
      } else {
        print(machine.text)
        print(FigureTable.text(figures), terminator: "")
      }
      return 0
    } catch {
      GeneratedStudy.progress("concord-bench: \(error)")
      return 2
    }
  }

  /// What cannot be measured is said, and the others go on.
  private static func figures(_ options: BenchOptions) async throws -> [Figure] {
    let lines = BenchLine.all.filter { [$0.name, "all"].contains(options.command) }
    guard !lines.isEmpty else {
      throw BenchFailure.usage("there is no benchmark '\(options.command)'")
    }
    var result: [Figure] = []
    for line in lines {
      GeneratedStudy.progress("measuring \(line.name)")
      do {
        result += try await line.measure(options)
      } catch {
        if lines.count == 1 { throw error }
        GeneratedStudy.progress("concord-bench: \(line.name): \(error)")
      }
    }
    return result
  }
}
