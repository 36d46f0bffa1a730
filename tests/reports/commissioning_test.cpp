// The commissioner's lists: caseload, quarterly count, NFI extract, retention.
#include "reports/budget_state.hpp"
#include "reports/caseload.hpp"
#include "reports/nfi_extract.hpp"
#include "reports/quarter_count.hpp"
#include "reports/retention.hpp"
#include "tests/reports/golden.hpp"
#include "tests/reports/small_book.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace reports;
using ledger::Budget;
using ledger::Deployment;
using nlohmann::ordered_json;
using small_book::day;
using small_book::pounds;

namespace {

Budget budget(const std::string& ref, std::string_view from, std::string_view to,
              Deployment deployment = Deployment::direct_payment) {
  Budget made{.ref = ref, .deployment = deployment, .from = day(from), .to = day(to)};
  made.stream = "health";
  made.funders = {{"NHS Example", "health", pounds("1200.00")}};
  made.agreed = pounds("1200.00");
  made.instalments = {{ledger::Payer::funder, pounds("100.00"), ledger::Every::month, day(from)}};
  return made;
}

Budget one_off(const std::string& ref, std::string_view from, std::string_view to) {
  auto made = budget(ref, from, to);
  made.instalments.front().every = ledger::Every::once;
  return made;
}

ledger::PersonVersion version(std::vector<Budget> budgets, const std::string& care_group) {
  ledger::PersonVersion made;
  made.ref = "P1";
  made.name = "Ada Fenn";
  made.nhs_number = "9434765919";
  made.care_group = care_group;
  made.accounts = {
      {.ref = "old", .sort_code = "111111", .number = "11111111", .opened = day("2025-04-01")},
      {.ref = "dp", .sort_code = "309021", .number = "01234567", .opened = day("2025-04-01")}};
  made.budgets = std::move(budgets);
  return made;
}

ledger::PersonHistory history(std::vector<Budget> budgets,
                              const std::string& care_group = "chc-adult") {
  return ledger::PersonHistory{{version(std::move(budgets), care_group)}};
}

Case a_case(const std::string& person, Deployment deployment, const std::string& care_group,
            const std::string& spent) {
  Case made{.person = person,
            .budget = "2025",
            .care_group = care_group,
            .deployment = deployment,
            .funder = "NHS Example",
            .days = {day("2025-04-01"), day("2026-03-31")}};
  made.agreed = pounds("1000.00");
  made.received = pounds("500.00");
  made.spent = pounds(spent);
  return made;
}

const Quarter q1{2025, 1};

}  // namespace

TEST_CASE("a budget is planned until it is agreed, runs to its last day, and is then over",
          "[commissioning]") {
  auto planned = budget("2025", "2025-04-01", "2026-03-31");
  planned.agreed_on = day("2025-06-01");
  const auto life = history({planned});
  const auto state = [&](std::string_view on) { return state_on(life, planned, day(on)); };
  CHECK(state("2025-05-31") == BudgetState::planning);
  CHECK(state("2025-06-01") == BudgetState::agreed);
  CHECK(state("2026-03-31") == BudgetState::agreed);
  CHECK(state("2026-04-01") == BudgetState::ended);
  CHECK_FALSE(is_active(life, planned, day("2025-03-31")));

  auto closed = planned;
  closed.closed_on = day("2025-08-31");
  const auto shorter = history({closed});
  CHECK(state_on(shorter, closed, day("2025-08-31")) == BudgetState::agreed);
  CHECK(state_on(shorter, closed, day("2025-09-01")) == BudgetState::closed);
}

TEST_CASE("a budget ends on the eve of the one that takes over from it", "[commissioning]") {
  const auto old = budget("council", "2025-04-01", "2026-03-31");
  auto next = budget("nhs", "2025-09-01", "2026-08-31");
  next.follows = "council";
  const auto life = history({old, next});
  CHECK(is_active(life, old, day("2025-08-31")));
  CHECK(state_on(life, old, day("2025-09-01")) == BudgetState::ended);
  CHECK(is_active(life, next, day("2025-09-01")));
}

