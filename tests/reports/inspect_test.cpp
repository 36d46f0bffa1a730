// What `inspect` says of a file, in its three shapes, each written in parts.
#include "reports/inspected.hpp"
#include "tests/reports/small_book.hpp"

#include <algorithm>
#include <functional>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace reports;
using nlohmann::ordered_json;
using small_book::day;
using small_book::pounds;

namespace {

std::vector<std::string> keys_of(const ordered_json& json) {
  std::vector<std::string> keys;
  for (const auto& member : json.items()) keys.push_back(member.key());
  return keys;
}

struct Written {
  std::string text;
  std::size_t largest = 0;  ///< of its parts
};

Written gathered(const std::function<void(Parts&)>& write) {
  Written written;
  Parts parts{[&](std::string_view part) {
    written.text += part;
    written.largest = std::max(written.largest, part.size());
  }};
  write(parts);
  parts.finish();
  return written;
}

Written written(const Frame& frame, const std::function<void(Parts&)>& write) {
  return gathered([&](Parts& parts) {
    parts.add(frame.before);
    write(parts);
    parts.add(frame.after);
  });
}

Written json_of(const InspectedFile& file) {
  return written(inspect_json_frame(), [&](Parts& parts) { inspect_json(file, parts); });
}
Written csv_of(const std::vector<InspectedFile>& files) {
  return gathered([&](Parts& parts) {
    InspectCsv csv{parts};
    for (const auto& file : files) csv.add(file);
    csv.finish();
  });
}
Written csv_of(const InspectedFile& file) {
  return csv_of(std::vector{file});
}
Written text_of(const InspectedFile& file) {
  return written(inspect_text_frame(), [&](Parts& parts) { inspect_text(file, {}, parts); });
}

InspectedFile lloyds(std::size_t lines) {
  InspectedFile file;
  file.file = "a.csv";
  file.sha256 = std::string(64, 'a');
  file.format = "lloyds";
  file.encoding = "utf-8";
  file.title = "Lloyds, Halifax, Bank of Scotland";
  ledger::Statement statement;
  statement.sort_code = "309021";
  statement.number = "01234567";
  for (std::size_t i = 0; i < lines; ++i) {
    ledger::StatementLine line{.date = day("2025-04-04"), .amount = pounds("-1.50")};
    line.payee = "SHOP " + std::to_string(i + 1) + ".";
    line.file_line = static_cast<int>(i) + 2;
    statement.lines.push_back(line);
  }
  file.statements = {statement};
  return file;
}

std::int64_t count(const std::string& text, const std::string& of) {
  std::int64_t found = 0;
  for (auto at = text.find(of); at != text.npos; at = text.find(of, at + 1)) ++found;
  return found;
}

bool holds(const std::string& text, const std::string& of) {
  return text.find(of) != text.npos;
}

std::string first_line(const InspectedFile& file) {
  const auto text = text_of(file).text;
  return text.substr(0, text.find('\n'));
}

}  // namespace

TEST_CASE("inspect shows what a statement file holds", "[reports][inspect]") {
  auto file = lloyds(1);
  auto& statement = file.statements.front();
  statement.opening = pounds("0.00");
  statement.lines.front().pending = true;
  statement.warnings = {{2, "the balance does not follow"}};
  const auto json = ordered_json::parse(json_of(file).text)["files"][0];
  CHECK(keys_of(json) == std::vector<std::string>{"file", "sha256", "format", "profile", "encoding",
                                                  "proposal", "warnings", "statements", "payslips",
                                                  "invoices", "summaries", "deliveries",
                                                  "refused"});
  CHECK(json["format"] == "lloyds");
  const auto& told = json["statements"][0];
  CHECK(keys_of(told) == std::vector<std::string>{"account", "currency", "iban", "holder", "basis",
                                                  "proof", "from", "to", "opening", "closing",
                                                  "lines", "warnings", "breaks"});
  CHECK(told["account"] == "30-90-21 01234567");
  CHECK(told["opening"] == "0.00");
  CHECK(told["closing"].is_null());
  CHECK(keys_of(told["lines"][0]) == std::vector<std::string>{"line", "date", "amount", "balance",
                                                              "type", "payee", "reference",
                                                              "description", "id", "status"});
  CHECK(told["lines"][0]["amount"] == "-1.50");
  CHECK(told["lines"][0]["balance"].is_null());
  CHECK(told["lines"][0]["status"] == "pending");
  CHECK(told["warnings"][0]["line"] == 2);
  CHECK(holds(text_of(file).text, "SHOP 1. (pending: not booked)"));
  CHECK(holds(csv_of(file).text, "a.csv,30-90-21 01234567,2,2025-04-04,-1.50,,"));
}

TEST_CASE("inspect gives payslips in the columns of our own CSV", "[reports][inspect]") {
  InspectedFile file;
  file.file = "pay.csv";
  file.payslips = {small_book::april().facts.payslips.front().record};
  const auto slip = ordered_json::parse(json_of(file).text)["files"][0]["payslips"][0];
  CHECK(keys_of(slip) == std::vector<std::string>{"person", "worker", "name", "period_start",
                                                  "period_end", "pay_date", "hours", "rate",
                                                  "gross", "tax", "employee_ni", "employee_pension",
                                                  "other_deductions", "net", "net_stated",
                                                  "employer_ni", "employer_pension", "line"});
  CHECK(slip["gross"] == "100.00");
  CHECK(slip["rate"].is_null());
  CHECK(slip["hours"] == "");
}

TEST_CASE("the first line about a file says what it is, by whom and how much",
          "[reports][inspect]") {
  auto file = lloyds(5);
  CHECK(first_line(file) ==
        "a.csv: a bank statement, read as lloyds (Lloyds, Halifax, Bank of Scotland; utf-8): "
        "5 lines.");
  file.title = "LLOYDS";
  file.statements.push_back(file.statements.front());
  CHECK(first_line(file) == "a.csv: 2 bank statements, read as lloyds (utf-8): 10 lines.");
  file.statements.resize(1);
  file.statements.front().basis = ledger::Basis::intraday;
  file.format = "mt942";
  file.title.clear();
  file.encoding.clear();
  CHECK(first_line(file) ==
        "a.csv: a report during the day, no statement, read as mt942: 5 lines.");
  file.statements.front().basis = ledger::Basis::instruction;
  CHECK(first_line(file).starts_with("a.csv: orders to a bank, no statement, "));
  file.statements.front().basis = ledger::Basis::notification;
  CHECK(first_line(file).starts_with("a.csv: a notice of single entries, no statement, "));
  file.proposal = "name = \"x\"\n";
  CHECK(holds(first_line(file), ", read by what it seems to be: 5 lines."));
  file.refused = {{ledger::Rule::money_not_understood, {"a.csv", 1, 1}, "x", ""}};
  CHECK(first_line(file) == "a.csv: refused, 1 reason.");
}

TEST_CASE("the first line about a payroll file names it", "[reports][inspect]") {
  InspectedFile file;
  file.file = "pay";
  file.kind = ledger::FileKind::payroll;
  file.format = "dpledger-payroll";
  file.encoding = "utf-8";
  CHECK(first_line(file) ==
        "pay: a payroll file, read as dpledger-payroll (utf-8): nothing in it.");
  file.format = "fps";
  file.payslips = {small_book::april().facts.payslips.front().record};
  CHECK(first_line(file) ==
        "pay: an HMRC Full Payment Submission, read as fps (utf-8): 1 payslip.");
  file.kind = ledger::FileKind::summary;
  file.format = "dpledger-summary";
  file.payslips.clear();
  file.summaries.resize(2,
                        {"P1", ledger::tax_month_of(day("2025-04-10")), {}, {}, {}, {}, {}, {}, 1});
  CHECK(holds(first_line(file), "pay: a file of employer summaries, "));
  CHECK(holds(first_line(file), ": 2 employer summaries."));
}

TEST_CASE("people see a statement of 200 lines whole", "[reports][inspect]") {
  const auto text = text_of(lloyds(200)).text;
  CHECK(count(text, "SHOP ") == 200);
  CHECK_FALSE(holds(text, "left out"));
}

TEST_CASE("of a longer statement people see the first 100 lines, the last 50 and what it comes to",
          "[reports][inspect]") {
  const auto file = lloyds(201);
  const auto text = text_of(file).text;
  CHECK(count(text, "SHOP ") == 150);
  CHECK(holds(text, "SHOP 100."));
  CHECK_FALSE(holds(text, "SHOP 101."));
  CHECK_FALSE(holds(text, "SHOP 151."));
  CHECK(holds(text, "SHOP 152."));
  CHECK(holds(text, "… 51 lines left out here; --csv or --json gives all"));
  CHECK(holds(text, "201 lines from "));
  CHECK(holds(text, "£0.00 in, £301.50 out."));
  CHECK(count(csv_of(file).text, "\r\n") == 202);
  CHECK(ordered_json::parse(json_of(file).text)["files"][0]["statements"][0]["lines"].size() ==
        201);
}

