import Foundation
import Testing

/// OpenSSL's own test server with a certificate that nobody vouches for.
final class SecureServer {
  static let openssl = "/usr/bin/openssl"
  static var isThere: Bool { FileManager.default.isExecutableFile(atPath: openssl) }

  let folder: ScratchFolder
  let certificate: String
  let place: String
  private let server = Process()

  var url: String { "https://\(place)/v1" }

  init(isExpired: Bool = false) throws {
    folder = try ScratchFolder()
    certificate = folder.file("certificate.pem")
    let (key, request) = (folder.file("key.pem"), folder.file("request.pem"))
    let names = try folder.write("names", "subjectAltName=IP:127.0.0.1\n")
    try Self.run([
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
      "-out", request, "-subj", "/CN=localhost",
    ])
    try Self.run([
      "x509", "-req", "-in", request, "-signkey", key, "-extfile", names, "-out", certificate,
      "-days", isExpired ? "-1" : "2",
    ])
    place = "127.0.0.1:\(ScriptedServer { _ in .init(body: "") }.port)"
    server.executableURL = URL(fileURLWithPath: Self.openssl)
    server.arguments = [
      "s_server", "-accept", place, "-key", key, "-cert", certificate, "-www", "-quiet",
    ]
    server.standardInput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    server.standardOutput = FileHandle.nullDevice
    try server.run()
  }

  deinit {
    kill(server.processIdentifier, SIGKILL)
    server.waitUntilExit()
  }

  private static func run(_ arguments: [String]) throws {
    let made = try RunningProgram.run(openssl, arguments)
    try #require(made.status == 0, "\(made.errors)")
  }
}
