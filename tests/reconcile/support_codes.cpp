#include "tests/reconcile/support_codes.hpp"

namespace codes {

Told covered(ledger::PersonVersion version, std::string_view last) {
  Told told{Case{std::move(version)}};
  told.made.covered("2025-04-01", last);
  return told;
}

Told with_wage(std::string_view paid, std::string_view on, std::string_view rule) {
  auto told = covered();
  told.made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", "500.00"));
  if (!paid.empty()) {
    const auto amount = pounds(paid);
    const auto most = std::max(amount, pounds("-500.00"));
    told.made.match(told.made.line(on, paid, "A JONES"), {{std::string{wage}, most}}, rule);
  }
  return told;
}

Told with_tax(std::string_view paid_on, bool pension) {
  auto told = covered();
  auto slip = payslip("W1", "2025-04-06", "2025-05-02", "2025-05-02", "500.00");
  slip.gross = pounds("560.00");
  (pension ? slip.employee_pension : slip.tax) = pounds("60.00");
  told.made.pay(slip);
  if (!paid_on.empty()) {
    told.made.match(
        told.made.line(paid_on, "-60.00", pension ? "NEST" : "HMRC"),
        {{pension ? "pension:P0001:2025-05" : "paye:P0001:2025-26:M01", pounds("-60.00")}});
  }
  told.as_of = "2025-07-31";
  return told;
}

ledger::PersonVersion paid_in(ledger::Payer payer, std::string_view amount) {
  auto version = person();
  version.budgets[0].instalments = {
      {payer, pounds(amount), ledger::Every::once, day("2025-04-04"), false}};
  return version;
}

Told with_funding(std::string_view received) {
  auto told = covered(paid_in(ledger::Payer::funder, "4640.00"));
  if (!received.empty()) {
    told.made.match(told.made.line("2025-04-04", received, "NHS TRENT CCG"),
                    {{std::string{funding}, std::min(pounds(received), pounds("4640.00"))}});
  }
  return told;
}

ledger::PersonVersion regular(std::size_t line) {
  auto version = person();
  auto& planned = version.budgets[0].lines[line];
  planned.each = pounds("96.00");
  planned.every = ledger::Every::once;
  planned.first = day("2025-04-10");
  return version;
}

Told one_line(std::string_view amount, std::string payee, std::string type) {
  auto told = covered();
  told.made.line("2025-05-05", amount, std::move(payee), std::move(type));
  return told;
}

Told one_invoice(std::string_view last) {
  auto told = covered(person(), last);
  told.made.invoice("17", "Green Thumb Gardens", "2025-05-05", "40.00", "garden");
  return told;
}

Told one_slip(std::string_view first, std::string_view last, std::string worker) {
  auto told = covered();
  told.made.pay(payslip(std::move(worker), first, last, last, "500.00"));
  return told;
}

Told of_hours(std::string_view gross, std::string_view hours, bool known_age) {
  auto version = person();
  if (!known_age) version.workers[0].born.reset();
  auto told = covered(version);
  auto slip = payslip("W1", "2025-05-01", "2025-05-28", "2025-05-28", gross);
  slip.hours = ledger::parse_quantity(hours).value();
  told.made.pay(slip);
  return told;
}

Told household(std::string_view agreed_on) {
  auto version = person();
  version.workers[0].relation = ledger::Relation::household_family;
  version.workers[0].relation_agreed_on = day(agreed_on);
  auto told = covered(version);
  told.made.pay(payslip("W1", "2025-05-01", "2025-05-28", "2025-05-28", "500.00"));
  return told;
}

Told died(std::string_view amount, std::string payee, std::string_view on) {
  auto version = person();
  version.died = day("2025-06-30");
  auto told = covered(version);
  const auto line = told.made.line(on, amount, std::move(payee));
  if (pounds(amount).is_negative()) told.made.code(line, "2025/garden");
  return told;
}

ledger::StatementFrame& file(Told& told, std::string_view first, std::string_view last,
                             bool printed) {
  auto& facts = told.made.facts;
  const ledger::ImportId id{static_cast<std::int64_t>(facts.frames.size()) + 10};
  const auto name = "statement-" + std::to_string(id.value) + ".csv";
  facts.imports.emplace(id, ledger::Import{.id = id, .file = name, .format = "lloyds"});
  const ledger::Period period{day(first), day(last)};
  return facts.frames.emplace_back(ledger::StatementFrame{
      id, "dp", printed ? std::optional{period} : std::nullopt, period, {}, {}, {}, {}});
}

Told two_files(std::string_view second, bool printed) {
  Told told{Case{}};
  file(told, "2025-04-01", "2025-04-30", printed);
  file(told, second, "2025-06-30", printed);
  return told;
}

Told last_day(bool in_both) {
  Told told{Case{}};
  const auto line = told.made.line("2025-04-30", "-5.00", "TOYS");
  file(told, "2025-04-01", "2025-04-30", false).lines = {line};
  auto& other = file(told, "2025-04-15", "2025-05-31");
  if (in_both) other.lines = {line};
  return told;
}

Told with_break(bool broken) {
  Told told{Case{}};
  if (broken) file(told, "2025-04-01", "2025-04-30").breaks = {3};
  if (!broken) file(told, "2025-04-01", "2025-04-30");
  return told;
}

Told again(std::string_view back) {
  auto told = with_wage("-500.00");
  const auto more = told.made.line("2025-04-28", "-500.00", "A JONES");
  told.made.match(more, {{std::string{wage}, pounds("-500.00")}}, reconcile::rule::duplicate);
  if (!back.empty()) {
    told.made.match(told.made.line(back, "500.00", "A JONES"),
                    {{ledger::reversal_key(more), pounds("500.00")}}, reconcile::rule::reversal);
  }
  return told;
}

Told came_back(bool paid_again) {
  auto told = with_wage("-500.00");
  told.made.match(told.made.line("2025-04-28", "500.00", "RETURNED"),
                  {{ledger::reversal_key({1}), pounds("500.00")}}, reconcile::rule::reversal);
  if (paid_again) {
    told.made.match(told.made.line("2025-05-02", "-500.00", "A JONES"),
                    {{std::string{wage}, pounds("-500.00")}});
  }
  return told;
}

Told in_the_garden(std::string_view spent) {
  auto told = covered();
  told.made.code(told.made.line("2025-05-05", spent, "GREEN THUMB"), "2025/garden");
  return told;
}

Told with_bank(std::string_view received, std::string_view owed) {
  auto version = paid_in(ledger::Payer::funder, received);
  version.budgets[0].instalments[0].arrears = true;
  auto told = covered(version);
  told.made.match(told.made.line("2025-04-04", received, "NHS TRENT CCG"),
                  {{std::string{funding}, pounds(received)}});
  told.made.pay(payslip("W1", "2025-04-01", "2025-04-25", "2025-04-25", owed));
  told.as_of = "2025-05-01";
  return told;
}

Told insured(std::string_view from, std::string_view premium) {
  auto version = person();
  version.workers[0].from = day(from);
  Told told{Case{version}};
  told.made.covered("2024-09-01", "2025-09-30");
  if (!premium.empty()) {
    told.made.code(told.made.line(premium, "-96.00", "FISH INSURANCE"), "2025/insurance");
  }
  return told;
}

Told in_two_budgets(std::string category) {
  auto version = person();
  auto council = version.budgets[0];
  council.ref = "council";
  council.accounts = {"other"};
  council.lines[1].category = std::move(category);
  version.budgets.push_back(council);
  auto told = covered(version);
  told.made.code(told.made.line("2025-05-05", "-50.00", "GREEN THUMB"), "2025/garden");
  told.made.code(told.made.line("2025-05-06", "-50.00", "GREEN THUMB"), "council/garden");
  return told;
}

Told reviewed(std::string_view on, std::string_view as_of) {
  auto version = person();
  version.budgets[0].reviewed_on = {day(on)};
  auto told = covered(version);
  told.as_of = as_of;
  return told;
}

Told approved_by(std::string role, std::string limit) {
  auto version = person();
  version.budgets[0].approvals = {{std::move(role), "A. Moss", day("2025-03-20")}};
  auto told = covered(version);
  told.made.own =
      ledger::Parameters::overridden_by(
          "name,from,value,source\nauthority-limit:team-manager,2024-04-01," + limit + ",scheme\n",
          "limits.csv")
          .value();
  return told;
}

Told untold(Told told, std::string_view last) {
  told.made.facts.frames.clear();
  told.made.covered("2025-04-01", last);
  return told;
}

Told at(Told told, std::string_view as_of) {
  told.as_of = as_of;
  return told;
}

}  // namespace codes
