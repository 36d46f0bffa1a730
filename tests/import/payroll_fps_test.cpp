// HMRC's Full Payment Submission: payslips whose net pay is worked out, and a password that stays
// where it is.
#include "import/payroll/fps_payslip.hpp"
#include "import/payroll/pay_period.hpp"
#include "tests/import/support_files.hpp"

#include <chrono>
#include <iostream>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Date;
using ledger::Money;
using ledger::Rule;

namespace {

const std::string password = "rhubarb-Crumble-9";

std::string sample() {
  return support::bytes_of(std::filesystem::path{DPLEDGER_FIXTURES} / "payroll" / "fps.xml");
}

/// The sample with one part of it replaced.
std::string changed(const std::string& from, const std::string& to) {
  auto text = sample();
  const auto at = text.find(from);
  INFO("looking for " << from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

imports::Source accepted(const std::string& bytes) {
  auto read = imports::read(bytes, "fps.xml");
  if (!read) FAIL(text(read.error()));
  return std::move(read).value();
}

ledger::Error refused(const std::string& bytes) {
  const auto read = imports::read(bytes, "fps.xml");
  REQUIRE_FALSE(read);
  return read.error();
}

Money pence(std::int64_t amount) {
  return Money::of_pence(amount);
}
Date day(int year, int month, int day_of_month) {
  return *Date::of(year, month, day_of_month);
}

bool warns_of(const imports::Source& source, const std::string& words) {
  return std::any_of(source.warnings.begin(), source.warnings.end(), [&](const auto& warning) {
    return warning.text.find(words) != std::string::npos;
  });
}

std::string utf16(const std::string& ascii) {
  std::string bytes = "\xFF\xFE";
  for (const char c : ascii) bytes += {c, '\0'};
  return bytes;
}

}  // namespace

TEST_CASE("every employment with a payment is a payslip", "[import][payroll][fps]") {
  const auto source = accepted(sample());
  CHECK(source.kind == ledger::FileKind::payroll);
  CHECK(source.format == "fps");
  REQUIRE(source.payslips.size() == 2);
  const auto& slip = source.payslips[0];
  CHECK(slip.person.empty());
  CHECK(slip.worker == "T-01");
  CHECK(slip.name == "Bryony Jane Tallow");
  CHECK(slip.pay_date == day(2025, 6, 27));
  CHECK(slip.period == ledger::Period{day(2025, 6, 1), day(2025, 6, 28)});
  CHECK_FALSE(slip.hours);
  CHECK(slip.gross == pence(120000));
  CHECK(slip.tax == pence(4700));
  CHECK(slip.employee_ni == pence(4000));
  CHECK(slip.employer_ni == pence(12000));
  CHECK(slip.employee_pension == pence(3456));
  CHECK(slip.other_deductions == pence(2200));
  CHECK(slip.net == pence(105644));
  CHECK(slip.file_line == 48);
  CHECK(warns_of(source, "1 without a payment"));
}

TEST_CASE("a refund of tax and an untaxed payment come on top", "[import][payroll][fps]") {
  const auto source = accepted(sample());
  const auto& slip = source.payslips.at(1);
  CHECK(slip.worker.empty());
  CHECK(slip.gross == pence(42550));
  CHECK(slip.tax == pence(-1820));
  CHECK(slip.net == pence(44370));
  CHECK(slip.period == ledger::Period{day(2025, 6, 6), day(2025, 7, 5)});
}

TEST_CASE("the keys are PayId, NINO and the employer's reference", "[import][payroll][fps]") {
  const auto source = accepted(sample());
  REQUIRE(source.payslip_keys.size() == 2);
  CHECK(source.payslip_keys[0].paye_reference == "120/ZZ9001");
  CHECK(source.payslip_keys[0].payroll_id == "T-01");
  CHECK(source.payslip_keys[1].payroll_id.empty());
  CHECK(source.payslip_keys[1].national_insurance == "XA000002B");
}

TEST_CASE("that the net pay is worked out is said with the file and kept with the payslip",
          "[import][payroll][fps]") {
  const auto source = accepted(sample());
  for (const auto& slip : source.payslips) {
    CHECK_FALSE(slip.net_stated);
    CHECK(slip.adds_up());
  }
  CHECK(warns_of(source, "does not state net pay"));
  CHECK(warns_of(source, "employer's pension contribution"));
}

TEST_CASE("pay after statutory deductions that nothing explains is followed, with a warning",
          "[import][payroll][fps]") {
  const auto source = accepted(changed(">1101.00<", ">1090.00<"));
  CHECK(source.payslips[0].gross == pence(118900));
  CHECK(source.payslips[0].net == pence(104544));
  CHECK(warns_of(source, "-11.00 more than the other figures give"));
}

TEST_CASE("a pension contribution may be one of the deductions from net pay",
          "[import][payroll][fps]") {
  const auto source = accepted(changed("<DednsFromNetPay>10.00", "<DednsFromNetPay>44.56"));
  CHECK(source.payslips[0].net == pence(105644));
  CHECK(warns_of(source, "taken to be one of the deductions"));
}

TEST_CASE("what programs leave out of pay after statutory deductions does not change the net",
          "[import][payroll][fps]") {
  imports::FpsFigures figures;
  figures.taxable = pence(100000);
  figures.benefits = pence(4000);
  figures.pension_before_tax = pence(5000);
  figures.untaxed = pence(300);
  figures.tax = pence(9000);
  figures.employee_ni = pence(2000);
  const auto statutory = figures.tax + figures.employee_ni;
  ledger::Payslip slip{.period = {day(2025, 4, 6), day(2025, 5, 5)}, .pay_date = day(2025, 5, 1)};
  for (const std::int64_t before : {100000, 96000, 105000, 101000, 100300, 96300, 105300, 101300}) {
    figures.after_statutory = pence(before) - statutory;
    CHECK_FALSE(apply(figures, slip).after_statutory);
    CHECK(slip.gross == pence(101300));
    CHECK(slip.net == pence(85300));
  }
}

TEST_CASE("whatever its figures are, gross less deductions is the net pay of an FPS",
          "[import][payroll][fps]") {
  CHECK(rc::check([] {
    const auto any = [] { return pence(*rc::gen::inRange<std::int64_t>(-1000000, 1000000)); };
    imports::FpsFigures figures{any(), any(), any(), any(), any(),       any(),
                                any(), any(), any(), any(), std::nullopt};
    if (*rc::gen::arbitrary<bool>()) figures.after_statutory = any();
    ledger::Payslip slip{.period = {day(2025, 4, 6), day(2025, 5, 5)}, .pay_date = day(2025, 5, 1)};
    (void)apply(figures, slip);
    RC_ASSERT(slip.adds_up());
    RC_ASSERT(!slip.net_stated);
  }));
}

TEST_CASE("a bare envelope, prefixes, a byte order mark and UTF-16 are read alike",
          "[import][payroll][fps]") {
  const auto whole = sample();
  const auto begin = whole.find("<IRenvelope");
  const std::string close = "</IRenvelope>";
  const auto bare = whole.substr(begin, whole.find(close) + close.size() - begin);
  const auto expected = accepted(whole).payslips;
  std::string prefixed = bare;
  for (std::size_t at = prefixed.find('<'); at != prefixed.npos; at = prefixed.find('<', at + 1)) {
    prefixed.insert(at + (prefixed[at + 1] == '/' ? 2 : 1), "p:");
  }
  prefixed.replace(prefixed.find("xmlns="), 6, "xmlns:p=");
  for (const auto& form : {bare, prefixed, "\xEF\xBB\xBF" + whole, utf16(whole)}) {
    auto slips = accepted(form).payslips;
    REQUIRE(slips.size() == expected.size());
    for (std::size_t i = 0; i < slips.size(); ++i) {
      slips[i].file_line = expected[i].file_line;
      CHECK(slips[i] == expected[i]);
    }
  }
}

TEST_CASE("tax weeks and months begin on 6 April", "[import][payroll][fps]") {
  const auto paid = day(2025, 6, 30);
  const auto of = [&](const char* often, std::optional<int> week, std::optional<int> month,
                      int periods) {
    const auto period = imports::pay_period({2025, week, month, often, periods}, paid);
    return text(period.first) + " " + text(period.last);
  };
  CHECK(of("W1", 1, {}, 1) == "2025-04-06 2025-04-12");
  CHECK(of("W1", 3, {}, 2) == "2025-04-13 2025-04-26");
  CHECK(of("W2", 4, {}, 1) == "2025-04-20 2025-05-03");
  CHECK(of("W4", 4, {}, 1) == "2025-04-06 2025-05-03");
  CHECK(of("W1", 53, {}, 1) == "2026-03-30 2026-04-05");
  CHECK(of("W4", 56, {}, 1) == "2026-03-09 2026-04-05");
  CHECK(of("M1", {}, 1, 1) == "2025-04-06 2025-05-05");
  CHECK(of("M1", {}, 3, 2) == "2025-05-06 2025-07-05");
  CHECK(of("M3", {}, 12, 1) == "2026-01-06 2026-04-05");
  CHECK(of("MA", {}, 12, 1) == "2025-04-06 2026-04-05");
  CHECK(of("IO", {}, 3, 0) == "2025-06-06 2025-07-05");
  CHECK(of("W1", {}, {}, 1) == "2025-06-29 2025-07-05");
  CHECK(of("M1", {}, {}, 1) == "2025-06-06 2025-07-05");
}

TEST_CASE("the other messages to HMRC are declined by their names", "[import][payroll][fps]") {
  const std::vector<std::pair<std::string, std::string>> messages = {
      {"EmployerPaymentSummary", "EPS"},
      {"EarlierYearUpdate", "EYU"},
      {"EmployerAlignmentSubmission", "EAS"},
      {"NINOverificationRequest", "NVR"}};
  for (const auto& [element, name] : messages) {
    const auto error = refused("<IRenvelope><IRheader/><" + element + "/></IRenvelope>");
    CHECK(error.broken == Rule::no_payslips);
    CHECK(error.found.find(name) != std::string::npos);
  }
  CHECK(refused("<GovTalkMessage><Body/></GovTalkMessage>").broken == Rule::no_payslips);
  CHECK(refused("<IRenvelope><FullPaymentSubmission/></IRenvelope>").broken == Rule::no_payslips);
  const auto compressed = refused("<IRenvelope><CompressedPart>H4sI</CompressedPart></IRenvelope>");
  CHECK(compressed.broken == Rule::not_supported);
}

TEST_CASE("what is wrong in a submission is refused at its element", "[import][payroll][fps]") {
  struct Wrong {
    const char* from;
    const char* to;
    Rule rule;
    int line;
  };
  for (const auto& [from, to, rule, line] :
       std::vector<Wrong>{{">1200.00<", ">1200.005<", Rule::money_fraction_of_penny, 57},
                          {">1200.00<", ">about<", Rule::money_not_understood, 57},
                          {">2025-06-27<", ">2025-06-31<", Rule::date_impossible, 52},
                          {">2025-06-27<", ">27/06/2025<", Rule::date_not_understood, 52},
                          {">2025-06-27<", ">1925-06-27<", Rule::value_out_of_range, 52},
                          {">12</WeekNo>", ">57</WeekNo>", Rule::value_out_of_range, 53},
                          {">12</WeekNo>", ">x</WeekNo>", Rule::number_not_understood, 53},
                          {"<TaxablePay>1200.00</TaxablePay>", "", Rule::text_missing, 50},
                          {">25-26<", ">25-27<", Rule::tax_month_unknown, 37},
                          {">GBP<", ">EUR<", Rule::currency_foreign, 29}}) {
    const auto error = refused(changed(from, to));
    INFO(text(error));
    CHECK(error.broken == rule);
    CHECK(error.where.line == line);
  }
}

TEST_CASE("a submission that is cut short anywhere is refused", "[import][payroll][fps]") {
  const auto whole = sample();
  const auto root_known = whole.find("<GovTalkMessage") + 16;
  for (auto size = root_known; size + 2 < whole.size(); size += 7) {
    INFO(size);
    REQUIRE_FALSE(imports::read(whole.substr(0, size), "fps.xml"));
  }
}

TEST_CASE("a document type, two documents and text before the first element are refused",
          "[import][payroll][fps]") {
  const auto whole = sample();
  const auto root = whole.find("<GovTalkMessage");
  auto typed = whole;
  typed.insert(root, "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>");
  CHECK(refused(typed).broken == Rule::xml_damaged);
  CHECK(refused(whole + whole.substr(root)).broken == Rule::xml_damaged);
  CHECK(refused("see below " + whole).broken == Rule::xml_damaged);
}

TEST_CASE("an amount in two pieces is one amount", "[import][payroll][fps]") {
  const auto source = accepted(changed(">1200.00<", ">12<!-- x -->00<![CDATA[.00]]><"));
  CHECK(source.payslips[0].gross == pence(120000));
}

TEST_CASE("deep nesting and a flood of elements are bounded", "[import][payroll][fps]") {
  std::string deep = "<IRenvelope>";
  for (int i = 0; i < 400000; ++i) deep += "<a>";
  CHECK(refused(deep).broken == Rule::xml_damaged);
  std::string flood = "<IRenvelope>";
  for (int i = 0; i < 3000000; ++i) flood += "<a/>b";
  CHECK(refused(flood + "</IRenvelope>").found.find("more elements") != std::string::npos);
}

TEST_CASE("no refusal and no warning holds the gateway password", "[import][payroll][fps]") {
  const auto whole = sample();
  const auto says_it = [](const std::string& said) {
    return said.find(password) != said.npos || said.find("HOLLYBUSH77") != said.npos ||
           said.find("Crumble") != said.npos;
  };
  const auto told = [](const std::string& bytes) {
    const auto read = imports::read(bytes, "fps.xml");
    std::string all;
    if (!read) {
      for (const auto& error : read.errors()) all += text(error);
      return all;
    }
    for (const auto& warning : read.value().warnings) all += warning.text;
    for (const auto& slip : read.value().payslips) all += slip.worker + slip.name;
    return all;
  };
  CHECK_FALSE(says_it(told(whole)));
  const auto value = whole.find(password);
  // Cut, broken or nested at and around that place.
  for (std::size_t at = value - 40; at < value + 40; ++at) {
    CHECK_FALSE(says_it(told(whole.substr(0, at))));
    for (const auto* damage :
         {"<", "</Value>", "&", "\"", "]]>", "<!DOCTYPE", ",", "\n", "<Sur>"}) {
      auto broken = whole;
      broken.insert(at, damage);
      CHECK_FALSE(says_it(told(broken)));
    }
  }
  for (const auto* before : {"junk\n", "Date,Amount\n", "\"", "x,"}) {
    CHECK_FALSE(says_it(told(before + whole)));
  }
  for (const auto* root : {"GovTalkMessages", "Envelope", "html"}) {
    auto other = whole;
    for (auto at = other.find("GovTalkMessage"); at != other.npos;
         at = other.find("GovTalkMessage", at + 14)) {
      other.replace(at, 14, root);
    }
    CHECK_FALSE(says_it(told(other)));
  }
}

TEST_CASE("bytes of a submission may be anything without harm", "[import][payroll][fps]") {
  const auto whole = sample();
  CHECK(rc::check([&] {
    auto bytes = whole;
    const int changes = *rc::gen::inRange(1, 6);
    for (int i = 0; i < changes; ++i) {
      const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
      bytes[at] = *rc::gen::arbitrary<char>();
    }
    const auto read = imports::read(bytes, "fps.xml");
    if (!read) RC_ASSERT(!read.errors().empty());
  }));
}

TEST_CASE("twenty thousand employments of one person, on one line, are read soon",
          "[import][payroll][fps][hostile]") {
  std::string text =
      "<IRenvelope><FullPaymentSubmission><RelatedTaxYear>25-26</RelatedTaxYear><Employee>";
  for (int i = 0; i < 20'000; ++i) {
    text +=
        "<Employment><Payment><PmtDate>2025-04-30</PmtDate><TaxablePay>1.00</TaxablePay>"
        "<TaxDeductedOrRefunded>0.00</TaxDeductedOrRefunded></Payment></Employment>";
  }
  const auto end =
      "<EmployeeDetails><NINO>AB123456C</NINO></EmployeeDetails></Employee>"
      "</FullPaymentSubmission></IRenvelope>";
  const auto began = std::chrono::steady_clock::now();
  const auto source = accepted(text + end);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds{30});
  REQUIRE(source.payslip_keys.size() == 20'000);
  CHECK(source.payslip_keys.back().national_insurance == "AB123456C");
  CHECK(source.payslips.back().file_line == 1);
}

TEST_CASE("the shared corpus: two employments, and every other message declined",
          "[import][payroll][fps][corpus]") {
  const auto folder = std::filesystem::path{DPLEDGER_SHARED} / "corpus" / "payroll";
  if (!std::filesystem::exists(folder)) {
    WARN("the corpus is not here: this test looked at nothing");
    return;
  }
  int seen = 0;
  for (const auto& row : support::table(folder.parent_path() / "EXPECTED.tsv")) {
    const auto& path = row.at("path");
    if (!path.starts_with("payroll/") || !path.ends_with(".xml")) continue;
    ++seen;
    const auto read = imports::read(support::bytes_of(folder.parent_path() / path), path);
    INFO(path);
    if (row.at("status") != "single") {
      REQUIRE_FALSE(read);
      CHECK(read.error().broken == Rule::no_payslips);
      continue;
    }
    REQUIRE(read);
    Money sum;
    for (const auto& slip : read.value().payslips) sum += slip.net;
    const auto count = std::to_string(read.value().payslips.size());
    CHECK(count == row.at("n_transactions"));
    CHECK(std::to_string(sum.pence()) == row.at("signed_sum_minor_units"));
    if (count != row.at("n_transactions")) std::cout << path << ": " << count << "\n";
  }
  CHECK(seen == 5);
}