TEST_CASE("who has died has no active budget from the day after", "[commissioning]") {
  auto whole = version({budget("2025", "2025-04-01", "2026-03-31")}, "chc-adult");
  whole.died = day("2025-05-10");
  const ledger::PersonHistory life{{whole}};
  CHECK(is_active(life, whole.budgets.front(), day("2025-05-10")));
  CHECK_FALSE(is_active(life, whole.budgets.front(), day("2025-05-11")));
  const auto counted = counted_in(life, q1, day("2025-07-01"));
  REQUIRE(counted);
  CHECK(counted->in_year.size() == 1);
  CHECK(counted->active.empty());
}

TEST_CASE("a person's case has the figures of the balance", "[commissioning]") {
  const auto book = small_book::april();
  const auto view = book.view(day("2025-04-30"));
  const auto cases = cases_of(view);
  REQUIRE(cases.size() == 1);
  const auto position = reconcile::positions(view).front();
  CHECK(cases.front().spent == position.spent);
  CHECK(cases.front().received == position.received);
  CHECK(cases.front().bank == position.bank);
  CHECK(cases.front().surplus == position.surplus);
  CHECK(cases.front().state == BudgetState::agreed);
}

TEST_CASE("a budget that is over stays in the caseload while it holds money", "[commissioning]") {
  const auto book = small_book::april();
  const auto after = book.view(day("2026-06-30"));
  const auto cases = cases_of(after);
  REQUIRE(cases.size() == 1);
  CHECK(cases.front().state == BudgetState::ended);

  auto empty = small_book::april();
  empty.entries.clear();
  CHECK(cases_of(empty.view(day("2026-06-30"))).empty());
}

TEST_CASE("the sums of a caseload tie, and a person of two kinds is one person in all",
          "[commissioning]") {
  const std::vector<Case> cases{a_case("P1", Deployment::notional, "chc-adult", "10.00"),
                                a_case("P1", Deployment::direct_payment, "chc-adult", "20.00"),
                                a_case("P2", Deployment::direct_payment, "mental-health", "30.00")};
  const auto answer = caseload(cases, day("2025-06-30"));
  CHECK(as_text(answer) == golden::page("caseload.txt", as_text(answer)));
  CHECK(as_csv(answer) == golden::page("caseload.csv", as_csv(answer)));
  CHECK(answer.json + "\n" == golden::page("caseload.json", answer.json + "\n"));
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["all"]["people"] == 2);
  CHECK(json["all"]["budgets"] == 3);
  CHECK(json["all"]["spent"] == "60.00");
  REQUIRE(json["by_deployment"].size() == 2);
  CHECK(json["by_deployment"][0]["deployment"] == "direct-payment");
  CHECK(json["by_deployment"][0]["people"] == 2);
  CHECK(json["by_deployment"][1]["people"] == 1);
  CHECK(caseload(cases, day("2025-06-30"), CaseloadBy::care_group).tables.size() == 2);
}

TEST_CASE("a quarter is named by its financial year, and nothing else is a quarter",
          "[commissioning]") {
  REQUIRE(parse_quarter("2025-26-Q1"));
  CHECK(parse_quarter("2025-26-Q1")->days() ==
        ledger::Period{day("2025-04-01"), day("2025-06-30")});
  CHECK(parse_quarter("2025-26-Q4")->days() ==
        ledger::Period{day("2026-01-01"), day("2026-03-31")});
  CHECK(parse_quarter("1999-00-Q2")->year_to_date() ==
        ledger::Period{day("1999-04-01"), day("1999-09-30")});
  CHECK(text(*parse_quarter("1999-00-Q2")) == "1999-00-Q2");
  for (const auto* wrong : {"", "2025-27-Q1", "2025-26-Q0", "2025-26-Q5", "2025-26Q1", "25-26-Q1",
                            "2025-26-Q11", "2025-26-q1"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_quarter(wrong));
  }
}

TEST_CASE("the year to date begins on 1 April, and only agreed budgets count", "[commissioning]") {
  const auto late = day("2025-07-15");
  CHECK_FALSE(counted_in(history({budget("a", "2024-04-01", "2025-03-31")}), q1, late));
  const auto last_day = counted_in(history({budget("a", "2024-04-02", "2025-04-01")}), q1, late);
  REQUIRE(last_day);
  CHECK(last_day->active.empty());
  CHECK_FALSE(counted_in(history({budget("a", "2025-07-01", "2026-06-30")}), q1, late));
  auto unagreed = budget("a", "2025-04-01", "2026-03-31");
  unagreed.agreed = std::nullopt;
  CHECK_FALSE(counted_in(history({unagreed}), q1, late));
}

