// A bureau's table of payslips, read by a profile of kind payroll, and the profile such a table
// seems to have.
#include "import/payroll/money_sum.hpp"
#include "import/profile/profile.hpp"
#include "tests/import/support_files.hpp"

#include <limits>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Date;
using ledger::Money;
using ledger::Rule;

namespace {

const std::string profile_head =
    "schema = \"dpledger.profile/1\"\nname = \"bureau\"\nkind = \"payroll\"\n"
    "dates = \"DD/MM/YYYY\"\nfooter = [\"Totals\"]\n[columns]\n";
const std::string profile_columns =
    "worker = \"Works No\"\nworker_name = \"Employee\"\npay_date = \"Pay Date\"\n"
    "period_start = \"From\"\nperiod_end = \"To\"\nhours = \"Hours\"\ngross = \"Gross\"\n"
    "tax = \"Tax\"\nemployee_ni = \"EE NI\"\nemployee_pension = \"EE Pension\"\n"
    "student_loan = \"Loan\"\nother_deductions = [\"Court\", \"Union\"]\nnet = \"Net\"\n"
    "employer_ni = \"ER NI\"\nemployer_pension = \"ER Pension\"\n";
const std::string heading =
    "Works No,Employee,Pay Date,From,To,Hours,Gross,Tax,EE NI,EE Pension,Loan,Court,Union,Net,"
    "ER NI,ER Pension,Department\n";
const std::string rows =
    "T-01,Bryony Tallow,30/06/2025,01/06/2025,30/06/2025,93.5,\"1,200.00\",47.00,40.00,34.56,12.00,"
    "5.00,1.00,\"1,060.44\",120.00,30.00,Care\n"
    "T-02,Odhran Pike,30/06/2025,01/06/2025,30/06/2025,,400.00,,,,,,,400.00,,,Care\n";

imports::Profile profile(const std::string& columns = profile_columns) {
  auto read = imports::read_profile(profile_head + columns, "bureau.toml");
  if (!read) FAIL(text(read.error()));
  return std::move(read).value();
}

ledger::Result<imports::Source> read_by(const imports::Profile& made, const std::string& bytes) {
  imports::Profiles profiles;
  profiles.add(made);
  imports::Asked asked;
  asked.profiles = &profiles;
  return imports::read(bytes, "pay.csv", asked);
}

imports::Source accepted(const imports::Profile& made, const std::string& bytes) {
  auto read = read_by(made, bytes);
  if (!read) FAIL(text(read.error()));
  return std::move(read).value();
}

bool warns_of(const imports::Source& source, const std::string& words) {
  return std::any_of(source.warnings.begin(), source.warnings.end(), [&](const auto& warning) {
    return warning.text.find(words) != std::string::npos;
  });
}

Money pence(std::int64_t amount) {
  return Money::of_pence(amount);
}

std::string without(std::string text, const std::string& part) {
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return text.erase(at, part.size());
}

}  // namespace

TEST_CASE("a bureau's row is a payslip with every figure in its place",
          "[import][payroll][profile]") {
  const auto source = accepted(profile(), heading + rows);
  CHECK(source.kind == ledger::FileKind::payroll);
  CHECK(source.format == "bureau");
  REQUIRE(source.payslips.size() == 2);
  const auto& slip = source.payslips[0];
  CHECK(slip.worker == "T-01");
  CHECK(slip.name == "Bryony Tallow");
  CHECK(slip.pay_date == *Date::of(2025, 6, 30));
  CHECK(slip.period.first == *Date::of(2025, 6, 1));
  REQUIRE(slip.hours);
  CHECK(slip.hours->hundredths == 9350);
  CHECK(slip.gross == pence(120000));
  CHECK(slip.other_deductions == pence(1800));
  CHECK(slip.net == pence(106044));
  CHECK(slip.employer_pension == pence(3000));
  CHECK(slip.net_stated);
  CHECK(slip.adds_up());
  CHECK(slip.file_line == 2);
  REQUIRE(source.payslip_keys.size() == 2);
  CHECK(source.payslip_keys[0].payroll_id == "T-01");
  CHECK(source.warnings.empty());
}

