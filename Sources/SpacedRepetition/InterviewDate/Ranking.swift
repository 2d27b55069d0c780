/// Orders what could be studied today by what it gains per second, and takes what fits.
struct Ranking {
  let cards: [PlannedCard]
  let deck: Deck
  let prices: DayPrices
  /// Seconds of each day, overhead included.
  let budgets: [Double]
  let costs: AnswerCosts

  /// Gains below this, in recall per second, are within the error of the grid.
  private static let nothing = 1e-9
  /// What a review on the last day must add to its card's recall; less is left to spare minutes.
  ///
  /// So a last day with time to spare is a light one. Before it, small gains are worth taking early.
  private static let lastDayGain = 0.001

  var plan: StudyPlan {
    let outcomes = prices.outcomes()
    var choices = reviews(outcomes) + newCards(outcomes)
    choices.sort { ($1.gainPerSecond, $0.card) < ($0.gainPerSecond, $1.card) }
    var plan = StudyPlan(outlook(outcomes))
    choose(from: choices, into: &plan)
    plan.days = days(plan.today)
    return plan
  }

  // MARK: - Candidates

  private func reviews(_ outcomes: [Float]) -> [StudyPlan.Choice] {
    var choices: [StudyPlan.Choice] = []
    for (group, seen) in zip(deck.groups, deck.seen) where !seen.answeredToday {
      guard let today = group.options.first, today.day == 0 else { continue }
      let seconds = prices.seconds(recall: today.review.recall)
      let now = prices.value(of: today.review.spread, day: 0, group.weightClass)
      let later = prices.best(of: group, from: 1)
      let reason: StudyPlan.Reason =
        if prices.horizon <= 3 {
          .finalPass
        } else if later.option == nil {
          .lastChance
        } else if seen.now < 0.85 {
          .forgetting
        } else {
          .gain
        }
      let outcome = prices.outcome(outcomes, of: today.review.spread, day: 0, group.weightClass)
      for card in seen.cards {
        choices.append(
          StudyPlan.Choice(
            card: card,
            reason: reason,
            recallNow: seen.now,
            recallIfLeft: group.left,
            recallIfStudied: outcome,
            seconds: seconds,
            gainPerSecond: (now - later.value) / seconds * deck.weights[card]
          )
        )
      }
    }
    return choices
  }

  private func newCards(_ outcomes: [Float]) -> [StudyPlan.Choice] {
    var choices: [StudyPlan.Choice] = []
    let seconds = costs.seconds(.new)
    for (index, cards) in deck.unseen.enumerated() where !cards.isEmpty {
      let now = prices.value(of: prices.grid.first, day: 0, index)
      let later = (1..<max(1, prices.horizon)).map { prices.newValue(day: $0, index) }.max() ?? 0
      let outcome = prices.outcome(outcomes, of: prices.grid.first, day: 0, index)
      for card in cards {
        choices.append(
          StudyPlan.Choice(
            card: card,
            reason: .new,
            recallNow: 0,
            recallIfLeft: 0,
            recallIfStudied: outcome,
            seconds: seconds,
            gainPerSecond: (now - max(0, later)) / seconds * deck.weights[card]
          )
        )
      }
    }
    return choices
  }

  // MARK: - Choice

  private func choose(from ranked: [StudyPlan.Choice], into plan: inout StudyPlan) {
    var left = budgets[0] - costs.overheadPerDay
    var must = cardsThatCannotWait
    var chosen: [StudyPlan.Choice] = []
    var rest: [StudyPlan.Choice] = []
    // New cards that would otherwise not be seen before the date come first.
    for choice in ranked {
      if choice.reason == .new, must > 0, choice.seconds <= left {
        must -= 1
        left -= choice.seconds
        chosen.append(choice)
      } else {
        rest.append(choice)
      }
    }
    // The first that does not fit ends the day: a lesser one would not be worth the place of it.
    var isFull = false
    for choice in rest {
      isFull = isFull || choice.seconds > left
      if choice.gainPerSecond > worthwhile(choice), !isFull {
        left -= choice.seconds
        chosen.append(choice)
      } else if choice.gainPerSecond > Self.nothing || choice.recallIfStudied > choice.recallIfLeft
      {
        plan.spare.append(choice)
      }
    }
    plan.today = chosen
  }

  private func worthwhile(_ choice: StudyPlan.Choice) -> Double {
    guard prices.horizon == 1 else { return Self.nothing }
    return Self.lastDayGain * deck.weights[choice.card] / choice.seconds
  }

  /// New cards that later days have no room for, where there is room for all.
  private var cardsThatCannotWait: Int {
    let unseen = deck.unseen.reduce(0) { $0 + $1.count }
    let seconds = costs.seconds(.new)
    let room = budgets.map { max(0, $0 - costs.overheadPerDay) / seconds }
    let today = room.first ?? 0
    let later = room.dropFirst().reduce(0) { $0 + $1.rounded(.down) }
    guard Double(unseen) <= today.rounded(.down) + later else { return 0 }
    return max(0, unseen - Int(later * 0.95))
  }

  // MARK: - Outlook

  private func outlook(_ outcomes: [Float]) -> Outlook {
    var outlook = Outlook()
    outlook.bound = prices.bound / Double(max(1, cards.count))
    for (group, seen) in zip(deck.groups, deck.seen) {
      let option = prices.best(of: group, from: 0).option.map { group.options[$0] }
      let recall =
        option.map {
          prices.outcome(outcomes, of: $0.review.spread, day: $0.day, group.weightClass)
        }
        ?? group.left
      for card in seen.cards {
        outlook.add(recall: recall, idle: group.left, seen: 1, cards[card].weight)
      }
    }
    let begun = prices.newCards.reduce(0, +)
    let unseen = deck.unseen.reduce(0) { $0 + $1.count }
    let share = unseen > 0 ? min(1, begun / Double(unseen)) : 0
    for (index, new) in deck.unseen.enumerated() where !new.isEmpty {
      // Where all begin sooner or later, the mean over the days on which they do.
      var recall = 0.0
      for day in 0..<prices.horizon where begun > 0 {
        recall +=
          prices.newCards[day] / begun
          * prices.outcome(outcomes, of: prices.grid.first, day: day, index)
      }
      for card in new {
        outlook.add(recall: share * recall, idle: 0, seen: share, cards[card].weight)
      }
    }
    return outlook
  }

  /// The expected days; today's is what was chosen.
  private func days(_ today: [StudyPlan.Choice]) -> [StudyPlan.Day] {
    budgets.indices.map { day in
      let overhead = costs.overheadPerDay
      var new = prices.newCards[day]
      var reviews = prices.reviews[day]
      var seconds = prices.loads[day]
      if day == 0 {
        new = Double(today.count { $0.reason == .new })
        reviews = Double(today.count) - new
        seconds = today.reduce(0) { $0 + $1.seconds }
      }
      // The prices leave days a few per cent over; what does not fit moves to a neighbour.
      let room = max(0, budgets[day] - overhead)
      if seconds > room {
        let share = room / seconds
        (new, reviews, seconds) = (new * share, reviews * share, room)
      }
      return StudyPlan.Day(
        new: new,
        reviews: reviews,
        seconds: seconds > 0 ? min(budgets[day], seconds + overhead) : 0,
        budget: budgets[day],
        pricePerSecond: prices.prices[day] < DayPrices.closed ? prices.prices[day] : 0
      )
    }
  }
}
