// payment-run, remittances, journal, month-end: what a commissioner pays, and how its ledger has
// it.
#include "app/command.hpp"
#include "app/disclosed.hpp"
#include "app/files.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "app/settle.hpp"
#include "app/verdict.hpp"
#include "app/workbook.hpp"
#include "import/own/code_rows.hpp"
#include "ledger/reclaims.hpp"
#include "reports/journal.hpp"
#include "reports/payment_run.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Act;
using ledger::Date;
using ledger::Rule;
using reconcile::Payment;
using reconcile::PaymentState;
using reports::PaymentRow;
using store::PersonRow;

std::vector<PaymentRow> rows_of(const Arguments& arguments, const reconcile::PersonView& view,
                                ledger::Period days) {
  auto payments = reconcile::payments(view, days);
  auto gone = reconcile::no_longer_due(view, days, payments);
  std::ranges::move(gone, std::back_inserter(payments));
  if (!arguments.funder.empty()) {
    std::erase_if(payments, [&](const auto& one) { return one.funder != arguments.funder; });
  }
  return reports::payment_rows(view, payments);
}

/// Those to pay, first by funder, then by person.
void put_in_order(std::vector<PaymentRow>& rows) {
  std::erase_if(rows, [](const PaymentRow& row) {
    return row.payment.state == PaymentState::paid && row.payment.over.is_zero();
  });
  std::ranges::stable_sort(rows, {}, [](const PaymentRow& row) { return row.payment.funder; });
}

ledger::Period days_of_run(const Arguments& arguments) {
  const auto last = arguments.to.value();
  return {arguments.from.value_or(plus_days(last, 1 - last.day())), last};
}

/// Whether the person has an act of a run of that name.
bool has_run(const ledger::PersonFacts& facts, const std::string& name) {
  const auto standing = ledger::standing_acts(facts.acts);
  return std::ranges::any_of(
      standing, [&](const Act* act) { return act->kind == Act::Kind::pay && act->ref == name; });
}

Act pay_act(const Arguments& arguments, const Payment& payment, const store::Stamp& stamp) {
  Act act{.kind = Act::Kind::pay,
          .ref = arguments.record,
          .budget = payment.budget,
          .funder = payment.funder,
          .amount = payment.amount,
          .on = arguments.today()};
  act.until = payment.due;
  act.total = payment.arrived_of_day;
  act.by = stamp.by;
  act.at = stamp.at;
  return act;
}

/// Reads, shows and keeps a run in one go, so that nothing can come between.
Outcome recorded_run(const Arguments& arguments) {
  auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto by = stamp(arguments);
  auto work = book.value()->begin(by);
  auto named = people_named(work->reader(), arguments.words);
  if (!named) return named.errors();
  const auto days = days_of_run(arguments);
  std::vector<PaymentRow> all;
  for (const auto& person : named.value()) {
    const PersonBooks books{work->reader(), person.id, arguments.today()};
    if (has_run(books.facts(), arguments.record)) {
      return refusal(
          Rule::act_impossible,
          "run " + arguments.record + " is recorded already for " + person.ref,
          "take another name; `dpledger remittances " + arguments.record + "` shows what it paid");
    }
    auto rows = rows_of(arguments, books.view(), days);
    bool paid = false;
    for (const auto& row : rows) {
      const auto state = row.payment.state;
      if (state != PaymentState::due && state != PaymentState::arrears) continue;
      work->act(person.id, pay_act(arguments, row.payment, by));
      paid = true;
    }
    if (paid) settle_now(*work, person.id);
    std::move(rows.begin(), rows.end(), std::back_inserter(all));
  }
  put_in_order(all);
  work->commit();
  return Finished{reports::payment_run(all, days, arguments.record)};
}

Outcome proposed_run(const Arguments& arguments) {
  const auto days = days_of_run(arguments);
  auto made = rows_of_books<PaymentRow>(
      arguments, Knowing::now, Years::all,
      [&](const reconcile::PersonView& view) { return rows_of(arguments, view, days); });
  if (!made) return made.errors();
  auto all = std::move(made).value();
  put_in_order(all);
  return Finished{reports::payment_run(all, days, "")};
}

/// The answer as CSV in the file of --out, with where each payment goes.
Outcome in_file(const Arguments& arguments, Finished finished) {
  const auto page = reports::as_csv(finished.answer);
  auto written = written_page(arguments.out, "csv", page);
  if (!written) return written.errors();
  record_disclosure(arguments, {disclosure(arguments.command, {}, arguments.out, page)});
  finished.answer.closing.push_back("The payments are in " + arguments.out +
                                    ", readable by you alone.");
  return finished;
}