TEST_CASE("a row that does not add up is kept and warned of", "[import][payroll][profile]") {
  auto wrong = rows;
  wrong.replace(wrong.find("1,060.44"), 8, "1,060.45");
  const auto source = accepted(profile(), heading + wrong);
  CHECK_FALSE(source.payslips[0].adds_up());
  CHECK(source.payslips[0].net == pence(106045));
  CHECK(warns_of(source, "gross less deductions is 1060.44, and the net pay says 1060.45"));
}

TEST_CASE("the row of totals is compared and is no payslip", "[import][payroll][profile]") {
  const std::string good =
      "Totals,,,,,,1600.00,47.00,40.00,34.56,12.00,5.00,1.00,1460.44,120.00,"
      "30.00,\n";
  const auto source = accepted(profile(), heading + rows + good);
  CHECK(source.payslips.size() == 2);
  CHECK(source.warnings.empty());
  auto bad = good;
  bad.replace(bad.find("1600.00"), 7, "1600.10");
  const auto differs = accepted(profile(), heading + rows + bad);
  CHECK(warns_of(differs, "the total of gross says 1600.10, and the rows above it make 1600.00"));
}

TEST_CASE("without net pay it is worked out; without gross it follows from the net",
          "[import][payroll][profile]") {
  const auto no_net =
      accepted(profile(without(profile_columns, "net = \"Net\"\n")), heading + rows);
  CHECK(no_net.payslips[0].net == pence(106044));
  CHECK_FALSE(no_net.payslips[0].net_stated);
  CHECK(warns_of(no_net, "does not state net pay"));
  const auto no_gross =
      accepted(profile(without(profile_columns, "gross = \"Gross\"\n")), heading + rows);
  CHECK(no_gross.payslips[0].gross == pence(120000));
  CHECK(no_gross.payslips[0].net_stated);
}

TEST_CASE("without columns for the days the period is that of the pay day's month so far",
          "[import][payroll][profile]") {
  const auto made =
      profile(without(profile_columns, "period_start = \"From\"\nperiod_end = \"To\"\n"));
  const auto source = accepted(made, heading + rows);
  CHECK(source.payslips[0].period == ledger::Period{*Date::of(2025, 6, 1), *Date::of(2025, 6, 30)});
  CHECK(warns_of(source, "does not say for which days"));
}

TEST_CASE("a cell that is not what its column is refuses the table at its place",
          "[import][payroll][profile]") {
  const auto refused = [](const std::string& bytes) {
    const auto read = read_by(profile(), bytes);
    REQUIRE_FALSE(read);
    return read.error();
  };
  const auto with = [&](const std::string& from, const std::string& to) {
    auto text = heading + rows;
    return text.replace(text.find(from), from.size(), to);
  };
  CHECK(refused(with("47.00", "47.005")).broken == Rule::money_fraction_of_penny);
  CHECK(refused(with("47.00", "some")).where.line == 2);
  CHECK(refused(with("30/06/2025", "31/06/2025")).broken == Rule::date_impossible);
  CHECK(refused(with("01/06/2025", "01/07/2025")).broken == Rule::period_backwards);
  CHECK(refused(with("T-01,Bryony Tallow", ",")).broken == Rule::text_missing);
  CHECK(refused(heading).broken == Rule::no_payslips);
  const auto totals = refused(heading + rows + "Sum,,,,,,1600.00,,,,,,,,,,\n");
  CHECK(totals.broken == Rule::text_missing);
  CHECK(totals.remedy.find("footer") != std::string::npos);
}

