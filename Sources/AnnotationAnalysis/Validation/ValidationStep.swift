/// What to do about a check, whoever says it: the command line and the workbench add their own
/// commands and keys.
public enum ValidationStep: Hashable, Sendable {
  /// So many more; as many as one likes where nil.
  case labelMore(Int?)
  /// So many more, of which nothing is left that the judge has judged and nobody labelled.
  case moreItems(Int?)
  /// A second person on the items that one has labelled.
  case secondPerson
  /// Another prompt, strategy or model.
  case improve
  case askBothOrders
  /// Two orders for one verdict.
  case balanceOrders
  /// The same, so many times.
  case askAgain(Int)
  /// More items, as before: no labels are wanting.
  case judgeMore
  /// A temperature of 0, or several samples for one verdict.
  case steady
  /// Items of a class are too few.
  case moreOfClass(String)
  /// The judge hardly ever gives a class.
  case judgeAvoids(String)
  case readReplies
  /// The judge gives an answer at another rate than people do.
  case calibrate(String)
  case ignoreLength
  case otherFamily
  case nameFamily
  case lookAtSlice(property: String, name: String)
  case nameProperties
  case addSource

  /// One plain sentence without an end.
  public var words: String {
    switch self {
    case .labelMore(let count?): "label \(count) more items that the judge has judged"
    case .labelMore(nil): "label more items that the judge has judged"
    case .moreItems(let count?): "import \(count) more items, and have them judged and labelled"
    case .moreItems(nil): "import more items, and have them judged and labelled"
    case .secondPerson: "let a second person label the same items"
    case .improve: "look at where they differ; try other prompts, strategies or models"
    case .askBothOrders: "have it judge in both orders"
    case .balanceOrders: "let each verdict be made of both orders (order: balanced)"
    case .askAgain(let times): "ask it the same \(times) times, at temperature 0"
    case .judgeMore: "have it judge more items the same way"
    case .steady: "ask at temperature 0, or make each verdict of several samples"
    case .moreOfClass(let name): "label items that may be \(name)"
    case .judgeAvoids(let name):
      "tell the judge when \(name) is the answer, or compare without it"
    case .readReplies: "read the replies without an answer"
    case .calibrate(let name): "show it people's examples of \(name), or change its guidance"
    case .ignoreLength: "tell it what length is worth; compare on answers of like length"
    case .otherFamily: "take a judge of another family, or a jury of several"
    case .nameFamily: "say the judge's family and the systems' families"
    case .lookAtSlice(let property, let name): "look at the items of \(property) \(name)"
    case .nameProperties: "give items a category or a source, or label more of each"
    case .addSource: "import items of another data set"
    }
  }
}
