// A line that a person split: each part is booked as that part alone would be, in one entry.
#include "reconcile/split.hpp"

#include "reconcile/explain.hpp"
#include "reconcile/reasons.hpp"
#include "tests/reconcile/build.hpp"

#include <set>

#include <rapidcheck.h>

using namespace build;
using ledger::Decision;
using ledger::MatchState;
using Kind = ledger::Decision::Kind;

namespace {

/// "DEBIT CREDIT AMOUNT", one a line, as the entry has them.
std::string postings(const ledger::Entry& entry) {
  std::string text;
  for (const auto& posting : entry.postings) {
    text += posting.budget + " " + posting.debit + " " + posting.credit + " " +
            ledger::text(posting.amount) + "\n";
  }
  return text;
}

std::vector<ledger::RecordedEntry> recorded(const Answer& answer) {
  std::vector<ledger::RecordedEntry> standing;
  for (const auto& entry : answer.entries) {
    const auto number = static_cast<std::int64_t>(standing.size()) + 1;
    standing.push_back({{number}, entry, {}, false, {}});
  }
  return standing;
}

reconcile::PersonView view_of(const Answer& answer,
                              const std::vector<ledger::RecordedEntry>& standing) {
  const auto last = day("2026-03-31");
  return reconcile::view(answer.facts, standing, ledger::balances_of(standing, last),
                         ledger::Parameters::built_in(), last);
}

const std::string wage = "net-pay:P0001:W1:2025-06-20";

}  // namespace

TEST_CASE("a part of a split is a thing, an equals sign and an amount", "[split]") {
  const auto part = reconcile::part_of_split("code:2025/garden=-12.50");
  REQUIRE(part);
  CHECK(part->key == "code:2025/garden");
  CHECK(part->amount == pounds("-12.50"));
  CHECK(reconcile::text_of_part(*part) == "code:2025/garden=-12.50");
  CHECK(reconcile::coded_to(part->key) == "2025/garden");
  CHECK(reconcile::coded_to(wage).empty());
  CHECK(reconcile::code_key("2025/garden") == "code:2025/garden");
  for (const auto* wrong : {"", "=1.00", "garden", "garden=", "garden=1.005", "garden=lots"}) {
    INFO(wrong);
    CHECK_FALSE(reconcile::part_of_split(wrong));
  }
}

TEST_CASE("a wage and plants bought with one payment are one entry of two postings", "[split]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-270.00", "S ASHDOWN CARD");
  luke.decide(line, Kind::split, {wage + "=-240.00", "code:2025/garden=-30.00"});
  const Answer answer{luke};
  CHECK(answer.said(line) == "matched decided, " + wage + " -240.00, code:2025/garden -30.00");
  CHECK(postings(answer.entry(line)) ==
        "2025 owed:net-pay:W1 bank:dp 240.00\n"
        "2025 cost:garden bank:dp 30.00\n");
  CHECK(answer.net("owed:net-pay:W1") == "0.00");
  CHECK(reconcile::why(answer.of(line)) == "A person split the line into the parts shown.");
}

TEST_CASE("money back is split between plan lines, which then cost less", "[split]") {
  Case luke;
  const auto line = luke.bank("2025-06-20", "50.00", "VARIOUS SHOPS REFUND");
  luke.decide(line, Kind::split, {"code:2025/garden=20.00", "code:2025/agency=30.00"});
  const Answer answer{luke};
  CHECK(postings(answer.entry(line)) ==
        "2025 bank:dp cost:garden 20.00\n"
        "2025 bank:dp cost:agency 30.00\n");
}

TEST_CASE("what became of a part's item later waits in suspense, and no item is paid twice",
          "[split]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "200.00");  // it was 240.00 when the person decided
  const auto line = luke.bank("2025-06-20", "-270.00", "S ASHDOWN CARD");
  const std::vector<std::string> parts{wage + "=-240.00", "code:2025/garden=-30.00"};
  luke.decide(line, Kind::split, parts);
  const Answer less{luke};
  CHECK(less.net("owed:net-pay:W1") == "0.00");
  CHECK(less.net("suspense") == "40.00");

  luke.payslips.clear();
  const Answer gone{luke};
  CHECK(gone.net("suspense") == "240.00");
  CHECK(gone.net("cost:garden") == "30.00");

  luke.payslip("W1", "2025-06-20", "240.00");
  const auto other = luke.bank("2025-06-21", "-240.00", "AMY JONES");
  luke.decide(other, Kind::match, {wage});
  std::swap(luke.lines[0], luke.lines[1]);  // whatever the order, it is paid once
  const Answer twice{luke};
  CHECK(twice.net("owed:net-pay:W1") == "0.00");
}

TEST_CASE("a part that undoes another line opens again what that one had paid", "[split]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto paid = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  const auto back = luke.bank("2025-06-25", "260.00", "BANK");
  luke.decide(back, Kind::split,
              {"reversal:" + ledger::text(paid) + "=240.00", "code:2025/garden=20.00"});
  const Answer answer{luke};
  CHECK(answer.net("owed:net-pay:W1") == "-240.00");
  CHECK(answer.net("bank:dp") == "20.00");
  CHECK(answer.net("suspense") == "0.00");
}

