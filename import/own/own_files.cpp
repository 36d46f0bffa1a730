#include "import/own/own_files.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace imports {
namespace {

using ledger::FileKind;
using ledger::Money;
using ledger::Rule;

// The enumerations number the columns of the table beside them.
namespace payroll {
enum : std::size_t {
  person,
  worker,
  name,
  period_start,
  period_end,
  pay_date,
  hours,
  rate,
  gross,
  tax,
  employee_ni,
  employee_pension,
  other_deductions,
  net,
  employer_ni,
  employer_pension
};
constexpr auto columns = std::to_array<OwnColumn>({
    {"person"},
    {"worker"},
    {"name", false},
    {"period_start"},
    {"period_end"},
    {"pay_date"},
    {"hours", false},
    {"rate", false},
    {"gross"},
    {"tax"},
    {"employee_ni"},
    {"employee_pension"},
    {"other_deductions", false},
    {"net"},
    {"employer_ni"},
    {"employer_pension"},
});
}  // namespace payroll

namespace invoice {
enum : std::size_t { person, number, supplier, date, due, amount, plan_line, description };
constexpr auto columns = std::to_array<OwnColumn>({
    {"person"},
    {"number"},
    {"supplier"},
    {"date"},
    {"due", false},
    {"amount"},
    {"plan_line", false},
    {"description", false},
});
}  // namespace invoice

namespace delivery {
enum : std::size_t { person, service, from, to, quantity, status, note };
constexpr auto columns = std::to_array<OwnColumn>({
    {"person"},
    {"service"},
    {"from"},
    {"to"},
    {"quantity"},
    {"status"},
    {"note", false},
});
}  // namespace delivery

namespace summary {
enum : std::size_t {
  person,
  tax_year,
  tax_month,
  tax,
  employee_ni,
  employer_ni,
  employment_allowance,
  statutory_pay_recovered,
  due
};
constexpr auto columns = std::to_array<OwnColumn>({
    {"person"},
    {"tax_year"},
    {"tax_month"},
    {"tax"},
    {"employee_ni"},
    {"employer_ni"},
    {"employment_allowance", false},
    {"statutory_pay_recovered", false},
    {"due"},
});
}  // namespace summary

struct OwnKind {
  FileKind kind;
  std::span<const OwnColumn> columns;
  std::string_view mark;  ///< a column that no other kind has
};
constexpr auto kinds = std::to_array<OwnKind>({
    {FileKind::payroll, payroll::columns, "worker"},
    {FileKind::summary, summary::columns, "tax_month"},
    {FileKind::invoice, invoice::columns, "supplier"},
    {FileKind::delivery, delivery::columns, "service"},
});

/// Blank stands for nothing only where a person most often has none.
Money money_or_nothing(OwnTable& table, std::size_t column) {
  return table.optional_money(column).value_or(Money{});
}

/// A record of every row in which nothing was refused, neither before nor by `read_row`.
template <class Record, class ReadRow>
void read_rows(OwnTable& table, std::vector<Record>& records, ReadRow read_row) {
  while (table.next()) {
    Record record = read_row();
    if (table.sound()) records.push_back(std::move(record));
  }
}

void read_payslips(OwnTable& table, Source& source) {
  using namespace payroll;
  read_rows(table, source.payslips, [&] {
    return ledger::Payslip{.person = table.text(person),
                           .worker = table.text(worker),
                           .name = table.optional_text(name),
                           .period = table.period(period_start, period_end),
                           .pay_date = table.date(pay_date),
                           .hours = table.optional_quantity(hours),
                           .rate = table.optional_money(rate),
                           .gross = table.money(gross),
                           .tax = table.money(tax),
                           .employee_ni = table.money(employee_ni),
                           .employee_pension = money_or_nothing(table, employee_pension),
                           .other_deductions = money_or_nothing(table, other_deductions),
                           .net = table.money(net),
                           .employer_ni = table.money(employer_ni),
                           .employer_pension = money_or_nothing(table, employer_pension),
                           .file_line = table.line()};
  });
}

void read_invoices(OwnTable& table, Source& source) {
  using namespace invoice;
  read_rows(table, source.invoices, [&] {
    ledger::Invoice record{.person = table.text(person),
                           .number = table.text(number),
                           .supplier = table.text(supplier),
                           .date = table.date(date),
                           .due = table.optional_date(due),
                           .amount = table.money(amount),
                           .plan_line = table.optional_text(plan_line),
                           .description = table.optional_text(description),
                           .file_line = table.line()};
    if (table.sound() && record.due && *record.due < record.date) {
      table.refuse(Rule::period_backwards, due);
    }
    return record;
  });
}

void read_deliveries(OwnTable& table, Source& source) {
  using namespace delivery;
  read_rows(table, source.deliveries, [&] {
    ledger::Delivery record{.person = table.text(person),
                            .service = table.text(service),
                            .period = table.period(from, to),
                            .quantity = table.quantity(quantity),
                            .note = table.optional_text(note),
                            .file_line = table.line()};
    const auto word = table.text(status);
    record.delivered = same_word(word, "delivered");
    if (!word.empty() && !record.delivered && !same_word(word, "missed")) {
      table.refuse(Rule::word_unknown, status, "write delivered or missed");
    }
    return record;
  });
}

void read_summaries(OwnTable& table, Source& source) {
  using namespace summary;
  std::set<std::pair<std::string, ledger::TaxMonth>> seen;
  read_rows(table, source.summaries, [&] {
    const auto month = ledger::parse_tax_month(table.text(tax_year), table.text(tax_month));
    if (table.sound() && !month) table.refuse(Rule::tax_month_unknown, tax_month);
    ledger::EmployerSummary record{
        .person = table.text(person),
        .month = month.value_or(ledger::TaxMonth{}),
        .tax = table.money(tax),
        .employee_ni = table.money(employee_ni),
        .employer_ni = table.money(employer_ni),
        .employment_allowance = money_or_nothing(table, employment_allowance),
        .statutory_pay_recovered = money_or_nothing(table, statutory_pay_recovered),
        .due = table.money(due),
        .file_line = table.line()};
    if (table.sound() && !seen.emplace(record.person, record.month).second) {
      table.refuse(Rule::row_duplicated, tax_month,
                   "a month has one summary: remove one of the two");
    }
    return record;
  });
}

}  // namespace

