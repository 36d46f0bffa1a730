#include "reports/monitoring.hpp"

#include "tests/reports/golden.hpp"
#include "tests/reports/small_book.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace reports;
using nlohmann::ordered_json;
using small_book::day;
using small_book::pounds;

namespace {

/// The small book's April, with what a test adds to it.
struct April {
  small_book::SmallBook book = small_book::april();
  ledger::Period period{day("2025-04-01"), day("2025-04-30")};
  std::optional<reconcile::PersonView> at_end, before;

  void add(std::string_view date, const std::string& debit, const std::string& credit,
           std::string_view amount) {
    const auto number = std::ssize(book.entries) + 1;
    ledger::Entry entry{day(date),
                        ledger::EntryKind::line,
                        "line:more" + std::to_string(number),
                        {{"2025", debit, credit, pounds(amount), {}}},
                        ledger::Match{}};
    book.entries.push_back(
        {ledger::EntryNo{number}, std::move(entry), {}, false, ledger::LinkNo{number}});
  }
  StatementOf of() {
    at_end = book.view(period.last);
    before = book.view(ledger::plus_days(period.first, -1));
    return {"NHS Example", period, &*at_end, &*before, &book.entries, {}};
  }
};

ledger::Money amount_of(const std::vector<Stream>& streams, const std::string& name) {
  for (const auto& stream : streams) {
    if (stream.name == name) return stream.amount;
  }
  return {};
}

}  // namespace

TEST_CASE("a monitoring return says what came in, what went out for what, and what is left",
          "[monitoring]") {
  April april;
  const auto of = april.of();
  const auto budgets = monitored_budgets(of);
  REQUIRE(budgets.size() == 1);
  const auto& budget = budgets.front();
  CHECK(budget.opening == pounds("100.00"));
  CHECK(amount_of(budget.in, "Direct payment from NHS Example") == pounds("400.00"));
  CHECK(amount_of(budget.out, "Net wages") == pounds("80.00"));
  CHECK(amount_of(budget.out, "Activities") == pounds("15.00"));
  CHECK(amount_of(budget.out, "Paid out, not explained yet") == pounds("5.00"));
  CHECK(budget.out.size() == 3);  // what was posted and taken back is on neither side
  CHECK(budget.closing == pounds("400.00"));
  const auto answer = monitoring(of);
  CHECK(answer.draft);
  CHECK(as_text(answer) == golden::page("monitoring.txt", as_text(answer)));
  CHECK(as_csv(answer) == golden::page("monitoring.csv", as_csv(answer)));
  CHECK(answer.json + "\n" == golden::page("monitoring.json", answer.json + "\n"));
}

TEST_CASE("refunds, interest, contributions and repayments stand apart on the return",
          "[monitoring]") {
  April april;
  april.add("2025-04-10", "bank:dp", "received:person", "30.00");
  april.add("2025-04-11", "bank:dp", "received:interest", "1.00");
  april.add("2025-04-12", "bank:dp", "cost:garden", "4.00");
  april.add("2025-04-13", "due-to:NHS Example", "bank:dp", "20.00");
  april.add("2025-04-14", "owed:paye", "bank:dp", "20.00");
  april.add("2025-04-15", "bank:dp", "suspense", "2.00");
  const auto budgets = monitored_budgets(april.of());
  const auto& budget = budgets.front();
  CHECK(amount_of(budget.in, "The person's own contribution") == pounds("30.00"));
  CHECK(amount_of(budget.in, "Interest") == pounds("1.00"));
  CHECK(amount_of(budget.in, "Refunds and returned payments") == pounds("4.00"));
  CHECK(amount_of(budget.in, "Received, not explained yet") == pounds("2.00"));
  CHECK(amount_of(budget.out, "Repaid to NHS Example") == pounds("20.00"));
  CHECK(amount_of(budget.out, "HMRC: tax and National Insurance") == pounds("20.00"));
  CHECK(budget.closing == pounds("397.00"));
  CHECK(budget.position->bank == budget.closing);
}

TEST_CASE("a later period begins with what the earlier one ended with", "[monitoring]") {
  April april;
  april.add("2025-05-02", "cost:garden", "bank:dp", "7.00");
  april.period = {day("2025-05-01"), day("2025-05-31")};
  const auto budgets = monitored_budgets(april.of());
  REQUIRE(budgets.size() == 1);
  CHECK(budgets.front().opening == pounds("400.00"));
  CHECK(budgets.front().in.empty());
  CHECK(amount_of(budgets.front().out, "Activities") == pounds("7.00"));
  CHECK(budgets.front().closing == pounds("393.00"));
}

TEST_CASE("a payment of an earlier period that is booked anew is no refund", "[monitoring]") {
  April april;
  april.period = {day("2025-05-01"), day("2025-05-31")};
  const auto again = [&](const std::string& debit, const std::string& credit, bool reverses) {
    april.add("2025-05-01", debit, credit, "5.00");
    auto& recorded = april.book.entries.back();
    recorded.entry.source = "line:" + ledger::text(ledger::LineId{4});
    if (reverses) recorded.reverses = ledger::EntryNo{8};
  };
  again("bank:dp", "suspense", true);
  again("cost:garden", "bank:dp", false);
  april.book.entries[7].reversed = true;
  const auto budget = monitored_budgets(april.of()).front();
  CHECK(budget.in.empty());
  CHECK(amount_of(budget.out, "Activities") == pounds("5.00"));
  CHECK(amount_of(budget.out, "Paid out, not explained yet") == pounds("-5.00"));
  CHECK(budget.closing == budget.opening);
}

TEST_CASE("money that belongs to no budget yet has its own part of the return", "[monitoring]") {
  April april;
  april.add("2025-04-20", "suspense", "bank:dp", "9.00");
  april.book.entries.back().entry.postings.front().budget = ledger::unassigned_budget;
  const auto budgets = monitored_budgets(april.of());
  REQUIRE(budgets.size() == 2);
  CHECK(budgets.back().budget == "unassigned");
  CHECK_FALSE(budgets.back().position);
  CHECK(budgets.back().closing == pounds("-9.00"));
  const auto json = ordered_json::parse(monitoring(april.of()).json);
  CHECK(json["budgets"][1]["surplus"].is_null());
}