/// Of "2025-06".
std::optional<ledger::Period> days_of_month(const std::string& text) {
  const auto first = ledger::parse_date(text + "-01");
  if (text.size() != 7 || !first) return std::nullopt;
  return ledger::month_of(first.value()).period();
}

ledger::Result<std::vector<ledger::CodeRule>> codes_of(const Arguments& arguments) {
  if (arguments.codes.empty()) return std::vector<ledger::CodeRule>{};
  const auto bytes = read_file(arguments.codes);
  if (!bytes) return bytes.errors();
  return imports::read_codes(bytes.value(), arguments.codes);
}

using Page = reports::Answer (*)(const reconcile::Journal&, const reports::JournalRequest&);

Outcome journal_page(const Arguments& arguments, ledger::Period days, Page page) {
  auto codes = codes_of(arguments);
  if (!codes) return codes.errors();
  if (auto nothing = withheld(arguments)) return std::move(*nothing);
  const auto basis =
      arguments.basis == "paid" ? reconcile::CostBasis::paid : reconcile::CostBasis::days;
  reconcile::Journal all;
  const auto refused = of_people<reconcile::Journal>(
      arguments, "reading the books",
      [&](store::Reader& reader, const PersonRow& row) {
        const auto eve = plus_days(days.first, -1);
        const auto known = read_known(reader, row.id, std::nullopt);
        const PersonBooks before{reader, known, eve};
        const PersonBooks books{reader, known, days.last};
        return reconcile::journal(before.view(), books.view(), days, basis);
      },
      [&](reconcile::Journal made) { reports::add(all, std::move(made)); });
  if (refused) return *refused;
  if (!arguments.funder.empty()) reports::keep_funder(all, arguments.funder);
  return Finished{page(all, {days, basis, std::move(codes).value(), arguments.codes})};
}

}  // namespace

Outcome run_payment_run(const Arguments& arguments) {
  if (!arguments.out.empty()) {
    if (auto refused = taken(arguments.out)) return *refused;  // before anything is recorded
  }
  if (auto nothing = withheld(arguments)) return std::move(*nothing);
  auto finished = arguments.record.empty() ? proposed_run(arguments) : recorded_run(arguments);
  if (!finished || arguments.out.empty()) return finished;
  return in_file(arguments, std::move(finished).value());
}

namespace {

/// A person's rows of a run as they were sent: what was decided or came since changes none of
/// them, and what was taken back since is marked.
std::vector<PaymentRow> rows_as_sent(store::Reader& reader, const PersonRow& person,
                                     const std::string& run, Date today) {
  const auto facts = reader.facts(person.id);
  const Act* last = nullptr;
  for (const auto& act : facts.acts) {
    if (act.kind == Act::Kind::pay && act.ref == run && act.on <= today) last = &act;
  }
  if (last == nullptr) return {};
  const PersonBooks books{reader, person.id, last->on, reader.link_of_act(person.id, last->number)};
  auto rows = reports::payment_rows(books.view(), reconcile::payments_of_run(books.view(), run));
  reports::mark_taken_back(rows, facts.acts, run);
  return rows;
}

}  // namespace

Outcome run_remittances(const Arguments& arguments) {
  auto people = arguments;
  const auto run = arguments.words.front();
  people.words.erase(people.words.begin());
  if (auto nothing = withheld(people)) return std::move(*nothing);
  const auto all = rows_of_people<PaymentRow>(
      people, "reading", [&](store::Reader& reader, const PersonRow& row) {
        return rows_as_sent(reader, row, run, arguments.today());
      });
  if (!all) return all.errors();
  if (all.value().empty()) {
    return refusal(Rule::act_unknown, run,
                   "no payment run of that name is recorded; `dpledger payment-run --to DATE "
                   "--record NAME` records one");
  }
  return Finished{reports::remittances(all.value(), run)};
}

Outcome run_journal(const Arguments& arguments) {
  return journal_page(arguments, {arguments.from.value(), arguments.to.value()}, reports::journal);
}

Outcome run_month_end(const Arguments& arguments) {
  const auto days = days_of_month(arguments.month);
  if (!days) {
    return refusal(Rule::word_unknown, arguments.month, "write --month 2025-06");
  }
  return journal_page(arguments, *days, reports::month_end);
}

}  // namespace app
