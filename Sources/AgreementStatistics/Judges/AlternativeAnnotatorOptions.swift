/// What the alternative annotator test asks for.
public struct AlternativeAnnotatorOptions: Hashable, Sendable {
  /// By which an annotation is held against those of others.
  public var likeness: AnnotationLikeness
  /// ε: what a person's annotation may be better by, as it costs more. 0 to 1.
  public var margin: Double
  /// The share of false ones among rejections that is allowed. 0 to 1.
  public var falseDiscoveryRate: Double
  /// People who rated an item, the one who is left out among them; at least 2.
  public var fewestHumans: Int
  /// Items of a person; at least 2.
  public var fewestItems: Int
  /// The winning rate that is enough.
  public var passingRate: Double

  /// Precondition: `fewestHumans` and `fewestItems` of 2 at the least.
  public init(
    likeness: AnnotationLikeness = .accuracy, margin: Double = 0.2,
    falseDiscoveryRate: Double = 0.05, fewestHumans: Int = 2, fewestItems: Int = 30,
    passingRate: Double = 0.5
  ) {
    precondition(fewestHumans > 1 && fewestItems > 1, "two people and two items at the least")
    self.likeness = likeness
    self.margin = margin
    self.falseDiscoveryRate = falseDiscoveryRate
    self.fewestHumans = fewestHumans
    self.fewestItems = fewestItems
    self.passingRate = passingRate
  }
}
