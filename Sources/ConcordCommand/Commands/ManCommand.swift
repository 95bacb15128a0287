import Glibc
import StudyFormats

/// `concord man`.
enum ManCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws {
    guard let folder = invocation.operands.first else {
      return try console.write(ManualPage.overview)
    }
    guard mkdir(folder, 0o755) == 0 || FolderContents.isFolder(folder) else {
      throw CommandFailure.system(folder, code: errno)
    }
    for page in ManualPage.all { try TextFile.write(page.text, to: folder + "/" + page.fileName) }
  }
}
