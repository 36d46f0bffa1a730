#include "ledger/store/match_codec.hpp"
#include "ledger/store/version_codec.hpp"
#include "tests/store/support_book.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace ledger;
using namespace store_tests;

namespace {

Date any_day() {
  return Date::of_days(*rc::gen::inRange(-20000, 80000));
}
Money any_money() {
  return Money::of_pence(*rc::gen::arbitrary<std::int64_t>());
}
bool any() {
  return *rc::gen::arbitrary<bool>();
}
std::string any_text() {
  return *rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::inRange<char>(1, 127), rc::gen::element('"', '\\', ',', '[')));
}
template <class Choice>
Choice any_of(Choice last) {
  return static_cast<Choice>(*rc::gen::inRange(0, static_cast<int>(last) + 1));
}
template <class Make>
auto maybe(Make make) -> std::optional<decltype(make())> {
  if (any()) return std::nullopt;
  return make();
}
template <class Make>
auto several(Make make) -> std::vector<decltype(make())> {
  std::vector<decltype(make())> all;
  const int count = *rc::gen::inRange(0, 4);
  for (int n = 0; n < count; ++n) all.push_back(make());
  return all;
}
Quantity any_quantity() {
  return {*rc::gen::arbitrary<std::int64_t>()};
}
Every any_every() {
  return any_of(Every::quarter);
}

Account any_account() {
  return {any_text(),  any_of(AccountKind::managed),
          any_text(),  any_text(),
          any_text(),  any_day(),
          any_money(), any_text()};
}
Share any_share() {
  return {any_text(), any_text(), *rc::gen::arbitrary<std::int64_t>()};
}
Worker any_worker() {
  return {any_text(),
          any_text(),
          any_day(),
          maybe(any_day),
          maybe(any_day),
          any_of(Relation::household_family),
          maybe(any_day),
          maybe(any_quantity),
          maybe(any_money),
          several(any_share),
          any() ? any_text() : "",
          any_of(HolidayKind::irregular_hours),
          maybe(any_day)};
}
PlanLine any_plan_line() {
  return {any_text(),        any_text(),       any_text(),       any_money(),
          several(any_text), maybe(any_money), maybe(any_every), maybe(any_day)};
}
Instalment any_instalment() {
  return {any_of(Payer::person), any_money(), any_every(), any_day(), any()};
}
Budget any_budget() {
  return {any_text(),
          any_of(Deployment::direct_payment),
          any_text(),
          several([] {
            return Funder{any_text(), any_text(), any_money()};
          }),
          any_text(),
          several(any_text),
          any_day(),
          any_day(),
          maybe(any_money),
          maybe(any_day),
          maybe(any_money),
          any_money(),
          *rc::gen::arbitrary<int>(),
          several(any_day),
          maybe(any_money),
          maybe(any_day),
          several(any_text),
          several(any_instalment),
          several(any_plan_line),
          several([] {
            return Pot{any_text(), any_money()};
          }),
          any() ? any_text() : "",
          any_of(Rest::due_back),
          several([] {
            return Approval{any_text(), any_text(), any_day()};
          }),
          several([] {
            return FormerCost{{any_day(), any_day()}, any_money()};
          }),
          maybe(any_day),
          any() ? any_text() : ""};
}
Service any_service() {
  return {any_text(),  any_text(),     any_text(),  any_text(), any_text(),    any_text(),
          any_money(), any_quantity(), any_every(), any_day(),  maybe(any_day)};
}
PersonVersion any_version() {
  return {any_text(),
          any_text(),
          any_text(),
          any_text(),
          any_of(Holder::representative),
          any_text(),
          maybe(any_day),
          maybe(any_day),
          maybe([] {
            return Employer{any(), any(), any() ? any_text() : ""};
          }),
          several(any_account),
          several(any_worker),
          several(any_budget),
          several(any_service)};
}

std::vector<Settled> any_items() {
  return several([] { return Settled{any_text(), any_money()}; });
}
Posting any_posting() {
  const char* budget = any() ? "2025" : "2026";
  const char* debit = any() ? "bank:dp" : "cost:team";
  const char* item = any() ? "" : any() ? "net-pay:P0001:W1:2025-04-30" : "paye:P0001:2025-26:M03";
  return {budget, debit, any() ? "suspense" : "owed:paye",
          Money::of_pence(*rc::gen::inRange<std::int64_t>(1, 1000000)), item};
}
Entry any_entry() {
  auto postings = several(any_posting);
  postings.push_back(any_posting());
  std::optional<Match> match;
  if (any()) {
    match = Match{any_of(MatchState::unmatched),
                  any_text(),
                  *rc::gen::inRange(0, 1001),
                  any_text(),
                  any_text(),
                  any() ? store::settled_by(postings) : any_items(),
                  several([] {
                    return Alternative{any_text(), any_items(), any_text(), any() ? any_text() : "",
                                       any() ? any_text() : ""};
                  })};
  }
  const std::string source = any()   ? "line:" + text(LineId{*rc::gen::arbitrary<std::int64_t>()})
                             : any() ? "line:LABCDEF0123456789"
                                     : "payslip:" + any_text();
  return {any_day(), any_of(EntryKind::line), source, postings, match};
}

}  // namespace

