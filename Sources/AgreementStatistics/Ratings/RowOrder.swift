/// The items of a matrix in the order of their rows, for counting those that are equal.
enum RowOrder {
  /// Ascending by number, equal ones in their order; the numbers become ascending. By digits from
  /// the last to the first: O(numbers · digits), Knuth 1998, The Art of Computer Programming 3,
  /// section 5.2.5.
  static func sorting(_ numbers: inout [UInt64], below bound: Int) -> [UInt32] {
    var order = (0..<UInt32(numbers.count)).map { $0 }
    var (otherNumbers, otherOrder) = (numbers, order)
    let digit = 11
    var shift = 0
    while shift < 62, (bound - 1) >> shift > 0 {
      var starts = Array(repeating: 0, count: 1 << digit + 1)
      let mask = UInt64(1 << digit - 1)
      for number in numbers { starts[Int(number >> UInt64(shift) & mask) + 1] += 1 }
      for at in 1..<starts.count { starts[at] += starts[at - 1] }
      for at in numbers.indices {
        let value = Int(numbers[at] >> UInt64(shift) & mask)
        otherNumbers[starts[value]] = numbers[at]
        otherOrder[starts[value]] = order[at]
        starts[value] += 1
      }
      swap(&numbers, &otherNumbers)
      swap(&order, &otherOrder)
      shift += digit
    }
    return order
  }
}
