// The books of a life, what of them does not tie, and a trial balance to hold reports against.
#pragma once

#include "reconcile/reconcile.hpp"
#include "tests/reconcile/support_lives.hpp"
#include "tests/reconcile/support_people.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lives {

using build::Date;
using build::Money;

/// A life as the book has it.
struct Book {
  explicit Book(const ledger::PersonFacts& from)
      : facts{from},
        made{reconcile::reconcile(from, ledger::Parameters::built_in())},
        standing{people::recorded(made.entries)} {}
  reconcile::PersonView view(Date on) const {
    return reconcile::view(facts, standing, ledger::balances_of(standing, on),
                           ledger::Parameters::built_in(), on);
  }
  const ledger::PersonFacts& facts;
  reconcile::Reconciled made;
  std::vector<ledger::RecordedEntry> standing;
};

/// What does not tie; empty when all does.
class Untied {
 public:
  void expect(Money is, Money should, const std::string& what) {
    ++asked_;
    if (is != should) said_ += what + " is " + text(is) + ", not " + text(should) + "\n";
  }
  void expect(bool holds, const std::string& what) {
    ++asked_;
    if (!holds) said_ += what + "\n";
  }
  const std::string& said() const { return said_; }
  int asked() const { return asked_; }

 private:
  std::string said_;
  int asked_ = 0;
};

/// The trial balance, read without the room under test: debits less credits of the accounts of a
/// budget whose names begin so; a prefix that ends in "|" is a whole name.
class TrialBalance {
 public:
  TrialBalance(const std::vector<ledger::RecordedEntry>& standing, Date on) {
    for (const auto& recorded : standing) {
      if (recorded.entry.date > on) continue;
      for (const auto& posting : recorded.entry.postings) {
        nets_[{posting.budget, posting.debit + "|"}] += posting.amount;
        nets_[{posting.budget, posting.credit + "|"}] -= posting.amount;
      }
    }
  }
  Money net(const std::string& budget, std::string_view prefix) const {
    Money sum;
    for (const auto& [account, amount] : nets_) {
      if (account.first == budget && account.second.starts_with(prefix)) sum += amount;
    }
    return sum;
  }
  Money everywhere(std::string_view prefix) const {
    Money sum;
    for (const auto& [account, amount] : nets_) {
      if (account.second.starts_with(prefix)) sum += amount;
    }
    return sum;
  }
  std::set<std::string> budgets() const {
    std::set<std::string> refs;
    for (const auto& [account, amount] : nets_) refs.insert(account.first);
    return refs;
  }

 private:
  std::map<std::pair<std::string, std::string>, Money> nets_;
};

}  // namespace lives
