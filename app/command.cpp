#include "app/command.hpp"

#include "app/clock.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace app {
namespace {

using ledger::Rule;

struct Row {
  std::string_view name;
  Run run;
};

constexpr std::array commands{
    Row{"demo", run_demo},
    Row{"init", run_init},
    Row{"load", run_load},
    Row{"inspect", run_inspect},
    Row{"import", run_import},
    Row{"profile", run_profile},
    Row{"imports", run_imports},
    Row{"undo", run_undo},
    Row{"reconcile", run_reconcile},
    Row{"matches", run_matches},
    Row{"match", run_match},
    Row{"unmatch", run_unmatch},
    Row{"payees", run_payees},
    Row{"code", run_code},
    Row{"waive", run_waive},
    Row{"findings", run_findings},
    Row{"balance", run_balance},
    Row{"register", run_register},
    Row{"trial-balance", run_trial_balance},
    Row{"closure", run_closure},
    Row{"year-end", run_year_end},
    Row{"statement", run_statement},
    Row{"caseload", run_caseload},
    Row{"quarter-count", run_quarter_count},
    Row{"nfi-extract", run_nfi_extract},
    Row{"monitoring", run_monitoring},
    Row{"retention", run_retention},
    Row{"payment-run", run_payment_run},
    Row{"remittances", run_remittances},
    Row{"journal", run_journal},
    Row{"month-end", run_month_end},
    Row{"key", run_key},
    Row{"sign", run_sign},
    Row{"timestamp", run_timestamp},
    Row{"verify", run_verify},
    Row{"check", run_check},
    Row{"seal", run_seal},
    Row{"prove", run_prove},
    Row{"erase", run_erase},
    Row{"disclosures", run_disclosures},
    Row{"export", run_export},
    Row{"trace", run_trace},
    Row{"sample", run_sample},
    Row{"schema", run_schema},
    Row{"backup", run_backup},
    Row{"completion", run_completion},
    Row{"help", run_help},
    Row{"undecide", run_undecide},
    Row{"unwaive", run_unwaive},
    Row{"note", run_note},
    Row{"postpone", run_postpone},
    Row{"submit", run_submit},
    Row{"approve", run_approve},
    Row{"reopen", run_reopen},
    Row{"periods", run_periods},
    Row{"split", run_split},
    Row{"offset", run_offset},
    Row{"reclaim", run_reclaim},
    Row{"reconsider", run_reconsider},
    Row{"outcome", run_outcome},
    Row{"instalments", run_instalments},
    Row{"write-off", run_write_off},
    Row{"repaid", run_repaid},
    Row{"hold", run_hold},
    Row{"release", run_release},
    Row{"withdraw", run_withdraw},
    Row{"acts", run_acts},
    Row{"surplus", run_surplus},
    Row{"owed-back", run_owed_back},
    Row{"letter", run_letter},
    Row{"review", run_review},
    Row{"plan", run_plan},
    Row{"compare", run_compare},
    Row{"deliveries", run_deliveries},
    Row{"forecast", run_forecast},
    Row{"employer", run_employer},
    Row{"pool", run_pool},
    Row{"allot", run_allot},
};

}  // namespace

Run command_named(std::string_view name) {
  for (const auto& row : commands) {
    if (row.name == name) return row.run;
  }
  return nullptr;
}

ledger::Result<BookPointer> book_to_read(const Arguments& arguments) {
  const auto access = arguments.read_only ? store::Access::untouched : store::Access::read_only;
  return store::open_book(arguments.book, access);
}

ledger::Result<BookPointer> book_to_change(const Arguments& arguments) {
  if (arguments.read_only) {
    throw store::Failure{arguments.book +
                         ": the book is opened for reading alone (--read-only or "
                         "DPLEDGER_READ_ONLY), and " +
                         arguments.command + " would change it: nothing was changed"};
  }
  return store::open_book(arguments.book, store::Access::read_write);
}

store::Stamp stamp(const Arguments& arguments) {
  return {arguments.by, now_text()};
}

ledger::Error refusal(Rule rule, std::string found, std::string remedy) {
  return ledger::Error{rule, {}, std::move(found), std::move(remedy)};
}

ledger::Result<std::vector<store::PersonRow>> people_named(store::Reader& reader,
                                                           const std::vector<std::string>& names,
                                                           Among among) {
  if (names.empty()) {
    auto rows = reader.people();
    if (among == Among::people) {
      std::erase_if(rows, [](const store::PersonRow& row) { return ledger::is_pool(row.ref); });
    }
    return rows;
  }
  auto wanted = names;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::vector<store::PersonRow> rows;
  ledger::Errors refused;
  for (const auto& name : wanted) {
    if (among == Among::people && ledger::is_pool(name)) {
      refused.push_back(refusal(Rule::person_unknown, name,
                                "a pool has no budget of its own: `dpledger pool " + name +
                                    "` shows it, or name one of its members"));
    } else if (auto row = reader.person(name)) {
      rows.push_back(std::move(*row));
    } else {
      refused.push_back(refusal(Rule::person_unknown, name));
    }
  }
  if (!refused.empty()) return refused;
  return rows;
}

}  // namespace app