TEST_CASE("the examples of the documents are profiles", "[import][payroll][profile]") {
  const auto page =
      support::bytes_of(std::filesystem::path{DPLEDGER_FIXTURES} / "../docs/formats/payroll.md");
  int seen = 0;
  const std::string open = "```toml\n";
  for (auto at = page.find(open); at != page.npos; at = page.find(open, at + 1)) {
    const auto begin = at + open.size();
    const auto toml = page.substr(begin, page.find("```", begin) - begin);
    if (toml.find("dpledger.profile/1") == toml.npos) continue;
    const auto read = imports::read_profile(toml, "example.toml");
    INFO(toml);
    if (!read) FAIL(text(read.error()));
    CHECK(read.value().kind == ledger::FileKind::payroll);
    CHECK(read.value().name.starts_with("example-"));
    ++seen;
  }
  CHECK(seen == 5);
}

TEST_CASE("a table of payslips is proposed a profile that reads it", "[import][payroll][profile]") {
  const std::string table =
      "Company,Larkfield\n"
      "Payroll No,Employee,Pay Date,Gross Pay,Tax,Employee NI,Employee Pension,Deductions,Net Pay,"
      "Employer NI,Employer Pension\n"
      "T-01,Bryony Tallow,27/06/2025,1200.00,47.00,40.00,34.56,121.56,1078.44,120.00,30.00\n"
      "T-02,Odhran Pike,27/06/2025,400.00,0.00,0.00,0.00,0.00,400.00,0.00,0.00\n"
      "Total,,,1600.00,47.00,40.00,34.56,121.56,1478.44,120.00,30.00\n";
  const auto proposal = imports::propose_profile(table, "pay.csv");
  if (!proposal) FAIL(text(proposal.error()));
  const auto& made = proposal.value().profile;
  CHECK(made.kind == ledger::FileKind::payroll);
  // The column of all deductions together would count them twice.
  CHECK_FALSE(made.has(imports::Role::other_deductions));
  CHECK(proposal.value().dates_proved);
  CHECK(made.heading.size() == 11);
  // Another column is another table: what it holds would be lost.
  auto wider = table;
  wider.replace(wider.find("Deductions"), 10, "Student Loan");
  imports::Profiles saved;
  saved.add(made);
  imports::Asked by_saved;
  by_saved.profiles = &saved;
  CHECK(imports::read(table, "pay.csv", by_saved));
  CHECK_FALSE(imports::read(wider, "pay.csv", by_saved));
  imports::Asked asked;
  asked.propose = true;
  const auto read = imports::read(table, "pay.csv", asked);
  if (!read) FAIL(text(read.error()));
  REQUIRE(read.value().payslips.size() == 2);
  CHECK(read.value().payslips[0].net == pence(107844));
  CHECK(read.value().payslips[0].adds_up());
  CHECK_FALSE(read.value().proposal.empty());
  CHECK_FALSE(imports::read(table, "pay.csv"));
}

TEST_CASE("whatever a bureau's rows hold, they are read or refused", "[import][payroll][profile]") {
  const auto made = profile();
  CHECK(rc::check([&] {
    auto bytes = heading + rows + "Totals,,,,,,1600.00\n";
    const int changes = *rc::gen::inRange(1, 8);
    for (int i = 0; i < changes; ++i) {
      bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
    }
    const auto read = read_by(made, bytes);
    if (!read) RC_ASSERT(!read.errors().empty());
    if (read) RC_ASSERT(read.value().payslips.size() == read.value().payslip_keys.size());
  }));
}

TEST_CASE("a sum that is too large to hold is let go", "[import][payroll]") {
  imports::MoneySum sum;
  sum.add(pence(std::numeric_limits<std::int64_t>::max()));
  CHECK(sum.value() == pence(std::numeric_limits<std::int64_t>::max()));
  sum.add(pence(1));
  CHECK_FALSE(sum.value());
  sum.add(pence(-5));
  CHECK_FALSE(sum.value());
}
