// What a file of any kind turned into: the values it holds, proved, or the reasons it is refused.
//
// `imports::read` recognises kind and format by content, never by name alone. There is no half:
// one row that makes no sense, and nothing of the file is taken. Its line and column are said.
#pragma once

#include "ledger/facts.hpp"
#include "ledger/payroll.hpp"
#include "ledger/result.hpp"
#include "ledger/statement.hpp"

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
  std::string format;    ///< "lloyds", "nationwide", "dpledger-payroll"
  std::string profile;   ///< the named layout that was used; empty for the built-in ones
  std::string encoding;  ///< "utf-8", "utf-8-bom", "windows-1252", "utf-16"
  std::vector<ledger::Statement> statements;
  std::vector<ledger::Payslip> payslips;
  std::vector<PayslipKeys> payslip_keys;  ///< one a payslip; empty for files that give our refs
  std::vector<ledger::EmployerSummary> summaries;
  std::vector<ledger::Invoice> invoices;
  std::vector<ledger::Delivery> deliveries;
  std::vector<ledger::Warning> warnings;  ///< about the file as a whole
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

/// Tells the lines of a statement that the book has already from those it has not. The rule is that
/// of docs/formats/same-again.md: bank id with date and amount; else date, amount and running
/// balance; else equal rows counted over both files (the larger count stands), so that twins inside
/// a file are real and an overlap adds nothing.
struct KnownRow {
  ledger::LineId id{};
  ledger::Date date;
  ledger::Money amount;
  std::optional<ledger::Money> balance;
  std::string text;
  std::string bank_id;
};
struct Told {
  std::vector<ledger::StatementLine> kept;  ///< with their ids
  std::vector<std::pair<ledger::LineId, int>> known;
};
Told tell_apart(std::string_view account, const ledger::Statement& statement,
                const std::vector<KnownRow>& book);

/// The person file (TOML): proved whole, or refused with every place that is wrong.
ledger::Result<ledger::PersonVersion> read_person_file(std::string_view bytes,
                                                       const std::string& file);

}  // namespace imports
