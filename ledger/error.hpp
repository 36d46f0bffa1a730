// Refusals: what was wrong with something that came from outside, where, and what to do about it.
//
// A Rule is named for what must hold, in the words of docs/glossary.md. Every rule has one row in
// the table of error.cpp: its public name (JSON "rule"), the sentence that says what is wrong, and
// the remedy. A test makes every one of them happen.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

enum class Rule : std::uint16_t {
  // files and text
  file_unreadable,
  file_exists,
  file_empty,
  file_too_large,
  file_binary,
  encoding_unknown,
  text_unterminated,
  line_too_long,
  xml_damaged,
  archive_damaged,
  file_cut_short,
  markup_damaged,
  format_unknown,
  format_ambiguous,
  kind_mismatch,
  profile_unknown,
  column_count,
  column_unknown,
  column_missing,
  row_not_understood,
  row_duplicated,
  more_refused,
  // single values
  money_not_understood,
  money_fraction_of_penny,
  money_too_large,
  date_not_understood,
  date_impossible,
  number_not_understood,
  text_missing,
  word_unknown,
  // statements
  currency_foreign,
  account_unknown,
  account_not_named,
  account_mismatch,
  sign_unproved,
  statement_without_lines,
  statement_missing,
  bank_refused,
  pdf_reader_missing,
  pdf_unreadable,
  pdf_without_text,
  pdf_unproved,
  // payroll and invoices
  person_unknown,
  plan_line_unknown,
  tax_month_unknown,
  no_payslips,
  worker_unknown,
  // the person file
  toml_syntax,
  key_unknown,
  key_missing,
  key_type,
  schema_unknown,
  nhs_number_check_digit,
  reference_duplicate,
  reference_unknown,
  period_backwards,
  plan_does_not_add_up,
  authority_exceeded,
  shares_do_not_add_up,
  share_ambiguous,
  version_from_missing,
  version_conflict,
  value_out_of_range,
  // the book
  book_exists,
  book_missing,
  book_not_ours,
  book_newer,
  import_unknown,
  import_already_undone,
  line_unknown,
  item_unknown,
  finding_unknown,
  subject_unknown,
  nothing_decided,
  amounts_do_not_agree,
  reason_missing,
  period_ahead,
  period_closed,
  period_not_submitted,
  period_same_person,
  period_changed,
  period_not_latest,
  nothing_to_take_back,
  budget_unknown,
  act_unknown,
  act_impossible,
  amount_beyond,
  person_erased,
  erasing_too_early,
  erasing_impossible,
  not_sealed,
  figure_unknown,
  sample_impossible,
  paper_incomplete,
  // signing
  key_unreadable,
  key_unsuitable,
  certificate_unreadable,
  certificate_mismatch,
  certificate_not_valid,
  not_supported,
  pdf_not_signable,
  signature_missing,
  passphrase_missing,
  token_unavailable,
  timestamp_refused,
};

/// How a rule reads to a person.
struct RuleText {
  std::string_view name;    ///< public and stable: "money-not-understood"
  std::string_view wrong;   ///< "this is not an amount of money"
  std::string_view remedy;  ///< "write pounds and pence, as 1234.56"
};
const RuleText& describe(Rule rule);
/// Every rule, in order; the tests walk it.
std::span<const Rule> all_rules();

/// A place in a file. Line and column count from 1; 0 means the whole file.
struct Where {
  std::string file;
  int line = 0;
  int column = 0;
  friend auto operator<=>(const Where&, const Where&) = default;
};

struct Error {
  Rule broken;
  Where where;
  std::string found;   ///< what was met, quoted as it stands, shortened when long
  std::string remedy;  ///< empty: the rule's own remedy stands
};
using Errors = std::vector<Error>;

/// `FILE:LINE:COLUMN: what is wrong: what was found`, then the remedy on a line of its own.
std::string text(const Error& error);

/// Shortens what was found to at most `limit` characters and shows control characters as escapes.
std::string quoted(std::string_view found, std::size_t limit = 60);

}  // namespace ledger
