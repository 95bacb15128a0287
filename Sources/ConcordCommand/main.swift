import CTextWidth
import Glibc
import PersonalSettings
import TerminalNcurses
import WorkbenchRuntime

// A closed pipe is an error of a write, not the end of the process.
signal(SIGPIPE, SIG_IGN)
_ = concord_set_locale()
let arguments = Array(CommandLine.arguments.dropFirst())
// ncurses belongs to the main thread, so the workbench does not go through an async function.
let request: WorkbenchRequest?
do throws(SettingsError) {
  request = try WorkbenchRequest(arguments)
} catch {
  Console.ofProcess().message(error.description)
  exit(ExitStatus.data.rawValue)
}
if let request {
  if let mistake = request.studyPath.flatMap(StudyFileCheck.mistake) {
    Console.ofProcess().message("\(mistake)")
    exit(ExitStatus.data.rawValue)
  }
  do throws(TerminalError) {
    let unsaved = try WorkbenchLoop(request).run()
    guard unsaved.isEmpty else {
      Console.ofProcess().message(unsaved)
      exit(ExitStatus.data.rawValue)
    }
    exit(0)
  } catch {
    Console.ofProcess().message(error.description)
    exit(ExitStatus.usage.rawValue)
  }
}
exit(await Program.run(arguments))
