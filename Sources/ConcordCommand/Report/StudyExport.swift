import AnnotationModel
import AnnotationStorage
import StudyFormats

/// The files of a study's folder, piece by piece: what `export --what study` writes, and what a
/// study's hash is of.
enum StudyExport {
  /// Names of the files, each of which has a piece, if an empty one.
  static let files = ["task.yaml", "about.md"] + StudyFolder.parts

  /// Hands over each piece with the record that it is of; nil for the files that hold none.
  static func pieces(
    of store: AnnotationStore,
    _ take: (_ file: String, _ text: String, _ record: ImportRecord?) throws -> Void
  ) async throws {
    let study = try await store.study()
    try take("task.yaml", study.taskText, nil)
    try take("about.md", study.about, nil)
    for name in StudyFolder.parts { try take(name, "", nil) }
    try await ExportCommand.each(store, history: true) { record in
      let (name, line) = StudyFolderLine.of(record)
      try take(name, line + "\n", record)
    }
  }

  /// Writes the files into a folder that is there.
  static func write(
    _ store: AnnotationStore, to folder: String,
    each: (_ file: String, _ text: String, _ record: ImportRecord?) throws -> Void = { _, _, _ in }
  ) async throws {
    var files: [String: OutputFile] = [:]
    for name in Self.files { files[name] = try OutputFile(path: folder + "/" + name) }
    try await pieces(of: store) { name, text, record in
      try files[name]?.write(text)
      try each(name, text, record)
    }
    for file in files.values { try file.finish() }
  }
}
