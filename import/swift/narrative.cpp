#include "import/swift/narrative.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using ledger::StatementLine;

/// A line of :86: that is this long was broken where it was full, be it inside a word.
constexpr std::size_t full_line = 65;
/// The same of a subfield.
constexpr std::size_t full_subfield = 27;

constexpr auto sepa_keys =
    std::to_array<std::string_view>({"EREF+", "KREF+", "MREF+", "CRED+", "DEBT+", "COAM+", "OAMT+",
                                     "SVWZ+", "ABWA+", "ABWE+", "PURP+", "BREF+", "RREF+"});
constexpr auto slash_codes = std::to_array<std::string_view>(
    {"TRTP", "TRCD", "IBAN", "BIC",  "NAME", "REMI", "EREF", "MARF", "CSID", "CNTP", "BENM",
     "ORDP", "ULTB", "ULTD", "ULTC", "ISDT", "RTRN", "KREF", "PREF", "IREF", "SVCL", "PURP",
     "ADDR", "ID",   "CREF", "OAMT", "EXCH", "CHGS", "ACCW", "TRAN", "SWOC", "OCMT", "RCMT"});
constexpr auto says_nothing = std::to_array<std::string_view>(
    {"NONREF", "NOTPROVIDED", "NOT PROVIDED", "KREF+", "EREF+", "EREF", "KREF", "PREF", "MARF"});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// As many characters, not bytes, as a line can have.
bool is_full(std::string_view line) {
  if (line.size() < full_line) return false;
  const auto characters = std::ranges::count_if(line, [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not inside a UTF-8 character
  });
  return static_cast<std::size_t>(characters) >= full_line;
}

template <class Table>
bool is_one_of(const Table& table, std::string_view text) {
  return std::ranges::find(table, text) != table.end();
}

void add(std::string& kept, std::string_view text) {
  text = trimmed(text);
  constexpr std::size_t longest = std::string_view{"NOT PROVIDED"}.size();
  if (text.size() <= longest && is_one_of(says_nothing, text)) return;
  add_tidied(kept, text);
}

/// The number of the subfield that begins at `at`; empty when none does. Where the separator may
/// also be a character of the text, only the usual numbers count.
std::string_view subfield_at(std::string_view text, std::size_t at, char separator) {
  if (at + 3 > text.size() || text[at] != separator) return {};
  const auto number = text.substr(at + 1, 2);
  if (!is_digit(number[0]) || !is_digit(number[1])) return {};
  const bool usual = std::string_view{"0236"}.find(number[0]) != std::string_view::npos;
  return separator == '?' || usual || number == "10" ? number : std::string_view{};
}

/// The separator of subfields: after three digits, or '?' at once; 0 when there are none.
char separator_of(std::string_view details) {
  details = trimmed(details);
  if (details.starts_with('?') && !subfield_at(details, 0, '?').empty()) return '?';
  if (details.size() < 6 || !std::ranges::all_of(details.substr(0, 3), is_digit)) return 0;
  const char separator = details[3];
  const bool possible = std::string_view{"?>+<~^@|"}.find(separator) != std::string_view::npos;
  return possible && !subfield_at(details, 3, separator).empty() ? separator : '\0';
}

/// The code of "/CODE/" at `at`, where a slash stands; empty when it is none that is known.
std::string_view slash_code_at(std::string_view text, std::size_t at) {
  const auto candidate = text.substr(at + 1, 5);
  const auto code = candidate.substr(0, candidate.find('/'));
  return code.size() < candidate.size() && is_one_of(slash_codes, code) ? code : std::string_view{};
}

/// The third part of "IBAN/BIC/NAME/CITY".
std::string_view third_part(std::string_view text) {
  for (int i = 0; i < 2; ++i) {
    const auto slash = text.find('/');
    if (slash == text.npos) return {};
    text.remove_prefix(slash + 1);
  }
  return text.substr(0, text.find('/'));
}

std::string_view sepa_key_at(std::string_view text) {
  const auto key = text.substr(0, 5);
  return is_one_of(sepa_keys, key) ? key : std::string_view{};
}

/// Where the next SEPA key begins, after a blank; the size when there is none.
std::size_t next_sepa_key(std::string_view text, std::size_t from) {
  for (auto plus = text.find('+', from); plus != text.npos; plus = text.find('+', plus + 1)) {
    if (plus < 5 || plus - 4 <= from || text[plus - 5] != ' ') continue;
    if (!sepa_key_at(text.substr(plus - 4)).empty()) return plus - 4;
  }
  return text.size();
}

}  // namespace

