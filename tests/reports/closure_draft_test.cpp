// The certificate of a budget is a draft until nothing is left to be done, and counts what was
// repaid from elsewhere.
#include "reconcile/closing.hpp"
#include "reports/closing.hpp"
#include "reports/surplus.hpp"
#include "tests/reconcile/build_acts.hpp"
#include "tests/reconcile/support_bought.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;

namespace {

bool says(const std::string& page, const std::string& words) {
  return page.find(words) != std::string::npos;
}

/// A certificate as people and programs read it.
struct Certificate {
  explicit Certificate(const reconcile::PersonView& view) {
    const auto* budget = view.history().budget(view.history().latest().budgets.front().ref);
    const auto answer = reports::closure(reconcile::closing(view, *budget), view);
    reports::Look look;
    look.width = 400;
    text = reports::as_text(answer, look);
    document = json::parse(answer.json);
  }
  bool is_draft() const {
    const bool draft = text.starts_with("DRAFT: something is left to be done.\n");
    CHECK(document["settled"] == !draft);
    return draft;
  }
  std::string text;
  json document;
};

Certificate certificate_of(const build::Acted& made, const std::string& on) {
  return Certificate{build::Books{made, on}.view()};
}

/// A month's money, all of it spent but for so much.
build::Acted month_but_for(const std::string& spent) {
  build::Acted made;
  made.plan().closed_on = build::day("2025-04-30");
  made.bank("2025-04-01", "1000.00", "NHS TRENT ICB");
  made.bank("2025-04-20", "-" + spent, "GREEN THUMB GARDENS");
  return made;
}

}  // namespace

TEST_CASE("a certificate is a draft while a payee owes something back", "[closing]") {
  auto made = month_but_for("850.00");
  made.payslip("W1", "2025-04-11", "120.00");
  const auto wages = made.bank("2025-04-11", "-150.00", "A JONES");
  made.decide(wages, ledger::Decision::Kind::match, {"net-pay:P0001:W1:2025-04-11"});
  const auto waits = certificate_of(made, "2025-05-05");
  CAPTURE(waits.text);
  CHECK(waits.document["bank"] == "0.00");
  CHECK(waits.is_draft());
  CHECK(says(waits.text, "£30.00 is due back from payees."));
  made.payslips.front().record.net = made.payslips.front().record.gross = build::pounds("150.00");
  CHECK_FALSE(certificate_of(made, "2025-05-05").is_draft());
}

TEST_CASE("a certificate is a draft while nobody has said what a line was", "[closing]") {
  auto made = month_but_for("1000.00");
  CHECK_FALSE(certificate_of(made, "2025-05-05").is_draft());
  made.bank("2025-04-22", "10.00", "TAM OSTLER");
  const auto out = made.bank("2025-04-24", "-10.00", "QUILL AND SONS");
  const auto waits = certificate_of(made, "2025-05-05");
  CAPTURE(waits.text);
  CHECK(waits.document["bank"] == "0.00");
  CHECK(waits.is_draft());
  CHECK(says(waits.text, "£20.00 moved and nobody has said yet what it was"));
  made.decide(out, ledger::Decision::Kind::code, {}, "2025/garden");
  const auto half = certificate_of(made, "2025-05-05");
  CHECK(half.is_draft());
  CHECK(says(half.text, "£10.00 moved and nobody has said yet what it was"));
}

TEST_CASE("a certificate is a draft while an ordered delivery is not recorded", "[closing]") {
  bought::Bought made;
  made.record("visits", "2025-04-01", "2025-09-30", "261.43");
  made.record("centre", "2025-04-01", "2025-09-23", "25.00");
  const Certificate waits{made.view("2025-10-20")};
  CAPTURE(waits.text);
  CHECK(waits.is_draft());
  CHECK(waits.document["not_recorded"].size() == 1);
  CHECK(says(waits.text, "no delivery is recorded"));
  made.record("centre", "2025-09-24", "2025-09-30", "1.00");
  const Certificate all{made.view("2025-10-20")};
  CAPTURE(all.text);
  CHECK_FALSE(all.is_draft());
}

TEST_CASE("what was repaid from elsewhere is had back", "[closing][surplus]") {
  auto made = month_but_for("700.00");
  made.reclaim("2025-05-10", "300.00", "2025-06-30");
  made.about("R1", build::Kind::repaid, "2025-05-20", "180.00");
  const auto back_on = [&](const std::string& on) {
    const build::Books books{made, on};
    const auto back = reconcile::goes_back(books.view(), "2025");
    REQUIRE(back.size() == 1);
    const auto row = certificate_of(made, on).document["goes_back"][0];
    CHECK(row["repaid"] == ledger::text(back[0].repaid));
    CHECK(row["open"] == ledger::text(back[0].open()));
    const auto page = reports::surplus(reports::surplus_rows(books.view()), build::day(on));
    CHECK(json::parse(page.json)["budgets"][0]["where_it_went"]["back"][0]["repaid"] ==
          row["repaid"]);
    return back[0];
  };
  CHECK(back_on("2025-05-19").repaid.is_zero());
  CHECK(back_on("2025-05-19").open() == build::pounds("300.00"));
  CHECK(back_on("2025-05-20").due == build::pounds("300.00"));
  CHECK(back_on("2025-05-20").repaid == build::pounds("180.00"));
  made.bank("2025-06-02", "-120.00", "NHS TRENT ICB");
  CHECK(back_on("2025-06-05").repaid == build::pounds("300.00"));
  CHECK(back_on("2025-06-05").open().is_zero());
}
