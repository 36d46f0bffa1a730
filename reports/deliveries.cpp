#include "reports/deliveries.hpp"

#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Money;
using reconcile::ServiceMonth;

/// What a reader of the row should know beyond its figures.
std::string remark(const ServiceMonth& row) {
  if (row.unknown) return "in no plan: costs nothing";
  if (row.kind == "block") {
    return std::string{"block: value without cash"} + (row.unrecorded ? "; nothing recorded" : "") +
           (row.invoiced.is_zero() ? "" : "; the invoice is not counted");
  }
  if (row.unrecorded && row.invoiced.is_zero()) return "nothing recorded";
  if (row.unrecorded) return "nothing recorded; the invoice stands for it";
  if (row.beyond.is_zero()) return {};
  return "invoiced " + ledger::pretty(row.beyond) + " more than was delivered" +
         (row.invoiced - row.delivered_value > row.beyond ? ", credit notes taken off" : "");
}

Table month_table(const std::vector<ServiceMonth>& months) {
  Table table;
  table.columns = {{"Person", "person"},
                   {"Budget", "budget"},
                   {"Service", "service"},
                   {"Provider", "provider"},
                   {"Kind", "kind", false},
                   {"Unit", "unit"},
                   {"Price", "price", false},
                   {"Month", "month"},
                   {"Ordered", "ordered"},
                   {"Delivered", "delivered"},
                   {"Missed", "missed"},
                   {"Ordered £", "ordered_value"},
                   {"Delivered £", "delivered_value"},
                   {"Missed £", "missed_value"},
                   {"Invoiced £", "invoiced"},
                   {"Remark", "remark"}};
  Money ordered, delivered, missed, invoiced;
  for (const auto& row : months) {
    if (row.unknown) table.alarms.push_back(table.rows.size());
    table.rows.push_back({row.person, row.budget, row.service, row.provider, row.kind, row.unit,
                          row.price, text(row.month), text(row.ordered), text(row.delivered),
                          text(row.missed), row.ordered_value, row.delivered_value,
                          row.missed_value, row.invoiced, remark(row)});
    ordered += row.ordered_value;
    delivered += row.delivered_value;
    missed += row.missed_value;
    invoiced += row.invoiced;
  }
  table.totals.assign(table.columns.size(), Cell{});
  table.totals[0] = std::string{"Together"};
  table.totals[11] = ordered;
  table.totals[12] = delivered;
  table.totals[13] = missed;
  table.totals[14] = invoiced;
  table.notes.emplace_back(
      "Ordered is what was agreed for a week or a month, shared out to the days of each month. A "
      "delivery stands in the month of its last day, an invoice in the month of the deliveries it "
      "is for, a credit note in that of its date. What was missed costs nothing.");
  return table;
}

Json month_json(const ServiceMonth& row) {
  return JsonObject{}
      .text("person", row.person)
      .text("budget", row.budget)
      .text("line", row.line)
      .text("service", row.service)
      .text("provider", row.provider)
      .text("kind", row.kind)
      .text("unit", row.unit)
      .money("price", row.price)
      .text("month", text(row.month))
      .text("ordered", text(row.ordered))
      .text("delivered", text(row.delivered))
      .text("missed", text(row.missed))
      .money("ordered_value", row.ordered_value)
      .money("delivered_value", row.delivered_value)
      .money("missed_value", row.missed_value)
      .money("invoiced", row.invoiced)
      .money("beyond", row.beyond)
      .flag("unknown", row.unknown)
      .flag("unrecorded", row.unrecorded)
      .done();
}

}  // namespace

Answer deliveries(const std::vector<ServiceMonth>& months, ledger::Date as_of) {
  Answer answer;
  answer.heading = {months.empty()
                        ? "No service was ordered or delivered by " + ledger::pretty(as_of) + "."
                        : "Services up to " + ledger::pretty(as_of) + "."};
  answer.tables = {month_table(months)};
  answer.tables.front().for_people = !months.empty();
  answer.json = JsonObject{}
                    .text("schema", "dpledger.deliveries/1")
                    .date("as_of", as_of)
                    .put("months", json_array(months, month_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports
