// Every figure of every budget and every statement is what it is traced to, whatever befell the
// person: Traced adds each up while it is made, and here the whole is held against the reports.
#include "reports/statement_figures.hpp"
#include "reports/trace.hpp"
#include "tests/reconcile/support_lives_books.hpp"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

using build::Date;
using build::Money;
using lives::Book;
using reports::Traced;
using reports::TracedFigure;

namespace {

const TracedFigure& the(const Traced& traced, const std::string& address) {
  const auto found = traced.asked(address);
  if (found.size() != 1 || found.front()->address != address) {
    throw std::runtime_error{"no figure " + address};
  }
  return *found.front();
}

/// Every figure has an address of its own, and every part leads to a figure of that amount.
void check_whole(const Traced& traced) {
  std::set<std::string> addresses;
  for (const auto& figure : traced.figures()) {
    RC_ASSERT(addresses.insert(figure.address).second);
    reports::ensure_adds_up(figure);
  }
  for (const auto& figure : traced.figures()) {
    for (const auto& part : figure.parts) {
      if (part.address.empty()) continue;
      RC_ASSERT(addresses.contains(part.address));
      RC_ASSERT(ledger::magnitude(the(traced, part.address).amount) ==
                ledger::magnitude(part.counts));
    }
    for (const auto& posting : figure.postings) {
      const auto back = traced.figures_of(posting.entry->entry.source);
      RC_ASSERT(std::ranges::find(back, figure.address) != back.end());
    }
  }
}

void check_day(const Book& book, Date day) {
  const auto view = book.view(day);
  const Traced traced{{&view, &book.standing}};
  check_whole(traced);
  for (const auto& position : reconcile::positions(view)) {
    const auto at = position.budget + "/";
    RC_ASSERT(the(traced, at + "spent").amount == position.spent);
    RC_ASSERT(the(traced, at + "surplus").amount == position.surplus);
    RC_ASSERT(the(traced, at + "committed").amount == position.committed);
  }
}

void check_period(const Book& book, ledger::Period period) {
  const auto at_end = book.view(period.last);
  const auto before = book.view(ledger::plus_days(period.first, -1));
  const reports::StatementOf of{"NHS", period, &at_end, &before, &book.standing, {}, false, "", 0};
  const auto standing = ledger::standing_on(book.standing, period.last);
  const Traced traced{{&at_end, &standing, &of}};
  check_whole(traced);
  const auto figures = reports::figures_of(of);
  for (const auto& stream : figures.income) {
    RC_ASSERT(the(traced, "statement:income/" + stream.name).amount == stream.amount);
  }
  for (const auto& account : figures.accounts) {
    RC_ASSERT(the(traced, "statement:account/" + account.account + "/closing").amount ==
              account.closing);
  }
  RC_ASSERT(the(traced, "statement:cost/paid").amount == figures.paid);
}

}  // namespace

TEST_CASE("every figure of a balance and a statement is traced to what it is the sum of",
          "[trace][property]") {
  CHECK(rc::check("whatever befell", [] {
    const auto life = *lives::any_life();
    const Book book{life.facts};
    for (const auto day : life.days) check_day(book, day);
    const auto last = *std::ranges::max_element(life.days);
    const auto first = ledger::plus_days(last, -*rc::gen::inRange(0, 200));
    check_period(book, {first, last});
  }));
}
