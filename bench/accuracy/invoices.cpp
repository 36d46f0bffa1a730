// Suppliers who send invoices, and how those are paid.
#include "bench/accuracy/calendar.hpp"
#include "bench/accuracy/names.hpp"
#include "bench/accuracy/spelling.hpp"
#include "bench/accuracy/world.hpp"
#include "ledger/item.hpp"

#include <algorithm>
#include <optional>

namespace accuracy {
namespace {

struct Supplier {
  std::string name, plan_line, prefix, shown;
  bool fixed = false;  ///< the same amount every month: then the number is always quoted
};

std::string reference(const Story& story, const Supplier& supplier, const Invoice& invoice) {
  const auto digits = invoice.number.substr(invoice.number.find('-') + 1);
  const bool quoted = supplier.fixed || story.chance(70, 50, 35);
  if (!quoted) return story.random.chance(50) ? "" : story.person.ref;
  switch (story.random.between(0, 2)) {
    case 0:
      return invoice.number;
    case 1:
      return "INV " + digits;
    default:
      return digits;
  }
}

Line payment(const Story& story, const Supplier& supplier, const Invoice& invoice,
             std::string kind) {
  const auto spread = story.noise == Noise::low ? 2 : story.noise == Noise::middle ? 5 : 10;
  const auto date =
      working_from(plus_days(invoice.due, static_cast<int>(story.random.between(-6, spread))));
  const bool usual = story.random.chance(80);
  return {.date = date,
          .amount = -invoice.amount,
          .payee = usual ? supplier.shown : show_firm(story.random, story.noise, supplier.name),
          .reference = reference(story, supplier, invoice),
          .type = "FPO",
          .kind = std::move(kind),
          .truth = Truth::settles,
          .shares = {{invoice.key, -invoice.amount}}};
}

Invoice make_invoice(const Story& story, const Supplier& supplier, int number, Date date,
                     Pence amount, bool written = true) {
  auto& person = story.person;
  Invoice invoice{.number = supplier.prefix + "-" + std::to_string(number),
                  .supplier = supplier.name,
                  .plan_line = supplier.plan_line,
                  .date = date,
                  .due = plus_days(date, 14),
                  .amount = amount,
                  .key = {}};
  invoice.key = "invoice:" + person.ref + ":" + ledger::slug(supplier.name) + ":" + invoice.number;
  if (!written) return invoice;
  person.invoices.push_back(invoice);
  person.items.push_back({.key = invoice.key,
                          .of = Of::invoice,
                          .amount = -amount,
                          .due = amount < 0 ? date : invoice.due,
                          .arises = date,
                          .plan_line = supplier.plan_line});
  return invoice;
}

void add_known(const Story& story, Line line) {
  if (line.date <= as_of()) story.add(std::move(line));
}

/// Several invoices, or one with its credit note, in one payment.
void pay_together(const Story& story, const Supplier& supplier, const Invoice& last,
                  const std::vector<Invoice>& with, std::string kind) {
  auto line = payment(story, supplier, last, std::move(kind));
  for (const auto& other : with) {
    line.amount -= other.amount;
    line.shares.push_back({other.key, -other.amount});
  }
  if (!supplier.fixed && story.random.chance(60)) line.reference.clear();
  add_known(story, std::move(line));
}

void pay_in_halves(const Story& story, const Supplier& supplier, const Invoice& invoice) {
  auto first = payment(story, supplier, invoice, "invoice-in-parts");
  const Pence half = invoice.amount / 200 * 100;
  auto second = first;
  first.amount = first.shares[0].amount = -half;
  second.amount = second.shares[0].amount = -(invoice.amount - half);
  second.date = working_from(plus_days(first.date, static_cast<int>(story.random.between(4, 12))));
  if (second.date > as_of()) return;
  story.add(std::move(first));
  story.add(std::move(second));
}

void pay_wrongly(const Story& story, const Supplier& supplier, const Invoice& invoice,
                 const std::string& plant) {
  auto line = payment(story, supplier, invoice, plant);
  // An amount that differs is told by the number: more than one invoice may be open.
  if (plant != "duplicate-payment") line.reference = invoice.number;
  if (plant == "overpaid") line.amount = -((invoice.amount / 1000 + 1) * 1000);
  if (plant == "underpaid") line.amount = line.shares[0].amount = -(invoice.amount - 1500);
  if (line.date > as_of()) return;
  const auto first = story.add(line);
  if (plant != "duplicate-payment") return;
  line.kind = "duplicate";
  line.truth = Truth::duplicate;
  line.code = "duplicate-payment";
  line.date = working_from(plus_days(first.date, static_cast<int>(story.random.between(0, 9))));
  add_known(story, std::move(line));
}

/// Two invoices of one day and amount, and one payment that says no more; or four invoices of which
/// two pairs come to the same.
void make_undecidable(const Story& story, const Supplier& supplier, Date date, int number) {
  const Pence amount = story.random.between(90, 160) * 100;
  std::vector<Share> fit;
  for (int k = 0; k < 2; ++k) {
    const auto one = make_invoice(story, supplier, number + k, date, amount);
    fit.push_back({one.key, -amount});
  }
  story.add({.date = working_from(plus_days(date, 13)),
             .amount = -amount,
             .payee = upper(supplier.name),
             .type = "FPO",
             .kind = "invoice-either",
             .truth = Truth::undecidable,
             .shares = fit});
}

void make_two_sums(const Story& story, const Supplier& supplier, Date date, int number) {
  const Pence base = story.random.between(100, 140) * 100;
  std::vector<Share> fit;
  for (const Pence amount : {base, base + 5300, base + 1700, base + 3600}) {
    const auto one = make_invoice(story, supplier, number++, date, amount);
    fit.push_back({one.key, -amount});
  }
  story.add({.date = working_from(plus_days(date, 13)),
             .amount = -(base + base + 5300),
             .payee = upper(supplier.name),
             .type = "FPO",
             .kind = "invoice-two-sums",
             .truth = Truth::undecidable,
             .shares = fit});
}

/// One plant a month at most, and only where amounts differ from month to month.
std::optional<std::string> due_plant(const Story& story, const Supplier& supplier, int month) {
  if (supplier.fixed || month < 1 || month > 8) return std::nullopt;
  for (const std::string plant :
       {"invoice-unpaid", "invoice-overpaid", "invoice-underpaid", "invoice-duplicate",
        "invoice-lost", "invoice-either", "invoice-two-sums"}) {
    if (!story.has(plant) || story.has("did-" + plant)) continue;
    story.person.planted.insert("did-" + plant);
    return plant;
  }
  return std::nullopt;
}

void handle_plant(const Story& story, const Supplier& supplier, const std::string& plant, Date date,
                  int number, Pence amount) {
  if (plant == "invoice-either") return make_undecidable(story, supplier, date, number);
  if (plant == "invoice-two-sums") return make_two_sums(story, supplier, date, number);
  const auto invoice = make_invoice(story, supplier, number, date, amount, plant != "invoice-lost");
  if (plant == "invoice-unpaid") return;
  if (plant == "invoice-overpaid") return pay_wrongly(story, supplier, invoice, "overpaid");
  if (plant == "invoice-underpaid") return pay_wrongly(story, supplier, invoice, "underpaid");
  if (plant == "invoice-duplicate") {
    return pay_wrongly(story, supplier, invoice, "duplicate-payment");
  }
  auto line = payment(story, supplier, invoice, "supplier-without-invoice");
  line.truth = Truth::undocumented;
  line.shares.clear();
  line.plan_line = "2025/" + supplier.plan_line;
  add_known(story, std::move(line));
}

void buy_from(const Story& story, const Supplier& supplier) {
  auto& random = story.random;
  const Pence fixed = random.between(120, 320) * 125;
  std::vector<Invoice> waiting;
  int number = static_cast<int>(random.between(1000, 8000));
  for (int month = 0; month < 11; ++month, number += static_cast<int>(random.between(6, 40))) {
    const auto date =
        plus_days(plus_months(day(2025, 4, 6), month), static_cast<int>(random.between(0, 8)));
    if (!story.person.died.empty() && text(date) > story.person.died) break;
    const Pence amount =
        supplier.fixed ? fixed : random.between(7, 26) * random.between(2140, 2460);
    if (waiting.empty()) {
      if (const auto plant = due_plant(story, supplier, month)) {
        handle_plant(story, supplier, *plant, date, number, amount);
        continue;
      }
    }
    const auto invoice = make_invoice(story, supplier, number, date, amount);
    if (!supplier.fixed && waiting.size() < 2 && month < 9 && story.chance(5, 8, 12)) {
      waiting.push_back(invoice);
      continue;
    }
    if (!waiting.empty()) {
      pay_together(story, supplier, invoice, waiting, "invoices-together");
      waiting.clear();
    } else if (!supplier.fixed && story.chance(3, 5, 7)) {
      const auto note = make_invoice(story, supplier, number + 1, plus_days(date, 3),
                                     -random.between(20, 60) * 100);
      pay_together(story, supplier, invoice, {note}, "invoice-less-credit-note");
    } else if (!supplier.fixed && story.chance(2, 4, 6)) {
      pay_in_halves(story, supplier, invoice);
    } else {
      add_known(story, payment(story, supplier, invoice, "invoice"));
    }
  }
}

}  // namespace

void buy_from_suppliers(Story& story) {
  auto& random = story.random;
  const auto count = random.between(0, 2);
  const bool wanted = std::ranges::any_of(
      story.person.planted, [](const auto& plant) { return plant.starts_with("invoice"); });
  const auto first = random.between(0, std::ssize(suppliers) - 1);
  static constexpr std::array<std::string_view, 2> lines{"agency", "respite"};
  for (std::int64_t k = 0; k < std::max<std::int64_t>(count, wanted ? 1 : 0); ++k) {
    const auto at = static_cast<std::size_t>((first + k * 3) % std::ssize(suppliers));
    Supplier supplier{.name = std::string{suppliers[at]},
                      .plan_line = std::string{lines[static_cast<std::size_t>(k)]},
                      .prefix = std::string{suppliers[at].substr(0, 2)},
                      .shown = {}};
    supplier.prefix = upper(supplier.prefix);
    supplier.shown = show_firm(random, story.noise, supplier.name);
    supplier.fixed = !(wanted && k == 0) && random.chance(30);
    story.person.plan.push_back({supplier.plan_line,
                                 supplier.plan_line == "agency" ? "agency" : "respite",
                                 {upper(supplier.name)}});
    buy_from(story, supplier);
  }
}

}  // namespace accuracy
