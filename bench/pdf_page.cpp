// How long the PDF of a person's year takes, in the process alone: a statement of the shape that
// `statement` makes, with 250 lines (or as many as asked for), drawn again and again.
//   dpledger_bench_pdf [LINES [TIMES [FILE]]]    prints milliseconds of wall and of processor time
#include "reports/pdf/pdf.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

namespace {

using ledger::Money;
using reports::Answer;
using reports::Cell;
using reports::Table;

Money pounds(std::int64_t pence) {
  return Money::of_pence(pence);
}

Table amounts(const std::string& title, std::initializer_list<const char*> names) {
  Table table;
  table.title = title;
  table.columns = {{"From", "name"}, {"£", "amount"}};
  std::int64_t pence = 5'568'000;
  for (const char* name : names) {
    table.rows.push_back({std::string{name}, pounds(pence)});
    pence /= 7;
  }
  table.totals = {std::string{"Total"}, pounds(5'568'000)};
  return table;
}

Table plan() {
  Table table;
  table.title = "Spending against the plan (cost as it arises, paid or not)";
  table.columns = {{"Plan line", "line"}, {"For", "for"},         {"This period", "now"},
                   {"So far", "so_far"},  {"Planned", "planned"}, {"Left", "left"}};
  reports::Chart chart{"Spending against the plan", "before", "in this period", "planned", {}, {}};
  std::int64_t pence = 4'700'000;
  for (const char* name : {"team", "garden", "handover", "training", "payroll", "insurance"}) {
    const Money so_far = pounds(pence / 10 * 9);
    table.rows.push_back({"2025/" + std::string{name}, std::string{"pa-wages"}, so_far, so_far,
                          pounds(pence), pounds(pence) - so_far});
    chart.bars.push_back({name, {}, so_far, pounds(pence)});
    pence /= 3;
  }
  chart.words = {"Of £70,000.00 planned, £63,000.00 was spent by 31 March 2026 (90 %)."};
  table.chart = chart;
  return table;
}

Table lines(int count) {
  Table table;
  table.title = "Every line of the period";
  table.columns = {{"Date", "date"},          {"Amount", "amount"},
                   {"Balance", "balance"},    {"What the bank says", "text"},
                   {"Matched to", "settles"}, {"From", "from"}};
  const ledger::Date first = ledger::parse_date("2025-04-01").value();
  for (int n = 0; n < count; ++n) {
    const auto number = std::to_string(1000 + n);
    table.rows.push_back({ledger::plus_days(first, n * 364 / count), pounds(-123'45 - n * 37),
                          pounds(900'000 - n * 1'111), "HELPING HANDS COMM CARE HH-" + number,
                          "invoice:P0001:helping-hands-community-care:HH-" + number,
                          "lloyds-2025-04-to-06.csv:" + std::to_string(n)});
  }
  return table;
}

Table sources() {
  Table table;
  table.title = "Sources";
  table.columns = {{"File", "file"}, {"Kind", "kind"}, {"SHA-256", "sha256"}};
  for (int n = 0; n < 12; ++n) {
    table.rows.push_back({"lloyds-2025-" + std::to_string(n + 1) + ".csv", std::string{"bank"},
                          std::string(64, static_cast<char>('a' + n % 6))});
  }
  return table;
}

Answer year(int count) {
  Answer answer;
  answer.draft = true;
  answer.heading = {"Statement of account", "Commissioner: NHS Example (invented)",
                    "Person: P0001, Stephen Ashdown", "Period: 1 April 2025 to 31 March 2026"};
  answer.tables = {amounts("Money in, by who paid it", {"NHS Example", "The person"}),
                   amounts("Money out, by what it was for",
                           {"Wages", "Tax and National Insurance", "Pension", "Suppliers"}),
                   plan(),
                   amounts("The surplus in steps", {"In the bank", "less owed", "less set aside"}),
                   lines(count),
                   sources()};
  answer.json = "{\"schema\":\"dpledger.statement/1\",\"lines\":[";
  for (int n = 0; n < count; ++n) {
    answer.json += (n == 0 ? "{\"line\":" : ",{\"line\":") + std::to_string(n) +
                   ",\"description\":\"HELPING HANDS COMM CARE\",\"state\":\"matched\"}";
  }
  answer.json += "]}";
  return answer;
}

double processor_ms() {
  return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** words) {
  const int rows = count > 1 ? std::atoi(words[1]) : 250;
  const int times = count > 2 ? std::atoi(words[2]) : 20;
  const Answer answer = year(rows);
  const reports::PdfAbout about{"Statement of account",
                                "P0001, 1 April 2025 to 31 March 2026",
                                "NHS Example",
                                "statement.json",
                                "en-GB",
                                ledger::parse_date("2026-04-01").value()};
  std::vector<double> wall, processor;
  std::string page;
  for (int n = 0; n < times; ++n) {
    const auto began = std::chrono::steady_clock::now();
    const double busy = processor_ms();
    page = reports::as_pdf(answer, about);
    processor.push_back(processor_ms() - busy);
    wall.push_back(
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began)
            .count());
  }
  std::printf("first %.1f ms wall, %.1f ms processor\n", wall.front(), processor.front());
  std::sort(wall.begin(), wall.end());
  std::sort(processor.begin(), processor.end());
  const std::size_t middle = wall.size() / 2;
  std::printf("lines %d: median %.1f ms wall, %.1f ms processor, %zu bytes\n", rows, wall[middle],
              processor[middle], page.size());
  if (count > 3) std::ofstream{words[3], std::ios::binary} << page;
}
