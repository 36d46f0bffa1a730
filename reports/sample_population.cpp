#include "ledger/ensure.hpp"
#include "ledger/periods.hpp"
#include "ledger/pool.hpp"
#include "reconcile/reconcile.hpp"
#include "reports/sample.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace reports {
namespace {

using ledger::Money;
using reconcile::PersonView;

constexpr std::string_view bank = "bank:";

/// What each source moved in the bank accounts in the period.
std::map<std::string, Money> moved_by_source(const std::vector<ledger::RecordedEntry>& entries,
                                             ledger::Period period) {
  std::map<std::string, Money> moved;
  for (const auto& recorded : entries) {
    if (!period.holds(recorded.entry.date)) continue;
    for (const auto& posting : recorded.entry.postings) {
      auto& sum = moved[recorded.entry.source];
      if (posting.debit.starts_with(bank)) sum += posting.amount;
      if (posting.credit.starts_with(bank)) sum -= posting.amount;
    }
  }
  return moved;
}

Money in_bank(const std::vector<ledger::RecordedEntry>& entries, ledger::Date day) {
  Money sum;
  for (const auto& balance : ledger::balances_of(ledger::standing_on(entries, day), day)) {
    if (balance.account.starts_with(bank)) sum += balance.net();
  }
  return sum;
}

/// Why a payment is a risk, the gravest first.
class Risks {
 public:
  Risks(const PersonView& view, const std::vector<ledger::Finding>& findings) : view_{view} {
    for (const auto& finding : findings) {
      by_subject_[finding.subject].insert(&finding);
      for (const auto& evidence : finding.evidence) by_place_[evidence].insert(&finding);
    }
  }

  void judge(const ledger::BookLine& line, const reconcile::LineView* seen,
             SampleItem& item) const {
    const auto add = [&](Risk risk, const std::string& reason) {
      item.risk = std::min(item.risk, risk);
      item.reasons += (item.reasons.empty() ? "" : "; ") + reason;
    };
    for (const auto* finding : about(line)) add(risk_of(*finding), finding->code);
    if (seen == nullptr || seen->match == nullptr) return add(Risk::high, "not in the books");
    switch (seen->match->state) {
      case ledger::MatchState::unmatched:
        return add(Risk::high, "not explained");
      case ledger::MatchState::suggested:
        return add(Risk::medium, "suggested, not decided");
      case ledger::MatchState::matched:
        break;
    }
    if (seen->match->rule == "decided") add(Risk::medium, "decided by a person");
  }

 private:
  std::set<const ledger::Finding*> about(const ledger::BookLine& line) const {
    std::set<const ledger::Finding*> found;
    const auto take = [&](const auto& from, const auto& key) {
      const auto at = from.find(key);
      if (at != from.end()) found.insert(at->second.begin(), at->second.end());
    };
    take(by_subject_, ledger::text(line.line.id));
    take(by_place_, view_.evidence(line));
    return found;
  }

  /// Somebody looked at what is waived; it stays a risk of its own.
  static Risk risk_of(const ledger::Finding& finding) {
    if (finding.state != ledger::FindingState::open) return Risk::medium;
    switch (finding.severity) {
      case ledger::Severity::high:
        return Risk::high;
      case ledger::Severity::medium:
        return Risk::medium;
      case ledger::Severity::low:
        return Risk::low;
    }
    throw ledger::Defect{"a finding of no severity"};
  }

  const PersonView& view_;
  std::map<std::string, std::set<const ledger::Finding*>> by_subject_;
  std::map<ledger::Evidence, std::set<const ledger::Finding*>> by_place_;
};

std::string approver_of(const ledger::PersonFacts& facts, ledger::Date day) {
  for (const auto& period : ledger::approved_periods(facts.periods)) {
    const bool holds = day <= period.to && (!period.from || *period.from <= day);
    if (holds) return period.approved->by;
  }
  return {};
}

SampleItem item_of(const PersonView& view, const ledger::BookLine& line, const Risks& risks) {
  const auto* seen = view.line(line.line.id);
  const auto from = view.evidence(line);
  const auto import = view.facts->imports.find(line.import);
  SampleItem item{.person = view.facts->ref(),
                  .account = ledger::account_address(view.facts->ref(), line.account),
                  .id = ledger::text(line.line.id),
                  .date = line.line.date,
                  .amount = -line.line.amount,
                  .description = line.line.description(),
                  .state = {},
                  .why = "not reconciled yet",
                  .file = from.file,
                  .sha256 = import == view.facts->imports.end() ? "" : import->second.sha256,
                  .line = from.line,
                  .approved_by = approver_of(*view.facts, line.line.date),
                  .reasons = {}};
  if (seen != nullptr && seen->match != nullptr) {
    item.state = ledger::text(seen->match->state);
    item.why = reconcile::why(*seen->match);
  }
  risks.judge(line, seen, item);
  return item;
}

Tie tie_of(const PersonView& view, const std::vector<ledger::RecordedEntry>& entries,
           ledger::Period period) {
  auto moved = moved_by_source(entries, period);
  Tie tie;
  for (const auto& line : view.facts->lines) {
    if (!period.holds(line.line.date)) continue;
    const auto name = "line:" + ledger::text(line.line.id);
    tie.lines += line.line.amount;
    tie.elsewhere += line.line.amount - moved[name];
    moved.erase(name);
  }
  for (const auto& [source, sum] : moved) {
    (source.starts_with("line:") ? tie.late : tie.openings) += sum;
  }
  tie.books = in_bank(entries, period.last) - in_bank(entries, ledger::plus_days(period.first, -1));
  ledger::ensure(tie.difference().is_zero(), "the population ties to the trial balance");
  return tie;
}

}  // namespace

void Tie::add(const Tie& more) {
  lines += more.lines;
  elsewhere += more.elsewhere;
  late += more.late;
  openings += more.openings;
  books += more.books;
}

Population population_of(const PersonView& view, const std::vector<ledger::RecordedEntry>& entries,
                         const std::vector<ledger::Finding>& findings, ledger::Period period) {
  const Risks risks{view, findings};
  Population population;
  for (const auto& line : view.facts->lines) {
    if (!period.holds(line.line.date)) continue;
    auto item = item_of(view, line, risks);
    const bool paid = item.amount > Money{};
    (paid ? population.payments : population.apart).push_back(std::move(item));
  }
  const auto order = [](const SampleItem& a, const SampleItem& b) {
    return std::tie(a.account, a.date) < std::tie(b.account, b.date);
  };
  std::ranges::stable_sort(population.payments, order);
  std::ranges::stable_sort(population.apart, order);
  population.tie = tie_of(view, entries, period);
  return population;
}

}  // namespace reports
