// Our own tables and the manifest.
#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>

using namespace ledger;

namespace {

imports::Source source_of(const std::string& bytes) {
  auto source = imports::read(bytes, "t.csv");
  if (!source) FAIL(text(source.error()));
  return std::move(source).value();
}
Errors refusals_of(const std::string& bytes) {
  const auto source = imports::read(bytes, "t.csv");
  REQUIRE_FALSE(source);
  return source.errors();
}

const std::string payroll =
    "person,worker,name,period_start,period_end,pay_date,hours,rate,gross,tax,employee_ni,"
    "employee_pension,other_deductions,net,employer_ni,employer_pension\n";

}  // namespace

TEST_CASE("a payslip has every figure of its row") {
  const auto source = source_of(
      payroll +
      "P0001,W1,Amy Jones,2025-04-01,2025-04-30,2025-04-30,96.5,12.80,1235.20,20.40,14.90,"
      "35.76,0.00,1164.14,60.55,21.46\n");
  CHECK(source.kind == FileKind::payroll);
  CHECK(source.format == "dpledger-payroll");
  const auto& slip = source.payslips.at(0);
  CHECK(slip.person == "P0001");
  CHECK(slip.hours == Quantity{9650});
  CHECK(slip.rate == Money::of_pence(1280));
  CHECK(slip.net == Money::of_pence(116414));
  CHECK(slip.employer_pension == Money::of_pence(2146));
  CHECK(slip.period == Period{*Date::of(2025, 4, 1), *Date::of(2025, 4, 30)});
  CHECK(slip.file_line == 2);
  CHECK(slip.adds_up());
}

TEST_CASE("columns may come in any order and optional ones may be left out or empty") {
  const auto source = source_of(
      "amount,date,supplier,number,person\n120.00,2025-06-01,Helping Hands,4711,P0001\n"
      "-20.00,2025-06-02,Helping Hands,4712,P0001\n");
  CHECK(source.kind == FileKind::invoice);
  CHECK(source.invoices.at(1).amount == Money::of_pence(-2000));
  CHECK_FALSE(source.invoices.at(0).due);
}

TEST_CASE("a payslip whose figures do not agree is read: it is a finding, not a refusal") {
  const auto source = source_of(
      payroll + "P0001,W1,,2025-04-01,2025-04-30,2025-04-30,,,100.00,0.00,0.00,,,99.00,0.00,\n");
  CHECK_FALSE(source.payslips.at(0).adds_up());
}

TEST_CASE("unknown and missing columns are named together") {
  const auto errors = refusals_of("person,worker,nett,gross\nP,W,1,1\n");
  CHECK(errors.front().broken == Rule::column_unknown);
  CHECK(errors.front().where == Where{"t.csv", 1, 15});
  CHECK(errors.front().found == "nett");
  CHECK(std::count_if(errors.begin(), errors.end(), [](const Error& error) {
          return error.broken == Rule::column_missing && error.found == "net";
        }) == 1);
}

TEST_CASE("all bad cells of a row are refused, each at its place") {
  const auto errors = refusals_of(
      payroll +
      "P0001,,Amy,2025-04-31,2025-04-30,2025-04-30,x,12.80,1.005,,0.00,0.00,0.00,1.00,0.00,0.00\n");
  REQUIRE(errors.size() == 5);
  CHECK(errors[0].broken == Rule::text_missing);
  CHECK(errors[0].found == "worker");
  CHECK(errors[1].broken == Rule::date_impossible);
  CHECK(errors[1].where == Where{"t.csv", 2, 12});
  CHECK(errors[2].broken == Rule::number_not_understood);
  CHECK(errors[3].broken == Rule::money_fraction_of_penny);
  CHECK(errors[4].broken == Rule::text_missing);
  CHECK(errors[4].remedy == "write 0.00 for nothing");
}

TEST_CASE("an employer summary names a tax month, once") {
  const std::string heading =
      "person,tax_year,tax_month,tax,employee_ni,employer_ni,employment_allowance,"
      "statutory_pay_recovered,due\n";
  const std::string row = "P0001,2025-26,M03,20.00,10.00,30.00,30.00,0.00,30.00\n";
  const auto source = source_of(heading + row);
  CHECK(source.summaries.at(0).month == TaxMonth{2025, 3});
  CHECK(refusals_of(heading + row + row).front().broken == Rule::row_duplicated);
  CHECK(refusals_of(heading + "P0001,2025-26,M13,1,1,1,1,1,1\n").front().broken ==
        Rule::tax_month_unknown);
}

TEST_CASE("a delivery was delivered or missed, and nothing else") {
  const std::string heading = "person,service,from,to,quantity,status,note\n";
  const auto source = source_of(heading +
                                "P0001,visits,2025-04-01,2025-04-07,14,delivered,\n"
                                "P0001,visits,2025-04-08,2025-04-14,3.5,missed,snow\n");
  CHECK(source.deliveries.at(0).delivered);
  CHECK_FALSE(source.deliveries.at(1).delivered);
  CHECK(refusals_of(heading + "P0001,visits,2025-04-01,2025-04-07,14,maybe,\n").front().broken ==
        Rule::word_unknown);
  CHECK(refusals_of(heading + "P0001,visits,2025-04-07,2025-04-01,14,missed,\n").front().broken ==
        Rule::period_backwards);
}

TEST_CASE("a manifest gives each file a kind and an account, or leaves them open") {
  const auto rows = imports::read_manifest(
      "file,kind,account\nbank/may.csv,bank,P0001/dp\npay.csv,payroll,\nother.csv,,\n", "m.csv");
  REQUIRE(rows);
  REQUIRE(rows.value().size() == 3);
  CHECK(rows.value()[0].account == "P0001/dp");
  CHECK(rows.value()[1].kind == FileKind::payroll);
  CHECK_FALSE(rows.value()[2].kind);
  CHECK(rows.value()[2].line == 4);
  const auto bad = imports::read_manifest("file,kind\na.csv,statement\n,bank\n", "m.csv");
  REQUIRE_FALSE(bad);
  CHECK(bad.errors().size() == 2);
  CHECK(bad.error().broken == Rule::word_unknown);
}
