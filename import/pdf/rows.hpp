// Words at one height of a page, as a row; and the words of a row as they are compared.
#pragma once

#include "import/pdf/words.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imports::pdf {

/// Where a person finds something: the page, and which row of it from the top, counting all.
struct RowPlace {
  int page = 0;
  int row = 0;
  /// As one number, for StatementLine.file_line and messages: page 2, row 14 is 2014.
  int file_line() const { return page * 1000 + row; }
  std::string text() const;  ///< "page 2, row 14"
};

/// More rows than any page has lines of print: `file_line` could not tell them apart.
inline constexpr int most_rows_of_page = 999;
inline constexpr int most_pages = 100'000;

struct Row {
  RowPlace place;
  int top = 0;
  int bottom = 0;
  std::vector<Word> words;         ///< from left to right
  std::vector<std::string> plain;  ///< the same words in lower case, without marks around them

  int height() const { return bottom - top; }
  std::string text() const;  ///< its words, with a blank between
};

/// The rows of a page from the top.
std::vector<Row> rows_of(const Page& page);

/// A word without the marks around it, in lower case: "(£)" gives nothing, "Date:" gives "date".
std::string plain_word(std::string_view word);

/// How many words at `from` are together `phrase` ("money out"), standing close together; 0 when
/// they are others. Blanks do not matter: letterspaced print comes as "Pai d o ut".
std::size_t phrase_at(const Row& row, std::size_t from, std::string_view phrase);

/// The longest of the phrases that stands at `from`; its number in the list and its words.
struct PhraseFound {
  std::size_t which = 0;
  std::size_t words = 0;
};
PhraseFound longest_phrase_at(const Row& row, std::size_t from,
                              std::span<const std::string_view> phrases);

}  // namespace imports::pdf
