import Glibc

/// The server's thread: all connections, and what is due later, in one loop.
final class ServerLoop {
  private struct Due {
    var connection: Connection
    var delivery: Delivery
  }

  private let listener: Listener
  private let wake: Int32
  private let tally: Tally
  private var desk: Desk
  private var timers = TimerQueue<Due>()
  private var connections: [Connection] = []
  /// What `poll` looks at: the wake-up, the listener, and the connections in their order.
  private var watched: [pollfd]
  private var isListening = true
  private let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

  init(_ configuration: RehearsalConfiguration, _ listener: Listener, wake: Int32, _ tally: Tally) {
    self.listener = listener
    self.wake = wake
    self.tally = tally
    desk = Desk(configuration, tally, now: .now)
    watched = [wake, listener.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
  }

  deinit { room.deallocate() }

  /// Serves until something is written to the wake-up.
  func run() {
    while true {
      let count = poll(&watched, nfds_t(watched.count), wait)
      if count < 0, errno != EINTR { break }
      if watched[0].revents != 0 { break }
      deliverDue()
      guard count > 0 else { continue }
      if watched[1].revents != 0 { accept() }
      // From the end: a connection that is closed gives its place to the last one.
      for place in connections.indices.reversed() where watched[place + 2].revents != 0 {
        let happened = watched[place + 2].revents
        watched[place + 2].revents = 0
        look(at: connections[place], happened)
      }
    }
    for connection in connections { close(connection.descriptor) }
    close(listener.descriptor)
    close(wake)
  }

  /// Milliseconds until something is due; −1 for no end.
  private var wait: Int32 {
    guard let due = timers.earliest else { return -1 }
    let left = (due - .now) / .milliseconds(1)
    return Int32(min(60_000, max(0, left.rounded(.up))))
  }

  private func deliverDue() {
    guard timers.earliest != nil else { return }
    let now = ContinuousClock.now
    while let due = timers.take(now) {
      if due.connection.isOpen { deliver(due.delivery, to: due.connection) }
    }
  }

  // MARK: - Connections

  private func accept() {
    while let descriptor = listener.accept() {
      let connection = Connection(descriptor, place: connections.count)
      connections.append(connection)
      watched.append(pollfd(fd: descriptor, events: connection.events, revents: 0))
      tally.change { $0.connections += 1 }
    }
    // Without a free descriptor, those who wait are let in when one has left.
    if errno == EMFILE || errno == ENFILE {
      isListening = false
      watched[1].events = 0
    }
  }

  private func look(at connection: Connection, _ happened: Int16) {
    switch connection.state {
    case .waiting: end(connection)
    case .writing: write(connection)
    case .reading:
      guard happened & Int16(POLLIN) != 0, connection.read(into: room) else {
        return end(connection)
      }
      advance(connection)
    }
  }

  private func end(_ connection: Connection) {
    guard connection.isOpen else { return }
    connection.isOpen = false
    close(connection.descriptor)
    if connection.hasCall {
      tally.change {
        $0.concurrency -= 1
        $0.abandoned += 1
      }
    }
    let place = connection.place
    let last = connections.count - 1
    connections.swapAt(place, last)
    watched.swapAt(place + 2, last + 2)
    connections[place].place = place
    connections.removeLast()
    watched.removeLast()
    if !isListening {
      isListening = true
      watched[1].events = Int16(POLLIN)
    }
  }

  // MARK: - Requests

  /// Handles the requests that have been read, one after the other.
  private func advance(_ connection: Connection) {
    while connection.isOpen, connection.state == .reading {
      switch connection.reader.next() {
      case .incomplete(let isAsking):
        if isAsking { connection.queue(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
        if isAsking, connection.write() == .broken { end(connection) }
        return
      case .mistake(let status, let text):
        connection.closesAfterwards = true
        let refusal = CallRefusal(status, text)
        send(.whole(Desk.answer(refusal, .openAIChat)), to: connection)
      case .request(let request): take(request, from: connection)
      }
    }
  }

  private func take(_ request: IncomingRequest, from connection: Connection) {
    connection.closesAfterwards = request.closes
    let now = ContinuousClock.now
    let handling = desk.handle(request, now: now)
    connection.hasCall = handling.isCall
    guard handling.delay > .zero else { return send(handling.delivery, to: connection) }
    set(connection, .waiting)
    timers.add(Due(connection: connection, delivery: handling.delivery), due: now + handling.delay)
  }

  private func deliver(_ delivery: Delivery, to connection: Connection) {
    send(delivery, to: connection)
    advance(connection)
  }

  private func send(_ delivery: Delivery, to connection: Connection) {
    if case .nothing = delivery { return set(connection, .waiting) }
    let hadCall = connection.hasCall
    connection.hasCall = false
    tally.change {
      if let status = delivery.status { $0.statuses[status, default: 0] += 1 }
      if hadCall { $0.concurrency -= 1 }
    }
    switch delivery {
    case .nothing: break
    case .reset:
      connection.reset()
      return end(connection)
    case .whole(let answer):
      connection.queue(answer.bytes(closes: connection.closesAfterwards))
    case .padded(let answer):
      let spaces = (answer.statedLength ?? answer.body.count) - answer.body.count
      connection.queue(
        answer.bytes(closes: connection.closesAfterwards), thenSpaces: spaces)
    case .half(let answer, let closes):
      connection.closesAfterwards = closes
      connection.hangsAfterwards = !closes
      connection.queue(answer.bytes(closes: false).dropLast(answer.body.count / 2))
    }
    write(connection)
  }

  private func write(_ connection: Connection) {
    switch connection.write() {
    case .broken: end(connection)
    case .more: set(connection, .writing)
    case .done:
      if connection.closesAfterwards { return end(connection) }
      let wasWriting = connection.state == .writing
      set(connection, connection.hangsAfterwards ? .waiting : .reading)
      if wasWriting { advance(connection) }
    }
  }

  private func set(_ connection: Connection, _ state: Connection.State) {
    connection.state = state
    watched[connection.place + 2].events = connection.events
  }
}