/// Into joined_. A line that is full goes on without a blank, any other with one.
void SwiftNarrative::join_lines(std::string_view details, bool wrapped_anywhere) {
  joined_.clear();
  while (!details.empty()) {
    const auto end = std::min(details.find('\n'), details.size());
    auto line = details.substr(0, end);
    details.remove_prefix(std::min(details.size(), end + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    joined_ += line;
    if (!wrapped_anywhere && !details.empty() && !is_full(line)) joined_ += ' ';
  }
}

void SwiftNarrative::tell_subfields(char separator, StatementLine& line) {
  purpose_.clear();
  rest_.clear();
  std::string_view text = trimmed(joined_);
  auto at = std::min(text.find(separator), text.size());
  add(line.type, text.substr(0, at));  // the three digits
  const bool has_keys = text.find("SVWZ+") != text.npos || text.find("EREF+") != text.npos;
  std::size_t last_size = full_subfield;
  while (at < text.size()) {
    const auto number = subfield_at(text, at, separator);
    auto end = text.find(separator, at + 1);
    while (end != text.npos && subfield_at(text, end, separator).empty()) {
      end = text.find(separator, end + 1);
    }
    end = std::min(end, text.size());
    const auto content = text.substr(at + 3, end - at - 3);
    at = end;
    if (number == "00") {
      add(line.type, content);
    } else if (number[0] == '2' || (number[0] == '6' && number[1] < '4')) {
      const bool parted = !sepa_key_at(content).empty() || (!has_keys && last_size < full_subfield);
      if (parted && !purpose_.empty()) purpose_ += ' ';
      purpose_ += content;
      last_size = content.size();
    } else if (number == "32") {
      add_tidied(line.payee, content);
    } else if (number == "33") {
      line.payee += content.starts_with(' ') ? " " : "";
      line.payee += trimmed(content);
    } else if (number == "30" || number == "31") {
      add(rest_, content);
    } else if (!trimmed(content).empty()) {
      add(rest_, "?" + std::string{number} + " " + std::string{content});
    }
  }
  tell_purpose(line);
}

/// SVWZ, what it is for, first; the other keys after it; then the rest.
void SwiftNarrative::tell_purpose(StatementLine& line) {
  const std::string_view text = purpose_;
  std::string others;
  for (std::size_t at = 0; at < text.size();) {
    const auto key = sepa_key_at(text.substr(at));
    const auto end = next_sepa_key(text, at);
    const auto content = text.substr(at + key.size(), end - at - key.size());
    at = end;
    if (is_one_of(says_nothing, trimmed(content)) || trimmed(content).empty()) continue;
    if (key.empty() || key == "SVWZ+") {
      add_tidied(line.reference, content);
      continue;
    }
    if (key == "ABWA+" && line.payee.empty()) add_tidied(line.payee, content);
    add_tidied(others, std::string{key} + std::string{content});
  }
  add_tidied(line.reference, others);
  add_tidied(line.reference, rest_);
}

void SwiftNarrative::tell_slashes(StatementLine& line) {
  rest_.clear();
  const std::string_view text = trimmed(joined_);
  std::string counterparty;
  for (std::size_t at = 0; at < text.size();) {
    const auto code = slash_code_at(text, at);
    const auto begin = at + code.size() + 2;
    auto end = text.find('/', begin);
    while (end != text.npos && slash_code_at(text, end).empty()) end = text.find('/', end + 1);
    end = std::min(end, text.size());
    const auto content = trimmed(text.substr(begin, end > begin ? end - begin : 0));
    at = end;
    if (content.find_first_not_of('/') == content.npos) continue;
    if (code == "NAME") {
      add_tidied(line.payee, content);
    } else if (code == "REMI") {
      add(line.reference, content);
    } else if (!is_one_of(says_nothing, content)) {
      if (code == "CNTP") counterparty = third_part(content);
      add_tidied(rest_, "/" + std::string{code} + "/" + std::string{content});
    }
  }
  if (line.payee.empty()) add_tidied(line.payee, counterparty);
  add_tidied(line.reference, rest_);
}

void SwiftNarrative::tell(const SwiftMovement& movement, std::string_view details,
                          StatementLine& line) {
  line.type = movement.type;
  const char separator = separator_of(details);
  join_lines(details, separator != 0);
  const auto begin = trimmed(joined_);
  if (separator != 0) {
    tell_subfields(separator, line);
  } else if (begin.starts_with('/') && !slash_code_at(begin, 0).empty()) {
    tell_slashes(line);
  } else {
    add_tidied(line.payee, begin);
  }
  add(line.reference, movement.reference);
  add(line.reference, movement.supplement);
  add(line.reference, movement.odd_day);
  // Who it is, where the bank does not say it apart, is in its whole text.
  if (line.payee.empty()) std::swap(line.payee, line.reference);
  if (!is_one_of(says_nothing, movement.bank_reference))
    add_tidied(line.bank_id, movement.bank_reference);
}

}  // namespace imports