std::optional<FileKind> own_kind_of(std::span<const std::string> names) {
  std::optional<FileKind> best;
  std::size_t most = 2;  // fewer than three names say nothing
  const bool has_person = std::ranges::count(names, "person") > 0;
  for (const auto& kind : kinds) {
    const bool marked = std::ranges::count(names, kind.mark) > 0;
    const auto known = known_columns(kind.columns, names) + (marked ? 1 : 0);
    if ((!marked && !has_person) || known <= most) continue;
    best = kind.kind;
    most = known;
  }
  return best;
}

void read_own_file(FileKind kind, CsvReader& reader, const Row& heading, Source& source,
                   Refusals& refusals) {
  const auto own = std::ranges::find(kinds, kind, &OwnKind::kind);
  ledger::ensure(own != kinds.end(), "a bank's file is read by its layout");
  OwnTable table{reader, heading, own->columns, refusals};
  source.kind = kind;
  source.format = "dpledger-" + std::string{ledger::text(kind)};
  switch (kind) {
    case FileKind::bank:
      break;
    case FileKind::payroll:
      read_payslips(table, source);
      break;
    case FileKind::summary:
      read_summaries(table, source);
      break;
    case FileKind::invoice:
      read_invoices(table, source);
      break;
    case FileKind::delivery:
      read_deliveries(table, source);
      break;
  }
  const bool nothing = source.payslips.empty() && source.summaries.empty() &&
                       source.invoices.empty() && source.deliveries.empty();
  if (nothing && !refusals.any()) {
    refusals.add(Rule::statement_without_lines, {heading.line, 1}, {},
                 "there is nothing to import: the file has a heading and no rows");
  }
}

}  // namespace imports