TEST_CASE("what is paid once counts in the year and not at the quarter's end", "[commissioning]") {
  const auto once =
      counted_in(history({one_off("a", "2025-05-01", "2026-03-31")}), q1, day("2025-07-15"));
  REQUIRE(once);
  CHECK(once->in_year.contains(Deployment::direct_payment));
  CHECK(once->active.empty());
  CHECK(once->one_off_at_end);
  const auto both =
      counted_in(history({one_off("a", "2025-05-01", "2026-03-31"),
                          budget("b", "2025-04-01", "2026-03-31", Deployment::notional)}),
                 q1, day("2025-07-15"));
  REQUIRE(both);
  CHECK(both->in_year.size() == 2);
  CHECK(both->active == std::set<Deployment>{Deployment::notional});
  CHECK_FALSE(both->one_off_at_end);
}

TEST_CASE("a person of two kinds is counted in each and once in all; nobody's age is guessed",
          "[commissioning]") {
  const Counted two{"P1",
                    "chc-adult",
                    {Deployment::notional, Deployment::direct_payment},
                    {Deployment::notional}};
  const Counted child{"P2",
                      "childrens-continuing-care",
                      {Deployment::direct_payment},
                      {Deployment::direct_payment}};
  const auto answer = quarter_count({two, child}, q1, day("2025-07-15"));
  CHECK(as_text(answer) == golden::page("quarter_count.txt", as_text(answer)));
  CHECK(as_csv(answer) == golden::page("quarter_count.csv", as_csv(answer)));
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["year_to_date"] == 2);
  CHECK(json["active"] == 2);
  CHECK(json["by_deployment"][0]["year_to_date"] == 1);
  CHECK(json["by_deployment"][2]["year_to_date"] == 2);
  CHECK(json["by_deployment"][2]["active"] == 1);
  CHECK(json["by_age"][0]["year_to_date"].is_null());
  CHECK(json["by_age"][2]["group"] == "not known");
  CHECK(json["by_age"][2]["active"] == 2);
}

TEST_CASE("the NFI extract has current direct payments, one row a person", "[commissioning]") {
  const auto on = day("2025-06-30");
  auto first = budget("a", "2025-04-01", "2026-03-31");
  auto second = budget("b", "2025-05-01", "2026-04-30");
  first.accounts = {"old", "dp"};
  second.accounts = {"dp"};
  const auto listed = nfi_person(history({first, second}), on);
  REQUIRE(listed.place == NfiPerson::Place::listed);
  CHECK(listed.fields.at("budget") == Cell{std::string{"a; b"}});
  CHECK(listed.fields.at("agreed") == Cell{pounds("2400.00")});
  CHECK(listed.fields.at("from") == Cell{day("2025-04-01")});
  CHECK(listed.fields.at("account_number") == Cell{std::string{"01234567"}});
  CHECK(listed.fields.at("instalment") == Cell{pounds("100.00")});
  CHECK(listed.fields.size() == nfi_fields().size());
  for (const auto field : nfi_fields()) CHECK(listed.fields.contains(field));

  const auto place = [&](const ledger::PersonHistory& life) { return nfi_person(life, on).place; };
  CHECK(place(history({budget("a", "2025-04-01", "2026-03-31", Deployment::notional)})) ==
        NfiPerson::Place::no_current_direct_payment);
  CHECK(place(history({budget("a", "2024-04-01", "2025-06-29")})) ==
        NfiPerson::Place::no_current_direct_payment);
  CHECK(place(history({first}, "childrens-continuing-care")) == NfiPerson::Place::child_care_group);
}

