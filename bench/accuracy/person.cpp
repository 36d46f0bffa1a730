// Who the person is, which errors their year has, and the order in which it is told.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/names.hpp"
#include "bench/accuracy/spelling.hpp"
#include "bench/accuracy/world.hpp"

#include <algorithm>
#include <array>

namespace accuracy {
namespace {

constexpr std::array<std::string_view, 42> plants{"net-pay-unpaid",
                                                  "duplicate-payment",
                                                  "returned-payment",
                                                  "overpaid",
                                                  "underpaid",
                                                  "lost-payslip",
                                                  "duplicate-payslip",
                                                  "payslip-arithmetic",
                                                  "below-minimum-wage",
                                                  "ghost-worker",
                                                  "paid-after-end",
                                                  "paid-before-start",
                                                  "household-family-paid",
                                                  "paye-overdue",
                                                  "paye-short",
                                                  "pension-overdue",
                                                  "invoice-unpaid",
                                                  "invoice-overpaid",
                                                  "invoice-underpaid",
                                                  "invoice-duplicate",
                                                  "invoice-lost",
                                                  "invoice-either",
                                                  "invoice-two-sums",
                                                  "regular-unpaid",
                                                  "insurance-lapsed",
                                                  "funding-missing",
                                                  "funding-duplicate",
                                                  "funding-wrong-amount",
                                                  "contribution-missing",
                                                  "over-plan-line",
                                                  "cash-withdrawal",
                                                  "prohibited-spending",
                                                  "payment-to-holder",
                                                  "third-party-deposit",
                                                  "ghost-line",
                                                  "chance",
                                                  "surplus",
                                                  "shortfall",
                                                  "review-due",
                                                  "double-funding",
                                                  "like-name",
                                                  "fee-rise"};
constexpr std::array<std::string_view, 3> of_files{"statement-gap", "balance-break",
                                                   "statement-overlap"};
constexpr std::array<int, 5> file_counts{1, 2, 3, 4, 12};

void choose_plants(Story& story) {
  auto& person = story.person;
  auto& random = story.random;
  const auto most = story.noise == Noise::low ? 2 : story.noise == Noise::middle ? 4 : 6;
  for (auto n = random.between(0, most); n > 0; --n) person.planted.emplace(random.pick(plants));
  if (story.chance(4, 8, 12)) person.planted.emplace(random.pick(of_files));
  if (random.chance(6)) person.planted.emplace("twins");
  if (random.chance(12))
    person.planted.emplace("card");
  else if (random.chance(6))
    person.planted.emplace("card-switch");
  if (person.planted.contains("surplus")) person.planted.erase("shortfall");
  if (!person.died.empty()) {
    std::set<std::string> kept;
    for (const std::string one : {"card", "duplicate-payment", "cash-withdrawal"}) {
      if (person.planted.contains(one)) kept.insert(one);
    }
    person.planted = kept;
  }
}

Account make_account(Story& story, const std::string& ref) {
  auto& random = story.random;
  Account account{.ref = ref,
                  .kind = ref == "card" ? "prepaid-card" : "bank",
                  .bank = static_cast<Bank>(random.between(0, 6))};
  account.files = file_counts[static_cast<std::size_t>(random.between(0, 4))];
  if (ref != "dp") return account;
  if (story.has("statement-gap")) {
    account.bank = static_cast<Bank>(random.between(0, 5));
    account.files = 12;
    account.missing = static_cast<int>(random.between(2, 9));
  }
  if (story.has("balance-break")) account.bank = static_cast<Bank>(random.between(0, 5));
  if (story.has("statement-overlap")) {
    account.bank = Bank::barclays;
    account.files = 4;
  }
  return account;
}

void introduce(Story& story) {
  auto& person = story.person;
  auto& random = story.random;
  const auto digits = std::to_string(person.number);
  person.ref = "P" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
  person.name = std::string{random.pick(first_names)} + " " + std::string{random.pick(surnames)};
  if (random.chance(3)) person.died = "2025-11-20";
  choose_plants(story);
  person.quarterly_paye = random.chance(50) || story.has("paye-short");
  person.summaries = random.chance(35) || story.has("lost-payslip");
  person.payroll_run = !story.has("twins") && random.chance(15);
  person.reviewed = !story.has("review-due");
  person.payer_rhythm = random.chance(60) ? "4 weeks" : random.chance(70) ? "month" : "quarter";
  const bool own = story.has("contribution-missing") || random.chance(15);
  person.own = own ? random.between(8, 60) * 500 : 0;
  person.health = own ? "social-care" : "health";
  person.funder = own ? "Trentshire County Council" : std::string{random.pick(funders)};
  person.accounts.push_back(make_account(story, "dp"));
  if (story.has("card") || story.has("card-switch")) {
    person.accounts.push_back(make_account(story, "card"));
    if (story.has("card-switch")) person.accounts.back().opened = "2025-10-01";
  }
  if (story.has("double-funding")) person.accounts.push_back(make_account(story, "sc"));
  person.plan.push_back({"payroll", "payroll-fee", {std::string{random.pick(bureaux)}}});
  person.plan.push_back({"team", "pa-wages", {}});
}

}  // namespace

bool Story::chance(int low, int middle, int high) const {
  return random.chance(noise == Noise::low ? low : noise == Noise::middle ? middle : high);
}

Line& Story::add(Line line) const {
  line.id = static_cast<int>(person.lines.size()) + 1;
  person.lines.push_back(std::move(line));
  return person.lines.back();
}

Person make_person(int number, std::uint64_t seed, Noise noise) {
  Random random{seed * 1'000'003U + static_cast<std::uint64_t>(number) * 7U +
                static_cast<std::uint64_t>(noise)};
  Person person;
  person.number = number;
  Story story{person, random, noise};
  introduce(story);
  employ(story);
  pay_wages(story);
  pay_authorities(story);
  buy_from_suppliers(story);
  pay_regulars(story);
  use_the_card(story);
  bank_acts(story);
  meet_strangers(story);
  move_money(story);
  agree_and_fund(story);
  deliver_services(story);
  write_files(story);
  label(story);
  return person;
}

std::string_view name(Noise noise) {
  switch (noise) {
    case Noise::low:
      return "low";
    case Noise::middle:
      return "middle";
    case Noise::high:
      break;
  }
  return "high";
}

std::string_view name(Truth truth) {
  switch (truth) {
    case Truth::settles:
      return "settles";
    case Truth::coded:
      return "coded";
    case Truth::interest:
      return "interest";
    case Truth::reversal:
      return "reversal";
    case Truth::transfer:
      return "transfer";
    case Truth::duplicate:
      return "duplicate";
    case Truth::unexplained:
      return "unexplained";
    case Truth::undecidable:
      return "undecidable";
    case Truth::undocumented:
      break;
  }
  return "undocumented";
}

std::string pounds(Pence pence) {
  const Pence size = pence < 0 ? -pence : pence;
  const auto rest = std::to_string(size % 100);
  return (pence < 0 ? "-" : "") + std::to_string(size / 100) + "." + (rest.size() < 2 ? "0" : "") +
         rest;
}

}  // namespace accuracy
