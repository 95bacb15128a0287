import Glibc
import PersonalSettings
import StudyFormats
import Workbench

/// `concord man`.
enum ManCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws {
    let keymap = Keymap.with(SettingsFolder.ofPerson.settings().settings.keys).map
    guard let folder = invocation.operands.first else {
      return try console.write(ManualPage.overview(keymap), exactly: true)
    }
    guard mkdir(folder, 0o755) == 0 || FolderContents.isFolder(folder) else {
      throw CommandFailure.system(folder, code: errno)
    }
    for page in ManualPage.all(keymap) {
      try TextFile.write(page.text, to: folder + "/" + page.fileName)
    }
  }
}
