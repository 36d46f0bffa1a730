// The parts of a person file, in the order in which they are read: later ones refer to earlier
// ones.
#pragma once

#include "import/person/person_table.hpp"
#include "ledger/parameters.hpp"
#include "ledger/person.hpp"

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace imports {

/// References of one sort, each of which may be taken once.
class References {
 public:
  /// Refuses `ref` when it is taken already; `table` is where it is given.
  void claim(std::string_view key, const std::string& ref, TableReader& table);

 private:
  std::unordered_set<std::string> taken_;
};

/// The other parts as far as they are known: what a reference may name.
struct Known {
  std::vector<ledger::Account> accounts{};
  std::vector<ledger::Budget> budgets{};
  const ledger::Parameters* parameters = nullptr;  ///< by which a file is judged; never null
};

std::vector<ledger::Account> read_accounts(TableReader& file);
/// Budgets with their instalments and lines; `known` holds the accounts.
std::vector<ledger::Budget> read_budgets(TableReader& file, const Known& known);
std::vector<ledger::Worker> read_workers(TableReader& file, const Known& known);
std::vector<ledger::Service> read_services(TableReader& file, const Known& known);
void read_pots(TableReader& file, std::vector<ledger::Budget>& budgets);

/// How one budget ends or takes over from another.
void read_life(TableReader& table, ledger::Budget& budget);
/// Refuses a day of closing outside the budget, whose dates are known.
void refuse_closing_outside(TableReader& table, const ledger::Budget& budget);
/// Refuses to follow what is not there, itself, what began no earlier, or what another follows.
void refuse_wrong_handovers(TableReader& file, const std::vector<ledger::Budget>& budgets);

/// Who approved a budget, and what it replaces cost a week.
void read_history_of(TableReader& table, ledger::Budget& budget);
/// Refuses an agreement beyond what those who approved it may approve, as far as that is known.
void refuse_beyond_authority(TableReader& table, const ledger::Budget& budget,
                             const ledger::Parameters& parameters);

/// Instalments and lines of one budget, whose dates are known.
std::vector<ledger::Instalment> read_instalments(TableReader& table, ledger::Period period);
std::vector<ledger::PlanLine> read_lines(TableReader& table, ledger::Period period);

/// What part of the worker's cost each plan line bears: as written, else the one line that names
/// the worker.
std::vector<ledger::Share> read_shares(TableReader& table, const ledger::Worker& worker,
                                       const std::vector<ledger::Budget>& budgets);

/// Refuses an end that comes before its beginning.
void refuse_backwards(TableReader& table, std::string_view end_key, ledger::Date from,
                      ledger::Date to);

/// "once, week, …": the words of `every`.
const std::vector<std::string_view>& every_words();

}  // namespace imports
