// Bacs Standard 18 and NEST's contribution file.
#include "tests/import/support_files.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using ledger::Date;
using ledger::Money;
using ledger::Rule;

namespace {

std::string padded(std::string text, std::size_t width) {
  text.resize(width, ' ');
  return text;
}

std::string digits(std::int64_t value, std::size_t width) {
  const auto text = std::to_string(value);
  return std::string(width - text.size(), '0') + text;
}

struct Payment {
  std::string sort_code = "200415";
  std::string number = "55512340";
  std::string code = "99";
  std::int64_t pence = 0;
  std::string reference = "WAGES JUNE";
  std::string name = "B TALLOW";
  std::string day;  ///< six characters; empty: a record of 100
};

constexpr const char* own_sort_code = "601111";
constexpr const char* own_number = "10203040";

std::string record(const Payment& p) {
  return p.sort_code + p.number + "0" + p.code + own_sort_code + own_number + "    " +
         digits(p.pence, 11) + padded("LARKFIELD PAYROLL", 18) + padded(p.reference, 18) +
         padded(p.name, 18) + p.day;
}

const std::vector<std::string> head = {
    padded("VOL1000123", 79) + "1", padded("HDR1 A123456S  1123456", 80),
    padded("HDR2F0200000100", 80), padded("UHL1 25178999999    000000001 DAILY  001", 80)};
const std::vector<std::string> tail = {padded("EOF1 A123456S  1123456", 80),
                                       padded("EOF2F0200000100", 80),
                                       padded("UTL10000000000000000000000000", 80)};

std::string file(const std::vector<Payment>& payments, bool labels, const std::string& end) {
  std::string text;
  const auto add = [&](const std::string& line) { text += line + end; };
  if (labels) std::for_each(head.begin(), head.end(), add);
  for (const auto& payment : payments) add(record(payment));
  if (labels) std::for_each(tail.begin(), tail.end(), add);
  return text;
}

imports::Source accepted(const std::string& bytes) {
  auto read = imports::read(bytes, "pay.txt");
  if (!read) FAIL(text(read.error()));
  return std::move(read).value();
}

ledger::Error refused(const std::string& bytes) {
  const auto read = imports::read(bytes, "pay.txt");
  REQUIRE_FALSE(read);
  return read.error();
}

std::string warnings(const imports::Source& source) {
  std::string all;
  for (const auto& warning : source.warnings) all += warning.text + "\n";
  return all;
}

std::int64_t sum_of(const imports::Source& source) {
  std::int64_t sum = 0;
  for (const auto& statement : source.statements) {
    for (const auto& line : statement.lines) sum += line.amount.pence();
  }
  return sum;
}

const std::vector<Payment> wages = {
    {.pence = 105644},
    {.sort_code = "300920", .number = "00998877", .pence = 44370, .name = "O PIKE"},
    {.code = "17", .pence = 1999, .reference = "CLAIM 4471"}};

const std::string nest_heading =
    "EMP600700800,CS,30/06/2025,My Source,22/07/2025,Monthly,,01/07/2025,01/06/2025,2\n";
const std::string nest_rows =
    "XA000001A,T-01,1200.00,36.00,48.00\nXA000002B,T-02,400.00,12.00,16.50\n";
const std::string nest_end = "EMP600700800,LARKFIELD,2\n";

}  // namespace

TEST_CASE("each destination of a Bacs file is a statement of what is to be paid",
          "[import][payroll][bacs]") {
  const auto source = accepted(file(wages, true, "\r\n"));
  CHECK(source.kind == ledger::FileKind::bank);
  CHECK(source.format == "bacs-18");
  REQUIRE(source.statements.size() == 2);
  const auto& first = source.statements[0];
  CHECK(first.basis == ledger::Basis::instruction);
  CHECK(first.sort_code == "200415");
  CHECK(first.number == "55512340");
  CHECK(first.holder == "B TALLOW");
  REQUIRE(first.lines.size() == 2);
  const auto& wage = first.lines[0];
  CHECK(wage.amount == Money::of_pence(105644));
  CHECK(wage.date == *Date::of(2025, 6, 27));
  CHECK(wage.payee == "LARKFIELD PAYROLL");
  CHECK(wage.reference == "WAGES JUNE");
  CHECK(wage.type == "99");
  CHECK(wage.pending);
  CHECK(wage.file_line == 5);
  CHECK(first.lines[1].amount == Money::of_pence(-1999));
  CHECK(source.statements[1].holder == "O PIKE");
  CHECK(warnings(source).find("601111 10203040 (LARKFIELD PAYROLL) pays 1500.14") !=
        std::string::npos);
}

