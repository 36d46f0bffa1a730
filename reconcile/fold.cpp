// Folding text. The only home of ICU here, and only for what is not plain ASCII.
#include "ledger/ensure.hpp"
#include "reconcile/names.hpp"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace reconcile {
namespace {

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Letters that carry no separable mark, as British banks write them.
std::string_view plain_letter(UChar32 c) {
  switch (c) {
    case 0x00DF:
      return "ss";
    case 0x00E6:
      return "ae";
    case 0x00F8:
      return "o";
    case 0x0142:
      return "l";
    case 0x0111:
    case 0x00F0:
      return "d";
    case 0x0153:
      return "oe";
    case 0x2019:
    case 0x2018:
      return "'";
    default:  // any other code point: it is not one of an enum
      return " ";
  }
}

/// UTF-8 that some program took for Latin-1 and wrote as UTF-8 again: "ZoÃ«" is "Zoë". Only of the
/// letters of Latin-1, which are the ones that names in Britain meet.
icu::UnicodeString read_once_more(const icu::UnicodeString& given) {
  constexpr char16_t lead = 0x00C3;
  if (given.indexOf(lead) < 0) return given;
  icu::UnicodeString out;
  for (int32_t i = 0; i < given.length(); ++i) {
    const auto next = i + 1 < given.length() ? given[i + 1] : u'\0';
    if (given[i] == lead && next >= 0x0080 && next <= 0x00BF) {
      out.append(static_cast<char16_t>(next + 0x40));
      ++i;
    } else {
      out.append(given[i]);
    }
  }
  return out;
}

/// Accents off, by decomposition.
std::string without_marks(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* decompose = icu::Normalizer2::getNFKDInstance(status);
  ledger::ensure(U_SUCCESS(status) != 0, "ICU has its normalisation data");
  const auto given = read_once_more(icu::UnicodeString::fromUTF8(
      icu::StringPiece{text.data(), static_cast<int32_t>(text.size())}));
  const auto decomposed = decompose->normalize(given, status);
  std::string plain;
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const auto c = u_tolower(decomposed.char32At(i));
    if (c < 0x80) {
      plain += static_cast<char>(c);
    } else if (u_charType(c) != U_NON_SPACING_MARK) {
      plain += plain_letter(c);
    }
  }
  return plain;
}

/// A letter or digit in lower case, 0 for an apostrophe (which joins), else a space.
constexpr char folded_character(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
  return c == '\'' ? '\0' : ' ';
}

void fold_ascii(std::string& out, std::string_view text) {
  const auto begin = out.size();
  for (const char given : text) {
    if (given == '&') {
      if (out.size() > begin && out.back() != ' ') out += ' ';
      out += "and ";
      continue;
    }
    const char c = folded_character(given);
    if (c == '\0') continue;
    if (c != ' ' || (out.size() > begin && out.back() != ' ')) out += c;
  }
  if (out.size() > begin && out.back() == ' ') out.pop_back();
}

}  // namespace

void fold_onto(std::string& out, std::string_view text) {
  if (is_ascii(text)) return fold_ascii(out, text);
  fold_ascii(out, without_marks(text));
}

std::string fold(std::string_view text) {
  std::string folded;
  fold_onto(folded, text);
  return folded;
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const auto end = folded.find(' ');
    if (end != 0) words.push_back(folded.substr(0, end));
    folded = end == std::string_view::npos ? std::string_view{} : folded.substr(end + 1);
  }
  return words;
}

}  // namespace reconcile
