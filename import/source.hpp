// What a file of any kind turned into: the values it holds, proved, or the reasons it is refused.
//
// `imports::read` recognises kind and format by content, never by name alone. There is no half:
// one row that makes no sense, and nothing of the file is taken. Its line and column are said.
#pragma once

#include "ledger/facts.hpp"
#include "ledger/parameters.hpp"
#include "ledger/payroll.hpp"
#include "ledger/result.hpp"
#include "ledger/statement.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

class Profiles;  // import/profile/profile.hpp

/// By what a payroll file that is not ours names whom a payslip is for; `Payslip::person` and,
/// where the bureau has no number, `Payslip::worker` are empty then. Whoever has the book finds
/// them.
struct PayslipKeys {
  std::string paye_reference;      ///< of the employer: "123/A456", or empty
  std::string payroll_id;          ///< the bureau's number of the worker, or empty
  std::string national_insurance;  ///< number; only ever compared: never stored and never shown
};

/// A file read.
struct Source {
  ledger::FileKind kind = ledger::FileKind::bank;
  std::string format;       ///< "lloyds", "nationwide", "dpledger-payroll"
  std::string profile;      ///< the named layout that was used; empty for the built-in ones
  int profile_version = 0;  ///< of a saved profile that was used
  std::string encoding;     ///< "utf-8", "utf-8-bom", "windows-1252", "utf-16"
  std::vector<ledger::Statement> statements;
  std::vector<ledger::Payslip> payslips;
  std::vector<PayslipKeys> payslip_keys;  ///< one a payslip; empty for files that give our refs
  std::vector<ledger::EmployerSummary> summaries;
  std::vector<ledger::Invoice> invoices;
  std::vector<ledger::Delivery> deliveries;
  std::vector<ledger::Warning> warnings;  ///< about the file as a whole
  std::vector<std::string> reasons;       ///< of the proposal, for a person
  std::string proposal;  ///< the profile (TOML) by which an unknown file was read; else empty
};

/// The words of a PDF with their places, as `pdftotext -bbox-layout` writes them; or why not.
/// Running a program is the caller's: this room only reads what it said.
using PdfWords =
    std::function<ledger::Result<std::string>(std::string_view pdf, const std::string& file)>;

struct Asked {
  std::optional<ledger::FileKind> kind;  ///< from a manifest; nothing: recognise
  std::string profile;                   ///< --profile NAME; empty: recognise
  const Profiles* profiles = nullptr;    ///< the saved ones; may be none
  bool propose = false;     ///< read an unknown table by the profile it seems to have (inspect)
  PdfWords pdf_words = {};  ///< without it a PDF is refused
};

/// `file` is only for messages.
ledger::Result<Source> read(std::string_view bytes, const std::string& file,
                            const Asked& asked = {});

/// One row of a manifest: `file,kind,account`.
struct ManifestRow {
  std::string file;  ///< as written; relative to the manifest
  std::optional<ledger::FileKind> kind;
  std::string account;  ///< PERSON/ACCOUNT, @pool or empty
  int line = 0;
};
ledger::Result<std::vector<ManifestRow>> read_manifest(std::string_view bytes,
                                                       const std::string& file);

/// Why a line of a file is not booked once more.
enum class SameBy : std::uint8_t {
  bank_id,       ///< the bank's own number, day and amount
  balance,       ///< day, amount, text and the running balance
  content,       ///< day, amount and text, counted over both files
  place,         ///< day, amount and running balance; the text differs
  day,           ///< day, amount and text, on a day both files hold whole; the balance differs
  altered,       ///< day and amount, on a day both files hold whole; the text differs
  other_format,  ///< day and amount; another format words the line in its own way
};
std::string_view text(SameBy by);

/// A line of the book as one file words it; several of one id are wordings of one line.
struct KnownRow {
  ledger::LineId id{};
  ledger::Date date;
  ledger::Money amount;
  std::optional<ledger::Money> balance;
  std::string text;
  std::string bank_id;
  std::string format = {};  ///< of that file
  bool own = true;          ///< the words the line was brought with; false: those of another file
};
/// The days that a file of the book speaks of.
struct KnownFile {
  std::string format;
  std::optional<ledger::Period> printed;
  std::optional<ledger::Period> covered;
};
struct KnownAccount {
  std::vector<KnownRow> rows;
  std::vector<KnownFile> files = {};
  /// Of lines that are not to be recognised and yet have their numbers: a part of the same file
  /// that hands its balance on to this one.
  std::vector<ledger::LineId> taken = {};
};

/// A line of a file that the book has already.
struct KnownAgain {
  ledger::LineId id{};
  std::size_t place = 0;  ///< in the statement's lines
  int file_line = 0;
  SameBy by = SameBy::content;
  bool reworded = false;  ///< this file says it in other words than those it was brought with
};
struct Told {
  std::vector<ledger::StatementLine> kept;  ///< with their ids
  std::vector<std::size_t> kept_places;     ///< of each, in the statement's lines
  std::vector<KnownAgain> known;
  std::vector<ledger::StatementLine> reworded;  ///< those of `known`, with their ids
};
/// Tells the lines of a statement that the book has already from those it has not, by the rules of
/// docs/formats/same-again.md, surest evidence first. `format` is the statement's.
Told tell_apart(std::string_view account, const ledger::Statement& statement,
                const KnownAccount& book, std::string_view format = {});

/// The person file (TOML): proved whole, or refused with every place that is wrong. By the
/// parameters it goes what those who approved a budget may approve.
ledger::Result<ledger::PersonVersion> read_person_file(
    std::string_view bytes, const std::string& file,
    const ledger::Parameters& parameters = ledger::Parameters::built_in());

}  // namespace imports
