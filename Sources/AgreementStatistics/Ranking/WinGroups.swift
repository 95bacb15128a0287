extension PairwiseWins {
  /// Whether each player can be reached from each by steps from a winner to one that it beat, or
  /// tied with. Only then are strengths finite (Ford 1957, doi:10.2307/2308513). O(players²).
  public var isStronglyConnected: Bool { groups.count < 2 }

  /// The players in groups within which strengths are finite, each ascending. No player of a later
  /// group ever won against one of an earlier group, or tied with it; where nobody of two groups
  /// met, their order means nothing.
  ///
  /// The strongly connected components of the graph of wins, in topological order: Kosaraju's two
  /// searches, the second after Sharir 1981, doi:10.1016/0898-1221(81)90008-0. O(players²).
  public var groups: [[Int]] {
    var groupOfPlayer: [Int?] = Array(repeating: nil, count: playerCount)
    var groups: [[Int]] = []
    for start in orderOfFinish.reversed() where groupOfPlayer[start] == nil {
      groupOfPlayer[start] = groups.count
      var members = [start]
      var open = [start]
      while let loser = open.popLast() {
        for winner in 0..<playerCount
        where groupOfPlayer[winner] == nil && self[winner, loser] > 0 {
          groupOfPlayer[winner] = groups.count
          members.append(winner)
          open.append(winner)
        }
      }
      groups.append(members.sorted())
    }
    return groups
  }

  /// Players in the order in which a depth-first search of the players they beat is done with them.
  private var orderOfFinish: [Int] {
    var isSeen = Array(repeating: false, count: playerCount)
    var order: [Int] = []
    for start in 0..<playerCount where !isSeen[start] {
      isSeen[start] = true
      var path = [(player: start, next: 0)]
      while let (player, next) = path.last {
        let beaten = (next..<playerCount).first { !isSeen[$0] && self[player, $0] > 0 }
        guard let beaten else {
          order.append(player)
          path.removeLast()
          continue
        }
        path[path.count - 1].next = beaten + 1
        isSeen[beaten] = true
        path.append((beaten, 0))
      }
    }
    return order
  }
}
