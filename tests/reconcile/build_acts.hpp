// A case with an officer's acts, and its books on a day.
#pragma once

#include "ledger/acts.hpp"
#include "tests/reconcile/build.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace build {

using Kind = ledger::Act::Kind;

/// A budget of one funder that pays 1,000 a month, and what was decided about it.
struct Acted : Case {
  std::vector<ledger::Act> acts;

  Acted() {
    plan().instalments = {
        {ledger::Payer::funder, pounds("1000.00"), ledger::Every::month, day("2025-04-01"), false}};
  }

  ledger::Act& act(Kind kind, const std::string& on, const std::string& amount = "0.00") {
    ledger::Act made{.kind = kind, .on = day(on)};
    made.number = static_cast<int>(acts.size()) + 1;
    made.budget = "2025";
    made.funder = "NHS Trent ICB";
    made.amount = pounds(amount);
    acts.push_back(made);
    return acts.back();
  }
  ledger::Act& reclaim(const std::string& on, const std::string& amount, const std::string& until) {
    auto& made = act(Kind::reclaim, on, amount);
    made.ref = ledger_ref();
    made.until = day(until);
    return made;
  }
  ledger::Act& about(const std::string& ref, Kind kind, const std::string& on,
                     const std::string& amount = "0.00") {
    auto& made = act(kind, on, amount);
    made.ref = ref;
    return made;
  }
  ledger::Act& offset(const std::string& on, const std::string& amount, const std::string& due) {
    auto& made = act(Kind::offset, on, amount);
    made.until = day(due);
    return made;
  }

  ledger::PersonFacts facts() const {
    auto made = Case::facts();
    made.acts = acts;
    return made;
  }

 private:
  std::string ledger_ref() const {
    return "R" + std::to_string(std::ranges::count(acts, Kind::reclaim, &ledger::Act::kind));
  }
};

/// The books of a case on a day.
class Books {
 public:
  Books(const Acted& made, const std::string& on) : Books{made.facts(), on} {}
  Books(ledger::PersonFacts facts, const std::string& on) : answer_{std::move(facts)} {
    int number = 0;
    for (const auto& entry : answer_.entries) {
      recorded_.push_back({{++number}, entry, std::nullopt, false, {number}});
    }
    view_ = std::make_unique<reconcile::PersonView>(
        reconcile::view(answer_.facts, recorded_, ledger::balances_of(recorded_, day(on)),
                        ledger::Parameters::built_in(), day(on)));
  }
  const Answer& answer() const { return answer_; }
  const reconcile::PersonView& view() const { return *view_; }
  std::string net(const std::string& account) const {
    return ledger::text(view_->net("2025", account));
  }
  /// Codes of open findings.
  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const auto& finding : reconcile::findings(*view_)) {
      if (finding.state == ledger::FindingState::open) codes.push_back(finding.code);
    }
    return codes;
  }
  bool raises(std::string_view code) const {
    const auto all = codes();
    return std::ranges::find(all, code) != all.end();
  }

 private:
  Answer answer_;
  std::vector<ledger::RecordedEntry> recorded_;
  std::unique_ptr<reconcile::PersonView> view_;
};

}  // namespace build
