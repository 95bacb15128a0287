import ModelCalls
import YAMLText

/// All models that a person can call: those beside the study, and those of their own folder. Where
/// a name is in both, the study's holds.
public struct EndpointShelf: Sendable {
  /// The files that were there, the one that wins first.
  public let files: [EndpointFile]
  /// The files that were looked for, the one that wins first.
  public let paths: [String]
  /// Files that are there and cannot be read.
  private let unreadable: [String]

  public static let fileName = "endpoints.yaml"

  /// Reads the files. Mistakes in them are `problems`; sound entries hold.
  /// - Parameters:
  ///   - folder: the person's, `$XDG_CONFIG_HOME/concord`.
  ///   - study: the study's file or folder; nil where there is none.
  ///   - only: one file in the place of all others, which has to be there.
  /// - Throws: that `only` is not there or cannot be read.
  public init(folder: String, study: String? = nil, only: String? = nil)
    throws(ModelSettingsError)
  {
    paths =
      only.map { [$0] }
      ?? (study.map { [Self.folder(of: $0) + "/" + Self.fileName] } ?? []) + [
        folder + "/" + Self.fileName
      ]
    var (files, unreadable): ([EndpointFile], [String]) = ([], [])
    for path in paths {
      do throws(ModelSettingsError) {
        if let text = try SettingsText.read(path) {
          files.append(EndpointFile(text, file: path))
        } else if only != nil {
          throw ModelSettingsError(problems: [
            "\(path): there is no such file; `concord models --example` prints one to begin with"
          ])
        }
      } catch {
        if only != nil { throw error }
        unreadable += error.problems
      }
    }
    (self.files, self.unreadable) = (files, unreadable)
  }

  private static func folder(of study: String) -> String {
    if SettingsText.isFolder(study) { return study }
    guard let slash = study.lastIndex(of: "/") else { return "." }
    return slash == study.startIndex ? "" : String(study[..<slash])
  }

  /// Every mistake, one a line.
  public var problems: [String] { unreadable + files.flatMap(\.problems) }

  /// What can be called, names distinct: the study's first, each file in its own order. A broken
  /// entry hides the one of the same name behind it: another model would answer unnoticed.
  public var entries: [PlacedEndpoint] {
    var taken: Set<String> = []
    return files.flatMap { file in
      let fresh = file.entries.filter { !taken.contains($0.endpoint.name) }
      taken.formUnion(file.entries.map(\.endpoint.name) + Array(file.broken.keys))
      return fresh
    }
  }

  /// The endpoint of a name.
  /// - Throws: what is wrong with it; or that there is none, with the nearest name. Also where the
  ///   name is in the person's folder only, and the file beside the study has an entry whose name
  ///   cannot be read: it might be the one.
  public func endpoint(named name: String) throws(ModelSettingsError) -> Endpoint {
    for file in files {
      if let found = file.entries.first(where: { $0.endpoint.name == name }) {
        return found.endpoint
      }
      if let problems = file.broken[name] { throw ModelSettingsError(problems: problems) }
      if file.hidesNames { throw ModelSettingsError(problems: file.problems) }
    }
    throw ModelSettingsError(problems: unreadable + [noEndpoint(name)])
  }

  private func noEndpoint(_ name: String) -> String {
    let names = entries.map(\.endpoint.name)
    guard !names.isEmpty else {
      return "no model is called '\(name)', since no file names any: write one into "
        + "\(paths.joined(separator: " or ")); `concord models --example` prints one to begin with"
    }
    return "no model is called '\(name)'; did you mean '\(NearestWord.of(name, in: names))'? "
      + "There are \(names.joined(separator: ", ")), from "
      + files.map(\.file).joined(separator: " and ")
  }
}

extension Endpoint {
  /// A model that stands in no file, called as the server calls it.
  /// - Throws: what is wrong with the address or the variable; neither is quoted.
  public static func adHoc(
    url: String, model: String, kind: EndpointKind = .openAIChat, keyVariable: String? = nil
  ) throws(ModelSettingsError) -> Endpoint {
    if let problem = EndpointURL.problem(url) {
      throw ModelSettingsError(problems: ["--url: " + problem])
    }
    if let keyVariable, !KeyFields.isVariable(keyVariable) {
      throw ModelSettingsError(problems: [
        "--key-env: is the name of an environment variable, never the key itself"
      ])
    }
    return Endpoint(
      name: model, kind: kind, baseURL: url, model: model,
      key: keyVariable.map { .environment($0) } ?? .none)
  }
}
