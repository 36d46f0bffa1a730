// Regular payments of the plan, spending by card, what the bank does itself, and strangers.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/names.hpp"
#include "bench/accuracy/spelling.hpp"
#include "bench/accuracy/world.hpp"

#include <algorithm>
#include <array>

namespace accuracy {
namespace {

bool lives(const Story& story, Date date) {
  return story.person.died.empty() || text(date) <= story.person.died;
}

struct Regular {
  std::string ref, shown, type;
  Pence each = 0;
  std::string every;
  Date first;
};

Date next(const Regular& regular, int n) {
  if (regular.every == "month") return plus_months(regular.first, n);
  return plus_days(regular.first, (regular.every == "week" ? 7 : 28) * n);
}

void pay(const Story& story, const Regular& regular) {
  auto& person = story.person;
  const bool insurance = regular.ref == "insurance";
  for (int n = 0; n == 0 || regular.every != "once"; ++n) {
    const auto due = next(regular, n);
    if (due > as_of()) return;
    if (!lives(story, due)) return;
    const auto key = "plan:" + person.ref + ":2025:" + regular.ref + ":" + text(due);
    person.items.push_back({.key = key,
                            .of = Of::regular,
                            .amount = -regular.each,
                            .due = due,
                            .arises = due,
                            .plan_line = regular.ref});
    const bool middle = day(2025, 6, 1) < due && due < day(2026, 2, 1);
    if (insurance && story.has("insurance-lapsed")) continue;
    if (!insurance && middle && story.has("regular-unpaid") && !story.has("did-regular") &&
        story.random.chance(30)) {
      person.planted.insert("did-regular");
      continue;
    }
    const auto date = working_from(due);
    if (date > as_of()) continue;
    // The bureau's fee goes up and nobody changes the plan.
    const bool dearer =
        regular.ref == "payroll" && story.has("fee-rise") && due >= day(2025, 10, 1);
    story.add({.date = date,
               .amount = -regular.each - (dearer ? 200 : 0),
               .payee = regular.shown,
               .reference = insurance ? person.ref : "",
               .type = regular.type,
               .kind = insurance ? "premium"
                       : dearer  ? "regular-dearer"
                                 : "regular",
               .truth = Truth::settles,
               .shares = {{key, -regular.each}}});
  }
}

std::string toml_of(const Regular& regular) {
  return "each = \"" + pounds(regular.each) + "\"\nevery = \"" + regular.every +
         "\"\nfirst = " + text(regular.first) + "\n";
}

void refund(const Story& story, const Line& bought) {
  const bool whole = story.random.chance(50);
  const auto date = plus_days(bought.date, static_cast<int>(story.random.between(2, 9)));
  if (date > as_of()) return;
  Line back = bought;
  back.date = date;
  back.kind = whole ? "refund-whole" : "refund-part";
  back.amount = whole ? -bought.amount : -bought.amount / 300 * 100;
  if (back.amount <= 0) return;
  if (whole) {
    back.truth = Truth::reversal;
    back.other = bought.id;
  }
  if (story.noise != Noise::low) back.reference = "REFUND";
  story.add(std::move(back));
}

void visit(const Story& story, const std::string& place, Date date, const std::string& account,
           const std::string& plan_line, bool may_refund) {
  const auto line = story.add({.date = date,
                               .amount = -story.random.between(9, 90) * 50,
                               .payee = show_card(story.random, story.noise, place, date),
                               .reference = "",
                               .type = "DEB",
                               .kind = "plan-payee-by-card",
                               .truth = Truth::coded,
                               .plan_line = plan_line,
                               .account = account});
  if (may_refund && story.chance(2, 4, 5)) refund(story, line);
}

void add_stranger(const Story& story, std::string_view who, std::string kind, std::string code,
                  Pence amount, std::string type, Date date) {
  story.add({.date = date,
             .amount = amount,
             .payee = std::string{who},
             .reference = "",
             .type = std::move(type),
             .kind = std::move(kind),
             .truth = Truth::unexplained,
             .code = std::move(code)});
}

Date some_day(const Story& story) {
  const auto last = story.person.died.empty() ? 350 : 190;
  return working_from(plus_days(first_day(), static_cast<int>(story.random.between(15, last))));
}

/// A stranger who is paid, near its day, exactly what somebody else is owed.
void coincide(const Story& story) {
  std::vector<const Item*> items;
  for (const auto& item : story.person.items) {
    const bool fits = item.amount < 0 && item.amount % 100 == 0 && item.due < day(2026, 3, 1) &&
                      item.due > day(2025, 5, 1);
    if (fits) items.push_back(&item);
  }
  if (items.empty()) return;
  const auto& item =
      *items[static_cast<std::size_t>(story.random.between(0, std::ssize(items) - 1))];
  if (!lives(story, plus_days(item.due, 3))) return;
  const auto date =
      working_from(plus_days(item.due, static_cast<int>(story.random.between(-1, 2))));
  add_stranger(story, story.random.pick(strangers), "stranger-by-chance", "unplanned-spending",
               item.amount, "DEB", date);
}

}  // namespace

void pay_regulars(Story& story) {
  auto& random = story.random;
  auto& person = story.person;
  const std::string bureau = person.plan.front().payees.front();
  const Regular fee{"payroll", bureau,
                    "DD",      random.between(18, 42) * 100,
                    "month",   day(2025, 4, static_cast<int>(random.between(10, 26)))};
  person.plan.front().regular = toml_of(fee);
  pay(story, fee);
  const std::string insurer{random.pick(insurers)};
  const Regular premium{"insurance", show_firm(random, story.noise, insurer),
                        "DEB",       random.between(70, 140) * 100,
                        "once",      day(2025, 4, 14)};
  person.plan.push_back({"insurance", "insurance", {insurer}, toml_of(premium)});
  pay(story, premium);
  if (!random.chance(45)) return;
  const std::string carrier{random.pick(transports)};
  const Regular rides{"rides",
                      show_firm(random, story.noise, carrier),
                      "SO",
                      random.between(8, 60) * 100,
                      random.chance(50) ? "week" : "4 weeks",
                      day(2025, 4, 8)};
  person.plan.push_back({"rides", "transport", {carrier}, toml_of(rides)});
  pay(story, rides);
}

void use_the_card(Story& story) {
  auto& random = story.random;
  const auto start = random.between(0, std::ssize(outings) - 1);
  const std::string one{outings[static_cast<std::size_t>(start)]};
  const std::string two{outings[static_cast<std::size_t>((start + 5) % std::ssize(outings))]};
  story.person.plan.push_back({"outings", "activities", {one, two}});
  for (int n = 0; n < 24; ++n) {
    const auto date = plus_days(day(2025, 4, 7), n * 14 + static_cast<int>(random.between(0, 9)));
    if (!lives(story, date)) break;
    // A card provider's account takes over the spending by card where there is one.
    std::string account = "dp";
    for (const auto& other : story.person.accounts) {
      if (other.kind == "prepaid-card" && text(date) >= other.opened) account = other.ref;
    }
    visit(story, random.chance(60) ? one : two, date, account, "2025/outings", true);
  }
  if (!story.has("double-funding")) return;
  story.person.plan.push_back({"outings", "activities", {one}, {}, 0, "2025s"});
  for (int n = 0; n < 10; ++n) {
    visit(story, one, plus_days(day(2025, 4, 20), n * 30), "sc", "2025s/outings", false);
  }
}

void bank_acts(Story& story) {
  auto& random = story.random;
  const bool planned = random.chance(50);
  if (planned) story.person.plan.push_back({"bank", "bank-charge", {}});
  if (random.chance(25)) {
    for (int month = 1; month < 12; ++month) {
      story.add({.date = working_from(plus_months(day(2025, 4, 2), month)),
                 .amount = -500,
                 .payee = "ACCOUNT FEE",
                 .reference = "",
                 .type = "CHG",
                 .kind = "bank-charge",
                 .truth = planned ? Truth::coded : Truth::unexplained,
                 .plan_line = planned ? "2025/bank" : "",
                 .code = planned ? "" : "unplanned-spending"});
    }
  }
  if (!random.chance(30)) return;
  for (int quarter = 0; quarter < 4; ++quarter) {
    story.add({.date = working_until(plus_months(day(2025, 6, 28), 3 * quarter)),
               .amount = random.between(12, 480),
               .payee = random.chance(50) ? "INTEREST PAID" : "GROSS INTEREST",
               .reference = "",
               .type = "INT",
               .kind = "interest",
               .truth = Truth::interest});
  }
}

void meet_strangers(Story& story) {
  auto& random = story.random;
  const auto times = story.noise == Noise::low ? 1 : story.noise == Noise::middle ? 3 : 6;
  for (auto n = random.between(0, times); n > 0; --n) {
    const auto date = some_day(story);
    add_stranger(story, show_card(random, story.noise, std::string{random.pick(strangers)}, date),
                 "stranger", "unplanned-spending", -random.between(300, 9900), "DEB", date);
  }
  if (story.has("chance")) coincide(story);
  if (story.has("like-name")) {
    static constexpr std::array<std::string_view, 3> shops{" AND SONS", " ELECTRICAL", " PHARMACY"};
    const auto name = upper(story.person.workers.front().name);
    add_stranger(story, name.substr(name.find(' ') + 1) + std::string{random.pick(shops)},
                 "stranger-like-worker", "unplanned-spending", -random.between(500, 9000), "DEB",
                 some_day(story));
  }
  if (story.has("cash-withdrawal")) {
    add_stranger(story, "CASH NOTEMACHINE HIGH ST", "cash", "cash-withdrawal",
                 -random.between(1, 20) * 1000, "CPT", some_day(story));
  }
  if (story.has("prohibited-spending")) {
    add_stranger(story, random.pick(prohibited), "prohibited", "prohibited-spending",
                 -random.between(500, 9000), "DEB", some_day(story));
  }
  if (story.has("payment-to-holder")) {
    add_stranger(story, upper(story.person.name), "to-holder", "payment-to-holder",
                 -random.between(5, 60) * 1000, "FPO", some_day(story));
  }
  if (story.has("third-party-deposit") && story.person.own == 0 &&
      story.person.health == "health") {
    add_stranger(story, "COLIN BRASSINGTON", "deposit", "third-party-deposit",
                 random.between(10, 90) * 500, "FPI", some_day(story));
  }
  if (story.has("ghost-line")) {
    add_stranger(story, "KEVIN STRANGEWAYS WAGES", "ghost-wage", "ghost-worker",
                 -random.between(12000, 60000), "FPO", some_day(story));
  }
  if (!story.person.died.empty()) {
    add_stranger(story, random.pick(strangers), "stranger-after-death", "paid-after-death",
                 -random.between(900, 4000), "DEB", day(2025, 12, 9));
  }
}

}  // namespace accuracy
