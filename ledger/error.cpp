#include "ledger/error.hpp"

#include "ledger/ensure.hpp"

#include <array>

namespace ledger {
namespace {

struct Row {
  Rule rule;
  RuleText text;
};

// In the order of the enumeration; describe() checks that.
constexpr auto rows = std::to_array<Row>({
    {Rule::file_unreadable,
     {"file-unreadable", "this file cannot be read",
      "check that it exists and that you may read it"}},
    {Rule::file_exists,
     {"file-exists", "there is a file here already", "choose another name, or move the file away"}},
    {Rule::file_empty,
     {"file-empty", "this file is empty", "download it again from the bank or bureau"}},
    {Rule::file_too_large,
     {"file-too-large", "this file is larger than any statement",
      "check that it is the right file"}},
    {Rule::file_binary,
     {"file-binary", "this is not a text file", "export the statement as CSV and import that"}},
    {Rule::encoding_unknown,
     {"encoding-unknown", "these bytes are text in no encoding known here",
      "save the file as UTF-8 and import it again"}},
    {Rule::text_unterminated,
     {"text-unterminated", "a quotation mark is opened here and never closed",
      "the file is cut short or damaged: download it again"}},
    {Rule::line_too_long,
     {"line-too-long", "this row is longer than any statement's",
      "the file is damaged: download it again"}},
    {Rule::xml_damaged,
     {"xml-damaged", "this XML cannot be read to its end",
      "the file is cut short or damaged: download it again"}},
    {Rule::archive_damaged,
     {"archive-damaged", "this archive cannot be opened",
      "the file is cut short or damaged: download it again"}},
    {Rule::file_cut_short,
     {"file-cut-short", "this file ends before what it holds is complete",
      "the download was cut short: download it again"}},
    {Rule::markup_damaged,
     {"markup-damaged", "the tags of this file do not fit together",
      "the file is damaged: download it again"}},
    {Rule::format_unknown,
     {"format-unknown", "this is no statement, payroll or invoice file known here",
      "see docs/formats for what can be read, and check that it is the right file"}},
    {Rule::format_ambiguous,
     {"format-ambiguous", "this file fits more than one layout",
      "say which it is with --profile NAME"}},
    {Rule::kind_mismatch,
     {"kind-mismatch", "this file is of another kind than was said",
      "correct the kind, or leave it out to have it recognised"}},
    {Rule::profile_unknown,
     {"profile-unknown", "there is no layout of this name",
      "leave --profile out to have it recognised"}},
    {Rule::column_count,
     {"column-count", "this row has another number of columns than the heading",
      "the row is damaged: download the file again"}},
    {Rule::column_unknown,
     {"column-unknown", "this column is not known here",
      "see docs/formats for the columns, or remove it"}},
    {Rule::column_missing,
     {"column-missing", "a column is missing", "add it to the heading and to every row"}},
    {Rule::row_not_understood,
     {"row-not-understood", "this row cannot be understood",
      "correct it or download the file again"}},
    {Rule::row_duplicated,
     {"row-duplicated", "this row stands in the file twice", "remove one of the two"}},
    {Rule::more_refused,
     {"more-refused", "more is wrong with this file than is listed",
      "correct what is listed, then try again"}},
    {Rule::money_not_understood,
     {"money-not-understood", "this is not an amount of money",
      "write pounds and pence, as 1234.56"}},
    {Rule::money_fraction_of_penny,
     {"money-fraction-of-penny", "this amount has fractions of a penny",
      "write at most two places after the point"}},
    {Rule::money_too_large,
     {"money-too-large", "this amount is too large", "check it; the most is 99,999,999,999.99"}},
    {Rule::date_not_understood,
     {"date-not-understood", "this is not a date", "write the day as 2025-04-30"}},
    {Rule::date_impossible, {"date-impossible", "there is no such day", "correct the date"}},
    {Rule::number_not_understood,
     {"number-not-understood", "this is not a number", "write digits, with at most two places"}},
    {Rule::text_missing, {"text-missing", "something must stand here", "fill it in"}},
    {Rule::word_unknown,
     {"word-unknown", "this word is not one of those possible here", "use one of them"}},
    {Rule::currency_foreign,
     {"currency-foreign", "this statement is not in the account's currency",
      "import a statement in pounds; inspect reads any currency"}},
    {Rule::account_unknown,
     {"account-unknown", "no account in the book answers to this",
      "load the person's file, write what the file calls the account into its known_as, or name it "
      "with --account PERSON/ACCOUNT"}},
    {Rule::account_not_named,
     {"account-not-named", "the file does not say whose account this is",
      "name it with --account PERSON/ACCOUNT"}},
    {Rule::account_mismatch,
     {"account-mismatch", "the file is of another account", "name the right one with --account"}},
    {Rule::sign_unproved,
     {"sign-unproved", "the running balance contradicts every amount",
      "the amounts are signed another way than this layout has them: send us the heading row"}},
    {Rule::statement_without_lines,
     {"statement-without-lines", "this statement has a heading and no lines",
      "there is nothing to import; check the dates you asked the bank for"}},
    {Rule::statement_missing,
     {"statement-missing", "this file holds no statement",
      "ask the bank for the account's transactions, and import that file"}},
    {Rule::bank_refused,
     {"bank-refused", "the bank answered with an error and no statement",
      "download the statement again; if it happens again, show this code to the bank"}},
    {Rule::pdf_reader_missing,
     {"pdf-reader-missing", "the program that reads PDFs, pdftotext, is not installed",
      "install poppler-utils (Debian, Ubuntu: apt install poppler-utils), or download the "
      "statement "
      "as CSV"}},
    {Rule::pdf_unreadable,
     {"pdf-unreadable", "this PDF cannot be read",
      "download it again from online banking, without a password, or as CSV"}},
    {Rule::pdf_without_text,
     {"pdf-without-text", "this PDF holds pictures and no text: it is a scan",
      "download the statement from online banking as CSV, or as a PDF with text in it"}},
    {Rule::pdf_unproved,
     {"pdf-unproved", "the balances of this statement do not agree with its lines",
      "a page, row or figure is missing or was changed, or this layout is not understood: download "
      "the statement again, as CSV if the bank has it"}},
    {Rule::person_unknown,
     {"person-unknown", "there is no such person in the book", "load the person's file first"}},
    {Rule::plan_line_unknown,
     {"plan-line-unknown", "the plan has no such line",
      "write LINE, or BUDGET/LINE as the person's file has it"}},
    {Rule::tax_month_unknown,
     {"tax-month-unknown", "this is no tax month",
      "write the year as 2025-26 and the month as M01 to M12"}},
    {Rule::no_payslips,
     {"no-payslips", "this payroll file holds no payslips",
      "import the Full Payment Submission (FPS), or the bureau's payslip file"}},
    {Rule::worker_unknown,
     {"worker-unknown", "no worker of the person answers to this",
      "add payroll_id to the worker in the person's file and load it"}},
    {Rule::toml_syntax,
     {"toml-syntax", "this is not TOML",
      "correct the line; docs/formats/person.md has an example"}},
    {Rule::key_unknown,
     {"key-unknown", "this key is not known here",
      "correct its spelling; docs/formats/person.md lists the keys"}},
    {Rule::key_missing,
     {"key-missing", "a key is missing", "add it; docs/formats/person.md has an example"}},
    {Rule::key_type,
     {"key-type", "this value is of the wrong kind",
      "docs/formats/person.md shows how it is written"}},
    {Rule::schema_unknown,
     {"schema-unknown", "this file is of a kind or version not known here",
      "begin it with schema = \"dpledger.person/1\""}},
    {Rule::nhs_number_check_digit,
     {"nhs-number-check-digit", "this is not an NHS number: its check digit is wrong",
      "copy the ten digits again from a letter or record"}},
    {Rule::reference_duplicate,
     {"reference-duplicate", "this reference is used twice", "give each its own"}},
    {Rule::reference_unknown,
     {"reference-unknown", "nothing has this reference", "correct it, or add what it should name"}},
    {Rule::period_backwards,
     {"period-backwards", "the end comes before the beginning", "correct the dates"}},
    {Rule::plan_does_not_add_up,
     {"plan-does-not-add-up", "what is agreed is not the sum of the plan",
      "make the lines and the contingency together equal what is agreed"}},
    {Rule::authority_exceeded,
     {"authority-exceeded", "this is more than those who approved it may approve",
      "add the approval of somebody who may approve so much"}},
    {Rule::shares_do_not_add_up,
     {"shares-do-not-add-up", "the shares do not make up the whole", "make them add up"}},
    {Rule::share_ambiguous,
     {"share-ambiguous", "two plan lines name this worker and nothing says how the cost is shared",
      "add share = { LINE = percent, … } to the worker"}},
    {Rule::version_from_missing,
     {"version-from-missing",
      "this person is in the book already and the file does not say from when it holds",
      "add version_from = YYYY-MM-DD: the day from which the change holds"}},
    {Rule::version_conflict,
     {"version-conflict", "another version of this person holds from the same day",
      "give the change a later version_from"}},
    {Rule::value_out_of_range, {"value-out-of-range", "this value is out of range", "correct it"}},
    {Rule::book_exists,
     {"book-exists", "there is a file here already", "choose another name, or move the file away"}},
    {Rule::book_missing,
     {"book-missing", "there is no book here",
      "make one with `dpledger init`, or name it with --book"}},
    {Rule::book_not_ours,
     {"book-not-ours", "this file is not a dpledger book", "name the book with --book"}},
    {Rule::book_newer,
     {"book-newer", "this book was written by a newer dpledger", "install the newer program"}},
    {Rule::import_unknown,
     {"import-unknown", "there is no such import", "`dpledger imports` lists them"}},
    {Rule::import_already_undone,
     {"import-already-undone", "this import has been undone already",
      "import the file again if you need it"}},
    {Rule::line_unknown,
     {"line-unknown", "there is no such statement line",
      "`dpledger matches` lists them with their ids"}},
    {Rule::item_unknown,
     {"item-unknown", "nothing of this key is expected",
      "`dpledger matches --json` shows the keys"}},
    {Rule::finding_unknown,
     {"finding-unknown", "there is no such finding",
      "`dpledger findings` lists them with their ids"}},
    {Rule::subject_unknown,
     {"subject-unknown", "this is neither a line nor a finding",
      "give an id as `dpledger review --list` shows it: L and 16 letters or digits for a line, F "
      "and 16 for a finding"}},
    {Rule::nothing_decided,
     {"nothing-decided", "this file decides nothing",
      "begin it with the row subject,action,choice,text and give each decision a row of its own"}},
    {Rule::amounts_do_not_agree,
     {"amounts-do-not-agree", "these amounts do not agree",
      "choose items that together make the line"}},
    {Rule::reason_missing, {"reason-missing", "a reason must be given", "add --reason \"why\""}},
    {Rule::period_ahead,
     {"period-ahead", "these days are not over yet", "wait until the last day has passed"}},
    {Rule::period_closed,
     {"period-closed", "these days are approved already",
      "reopen the latest approved period first, or submit to a later day"}},
    {Rule::period_not_submitted,
     {"period-not-submitted", "nothing waits for approval up to this day",
      "`dpledger submit PERSON --to DATE` submits it; `dpledger periods` shows what waits"}},
    {Rule::period_same_person,
     {"period-same-person", "who submitted a period cannot approve it",
      "let another person approve it, with --by NAME"}},
    {Rule::period_changed,
     {"period-changed", "the books of these days have changed since they were submitted",
      "look at what came, and submit again"}},
    {Rule::period_not_latest,
     {"period-not-latest", "only the latest approved period can be opened again",
      "`dpledger periods` shows which that is"}},
    {Rule::nothing_to_take_back,
     {"nothing-to-take-back", "nobody decided this, so there is nothing to take back",
      "`dpledger matches` and `dpledger findings` show what people decided"}},
    {Rule::budget_unknown,
     {"budget-unknown", "the person has no such budget", "`dpledger balance PERSON` lists them"}},
    {Rule::act_unknown,
     {"act-unknown", "nothing was decided under this ref or number",
      "`dpledger acts PERSON` lists what was"}},
    {Rule::act_impossible,
     {"act-impossible", "this cannot be decided as things stand",
      "`dpledger owed-back PERSON` and `dpledger acts PERSON` show how they stand"}},
    {Rule::amount_beyond,
     {"amount-beyond", "this is more than is possible",
      "`dpledger surplus PERSON` shows what is there"}},
    {Rule::person_erased,
     {"person-erased", "the details of this person were erased",
      "nothing more is recorded about them, and their books stay as they are; who comes back gets "
      "a new ref"}},
    {Rule::erasing_too_early,
     {"erasing-too-early", "the records of this person are still to be kept",
      "see `dpledger retention`; with --early the details are erased all the same"}},
    {Rule::erasing_impossible,
     {"erasing-impossible", "the details of this person cannot be erased",
      "see docs/limitations.md"}},
    {Rule::not_sealed,
     {"not-sealed", "this is no seal that the book can prove anything by",
      "make one with `dpledger seal`"}},
    {Rule::figure_unknown,
     {"figure-unknown", "the books have no such figure",
      "`dpledger trace PERSON` lists every figure with its address"}},
    {Rule::sample_impossible,
     {"sample-impossible", "no sample can be drawn so", "see `dpledger help sample`"}},
    {Rule::paper_incomplete,
     {"paper-incomplete", "this working paper cannot be taken as the result of the sample",
      "give every item its audited value, and draw the sample as the paper was drawn"}},
    {Rule::key_unreadable,
     {"key-unreadable", "this key cannot be read",
      "give a PEM private key and its right passphrase"}},
    {Rule::key_unsuitable,
     {"key-unsuitable", "this kind of key cannot make such a signature", "use a P-256 or RSA key"}},
    {Rule::certificate_unreadable,
     {"certificate-unreadable", "this certificate cannot be read", "give a PEM certificate"}},
    {Rule::certificate_mismatch,
     {"certificate-mismatch", "the certificate does not belong to the key",
      "give the two that belong together"}},
    {Rule::certificate_not_valid,
     {"certificate-not-valid", "the certificate may not sign today",
      "use one that is in force and meant for signing"}},
    {Rule::not_supported,
     {"not-supported", "this cannot be done this way", "see docs/limitations.md"}},
    {Rule::pdf_not_signable,
     {"pdf-not-signable", "this PDF cannot be signed as it stands",
      "make the statement anew, or sign it as text or HTML"}},
    {Rule::signature_missing,
     {"signature-missing", "there is no signature here to put a timestamp on",
      "sign the file first"}},
    {Rule::passphrase_missing,
     {"passphrase-missing", "a new key needs a passphrase",
      "type it in a terminal, set DPLEDGER_PASSPHRASE, or say --plain to leave the key open"}},
    {Rule::token_unavailable,
     {"token-unavailable", "the key in the token cannot be used",
      "check that the token is there, its name and its PIN"}},
    {Rule::timestamp_refused,
     {"timestamp-refused", "this timestamp is not accepted",
      "ask the time-stamping service again, with the query of this signature"}},
});

}  // namespace

const RuleText& describe(Rule rule) {
  const auto place = static_cast<std::size_t>(rule);
  ensure(place < rows.size() && rows[place].rule == rule, "every rule has its row, in order");
  return rows[place].text;
}

std::span<const Rule> all_rules() {
  static constexpr auto rules = [] {
    std::array<Rule, rows.size()> all{};
    for (std::size_t i = 0; i < rows.size(); ++i) all[i] = rows[i].rule;
    return all;
  }();
  return rules;
}

std::string text(const Error& error) {
  const auto& rule = describe(error.broken);
  std::string out = error.where.file.empty() ? "dpledger" : error.where.file;
  out += ":" + std::to_string(error.where.line) + ":" + std::to_string(error.where.column) + ": ";
  out += rule.wrong;
  if (!error.found.empty()) out += ": " + error.found;
  out += "\n";
  out += error.remedy.empty() ? std::string{rule.remedy} : error.remedy;
  return out;
}

std::string quoted(std::string_view found, std::size_t limit) {
  static constexpr std::string_view hex = "0123456789abcdef";
  std::string out;
  std::size_t shown = 0;
  for (const char c : found) {
    const auto byte = static_cast<unsigned char>(c);
    const bool starts = (byte & 0xC0U) != 0x80U;  // not in the middle of a UTF-8 character
    if (starts && shown == limit) return out + "…";
    shown += starts ? 1U : 0U;
    if (byte >= 0x20 && byte != 0x7F) {
      out += c;
      continue;
    }
    out += "\\x";
    out += hex[byte >> 4U];
    out += hex[byte & 0xFU];
  }
  return out;
}

}  // namespace ledger
