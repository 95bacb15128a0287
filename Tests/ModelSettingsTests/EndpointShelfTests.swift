import Foundation
import ModelCalls
import ModelSettings
import Testing

@Suite struct EndpointShelfTests {
  static func entry(_ name: String, _ model: String) -> String {
    "  - name: \(name)\n    url: http://h/v1\n    model: \(model)\n"
  }

  @Test func theStudysNamesWin() throws {
    let folder = try SettingsFolder()
    try folder.write(
      "own/endpoints.yaml", "endpoints:\n" + Self.entry("a", "own") + Self.entry("b", "own"))
    let study = try folder.write("study/s.concord", "")
    try folder.write(
      "study/endpoints.yaml", "endpoints:\n" + Self.entry("c", "near") + Self.entry("a", "near"))
    for place in [study, folder.file("study")] {
      let shelf = try EndpointShelf(folder: folder.file("own"), study: place)
      #expect(shelf.problems.isEmpty)
      #expect(
        shelf.entries.map { $0.endpoint.name + $0.endpoint.model } == ["cnear", "anear", "bown"])
      #expect(try shelf.endpoint(named: "a").model == "near")
      #expect(try shelf.endpoint(named: "b").model == "own")
    }
    let alone = try EndpointShelf(folder: folder.file("own"))
    #expect(try alone.endpoint(named: "a").model == "own")
    let only = try EndpointShelf(
      folder: folder.file("study"), study: study, only: folder.file("own/endpoints.yaml"))
    #expect(only.entries.map(\.endpoint.model) == ["own", "own"])
  }

  @Test func aNameThatIsNotThereHasANearestOne() throws {
    let folder = try SettingsFolder()
    try folder.write("endpoints.yaml", "endpoints:\n" + Self.entry("gpt-4o", "m"))
    let shelf = try EndpointShelf(folder: folder.path)
    #expect {
      try shelf.endpoint(named: "gpt4o")
    } throws: {
      "\($0)".contains("did you mean 'gpt-4o'?") && "\($0)".contains(folder.path)
    }
    let none = try EndpointShelf(folder: folder.file("none"), study: folder.file("s.concord"))
    #expect(none.entries.count == 1)
    let empty = try EndpointShelf(folder: folder.file("none"))
    #expect {
      try empty.endpoint(named: "x")
    } throws: {
      "\($0)".contains("--example") && "\($0)".contains(folder.file("none/endpoints.yaml"))
    }
    #expect(throws: ModelSettingsError.self) {
      try EndpointShelf(folder: folder.path, only: folder.file("no.yaml"))
    }
  }

  /// Another model would answer, and nobody would notice.
  @Test func aBrokenEntryHidesTheOneBehindIt() throws {
    let folder = try SettingsFolder()
    try folder.write(
      "own/endpoints.yaml", "endpoints:\n" + Self.entry("a", "own") + Self.entry("b", "own"))
    let near = folder.file("study/endpoints.yaml")
    try folder.write("study/endpoints.yaml", "endpoints:\n  - name: a\n    url: x\n    model: m\n")
    let shelf = try EndpointShelf(folder: folder.file("own"), study: folder.file("study"))
    #expect(shelf.entries.map(\.endpoint.name) == ["b"] && shelf.problems.count == 1)
    #expect {
      try shelf.endpoint(named: "a")
    } throws: {
      "\($0)".hasPrefix(near + ":3:")
    }
    #expect(try shelf.endpoint(named: "b").model == "own")
    // Its name cannot be read: it may be any.
    try folder.write("study/endpoints.yaml", "endpoints:\n  - name: \"b\n    url: x\n")
    let unsure = try EndpointShelf(folder: folder.file("own"), study: folder.file("study"))
    #expect(throws: ModelSettingsError.self) { try unsure.endpoint(named: "b") }
  }

  @Test func marksAndLineEndsOfOtherSystemsAreTaken() throws {
    let folder = try SettingsFolder()
    try folder.write(
      "endpoints.yaml",
      "\u{FEFF}endpoints:\r\n  - name: a\r\n    url: http://h/v1\r\n    model: m\r\n    x: 1\r\n"
        + "  - name: b\r\n    url: http://h/v1\r\n    model: m\r\n")
    let shelf = try EndpointShelf(folder: folder.path)
    #expect(shelf.entries.map(\.endpoint.name) == ["b"])
    #expect(shelf.problems.count == 1 && shelf.problems[0].contains("endpoints.yaml:5:5: "))
    try folder.write(Data([0xFF, 0xFE, 0x41]), "latin/endpoints.yaml")
    let latin = try EndpointShelf(folder: folder.file("latin"))
    #expect(latin.problems.count == 1 && latin.problems[0].contains("UTF-8"))
  }

  @Test func oneForOnce() throws {
    let endpoint = try Endpoint.adHoc(
      url: "http://127.0.0.1:8080/v1", model: "m", kind: .gemini, keyVariable: "K")
    #expect(
      endpoint
        == Endpoint(
          name: "m", kind: .gemini, baseURL: "http://127.0.0.1:8080/v1", model: "m",
          key: .environment("K")))
    #expect(throws: ModelSettingsError.self) { try Endpoint.adHoc(url: "x", model: "m") }
    #expect(throws: ModelSettingsError.self) {
      try Endpoint.adHoc(url: "http://h/v1", model: "m", keyVariable: "sk-1")
    }
  }
}

/// A folder of a test's own.
final class SettingsFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  @discardableResult func write(_ name: String, _ text: String) throws -> String {
    try write(Data(text.utf8), name)
  }

  @discardableResult func write(_ data: Data, _ name: String) throws -> String {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
    return file(name)
  }
}
