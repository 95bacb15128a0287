import AnnotationModel
import Judging

/// How a judge is asked, as far as a sweep tries it: a strategy, and the highest score where it
/// gives scores.
public struct SweptStrategy: Hashable, Sendable {
  public var strategy: JudgeStrategy
  /// Nil for `direct`, which gives no scores.
  public var highestScore: Int?

  /// - Parameter highestScore: left out of account for `direct`.
  public init(_ strategy: JudgeStrategy, highestScore: Int? = nil) {
    self.strategy = strategy
    self.highestScore = strategy == .direct ? nil : highestScore ?? 10
  }

  public init(of settings: RunSettings) {
    self.init(settings.strategy, highestScore: settings.highestScore)
  }

  /// Such as `direct` and `combined-10`.
  public var name: String { strategy.rawValue + (highestScore.map { "-\($0)" } ?? "") }

  /// Settings with this strategy and its scale. The scale of `direct` is the standard one, so that
  /// it is one run whatever the scales of the others.
  public func applied(to settings: RunSettings) -> RunSettings {
    var settings = settings
    settings.strategy = strategy
    settings.highestScore = highestScore ?? 10
    return settings
  }
}

/// Models × strategies × scales as one plan of judges (step 1 of The Fellowship of the LLMs,
/// arXiv:2408.08688): which way of asking agrees best with people, before more is paid.
public struct StrategySweep: Hashable, Sendable {
  /// Names of endpoints.
  public var models: [String]
  public var strategies: [SweptStrategy]
  /// What all runs have in common; its strategy, scale and seats are not looked at.
  public var base: RunSettings
  /// What the runs' names begin with.
  public var prefix: String

  /// - Parameters:
  ///   - strategies: each is tried once, whatever the scales, where it is `direct`.
  ///   - scales: highest scores of the other strategies.
  public init(
    models: [String], strategies: [JudgeStrategy], scales: [Int],
    base: RunSettings = RunSettings(.judge), prefix: String = "judge"
  ) {
    self.models = models
    self.base = base
    self.prefix = prefix
    self.strategies = strategies.flatMap { strategy in
      strategy == .direct
        ? [SweptStrategy(.direct)]
        : scales.map { SweptStrategy(strategy, highestScore: $0) }
    }
  }

  /// One judge of the sweep: a run, and so a rater, of its own.
  public struct Judge: Hashable, Sendable {
    /// The run's, such as `judge/gpt-4o/combined-10`.
    public var name: String
    public var model: String
    public var strategy: SweptStrategy
    public var settings: RunSettings
  }

  /// All judges: each model with every strategy before the next model.
  public var judges: [Judge] {
    models.flatMap { model in
      strategies.map { strategy in
        var settings = strategy.applied(to: base)
        settings.kind = .judge
        settings.seats = [RunSeat(endpoint: model)]
        return Judge(
          name: Self.name(prefix, model, strategy), model: model, strategy: strategy,
          settings: settings)
      }
    }
  }

  static func name(_ prefix: String, _ model: String, _ strategy: SweptStrategy) -> String {
    "\(prefix)/\(model)/\(strategy.name)"
  }

  /// The judge that a run of this name and specification was in a sweep; nil where it was in none.
  public static func judge(
    ofRun name: String, specification text: String, prefix: String = "judge"
  ) -> Judge? {
    guard let settings = RunSpecification(text: text)?.settings, settings.kind == .judge,
      let model = settings.seats.first?.endpoint
    else { return nil }
    let strategy = SweptStrategy(of: settings)
    guard name == Self.name(prefix, model, strategy) else { return nil }
    return Judge(name: name, model: model, strategy: strategy, settings: settings)
  }

  /// What the winner of a sweep becomes in step 2: its way of asking, with other items.
  public enum Promotion: String, Sendable, CaseIterable {
    /// A judge of each model.
    case judge
    /// One live jury of all models.
    case jury
    /// A debate of each model, in which it speaks in all roles.
    case debate
  }

  /// The runs of step 2, each with the settings that the winner had but for what its kind does not
  /// take: a debate's roles give scores whatever the strategy, and take no samples or exemplars.
  ///
  /// - Parameters:
  ///   - winner: the settings of the best judge.
  ///   - roles: a debate's; a role without an endpoint is spoken by the debate's model.
  /// - Returns: names of runs such as `jury/promoted/a+b`, and their settings.
  public static func promoted(
    _ winner: RunSettings, to kind: Promotion, models: [String], roles: [RunSeat],
    prefix: String = "promoted"
  ) -> [(name: String, settings: RunSettings)] {
    var settings = winner
    switch kind {
    case .judge:
      return models.map { model in
        settings.seats = [RunSeat(endpoint: model)]
        return ("judge/\(prefix)/\(model)", settings)
      }
    case .jury:
      settings.kind = .jury
      settings.seats = models.map { RunSeat(endpoint: $0) }
      return [("jury/\(prefix)/" + models.joined(separator: "+"), settings)]
    case .debate:
      settings.kind = .debate
      settings.samples = 1
      settings.exemplars = 0
      settings.weightsScores = false
      settings.reasks = 2
      if settings.order == .balanced { settings.order = .both }
      return models.map { model in
        settings.seats = roles.map { role in
          var role = role
          if role.endpoint.isEmpty { role.endpoint = model }
          return role
        }
        return ("debate/\(prefix)/\(model)", settings)
      }
    }
  }
}
