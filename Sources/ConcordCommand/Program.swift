import AnnotationAnalysis
import AnnotationStorage
import ModelSettings
import PersonalSettings
import RunExecution
import StudyFormats
import YAMLText

/// From a command line to an exit status.
enum Program {
  static func run(_ arguments: [String]) async -> Int32 {
    let console = Console.ofProcess()
    do {
      let invocation = try CommandLineParser.parse(arguments)
      try await run(invocation, console)
      return ExitStatus.success.rawValue
    } catch {
      return report(error, console)
    }
  }

  private static func report(_ error: any Error, _ console: Console) -> Int32 {
    switch error {
    case let failure as CommandFailure:
      if !failure.description.isEmpty { console.message(failure.description) }
      return failure.status.rawValue
    case let usage as UsageError:
      console.message(usage.description)
      return ExitStatus.usage.rawValue
    case let storage as StorageError: console.message(storage.description)
    case let format as FormatError: console.message(format.description)
    case let unknown as UnknownRater:
      console.message(unknown.description)
      return ExitStatus.usage.rawValue
    case let mistake as RunMistake:
      console.message(mistake.description)
      return ExitStatus.usage.rawValue
    case let yaml as YAMLError: console.message(yaml.description)
    case let models as ModelSettingsError: console.message(models.description)
    case let settings as SettingsError: console.message(settings.description)
    default: console.message("\(error)")
    }
    return ExitStatus.data.rawValue
  }

  private static func run(_ invocation: Invocation, _ console: Console) async throws {
    if invocation.has("help") {
      return try console.print(HelpText.of(invocation.command))
    }
    switch invocation.command.name {
    case "new": try await NewCommand.run(invocation, console)
    case "import": try await ImportCommand.run(invocation, console)
    case "label": try await LabelCommand.run(invocation, console)
    case "agree": try await AgreeCommand.run(invocation, console)
    case "stats": try StatsCommand.run(invocation, console)
    case "compare": try await CompareCommand.run(invocation, console)
    case "consistency": try await ConsistencyCommand.run(invocation, console)
    case "validate": try await ValidateCommand.run(invocation, console)
    case "trust", "passrate", "plan", "consensus", "alttest", "drift":
      try await runOnTrust(invocation, console)
    case "run": try await RunCommand.run(invocation, console)
    case "runs": try await RunsCommand.run(invocation, console)
    case "reparse": try await ReparseCommand.run(invocation, console)
    case "figure": try await FigureCommand.run(invocation, console)
    case "rank": try await RankCommand.run(invocation, console)
    case "jury": try await JuryCommand.run(invocation, console)
    case "items": try await ItemsCommand.run(invocation, console)
    case "info": try await InfoCommand.run(invocation, console)
    case "export": try await ExportCommand.run(invocation, console)
    case "report": try await ReportCommand.run(invocation, console)
    case "snapshot": try await SnapshotCommand.run(invocation, console)
    case "check": try await CheckCommand.run(invocation, console)
    case "backup": try await BackupCommand.run(invocation, console)
    case "models": try await ModelsCommand.run(invocation, console)
    case "prompts": try PromptsCommand.run(invocation, console)
    case "themes": try ThemesCommand.run(invocation, console)
    case "keys": try KeysCommand.run(invocation, console)
    case "completions": try console.write(completion(invocation.operands[0]), exactly: true)
    case "man": try ManCommand.run(invocation, console)
    default:
      if invocation.has("version") {
        return try console.print("concord " + CommandTable.version)
      }
      try console.print(HelpText.of(CommandTable.root))
    }
  }

  /// How far a judge, or anyone, is to be believed.
  private static func runOnTrust(_ invocation: Invocation, _ console: Console) async throws {
    switch invocation.command.name {
    case "passrate": try await PassRateCommand.run(invocation, console)
    case "plan": try await PlanCommand.run(invocation, console)
    case "consensus": try await ConsensusCommand.run(invocation, console)
    case "alttest": try await AltTestCommand.run(invocation, console)
    case "drift": try await DriftCommand.run(invocation, console)
    default: try await TrustCommand.run(invocation, console)
    }
  }

  private static func completion(_ shell: String) -> String {
    switch shell {
    case "zsh": ZshCompletion.script
    case "fish": FishCompletion.script
    default: BashCompletion.script
    }
  }
}
