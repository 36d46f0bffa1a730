// Who pays how much of a budget to which the person contributes.
#include "ledger/contribution.hpp"

#include "ledger/schedule.hpp"

#include <algorithm>
#include <cstdlib>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;

namespace {

Date day(const char* text) {
  return parse_date(text).value();
}
Money pounds(const char* text) {
  return parse_money(text).value();
}

/// Agreed is 12,000: 900 a month from the funders and 100 from the person.
Budget joint(std::vector<Funder> funders) {
  Budget made{.ref = "b", .from = day("2025-04-01"), .to = day("2026-03-31")};
  made.funders = std::move(funders);
  made.agreed = pounds("12000");
  made.agreed_on = day("2025-03-12");
  made.instalments = {{Payer::funder, pounds("900"), Every::month, day("2025-04-01"), false},
                      {Payer::person, pounds("100"), Every::month, day("2025-04-03"), false}};
  return made;
}
Budget halves() {
  return joint({{"NHS Fenland ICB", "health", pounds("6000")},
                {"Fen County Council", "social-care", pounds("6000")}});
}

PersonVersion version(const Budget& budget, std::optional<Date> from = {}) {
  PersonVersion made{.ref = "P1"};
  made.from = from;
  made.budgets = {budget};
  return made;
}

/// "500.00 + 400.00" of the first instalment of the funders on or after a day.
std::string shares_on(const PersonHistory& history, const char* on) {
  for (const auto& due : due_instalments(history)) {
    if (due.payer != Payer::funder || due.due < day(on)) continue;
    std::string text;
    for (const auto& share : shares_of(history, due)) {
      text += (text.empty() ? "" : " + ") + ledger::text(share.amount);
    }
    return text;
  }
  return "none";
}
std::string shares(const Budget& budget) {
  return shares_on(PersonHistory{{version(budget)}}, "2025-04-01");
}

}  // namespace

TEST_CASE("what the person contributes makes the council's share less and not the NHS's",
          "[contribution]") {
  CHECK(shares(halves()) == "500.00 + 400.00");
  const auto net = net_amounts(halves(), {});
  CHECK(net.lowered == Lowered::social_care);
  CHECK(net.contribution == pounds("1200"));
  CHECK(net.by_funder == std::vector{pounds("6000"), pounds("4800")});
  CHECK(contribution_note(halves(), {}).empty());
}

TEST_CASE("two funders of social care share the contribution by their amounts", "[contribution]") {
  CHECK(shares(joint({{"NHS Fenland ICB", "health", pounds("6000")},
                      {"Fen County Council", "social-care", pounds("4500")},
                      {"Fen City Council", "social-care", pounds("1500")}})) ==
        "500.00 + 300.00 + 100.00");
  CHECK(shares(joint({{"Fen County Council", "social-care", pounds("6000")},
                      {"Fen Schools Trust", "education", pounds("6000")}})) == "400.00 + 500.00");
}

TEST_CASE(
    "a contribution lowers each instalment by the whole of it, also where not all that is "
    "agreed is paid in",
    "[contribution]") {
  auto budget = halves();
  budget.instalments[0].amount = pounds("700");
  CHECK(shares(budget) == "400.00 + 300.00");
}

TEST_CASE("once what is agreed has been reached, what came of the contribution counts",
          "[contribution]") {
  auto budget = halves();
  budget.instalments[0].amount = pounds("1000");  // 11,000 and 1,000 reach what is agreed
  const auto net = net_amounts(budget, {});
  CHECK(net.by_funder == std::vector{pounds("6000"), pounds("5000")});
}

TEST_CASE("another rhythm of the contribution, or all of it at once, gives the same shares",
          "[contribution]") {
  auto budget = halves();
  budget.instalments[1] = {Payer::person, pounds("300"), Every::quarter, day("2025-04-03"), false};
  CHECK(shares(budget) == "500.00 + 400.00");
  budget.instalments[1] = {Payer::person, pounds("1200"), Every::once, day("2025-06-01"), false};
  CHECK(shares(budget) == "500.00 + 400.00");
}

TEST_CASE("a contribution that begins with a revision lowers what is due from then on",
          "[contribution]") {
  auto before = halves();
  before.instalments = {{Payer::funder, pounds("1000"), Every::month, day("2025-04-01"), false}};
  auto after = halves();
  after.instalments[1].first = day("2025-07-03");
  const bool funders_too = GENERATE(false, true);
  if (funders_too) after.instalments[0].first = day("2025-07-01");
  const PersonHistory history{{version(before), version(after, day("2025-07-01"))}};
  CHECK(shares_on(history, "2025-06-01") == "500.00 + 500.00");
  CHECK(shares_on(history, "2025-07-01") == "500.00 + 400.00");
  CHECK(shares_on(history, "2026-03-01") == "500.00 + 400.00");
}