TEST_CASE("a version comes back exactly as it went in", "[store][property]") {
  REQUIRE(rc::check("decode(encode(x)) == x", [] {
    const PersonVersion version = any_version();
    const auto encoded = store::encode(version);
    RC_ASSERT(store::decode(encoded.agreed, encoded.details) == version);
  }));
}

TEST_CASE("personal details are in the details and nowhere else", "[store]") {
  auto one = version();
  one.holder_name = "Percy Holder";
  one.budgets.push_back({"2025",
                         Deployment::direct_payment,
                         "health",
                         {},
                         {},
                         {},
                         day(2025, 4, 1),
                         day(2026, 3, 31),
                         {},
                         {},
                         {},
                         {},
                         0,
                         {},
                         {},
                         {},
                         {"Agreed Name"},
                         {},
                         {{"team", "pa-wages", "My garden", {}, {}, {}, {}, {}}},
                         {}});
  const auto encoded = store::encode(one);
  const auto born = std::to_string(day(1990, 2, 11).days());
  for (const std::string& detail :
       {std::string{"Mabel Ashby"}, std::string{"9434765919"}, std::string{"Percy Holder"},
        std::string{"309021"}, std::string{"01234567"}, std::string{"Nora Field"}, born,
        std::string{"Agreed Name"}, std::string{"My garden"}}) {
    INFO(detail);
    CHECK(encoded.agreed.find(detail) == std::string::npos);
    CHECK(encoded.details.find(detail) != std::string::npos);
  }
  CHECK(store::decode(encoded.agreed, "").name == one.ref);
  CHECK_THROWS_AS(store::decode("[1,2]", ""), store::Failure);
  CHECK_THROWS_AS(store::decode("[2,\"P\"]", ""), store::Failure);
}

// Books in the world hold this: a change here is a new form, never another meaning of this one.
TEST_CASE("form 1 of a version reads as it always did", "[store][golden]") {
  const auto encoded = store::encode(version());
  CHECK(encoded.agreed == R"([1,"P0001","chc-adult",0,null,null,null,[["dp",0,"",20179,0,"GBP"]],)"
                          R"([["W1",20179,null,0,null,2400,1280,[]]],[],[]])");
  CHECK(encoded.details ==
        R"([1,"Mabel Ashby","9434765919","",[["309021","01234567"]],[["Nora Field",7346]],[]])");
}

TEST_CASE("an alternative of a book from before reasons were kept reads as it always did",
          "[store][golden]") {
  const auto old =
      store::decode_alternatives(R"([["payee-amount",[["paye:P1:2025-26:M03",-1]],""]])");
  REQUIRE(old.size() == 1);
  CHECK(old[0] == Alternative{"payee-amount", {{"paye:P1:2025-26:M03", Money::of_pence(-1)}}, ""});
  CHECK(store::encode_alternatives(old) == R"([["payee-amount",[["paye:P1:2025-26:M03",-1]],""]])");
  auto lost = old;
  lost[0].against = "further=6";
  CHECK(store::encode_alternatives(lost) ==
        R"([["payee-amount",[["paye:P1:2025-26:M03",-1]],"","further=6"]])");
  CHECK(store::decode_alternatives(store::encode_alternatives(lost)) == lost);
  auto fits = old;
  fits[0].evidence = "name=full;days=0";
  CHECK(store::encode_alternatives(fits) ==
        R"([["payee-amount",[["paye:P1:2025-26:M03",-1]],"","","name=full;days=0"]])");
  CHECK(store::decode_alternatives(store::encode_alternatives(fits)) == fits);
  CHECK_THROWS_AS(store::decode_alternatives(R"([["rule",[],"",7]])"), store::Failure);
}

TEST_CASE("any entries come back exactly as they were posted, and the book holds",
          "[store][property]") {
  const Folder folder;
  const auto book = new_book(folder.file("book"));
  int nth = 0;
  REQUIRE(rc::check("entries(post(x)) == x", [&] {
    auto work = book->begin(stamp());
    const PersonId person = work->add_version(version("P" + std::to_string(nth++)));
    const auto first = several(any_entry);
    auto second = several(any_entry);
    work->post({person, {}, first});
    std::vector<EntryNo> reversed;
    for (std::size_t at = 0; at < first.size(); ++at) {
      if (any()) reversed.push_back({static_cast<std::int64_t>(at + 1)});
    }
    work->post({person, reversed, second});
    const auto entries = work->reader().entries(person);
    RC_ASSERT(entries.size() == first.size() + reversed.size() + second.size());
    for (std::size_t at = 0; at < first.size(); ++at) RC_ASSERT(entries[at].entry == first[at]);
    for (std::size_t at = 0; at < second.size(); ++at) {
      RC_ASSERT(entries[entries.size() - second.size() + at].entry == second[at]);
    }
    RC_ASSERT(work->reader().balances(person) == balances_of(entries));
    RC_ASSERT(store::check(work->reader()).empty());
  }));
}