TEST_CASE("labels, line ends and the width of records make no difference to what is paid",
          "[import][payroll][bacs]") {
  auto dated = wages;
  for (auto& payment : dated) payment.day = " 25178";
  for (const auto* end : {"", "\n", "\r\n", "\r"}) {
    for (const bool labels : {true, false}) {
      const auto source = accepted(file(dated, labels, end));
      CHECK(sum_of(source) == 148015);
      CHECK(source.statements.at(0).lines.at(0).date == *Date::of(2025, 6, 27));
    }
    CHECK(sum_of(accepted(file(wages, true, end))) == 148015);
  }
}

TEST_CASE("both ways of writing a processing day are read", "[import][payroll][bacs]") {
  const auto day_of = [](const std::string& written) {
    const auto source = accepted(file({{.pence = 1, .day = written}}, false, "\n"));
    return text(source.statements.at(0).lines.at(0).date);
  };
  CHECK(day_of(" 25178") == "2025-06-27");
  CHECK(day_of("25178 ") == "2025-06-27");
  CHECK(day_of("025178") == "2025-06-27");
  CHECK(day_of("270625") == "2025-06-27");
  CHECK(day_of(" 24366") == "2024-12-31");
  for (const auto* wrong : {" 25366", " 25000", "311125"}) {
    INFO(wrong);
    const auto error = refused(file({{.pence = 1, .day = wrong}}, false, "\n"));
    CHECK(error.broken == Rule::date_not_understood);
    CHECK(error.where.column == 101);
  }
  CHECK(refused(file({{.pence = 1}}, false, "\n")).broken == Rule::text_missing);
}

TEST_CASE("a contra record is left out and compared with what it stands against",
          "[import][payroll][bacs]") {
  auto payments = wages;
  payments.pop_back();
  Payment contra{own_sort_code, own_number, "17", 105644 + 44370, "CONTRA", "LARKFIELD"};
  payments.push_back(contra);
  const auto source = accepted(file(payments, true, "\n"));
  CHECK(sum_of(source) == 150014);
  CHECK(warnings(source).find("1 contra records left out") != std::string::npos);
  CHECK(warnings(source).find("not the sum") == std::string::npos);
  payments.back().pence += 1;
  CHECK(warnings(accepted(file(payments, true, "\n"))).find("not the sum") != std::string::npos);
}

TEST_CASE("Direct Debit instructions move no money and an unknown code is refused",
          "[import][payroll][bacs]") {
  auto payments = wages;
  payments.push_back({.code = "0N"});
  const auto source = accepted(file(payments, true, "\n"));
  CHECK(sum_of(source) == 148015);
  CHECK(warnings(source).find("1 Direct Debit instructions") != std::string::npos);
  payments.back().code = "42";
  const auto error = refused(file(payments, true, "\n"));
  CHECK(error.broken == Rule::word_unknown);
  CHECK(error.where.line == 8);
  CHECK(error.where.column == 16);
}

TEST_CASE("a Bacs file that is cut short is refused", "[import][payroll][bacs]") {
  auto dated = wages;
  for (auto& payment : dated) payment.day = " 25178";
  for (const auto* end : {"", "\n"}) {
    const auto labelled = file(dated, true, end);
    const auto trailer = labelled.find("EOF1");
    for (std::size_t size = 10; size < trailer; ++size) {
      INFO(size);
      REQUIRE_FALSE(imports::read(labelled.substr(0, size), "pay.txt"));
    }
  }
  // Without labels, only the end of a whole record looks like an end.
  const auto bare = file(dated, false, "\n");
  for (std::size_t size = 1; size < bare.size(); ++size) {
    const auto read = imports::read(bare.substr(0, size), "pay.txt");
    const auto in_record = size % 107;
    const bool may_end = in_record == 0 || in_record == 106;
    INFO(size);
    if (!may_end && in_record != 100) REQUIRE_FALSE(read);
  }
}