TEST_CASE("a revision of something else changes nobody's share", "[contribution]") {
  auto budget = halves();
  budget.instalments[0].amount = pounds("950");
  budget.instalments[1].first = day("2025-10-03");  // agreed from the start: six months of it
  auto moved = version(budget, day("2025-11-10"));
  moved.name = "Ida Joint";
  const PersonHistory history{{version(budget), moved}};
  CHECK(shares_on(history, "2025-04-01") == "500.00 + 450.00");
  CHECK(shares_on(history, "2025-12-01") == "500.00 + 450.00");
}

TEST_CASE("a contribution where nobody pays for social care is told and lowers nothing",
          "[contribution]") {
  const auto budget = joint({{"NHS Fenland ICB", "health", pounds("6000")},
                             {"Fen Schools Trust", "education", pounds("6000")}});
  CHECK(shares(budget) == "450.00 + 450.00");
  CHECK(contribution_note(budget, {}) ==
        "The person contributes £1,200.00, and no funder pays for social care, for which alone a "
        "contribution is charged. It lowers no funder's payments: say which funder pays for social "
        "care (stream = \"social-care\"), or take the contribution out.");
}

TEST_CASE("a contribution of more than social care costs is told", "[contribution]") {
  const auto budget = joint({{"NHS Fenland ICB", "health", pounds("11000")},
                             {"Fen County Council", "social-care", pounds("1000")}});
  CHECK(shares(budget) == "900.00 + 0.00");
  CHECK(contribution_note(budget, {}) ==
        "The person contributes £1,200.00, which is £200.00 more than the funders of social care "
        "would pay (£1,000.00). They pay nothing then, and the rest lowers no other funder's "
        "payments: make the contribution less, or their part more.");
}

TEST_CASE("one funder pays all of an instalment whatever the person contributes",
          "[contribution]") {
  CHECK(shares(joint({{"Fen County Council", "social-care", pounds("12000")}})) == "900.00");
  CHECK(contribution_note(joint({{"Fen County Council", "social-care", pounds("12000")}}), {})
            .empty());
  CHECK_FALSE(
      contribution_note(joint({{"NHS Fenland ICB", "health", pounds("12000")}}), {}).empty());
}

namespace {

std::int64_t pick(int from, int to) {
  return *rc::gen::inRange(from, to);
}

/// Up to four funders, one for health at least; what is agreed is twelve months of what they and
/// the person pay.
Budget any_joint() {
  static const std::vector<std::string> streams{"health", "social-care", "education"};
  const auto monthly = pick(10'000, 100'000);
  const auto own = pick(0, 40'000);
  std::vector<std::int64_t> weights{pick(1, 100)};
  std::vector<std::string> stream{"health"};
  for (auto more = pick(0, 4); more > 0; --more) {
    weights.push_back(pick(1, 100));
    stream.push_back(streams[static_cast<std::size_t>(pick(0, 3))]);
  }
  const auto agreed = Money::of_pence(12 * (monthly + own));
  std::vector<Funder> funders;
  for (const auto amount : apportion(agreed, weights)) {
    const auto name = "Funder " + std::to_string(funders.size());
    funders.push_back({name, stream[funders.size()], amount});
  }
  auto budget = joint(funders);
  budget.agreed = agreed;
  budget.instalments[0].amount = Money::of_pence(monthly);
  budget.instalments[1].amount = Money::of_pence(own);
  return budget;
}

std::int64_t social_pence(const Budget& budget) {
  std::int64_t sum = 0;
  for (const auto& funder : budget.funders) {
    if (funder.stream == "social-care") sum += funder.amount.pence();
  }
  return sum;
}

}  // namespace

TEST_CASE(
    "every funder pays its part of a month's whole, and those of social care the person's "
    "part less",
    "[property][contribution]") {
  int lowered = 0;
  REQUIRE(rc::check("against a month reckoned by itself", [&] {
    const auto budget = any_joint();
    const auto own = budget.instalments[1].amount.pence();
    const auto month = budget.instalments[0].amount.pence() + own;
    const auto agreed = budget.agreed->pence();
    const auto social = social_pence(budget);
    const bool fits = own == 0 || (social > 0 && own * 12 <= social);
    RC_ASSERT(contribution_note(budget, {}).empty() == fits);
    for (const auto& due : due_instalments(PersonHistory{{version(budget)}})) {
      if (due.payer != Payer::funder) continue;
      const auto shares = shares_of(PersonHistory{{version(budget)}}, due);
      Money sum;
      for (const auto& share : shares) sum += share.amount;
      RC_ASSERT(sum == due.amount);
      if (!fits) continue;
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto& funder = budget.funders[i];
        // Times agreed and social, so that nothing has to be divided.
        const auto scale = agreed * std::max<std::int64_t>(social, 1);
        const auto amount = funder.amount.pence();
        auto whole = amount * month * std::max<std::int64_t>(social, 1);
        if (funder.stream == "social-care") whole -= own * amount * agreed;
        RC_ASSERT(2 * std::abs(shares[i].amount.pence() * scale - whole) < 3 * scale);
      }
      if (social > 0 && own > 0) ++lowered;
    }
  }));
  CHECK(lowered > 20);
}
