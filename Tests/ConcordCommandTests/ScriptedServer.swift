import Foundation
import Glibc

/// An HTTP server on the loopback that answers as a test says, one connection after the other.
final class ScriptedServer: Sendable {
  struct Request: Sendable {
    var method: String
    var path: String
    /// The lines between the first one and the body.
    var headers: String
    var body: String
  }

  struct Answer: Sendable {
    var status = 200
    var type = "application/json"
    var body: String
  }

  let port: UInt16
  private let listener: Int32

  init(_ answer: @escaping @Sendable (Request) -> Answer) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    precondition(isBound, "the loopback has a free port")
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        if let request = Self.read(connection) { Self.write(answer(request), connection) }
        close(connection)
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var base: String { "http://127.0.0.1:\(port)/v1" }

  /// A whole request; nil where the other side went away.
  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound].components(separatedBy: "\r\n")
        let size = head.lazy.compactMap { line in
          line.lowercased().hasPrefix("content-length:") ? Int(line.dropFirst(16)) : nil
        }.first
        if text[end.upperBound...].utf8.count >= size ?? 0 {
          let words = head[0].split(separator: " ").map(String.init)
          return Request(
            method: words[0], path: words[1], headers: head.dropFirst().joined(separator: "\n"),
            body: String(text[end.upperBound...]))
        }
      }
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
    }
  }

  private static func write(_ answer: Answer, _ connection: Int32) {
    let text =
      "HTTP/1.1 \(answer.status) X\r\nContent-Type: \(answer.type)\r\nContent-Length: "
      + "\(answer.body.utf8.count)\r\nConnection: close\r\n\r\n" + answer.body
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

extension ScriptedServer {
  /// What a chat server with one model can do.
  enum Ability: Sendable { case logprobs, jsonSchema, jsonObject, seed }

  /// A chat server as OpenAI has it, whose words differ from call to call unless it takes seeds.
  static func chat(
    model: String = "tiny", abilities: Set<Ability> = [], key: String? = nil
  ) -> ScriptedServer {
    let counter = Counter()
    return ScriptedServer { request in
      if let key, !request.headers.contains("Authorization: Bearer \(key)") {
        // Some servers repeat the key that they do not take.
        return Answer(status: 401, body: #"{"error":{"message":"no key: \#(request.headers)"}}"#)
      }
      if request.path == "/v1/models" {
        return Answer(body: #"{"data":[{"id":"\#(model)"},{"id":"other"}]}"#)
      }
      guard request.path == "/v1/chat/completions",
        request.body.contains(#""model":"\#(model)""#)
      else { return Answer(status: 404, body: #"{"error":{"message":"The model is unknown"}}"#) }
      return reply(request.body, model, abilities, counter)
    }
  }

  private static func reply(
    _ body: String, _ model: String, _ abilities: Set<Ability>, _ counter: Counter
  ) -> Answer {
    let isSchema = body.contains(#""type":"json_schema""#)
    if isSchema, !abilities.contains(.jsonSchema) {
      return Answer(status: 500, body: #"{"error":{"message":"json_schema is not supported"}}"#)
    }
    let isObject = body.contains(#""type":"json_object""#) && abilities.contains(.jsonObject)
    let isSeeded = body.contains(#""seed":"#) && abilities.contains(.seed)
    let words = isSeeded ? "the same words" : "words \(counter.next())"
    let text = isSchema || isObject ? #"{\"answer\":\"B\"}"# : words
    let asked = body.contains(#""logprobs":true"#) && abilities.contains(.logprobs)
    let token = #"{"token":"A","logprob":-0.1,"top_logprobs":[{"token":"A","logprob":-0.1}]}"#
    let logprobs = asked ? #","logprobs":{"content":[\#(token)]}"# : ""
    return Answer(
      body: #"{"model":"\#(model)-0125","usage":{"prompt_tokens":21,"completion_tokens":4},"#
        + #""choices":[{"finish_reason":"stop","message":{"content":"\#(text)"}\#(logprobs)}]}"#)
  }

  private final class Counter: Sendable {
    private let lock = NSLock()
    nonisolated(unsafe) private var count = 0

    func next() -> Int {
      lock.withLock {
        count += 1
        return count
      }
    }
  }
}
