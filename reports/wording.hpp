// Small phrases and JSON fragments that several answers share.
#pragma once

#include "ledger/entry.hpp"
#include "ledger/error.hpp"
#include "ledger/finding.hpp"
#include "reports/answer.hpp"
#include "reports/json_text.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

/// "statement.csv:12", or the file alone where no line is known.
std::string place(const ledger::Evidence& evidence);
/// Every place, joined by "; ".
std::string places(const std::vector<ledger::Evidence>& evidence);
/// With a capital letter at its beginning.
std::string capital(std::string text);
/// What somebody typed, as a sentence: with a capital letter and a full stop, and days that were
/// typed as 2025-09-05 in words.
std::string as_sentence(std::string text);
/// Who paid in or has something back: a funder's name, or "the person" for the own part.
std::string payer_words(std::string_view payer);
/// "I3": as `undo` takes it.
std::string import_name(ledger::ImportId id);
/// "1 line", "3 lines", "1,200 lines".
std::string counted(std::int64_t number, std::string_view thing);
/// The cell of an amount or a day that may be unknown.
Cell cell_of(const std::optional<ledger::Money>& amount);
Cell cell_of(const std::optional<ledger::Date>& date);

/// {"line","column","rule","found","remedy"}, led by "file" when asked for.
Json refusal_json(const ledger::Error& error, bool with_file);
/// [{"key","amount"}]
Json items_json(const std::vector<ledger::Settled>& items);
/// What a line settles or is coded to: item keys, else BUDGET/LINE, else nothing.
std::string settles_text(const std::vector<ledger::Settled>& items, const std::string& plan_line);
/// A finding as the contract has it (section 5).
Json finding_json(const ledger::Finding& finding);
/// [{"file","line"}]
Json evidence_json(const std::vector<ledger::Evidence>& evidence);
/// The remedy of this refusal, or its rule's own.
std::string remedy_of(const ledger::Error& error);

}  // namespace reports