TEST_CASE("the NFI extract has the columns of the mapping, and says what could not be tested",
          "[commissioning]") {
  auto dp = budget("a", "2025-04-01", "2026-03-31");
  dp.accounts = {"dp"};
  const auto on = day("2025-06-30");
  const std::vector<NfiPerson> people{nfi_person(history({dp}), on),
                                      nfi_person(history({dp}, "childrens-continuing-care"), on)};
  const auto answer = nfi_extract(
      people, {{{"Ref No", "ref"}, {"Acct", "account_number"}, {"Start", "from"}}, "nfi.toml"}, on);
  CHECK(as_csv(answer) == "Ref No,Acct,Start\r\nP1,01234567,2025-04-01\r\n");
  const auto json = ordered_json::parse(answer.json);
  CHECK(json["mapping"] == "nfi.toml");
  CHECK(json["rows"] == ordered_json::parse(R"([["P1","01234567","2025-04-01"]])"));
  const auto example = nfi_extract(people, {nfi_example(), ""}, on);
  CHECK(as_text(example) == golden::page("nfi_extract.txt", as_text(example)));
}

TEST_CASE("a record may go after whole years, and a payslip after the later of two",
          "[commissioning]") {
  const auto& parameters = ledger::Parameters::built_in();
  const auto from = [&](RecordKind kind, std::string_view of) {
    return may_go_from(kind, day(of), parameters, day("2025-06-30"));
  };
  CHECK(from(RecordKind::bank_statement, "2025-04-01") == day("2032-04-01"));
  CHECK(from(RecordKind::bank_statement, "2026-03-31") == day("2032-04-01"));
  CHECK(from(RecordKind::bank_statement, "2026-04-01") == day("2033-04-01"));
  CHECK(from(RecordKind::invoice, "2025-05-05") == day("2027-04-01"));
  CHECK(from(RecordKind::payslip, "2025-05-05") == day("2029-04-06"));
  CHECK(from(RecordKind::employer_summary, "2025-04-05") == day("2028-04-06"));
  CHECK_FALSE(from(RecordKind::delivery, "2025-05-05"));
  CHECK_FALSE(from(RecordKind::equipment_invoice, "2025-05-05"));
  CHECK_FALSE(from(RecordKind::agreement, "2025-05-05"));
}

TEST_CASE("a record whose time is over stays while a finding of its file is open",
          "[commissioning]") {
  const auto book = small_book::april();
  const auto view = book.view(day("2040-01-01"));
  ledger::Finding open;
  open.id = "F1";
  open.evidence = {{"april.csv", 5}};
  const auto of = [](const std::vector<KeptRecords>& all, RecordKind kind) {
    return *std::ranges::find(all, kind, &KeptRecords::kind);
  };
  const auto free = kept_records(view, {});
  CHECK(of(free, RecordKind::bank_statement).may_go() == 1);
  CHECK(of(free, RecordKind::payslip).may_go() == 1);
  const auto held = kept_records(view, {open});
  CHECK(of(held, RecordKind::bank_statement).may_go() == 0);
  CHECK(of(held, RecordKind::bank_statement).over == 1);
  CHECK(of(held, RecordKind::payslip).may_go() == 1);
  auto waived = open;
  waived.state = ledger::FindingState::waived;
  CHECK(of(kept_records(view, {waived}), RecordKind::bank_statement).may_go() == 1);
  auto of_all = open;
  of_all.evidence.clear();
  CHECK(of(kept_records(view, {of_all}), RecordKind::payslip).may_go() == 0);
  const auto answer = retention(held, day("2040-01-01"));
  CHECK(as_text(answer) == golden::page("retention.txt", as_text(answer)));
  CHECK(answer.json + "\n" == golden::page("retention.json", answer.json + "\n"));
}

TEST_CASE("money that is asked back keeps every record of the person", "[commissioning]") {
  auto book = small_book::april();
  ledger::Entry asked{day("2025-04-30"),
                      ledger::EntryKind::act,
                      "act:1",
                      {{"2025", "surplus:NHS Example", "due-to:NHS Example", pounds("50.00"), {}}},
                      {}};
  book.entries.push_back({ledger::EntryNo{9}, asked, {}, false, ledger::LinkNo{9}});
  for (const auto& kept : kept_records(book.view(day("2040-01-01")), {})) {
    CHECK(kept.may_go() == 0);
    CHECK(kept.kept_for == "money asked back is not settled");
  }
}
