// The values of OFX leaves: text with its entities undone, days, words.
#pragma once

#include "ledger/date.hpp"
#include "ledger/error.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace imports::ofx {

/// Appends a raw text, entities undone (`&amp;`, `&#163;`, `&#xA3;`); a bare "&" and an entity that
/// is not known stay as they are. Text that is `literal` is appended as it is.
void append_text(std::string_view raw, bool literal, std::string& out);

/// As a person is to read it: entities undone (twice, for banks that escape twice), tidied.
std::string readable(std::string_view raw, bool literal);

struct DayRead {
  std::optional<ledger::Date> date;
  std::optional<ledger::Rule> wrong;  ///< date_not_understood, date_impossible
};
/// The day of "20250430", "20250430120000.000[-5:EST]": its eight digits as they are written. What
/// follows says when, and where, and is no reason to move a day.
DayRead read_day(std::string_view text);

/// `text` is an IBAN whose check digits hold: without blanks, in capitals; else empty.
std::string iban_of(std::string_view text);

}  // namespace imports::ofx
