// The desk at which lines are matched: the lines that still wait, the items that are still open,
// and what has been decided so far. Each stage is a function that takes a Desk and moves on what it
// is sure of; the stages run in the order of `stages` in match_lines.cpp, cheapest evidence first.
//
// Invariants
//   1. a row leaves the pile once: matched, suggested or left unmatched;
//   2. open[i] runs from the item's size down to nothing, never below;
//   3. rows are ordered by date, then the bank's own order (and id), so that the later of two twins
//      is the later one and the order of files says nothing.
#pragma once

#include "reconcile/parties.hpp"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace reconcile {

/// Days before and after within which a line may settle an item.
struct Window {
  int early = 0;
  int late = 0;
};

/// The tolerances that hold on the first day of a month.
struct Tolerances {
  Tolerances(const ledger::Parameters& parameters, ledger::Date on);
  std::array<Window, 8> windows;  ///< by ItemKind
  Window close;                   ///< as good as on its day: weekends and bank holidays
  Window differs;
  Window run;           ///< of a payroll run about a pay date
  std::int64_t charge;  ///< pence that a bank may keep of what it passes on
  int differs_most, differs_most_instalment, differs_most_numbered;  ///< per cent of what is owed
  int differs_late_invoice, duplicate, returned, transfer, transfer_at_most, sums_late, together,
      unknown_rhythm, unfamiliar_funding, advance;
  std::size_t subset_items, alternatives_most;
  const Window& window(ledger::ItemKind kind) const {
    return windows[static_cast<std::size_t>(kind)];
  }
};

/// A line on the desk.
struct Row {
  const ledger::BookLine* book;
  std::size_t index;  ///< in facts.lines
  ledger::Date date;
  std::int64_t pence;
  LineWords text;
  WordLists lists;
  std::vector<Naming> named;
  const Tolerances* tolerances;
  ledger::Match match;
  bool done = false;
  bool undone = false;     ///< a later line undoes it
  bool part_back = false;  ///< a later line brought back one of the items that it pays
  const ledger::Decision* decision = nullptr;

  ledger::LineId id() const { return book->line.id; }
  std::int64_t size() const { return pence < 0 ? -pence : pence; }
  /// The one party it names, when it names one.
  std::optional<std::size_t> party() const {
    return named.size() == 1 ? std::optional{named.front().party} : std::nullopt;
  }
  Grade grade() const { return named.empty() ? Grade::none : named.front().grade; }
};

/// How far a day is from the days on which an item is paid; late days count once, early ones twice.
struct Gap {
  int early = 0;
  int late = 0;
  int cost() const { return 2 * early + late; }
  int days() const { return early > 0 ? -early : late; }
  bool within(const Window& window) const { return early <= window.early && late <= window.late; }
};

class Quotes;

class Desk {
 public:
  Desk(const Groundwork& ground, const std::vector<ledger::Item>& items);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  const Groundwork& ground;
  const std::vector<ledger::Item>& items;
  std::vector<Row> rows;
  /// What is left of each item, in pence with the item's sign.
  std::vector<std::int64_t> open;
  /// The row that last settled an item; none: nothing did.
  std::vector<std::optional<std::size_t>> settled_by;
  /// Whether the rows that are undone are being matched, on their own and against all items.
  bool matching_undone = false;

  const Parties& parties() const { return parties_; }
  /// The numbers of invoices that rows quote.
  const Quotes& quotes() const { return *quotes_; }
  bool waits(const Row& row) const { return !row.done && row.undone == matching_undone; }
  /// The items that lines of a party may settle, by the day from which they can be paid: its own,
  /// and those of a supplier for whom it stands.
  const std::vector<std::size_t>& items_of(std::size_t party) const;
  /// The rows that name one party and no other, by day.
  const std::vector<std::size_t>& rows_of(std::size_t party) const { return rows_of_[party]; }
  /// The lines of a budget that have the party as a payee.
  const std::vector<const ledger::PlanLine*>& lines_of_payee(std::size_t party,
                                                             const ledger::Budget& budget) const;
  std::optional<std::size_t> item(std::string_view key) const;
  std::optional<std::size_t> row(ledger::LineId id) const;

