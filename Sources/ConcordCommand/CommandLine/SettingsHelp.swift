import TerminalCore

/// The person's own files, for the manual.
enum SettingsHelp {
  static let files: [(path: String, meaning: String)] = [
    (
      "~/.config/concord/config.yaml",
      "Settings: theme; colour (\(ColourChoice.allCases.map(\.rawValue).joined(separator: ", "))); "
        + "glyphs (auto, unicode, ascii); mouse (true, false); langmap (none, or layouts whose "
        + "letters are read as the Latin key in the same place: "
        + "\(Langmap.names.joined(separator: ", ")); all without it); keys, as in keys.yaml. A "
        + "line with a mistake is left out, and said when the workbench starts; concord keys "
        + "--check names every mistake with its line."
    ),
    (
      "~/.config/concord/keys.yaml",
      "Keys: `skip: S`, `skip: [S, F5]`, `skip: []`; under the name of a screen for that one only."
    ),
    (
      "~/.config/concord/themes/",
      "Themes of your own: base16 or base24 scheme files, chosen by the file's name."
    ),
    (
      "~/.config/concord/endpoints.yaml",
      "The models that can be asked; concord models --example prints one to begin with. One of "
        + "the same name beside a study holds before it."
    ),
    (
      "~/.config/concord/prompts/",
      "Prompt templates of your own, NAME.prompt; one that is called as one of the program's is "
        + "used in its place."
    ),
    ("~/.local/state/concord/recent", "The studies that were opened last."),
  ]
}