TEST_CASE("what is written as Standard 18 is read back", "[import][payroll][bacs]") {
  CHECK(rc::check([] {
    std::vector<Payment> payments;
    std::int64_t sum = 0;
    const int count = *rc::gen::inRange(1, 20);
    for (int i = 0; i < count; ++i) {
      Payment payment;
      payment.number = digits(*rc::gen::inRange(0, 5), 8);
      payment.pence = *rc::gen::inRange<std::int64_t>(0, 99999999999);
      const bool pays = *rc::gen::arbitrary<bool>();
      if (!pays) payment.code = *rc::gen::element<std::string>("01", "17", "18", "19");
      payment.day = "270625";
      sum += pays ? payment.pence : -payment.pence;
      payments.push_back(payment);
    }
    const auto end = *rc::gen::element<std::string>("", "\n", "\r\n");
    const auto source = accepted(file(payments, *rc::gen::arbitrary<bool>(), end));
    std::size_t lines = 0;
    for (const auto& statement : source.statements) lines += statement.lines.size();
    RC_ASSERT(lines == payments.size());
    RC_ASSERT(sum_of(source) == sum);
  }));
}

TEST_CASE("a contribution file is recognised, proved and books nothing",
          "[import][payroll][nest]") {
  for (const auto* letter : {"", "H,"}) {
    const auto source = accepted(letter + nest_heading + nest_rows + nest_end);
    CHECK(source.kind == ledger::FileKind::payroll);
    CHECK(source.format == "nest");
    CHECK(source.payslips.empty());
    const auto said = warnings(source);
    CHECK(said.find("books nothing") != std::string::npos);
    CHECK(said.find("2 members, 01/06/2025 to 30/06/2025, due 22/07/2025") != std::string::npos);
    CHECK(said.find("earnings 1600.00, employer's contributions 48.00, members' contributions "
                    "64.50") != std::string::npos);
  }
}

TEST_CASE("columns that are not known are not added up", "[import][payroll][nest]") {
  const auto source =
      accepted(nest_heading + "XA000001A,T-01,Full,x,y\nXA000002B,T-02,Full,x,y\n" + nest_end);
  CHECK(warnings(source).find("not added up") != std::string::npos);
}

TEST_CASE("a contribution file whose rows are not as many as it says is refused",
          "[import][payroll][nest]") {
  const auto row = nest_rows.substr(0, nest_rows.find('\n') + 1);
  for (const auto& wrong :
       {nest_heading + row + nest_end, nest_heading + nest_rows + row + nest_end,
        nest_heading + nest_rows, nest_heading + nest_rows + nest_end + row,
        "EMP600700800,CS,30/06/2025\n" + nest_rows + "T,7\n"}) {
    INFO(wrong);
    CHECK(refused(wrong).broken == Rule::row_not_understood);
  }
  CHECK(refused(nest_heading + nest_end).broken == Rule::statement_without_lines);
}

TEST_CASE("bytes of a Bacs or contribution file may be anything without harm",
          "[import][payroll]") {
  const std::vector<std::string> wholes = {file(wages, true, "\n"), file(wages, true, ""),
                                           nest_heading + nest_rows + nest_end};
  CHECK(rc::check([&] {
    auto bytes = wholes[*rc::gen::inRange<std::size_t>(0, wholes.size())];
    const int changes = *rc::gen::inRange(1, 8);
    for (int i = 0; i < changes; ++i) {
      bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = *rc::gen::arbitrary<char>();
    }
    const auto read = imports::read(bytes, "pay.txt");
    if (!read) RC_ASSERT(!read.errors().empty());
  }));
}

TEST_CASE("the shared Bacs sample gives its two records", "[import][payroll][bacs][corpus]") {
  const auto corpus = std::filesystem::path{DPLEDGER_SHARED} / "corpus";
  if (!std::filesystem::exists(corpus)) {
    WARN("the corpus is not here: this test looked at nothing");
    return;
  }
  int seen = 0;
  for (const auto& row : support::table(corpus / "EXPECTED.tsv")) {
    const auto& path = row.at("path");
    if (path.find("std18") == path.npos) continue;
    ++seen;
    const auto source = accepted(support::bytes_of(corpus / path));
    std::size_t lines = 0;
    for (const auto& statement : source.statements) lines += statement.lines.size();
    CHECK(std::to_string(lines) == row.at("n_transactions"));
    CHECK(std::to_string(sum_of(source)) == row.at("signed_sum_minor_units"));
  }
  CHECK(seen == 1);
}
