/// Amounts of money as the screens and plain output write them.
public enum Price {
  /// A price of one item, in the endpoints' currency, which may be far below a cent: two digits
  /// after the point from 1 on, six below.
  public static func text(_ cost: Double) -> String {
    Figure.decimal(cost, digits: cost >= 1 || cost == 0 ? 2 : 6)
  }

  /// What a run cost, from billionths of the endpoints' currency: two digits after the point from
  /// 1 on, four below.
  public static func text(billionths: Int64) -> String {
    let amount = Double(billionths) / 1e9
    return Figure.decimal(amount, digits: amount >= 1 ? 2 : 4)
  }
}