  Gap gap(std::size_t item, ledger::Date day) const;
  /// Something is left of the item, and the row is near enough to it by its kind's window.
  bool fits(const Row& row, std::size_t item) const;
  /// Open items of the row's direction that it is near enough to, of one party.
  std::vector<std::size_t> near(const Row& row, std::size_t party) const;

  /// Books what a row settles of an item: at most what is open.
  std::int64_t settle(Row& row, std::size_t item, std::int64_t pence);
  void match(Row& row, std::string_view rule, int confidence, std::string evidence);
  void suggest(Row& row, std::string_view rule, int confidence, std::string evidence,
               std::vector<ledger::Alternative> alternatives);
  /// Puts every item back to its whole amount.
  void reopen();

 private:
  const Tolerances& tolerances_on(ledger::Date day);
  /// Where the words of one line are, and where its payee's end.
  struct Extent {
    std::size_t begin, payee_end, end;
  };
  void read_lines();
  void lay_out(const std::vector<Extent>& extents);
  std::string_view text_of(const Extent& extent) const;
  void read_words(Row& row, const Extent& extent);
  void read_decisions();

  std::map<std::int32_t, Tolerances> tolerances_;
  Parties parties_;
  std::string text_;
  std::vector<std::string_view> line_words_;
  std::vector<WordLists> line_lists_;
  std::vector<std::vector<std::size_t>> rows_of_;
  std::map<std::size_t, std::vector<std::size_t>> traded_;
  /// What lines_of_payee has found out: it is asked again for every line.
  mutable std::map<std::pair<std::size_t, const ledger::Budget*>,
                   std::vector<const ledger::PlanLine*>>
      lines_of_payee_;
  std::unique_ptr<const Quotes> quotes_;
  std::unordered_map<std::string_view, std::size_t> by_key_;
  std::unordered_map<ledger::LineId, std::size_t> by_id_;
};

/// "name=full;days=2"
std::string evidence_of(const Row& row, const Gap& gap);

// The stages, in the order in which they run.
void match_decided(Desk& desk);                ///< a person has said so
void pair_returned(Desk& desk);                ///< what came back, with what it undoes
void pair_transfers(Desk& desk);               ///< moves between own accounts
void match_references(Desk& desk);             ///< an invoice's number in the text, and its amount
void match_paid_references(Desk& desk);        ///< the number of an invoice that is paid already
void match_payee_amounts(Desk& desk);          ///< payee and amount, on the item's own days
void match_choice(Desk& desk);                 ///< the cheapest of all explanations by items
void match_repaid_in_turn(Desk& desk);         ///< what is asked back, beside money from elsewhere
void match_repayments(Desk& desk);             ///< parts of what a funder asked back
void match_parts_returned(Desk& desk);         ///< one wage of a run that came back
void match_duplicates(Desk& desk);             ///< an item that was paid already
void match_runs_again(Desk& desk);             ///< a payroll run that was paid already
void match_overpayments_returned(Desk& desk);  ///< what was paid too much, sent back
void match_sent_back(Desk& desk);              ///< what a funder sent too much, sent back
void match_plan_payees(Desk& desk);            ///< payees that a plan line names
void match_bank_items(Desk& desk);             ///< charges and interest
void match_unfamiliar_funding(Desk& desk);     ///< amount and day of an instalment, another name
void suggest_learned(Desk& desk);              ///< as a person decided for a line like it
void suggest_misspelt_payees(Desk& desk);      ///< payees of the plan, a letter wrong or cut short
void suggest_by_amount(Desk& desk);            ///< nothing but the amount agrees

}  // namespace reconcile
