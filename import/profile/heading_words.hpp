// What the heading of a column suggests, in the languages in which banks write them. Data, and
// never more than a hint: what stands in the column decides.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace imports {

enum class Hint : std::uint8_t {
  none,
  booking_date,
  date,
  value_date,
  other_date,  ///< when something was begun, printed, ordered
  amount,
  net,
  gross,
  fee,
  other_amount,  ///< in another currency, or of something else
  money_in,
  money_out,
  balance,
  direction,
  payee,
  reference,
  type,
  bank_id,
  state,
  currency,
  other_currency,
  account,
  other_account,  ///< of whoever was paid
  sort_code,
  iban,
  holder,
  payroll,  ///< no statement has it
};

/// Of the words of a heading, those of the longest phrase that is known.
Hint hint_of(std::string_view heading);
/// A card's own word is among them: "Card number", "Karteninhaber".
bool speaks_of_card(std::string_view heading);

/// Small letters and digits, accents taken off, everything else a blank: "date operation".
std::string plain_words(std::string_view text);

// Words in the rows themselves, in small letters and whole.
bool is_in_word(std::string_view word);        ///< "c", "credit", "haben"
bool is_out_word(std::string_view word);       ///< "d", "debit", "soll"
bool is_pending_word(std::string_view word);   ///< "pending"
bool is_unbooked_word(std::string_view word);  ///< "declined"
bool is_state_word(std::string_view word);     ///< any of a state column
bool is_opening_text(std::string_view text);   ///< "opening balance", "saldo anterior"
bool is_closing_text(std::string_view text);
bool is_currency_code(std::string_view code);  ///< three capitals of one that is in use

}  // namespace imports
