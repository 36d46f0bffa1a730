#include "reports/closing.hpp"

#include "ledger/reclaims.hpp"
#include "reports/closing_parts.hpp"
#include "reports/paid_in.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <utility>

namespace reports {
namespace {

using ledger::Money;
using ledger::pretty;
using reconcile::Closing;
using reconcile::Correction;
using reconcile::GoesBack;
using reconcile::PersonView;

/// "owed:net-pay:W1" as people say it.
std::string debt_in_words(const std::string& account) {
  if (account.starts_with("owed:net-pay:")) return "wages of " + account.substr(13);
  if (account == "owed:paye") return "tax and National Insurance";
  if (account == "owed:pension") return "pension contributions";
  if (account == "owed:other-deductions") return "other deductions from pay";
  if (account.starts_with("owed:supplier:")) return "supplier " + account.substr(14);
  if (account.starts_with("due-back:")) return "paid too much to " + account.substr(9);
  return account;
}

Table figures(const Closing& closing) {
  const auto& at = closing.position;
  Table table{.title = "The budget", .columns = {{"", "what"}, {"Amount", "amount"}}};
  const auto add = [&](const std::string& what, Money amount) {
    table.rows.push_back({what, amount});
  };
  if (at.agreed) add("Agreed", *at.agreed);
  if (!at.opening.is_zero()) add("There at the beginning, less what was owed", at.opening);
  add("Came in from funders", from_funders(at));
  if (const auto others = from_others(at); !others.is_zero()) {
    add("Came in from others, such as interest", others);
  }
  add("Came in from the person", at.contributed);
  add("Spent", at.spent);
  add("In the bank", at.bank);
  add("Owed still", at.owed.total());
  add("Set aside", at.pots);
  if (!at.due_back.is_zero()) add("Due back from payees", at.due_back);
  if (!at.suspense().is_zero()) add("Not explained yet", at.suspense());
  return table;
}

Table along(const Closing& closing) {
  Table table{.title = "What went along to " + closing.after,
              .columns = {{"", "what"}, {"Owed", "owed"}, {"Money", "money"}}};
  for (const auto& debt : closing.debts) {
    table.rows.push_back({debt_in_words(debt.account), debt.amount, {}});
  }
  for (const auto& money : closing.money) {
    const auto from = money.account.starts_with("bank:") ? "account " + money.account.substr(5)
                                                         : std::string{"on its way"};
    table.rows.push_back({from, {}, money.amount});
  }
  table.totals = {std::string{"together"}, closing.debts_along(), closing.money_along()};
  for (const auto& pot : closing.pots_after) {
    table.notes.push_back("The " + pot.kind + " pot goes on: " + pretty(pot.amount) +
                          " is set aside in " + closing.after + ".");
  }
  for (const auto& pot : closing.pots_ended) {
    table.notes.push_back("The " + pot.kind + " pot of " + pretty(pot.amount) +
                          " does not go on: " + closing.after + " has none.");
  }
  const auto owners = std::ranges::count_if(
      closing.back, [](const GoesBack& each) { return each.carried > Money{}; });
  for (const auto& each : closing.back) {
    if (each.carried <= Money{} || owners < 2) continue;
    table.notes.push_back("Of the money, less what is owed with it, " + pretty(each.carried) +
                          (each.name == ledger::own_part ? " is the person's own part."
                                                         : " was paid in by " + each.name + "."));
  }
  const auto short_by = closing.debts_along() - closing.money_along();
  if (short_by > Money{}) {
    table.notes.push_back("The money was " + pretty(short_by) +
                          " less than what is owed: that much is missing in " + closing.after +
                          ".");
  }
  return table;
}

Table back(const Closing& closing) {
  Table table{.title = "What goes back",
              .columns = {{"To", "to"},
                          {"Paid in", "paid_in"},
                          {"Goes back", "goes_back"},
                          {"Repaid or set off", "repaid"},
                          {"Still to be repaid", "open"}}};
  for (const auto& each : closing.back) {
    table.rows.push_back(
        {payer_words(each.name), each.received, each.due, each.repaid, each.open()});
    if (each.came_along > Money{}) {
      table.notes.push_back(pretty(each.came_along) + " of " + payer_words(each.name) +
                            " came along from the budget before, beside what was paid in.");
    }
    if (each.open().is_negative()) {
      table.notes.push_back(payer_words(each.name) + " was repaid " + pretty(-each.open()) +
                            " too much: ask for it.");
    }
  }
  return table;
}

/// What went along or back is not there to be asked for.
bool has_something_left(const Closing& closing) {
  return closing.left.over && !closing.left.bank.is_zero();
}

/// The same steps as `surplus` has, and the most that `reclaim` takes.
Table can_be_asked(const Closing& closing) {
  Table table{.title = "What can be asked back", .columns = {{"", "what"}, {"Amount", "amount"}}};
  for (const auto& step : closing.left.left_steps) {
    table.rows.push_back({(table.rows.empty() ? "" : "less: ") + step.what, step.amount});
  }
  const auto unasked = closing.left.unasked();
  if (const auto asked = closing.left.asked() - unasked; !asked.is_zero()) {
    table.rows.push_back({std::string{"less: asked back or set off already"}, -asked});
  }
  if (const auto given_up = closing.left.written_off(); !given_up.is_zero()) {
    table.rows.push_back({std::string{"less: asked back, and given up"}, -given_up});
  }
  const auto whole = closing.left.can_ask() + unasked;
  table.totals = {std::string{"can be asked back"}, whole};
  for (const auto& share : closing.left.shares) {
    const auto part = share.can_ask + share.unasked;
    if (part.is_zero() || part == whole) continue;
    table.notes.push_back("Of this, " + pretty(part) + " is for " + payer_words(share.name) + ".");
  }
  if (!unasked.is_zero()) {
    table.notes.push_back(
        pretty(unasked) +
        " of it goes back because another budget took over. It stands above too.");
  }
  return table;
}

Table corrections(const Closing& closing, const PersonView& view) {
  Table table{.title = "Taken up after the end",
              .columns = {{"Dated", "date"},
                          {"Of", "of"},
                          {"Source", "source", false},
                          {"What", "what"},
                          {"Cost", "cost"},
                          {"Income", "income"}}};
  const EntrySources sources{view};
  Money cost;
  Money received;
  for (const auto& each : closing.corrections) {
    table.rows.push_back({each.date, each.of ? Cell{*each.of} : Cell{}, each.source,
                          source_in_words(view, sources, each), each.cost, each.received});
    cost += each.cost;
    received += each.received;
  }
  if (!table.rows.empty()) {
    table.totals = {std::string{"together"}, {}, {}, {}, cost, received};
  } else {
    table.notes.emplace_back("Nothing was.");
  }
  return table;
}

Table owed_at_end(const Closing& closing) {
  Table table{.title = "Owed on its last day, and paid later",
              .columns = {{"", "what"}, {"Owed", "owed"}}};
  for (const auto& debt : closing.owed_at_end) {
    table.rows.push_back({debt_in_words(debt.account), debt.amount});
  }
  if (table.rows.empty()) {
    table.notes.emplace_back("Nothing was.");
  } else {
    table.totals = {std::string{"together"}, closing.owed_in_the_end()};
  }
  return table;
}

Table workers(const Closing& closing) {
  Table table{.title = "Workers", .columns = {{"Ref", "ref"}, {"Name", "name"}, {"", "stays"}}};
  for (const auto* worker : closing.staying) {
    table.rows.push_back({worker->ref, worker->name, std::string{"stays"}});
  }
  for (const auto* worker : closing.leaving) {
    table.rows.push_back({worker->ref, worker->name, std::string{"is not in the next budget"}});
  }
  return table;
}

Table open_findings(const Closing& closing) {
  Table table{.title = "Open findings",
              .columns = {{"Finding", "code"}, {"Amount", "amount"}, {"Why", "why"}}};
  for (const auto& finding : closing.findings) {
    table.rows.push_back({finding.code, finding.amount, finding.why});
  }
  if (table.rows.empty()) table.notes.emplace_back("None.");
  return table;
}

std::string headline(const Closing& closing) {
  const auto& at = closing.position;
  auto text = at.person + "/" + at.budget + ", " + at.funder + ": " + pretty(at.from) + " to " +
              pretty(closing.ended);
  if (!closing.because.empty()) {
    text += ", closed because: " + closing.because;
  } else if (closing.died) {
    text += ", the day of the person's death";
  }
  return text;
}

/// Whether a certificate may be final: the end has come, and nothing is left to be done.
bool is_settled(const Closing& closing) {
  const auto& at = closing.position;
  bool repaid = true;
  for (const auto& each : closing.back) repaid = repaid && each.open().is_zero();
  const bool paid = at.owed.total().is_zero() && closing.left.later.total().is_zero();
  const bool explained = at.suspense_paid.is_zero() && at.suspense_received.is_zero();
  const bool recorded = closing.not_recorded.empty();
  return closing.over && repaid && paid && at.bank.is_zero() && at.due_back.is_zero() &&
         explained && recorded;
}

std::vector<std::string> still_to_do(const Closing& closing) {
  std::vector<std::string> all;
  if (!closing.over) all.push_back("The budget runs until " + pretty(closing.ended) + ".");
  const auto& at = closing.position;
  if (!at.owed.total().is_zero()) {
    all.push_back(pretty(at.owed.total()) + " is still owed from this budget.");
  }
  if (const auto later = closing.left.later.total(); !later.is_zero()) {
    all.push_back(pretty(later) + " of pay and bills is known and still to come.");
  }
  if (!at.due_back.is_zero()) all.push_back(pretty(at.due_back) + " is due back from payees.");
  if (const auto moved = at.suspense_paid + at.suspense_received; !moved.is_zero()) {
    all.push_back(pretty(moved) + " moved and nobody has said yet what it was: see `review`.");
  }
  for (const auto& each : closing.back) {
    if (each.open() > Money{}) {
      all.push_back(pretty(each.open()) + " is still to be repaid to " + payer_words(each.name) +
                    ".");
    }
  }
  for (const auto& each : closing.back) {
    if (!each.open().is_negative()) continue;
    all.push_back(payer_words(each.name) + " was repaid " + pretty(-each.open()) +
                  " more than was left in the end: ask for it.");
  }
  const auto can_ask = closing.left.over ? closing.left.can_ask() : Money{};
  if (!can_ask.is_zero()) {
    all.push_back(pretty(can_ask) + " can be asked back with `reclaim`." +
                  (closing.after.empty() && !closing.died
                       ? " If another budget follows this one, say so in the "
                         "person file instead."
                       : ""));
  }
  for (const auto& each : closing.not_recorded) {
    all.push_back("For the last " + counted(each.days, "ordered day") + " of " +
                  ledger::quoted(each.service) + " of " + each.provider +
                  " no delivery is recorded: " + pretty(each.value) +
                  " was ordered, and nothing of it is counted as spent. Import the delivery file, "
                  "if anything came.");
  }
  if (all.empty() && is_settled(closing)) {
    all.emplace_back("Nothing is owed, due back or left: the budget is closed.");
  } else if (all.empty() && !closing.left.written_off().is_zero()) {
    all.push_back(pretty(at.bank) + " is left in the bank. What was asked for of it was given up.");
  } else if (all.empty()) {
    all.push_back(pretty(at.bank) +
                  " is left in the bank, and none of it can be asked back as "
                  "left: it is set aside for workers, or nobody has said yet what it is.");
  }
  return all;
}

}  // namespace

Answer closure(const Closing& closing, const PersonView& view) {
  Answer answer;
  const bool transfer = !closing.after.empty();
  answer.heading = {transfer ? "Certificate of transfer" : "Certificate of closure",
                    headline(closing), "As of " + pretty(view.as_of)};
  answer.tables.push_back(figures(closing));
  if (closing.over) answer.tables.push_back(owed_at_end(closing));
  if (transfer) answer.tables.push_back(along(closing));
  answer.tables.push_back(back(closing));
  if (has_something_left(closing)) answer.tables.push_back(can_be_asked(closing));
  answer.tables.push_back(corrections(closing, view));
  answer.tables.push_back(workers(closing));
  answer.tables.push_back(open_findings(closing));
  answer.closing = still_to_do(closing);
  answer.draft = !is_settled(closing);
  answer.draft_words = draft_not_done;
  answer.json = closing_object("dpledger.closure/1", closing, view)
                    .put("workers", workers_json(closing))
                    .put("findings", findings_json(closing))
                    .flag("settled", is_settled(closing))
                    .done()
                    .text;
  return answer;
}

Answer year_end(const Closing& closing, const PersonView& view) {
  Answer answer;
  answer.heading = {"Year's end", headline(closing), "As of " + pretty(view.as_of)};
  answer.tables.push_back(figures(closing));
  if (closing.over) answer.tables.push_back(owed_at_end(closing));
  if (!closing.after.empty()) answer.tables.push_back(along(closing));
  answer.tables.push_back(back(closing));
  if (has_something_left(closing)) answer.tables.push_back(can_be_asked(closing));
  answer.tables.push_back(corrections(closing, view));
  answer.closing = still_to_do(closing);
  answer.csv_table = answer.tables.size() - 1;
  answer.json = closing_object("dpledger.year-end/1", closing, view).done().text;
  return answer;
}

}  // namespace reports