TEST_CASE("of many payslips people see some, and the totals of all", "[reports][inspect]") {
  InspectedFile file;
  file.file = "pay.csv";
  file.kind = ledger::FileKind::payroll;
  file.payslips.resize(1000, small_book::april().facts.payslips.front().record);
  const auto text = text_of(file).text;
  CHECK(holds(text, "… 850 payslips"));
  CHECK(holds(text, "100,000.00"));
  CHECK(count(text, "\n") < 170);
  CHECK(ordered_json::parse(json_of(file).text)["files"][0]["payslips"].size() == 1000);
  const auto csv = gathered([&](Parts& parts) { proposed_csv({file, {}, "", ""}, parts); }).text;
  CHECK(count(csv, "\r\n") == 1001);
}

TEST_CASE("of very many remarks people see some and how many more there are",
          "[reports][inspect]") {
  auto file = lloyds(1);
  file.statements.front().warnings.resize(60, {2, "the balance does not follow"});
  const auto text = text_of(file).text;
  CHECK(count(text, "Line 2: ") == 50);
  CHECK(holds(text, "And 10 remarks more: --json gives all."));
}

TEST_CASE("a large file is never held as text, and all of it is written", "[reports][inspect]") {
  const auto file = lloyds(20'000);
  const auto csv = csv_of(file);
  CHECK(count(csv.text, "\r\n") == 20'001);
  CHECK(holds(csv.text, ",SHOP 20000.,"));
  CHECK(csv.largest < csv.text.size() / 4);
  const auto json = json_of(file);
  const auto lines = ordered_json::parse(json.text)["files"][0]["statements"][0]["lines"];
  REQUIRE(lines.size() == 20'000);
  CHECK(lines[19'999]["payee"] == "SHOP 20000.");
  CHECK(json.largest < json.text.size() / 20);
  CHECK(text_of(file).text.size() < 20'000);
}

TEST_CASE("what profile proposes holds the file as inspect gives it", "[reports][inspect]") {
  auto file = lloyds(3);
  file.proposal = "name = \"x\"\n";
  const ProposedProfile proposed{file, {"the balance proves it"}, "", ""};
  const auto json =
      ordered_json::parse(gathered([&](Parts& parts) { proposed_json(proposed, parts); }).text);
  CHECK(keys_of(json) == std::vector<std::string>{"schema", "known", "profile", "reasons", "saved",
                                                  "written", "file"});
  CHECK(json["known"] == false);
  CHECK(json["file"] == ordered_json::parse(json_of(file).text)["files"][0]);
  const auto csv = gathered([&](Parts& parts) { proposed_csv(proposed, parts); }).text;
  CHECK(csv == csv_of(file).text);
  const auto text = gathered([&](Parts& parts) { proposed_text(proposed, {}, parts); }).text;
  CHECK(holds(text, "  - the balance proves it\n"));
  CHECK(holds(text, "SHOP 3."));
  CHECK(holds(text, "--save NAME"));
}

TEST_CASE("the CSV of a payroll is its payslips, and lines beside them have their own heading",
          "[reports][inspect]") {
  InspectedFile payroll;
  payroll.file = "may.csv";
  payroll.kind = ledger::FileKind::payroll;
  ledger::Payslip slip{.person = "P0001",
                       .worker = "Amy Jones",
                       .name = {},
                       .period = {day("2025-05-01"), day("2025-05-31")},
                       .pay_date = day("2025-05-30"),
                       .hours = {},
                       .rate = {}};
  slip.gross = pounds("1200.00");
  slip.net = pounds("1000.00");
  slip.file_line = 2;
  payroll.payslips = {slip};
  const std::string payslips =
      "file,line,person,worker,paid,gross,net,paye,pension\r\n"
      "may.csv,2,P0001,Amy Jones,2025-05-30,1200.00,1000.00,";
  CHECK(csv_of(payroll).text.starts_with(payslips));
  const auto both = csv_of({lloyds(1), payroll, lloyds(1)}).text;
  CHECK(both.find("\r\n\r\n" + payslips) != std::string::npos);
  CHECK(both.find("\r\n\r\nfile,account,line,date") != std::string::npos);
  InspectedFile refused;
  CHECK(csv_of(refused).text.starts_with("file,account,line,date"));
}
