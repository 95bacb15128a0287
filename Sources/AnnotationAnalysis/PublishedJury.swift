import AgreementStatistics

/// Juries as the Fellowship of the LLMs published its own: members and kappa.
public struct PublishedJury: Hashable, Sendable {
  /// A member by its rater's name and its model's.
  public struct Seat: Hashable, Sendable {
    public var name: String
    /// The model behind it; "" where there is none.
    public var model: String

    public init(name: String, model: String = "") {
      self.name = name
      self.model = model
    }
  }

  public var members: [String]
  /// Nil where it is undefined.
  public var kappa: Double?

  /// Members by their models, where these tell them apart; else by their names.
  public static func all(_ juries: [SweptJury], of seats: [Seat]) -> [PublishedJury] {
    let models = seats.map(\.model)
    let isClear = !models.contains("") && Set(models).count == models.count
    let words = isClear ? models : seats.map(\.name)
    return juries.map { jury in
      PublishedJury(members: jury.seats.map { words[$0] }, kappa: jury.cohen.value)
    }
  }
}
