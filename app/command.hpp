// What every command shares: how it ends, and how it comes by the book.
#pragma once

#include "app/arguments.hpp"
#include "ledger/result.hpp"
#include "ledger/store/book.hpp"
#include "reports/answer.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// The exit codes of the contract, section 1.
enum Exit : int {
  done = 0,
  refused = 1,
  wrong_usage = 2,
  not_verified = 3,
  surroundings = 4,
  defect = 5
};

struct Finished {
  reports::Answer answer;
  Exit exit = Exit::done;
  /// Standard output as it stands, in place of the answer (a statement, a script).
  std::optional<std::string> text = std::nullopt;
  /// The answer was written while it was made, for it may be larger than memory.
  bool written = false;
};

using Outcome = ledger::Result<Finished>;
using Run = Outcome (*)(const Arguments&);

/// The function of a command; null when there is none of that name.
Run command_named(std::string_view name);

using BookPointer = std::unique_ptr<store::Book>;
ledger::Result<BookPointer> book_to_read(const Arguments& arguments);
ledger::Result<BookPointer> book_to_change(const Arguments& arguments);
store::Stamp stamp(const Arguments& arguments);

/// Whether a command is about people alone, or about pools (@acme-clients) as well.
enum class Among { people, pools_too };

/// The rows of the people named, in the order of their refs; everybody when none is named. Refused
/// (person_unknown) with all that the book does not have, and pools where they have no place.
ledger::Result<std::vector<store::PersonRow>> people_named(store::Reader& reader,
                                                           const std::vector<std::string>& names,
                                                           Among among = Among::people);

/// A refusal of something said on the command line.
ledger::Error refusal(ledger::Rule rule, std::string found, std::string remedy = "");

// The commands, each in the file of its family.
Outcome run_demo(const Arguments&);
Outcome run_init(const Arguments&);
Outcome run_load(const Arguments&);
Outcome run_inspect(const Arguments&);
Outcome run_import(const Arguments&);
Outcome run_profile(const Arguments&);
Outcome run_imports(const Arguments&);
Outcome run_undo(const Arguments&);
Outcome run_reconcile(const Arguments&);
Outcome run_matches(const Arguments&);
Outcome run_match(const Arguments&);
Outcome run_unmatch(const Arguments&);
Outcome run_split(const Arguments&);
Outcome run_review(const Arguments&);
Outcome run_code(const Arguments&);
Outcome run_waive(const Arguments&);
Outcome run_payees(const Arguments&);
Outcome run_undecide(const Arguments&);
Outcome run_unwaive(const Arguments&);
Outcome run_note(const Arguments&);
Outcome run_postpone(const Arguments&);
Outcome run_submit(const Arguments&);
Outcome run_approve(const Arguments&);
Outcome run_reopen(const Arguments&);
Outcome run_periods(const Arguments&);
Outcome run_plan(const Arguments&);
Outcome run_compare(const Arguments&);
Outcome run_deliveries(const Arguments&);
Outcome run_forecast(const Arguments&);
Outcome run_employer(const Arguments&);
Outcome run_findings(const Arguments&);
Outcome run_offset(const Arguments&);
Outcome run_reclaim(const Arguments&);
Outcome run_reconsider(const Arguments&);
Outcome run_outcome(const Arguments&);
Outcome run_instalments(const Arguments&);
Outcome run_write_off(const Arguments&);
Outcome run_repaid(const Arguments&);
Outcome run_hold(const Arguments&);
Outcome run_release(const Arguments&);
Outcome run_withdraw(const Arguments&);
Outcome run_acts(const Arguments&);
Outcome run_surplus(const Arguments&);
Outcome run_owed_back(const Arguments&);
Outcome run_letter(const Arguments&);
Outcome run_balance(const Arguments&);
Outcome run_register(const Arguments&);
Outcome run_trial_balance(const Arguments&);
Outcome run_statement(const Arguments&);
Outcome run_caseload(const Arguments&);
Outcome run_quarter_count(const Arguments&);
Outcome run_nfi_extract(const Arguments&);
Outcome run_monitoring(const Arguments&);
Outcome run_retention(const Arguments&);
Outcome run_payment_run(const Arguments&);
Outcome run_remittances(const Arguments&);
Outcome run_journal(const Arguments&);
Outcome run_month_end(const Arguments&);
Outcome run_key(const Arguments&);
Outcome run_sign(const Arguments&);
Outcome run_timestamp(const Arguments&);
Outcome run_verify(const Arguments&);
Outcome run_check(const Arguments&);
Outcome run_seal(const Arguments&);
Outcome run_prove(const Arguments&);
Outcome run_erase(const Arguments&);
Outcome run_disclosures(const Arguments&);
Outcome run_closure(const Arguments&);
Outcome run_year_end(const Arguments&);
Outcome run_pool(const Arguments&);
Outcome run_allot(const Arguments&);
Outcome run_export(const Arguments&);
Outcome run_trace(const Arguments&);
Outcome run_sample(const Arguments&);
Outcome run_schema(const Arguments&);
Outcome run_backup(const Arguments&);
Outcome run_completion(const Arguments&);
Outcome run_help(const Arguments&);

}  // namespace app
