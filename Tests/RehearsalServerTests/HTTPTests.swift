import Glibc
import JSONText
import RehearsalServer
import Testing

/// What a client may do with HTTP/1.1, byte by byte.
@Suite struct HTTPTests {
  private static let body = #"{"model":"prose","messages":[{"role":"user","content":"Hello"}]}"#
  private static let path = "/v1/chat/completions"

  private func serving(
    _ configuration: RehearsalConfiguration = RehearsalConfiguration(),
    _ test: (RawConnection, RehearsalServer) throws -> Void
  ) throws {
    let server = RehearsalServer(configuration)
    let port = try server.start()
    defer { server.stop() }
    try test(RawConnection(port: port, host: configuration.host), server)
  }

  @Test("Every answer says whose it is")
  func marks() throws {
    try serving { connection, _ in
      connection.send(RawConnection.post(Self.path, Self.body))
      let answer = try #require(connection.answer())
      #expect(answer.head.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(answer.head.contains("\r\nServer: concord-rehearsal\r\n"))
      let node = try #require(JSONNode(answer.body))
      #expect(node["model"]?.string == "prose (rehearsal)")
      #expect(node["system_fingerprint"]?.string == "rehearsal")
      #expect(node.at("choices.0.message.content")?.string?.hasPrefix("Rehearsal: ") == true)
      connection.send(RawConnection.get("/nowhere"))
      #expect(connection.answer()?.head.contains("\r\nServer: concord-rehearsal") == true)
    }
  }

  @Test("One connection serves many calls, also when they are sent at once")
  func keepsAlive() throws {
    try serving { connection, server in
      let calls = String(repeating: RawConnection.post(Self.path, Self.body), count: 3)
      connection.send(calls)
      let answers = (0..<3).compactMap { _ in connection.answer()?.body }
      #expect(answers.count == 3 && Set(answers).count == 1)
      connection.send(calls)
      #expect((0..<3).compactMap { _ in connection.answer() }.count == 3)
      #expect(server.statistics.connections == 1 && server.statistics.calls == 6)
    }
  }

  @Test("A call that comes byte by byte is one call")
  func dribbles() throws {
    try serving { connection, _ in
      for character in RawConnection.post(Self.path, Self.body) {
        connection.send(String(character))
      }
      #expect(connection.answer()?.head.hasPrefix("HTTP/1.1 200") == true)
    }
  }

  @Test("Chunked bodies, cut anywhere")
  func chunked() throws {
    try serving { connection, _ in
      let (first, second) = (Self.body.prefix(17), Self.body.dropFirst(17))
      let text =
        "POST \(Self.path) HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        + "11;name=value\r\n\(first)\r\n"
        + "\(String(second.utf8.count, radix: 16))\r\n\(second)\r\n0\r\nTrailer: x\r\n\r\n"
      connection.send(text + text)
      for part in [text.prefix(120), text.dropFirst(120)] {
        connection.send(String(part))
        usleep(20_000)
      }
      let answers = (0..<3).compactMap { _ in connection.answer() }
      #expect(answers.map { $0.head.prefix(12) } == Array(repeating: "HTTP/1.1 200", count: 3))
    }
  }

  @Test("A client that asks whether to go on is told so")
  func expects() throws {
    try serving { connection, _ in
      let text = RawConnection.post(Self.path, Self.body, headers: "Expect: 100-continue\r\n")
      let head = text.dropLast(Self.body.count)
      connection.send(String(head))
      #expect(connection.answer()?.head == "HTTP/1.1 100 Continue")
      connection.send(Self.body)
      #expect(connection.answer()?.head.hasPrefix("HTTP/1.1 200") == true)
    }
  }

  @Test("A client that wants the end gets it")
  func closes() throws {
    try serving { connection, _ in
      connection.send(RawConnection.post(Self.path, Self.body, headers: "Connection: close\r\n"))
      #expect(connection.answer()?.head.contains("Connection: close") == true)
      #expect(connection.isClosed)
    }
  }

  @Test(
    "What is no request is answered and ends the connection",
    arguments: [
      ("HELLO\r\n\r\n", 400), ("GET / HTTP/1.1\r\nnocolon\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
      ("POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 413),
      ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
      ("GET /" + String(repeating: "a", count: 70_000), 431),
    ])
  func mistakes(_ text: String, _ status: Int) throws {
    try serving { connection, _ in
      connection.send(text)
      #expect(connection.answer()?.head.hasPrefix("HTTP/1.1 \(status) ") == true)
      #expect(connection.isClosed)
    }
  }

  @Test("IPv6")
  func version6() throws {
    var configuration = RehearsalConfiguration()
    configuration.host = "::1"
    try serving(configuration) { connection, server in
      connection.send(RawConnection.get("/v1/models"))
      #expect(connection.answer()?.body.contains("random") == true)
      #expect(server.address?.hasPrefix("http://[::1]:") == true)
    }
  }

  @Test("A port that is taken and a host that is not this machine's are said")
  func places() throws {
    try serving { _, server in
      var configuration = RehearsalConfiguration()
      configuration.port = try server.start()
      #expect(throws: RehearsalFailure.self) { try RehearsalServer(configuration).start() }
    }
    var configuration = RehearsalConfiguration()
    configuration.host = "no-such-host.invalid"
    #expect(throws: RehearsalFailure.self) { try RehearsalServer(configuration).start() }
  }

  @Test("A server that was stopped is away, and can be started again")
  func stops() throws {
    let server = RehearsalServer()
    let port = try server.start()
    let before = RawConnection(port: port)
    before.send(RawConnection.get("/"))
    #expect(before.answer()?.body.contains("no model") == true)
    server.stop()
    #expect(before.isClosed && server.address == nil)
    var configuration = RehearsalConfiguration()
    configuration.port = port
    let again = RehearsalServer(configuration)
    #expect(try again.start() == port)
    again.stop()
  }

  @Test("Counts of what was asked")
  func statistics() throws {
    try serving { connection, server in
      connection.send(RawConnection.post(Self.path, Self.body))
      connection.send(RawConnection.post(Self.path, "{"))
      connection.send(RawConnection.get("/v1/models"))
      connection.send(RawConnection.get("/rehearsal/statistics"))
      let answers = (0..<4).compactMap { _ in connection.answer() }
      let node = try #require(answers.last.flatMap { JSONNode($0.body) })
      #expect(node["requests"]?.integer == 3 && node["calls"]?.integer == 1)
      #expect(node.at("statuses.200")?.integer == 2 && node.at("statuses.400")?.integer == 1)
      #expect(node.at("models.prose")?.integer == 1)
      #expect(node["highest_concurrency"]?.integer == 1)
      #expect(node["tokens"]?.integer == server.statistics.tokens && server.statistics.tokens > 1)
    }
  }
}