TEST_CASE("the newest decision stands: a split taken back is the engine's again", "[split]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-240.00", "AMY JONES");
  luke.decide(line, Kind::split, {"code:2025/garden=-140.00", "code:2025/agency=-100.00"});
  CHECK(Answer{luke}.net("cost:garden") == "140.00");
  luke.decide(line, Kind::withdraw, {});
  CHECK(Answer{luke}.said(line) == "matched payee-amount, " + wage + " -240.00");
}

TEST_CASE("the part of a split whose item is gone waits in suspense, and the line asks again",
          "[split]") {
  Case luke;
  const auto line = luke.bank("2025-04-25", "-100.00", "SHARED");
  luke.decide(line, Kind::split, {wage + "=-70.00", "code:2025/garden=-30.00"});
  const Answer answer{luke};
  CHECK(answer.of(line).state == ledger::MatchState::unmatched);
  CHECK(postings(answer.entry(line)) ==
        "2025 cost:garden bank:dp 30.00\n"
        "2025 suspense bank:dp 70.00\n");
  CHECK(reconcile::why(answer.of(line)).find("70.00 of it was for something") != std::string::npos);
}

TEST_CASE("a split is explained in words", "[split]") {
  Case luke;
  luke.payslip("W1", "2025-06-20", "240.00");
  const auto line = luke.bank("2025-06-20", "-270.00", "S ASHDOWN CARD");
  luke.decide(line, Kind::split, {wage + "=-240.00", "code:2025/garden=-30.00"});
  const Answer answer{luke};
  const auto standing = recorded(answer);
  const auto view = view_of(answer, standing);
  const auto told = reconcile::explain(view, *view.line(line));
  CHECK(told.taken_for ==
        "It was taken for the wage of Amy Jones due on 20 June 2025 with £240.00 and spending on "
        "the plan line 2025/garden with £30.00.");
}

TEST_CASE("any split keeps the bank, every item's amount and every balance", "[property][split]") {
  REQUIRE(rc::check("a split moves the line, and nothing but the line", [] {
    Case made;
    const auto pence = [](int from, int to) {
      return Money::of_pence(std::int64_t{100} * *rc::gen::inRange(from, to));
    };
    std::vector<std::string> things{"code:2025/garden", "code:2025/agency", "code:2025/team",
                                    "net-pay:P0001:W2:2025-01-01"};
    for (int week = 0; week < 3; ++week) {
      const auto on = ledger::text(ledger::plus_days(day("2025-06-06"), 7 * week));
      made.payslip("W1", on, ledger::text(pence(1, 5)), "1.00");
      things.push_back("net-pay:P0001:W1:" + on);
    }
    made.invoice("4711", "2025-06-10", ledger::text(pence(1, 5)));
    things.push_back("invoice:P0001:helping-hands-community-care-ltd:4711");
    things.push_back("paye:P0001:2025-26:M03");
    for (int n = *rc::gen::inRange(1, 6); n > 0; --n) {
      const bool out = *rc::gen::inRange(0, 4) != 0;
      std::vector<std::string> parts;
      Money sum;
      auto left = things;
      for (int many = *rc::gen::inRange(1, 5); many > 0; --many) {
        const auto at = *rc::gen::inRange<std::size_t>(0, left.size());
        const auto amount = out ? -pence(1, 4) : pence(1, 4);
        sum += amount;
        parts.push_back(left[at] + "=" + ledger::text(amount));
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
      }
      const auto on = ledger::plus_days(day("2025-06-01"), *rc::gen::inRange(0, 30));
      const auto line = made.bank(ledger::text(on), ledger::text(sum), "CARD PAYMENT");
      if (*rc::gen::inRange(0, 4) != 0) made.decide(line, Kind::split, parts);
    }
    const Answer answer{made};
    std::map<std::string, Money> settled;
    for (std::size_t i = 0; i < answer.matches.size(); ++i) {
      const auto& line = answer.facts.lines[i];
      Money bank;
      for (const auto& posting : answer.entry(line.line.id).postings) {
        if (posting.debit == "bank:dp") bank += posting.amount;
        if (posting.credit == "bank:dp") bank -= posting.amount;
      }
      RC_ASSERT(bank == line.line.amount);
      if (answer.matches[i].rule == "duplicate") continue;
      for (const auto& item : answer.matches[i].items) settled[item.key] += item.amount;
    }
    for (const auto& item : answer.items) {
      RC_ASSERT(ledger::magnitude(settled[item.key]) <= ledger::magnitude(item.amount));
    }
    const auto standing = recorded(answer);
    for (const auto& position : reconcile::positions(view_of(answer, standing))) {
      RC_ASSERT(reconcile::unexplained(position).is_zero());
    }
  }));
}
