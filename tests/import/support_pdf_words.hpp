// Statements as PDF, from the words that pdftotext gives of them: of the samples, or typed here.
#pragma once

#include "import/source.hpp"

#include <string>
#include <vector>

namespace pdf_words {

/// The words of a sample in fixtures/pdf-words.
std::string words_of(const std::string& name);
ledger::Result<imports::Source> read_words(std::string xhtml);
/// The one statement in it. Fails the test when it is refused.
ledger::Statement statement_of(const std::string& xhtml);
ledger::Rule refusal_of(const std::string& xhtml);

/// A small statement that is proved, a row a line; "---" would begin a page.
extern const std::vector<std::string> small;
/// Pages of words drawn on a grid of characters, 5 points wide and 12 high: columns as one types.
std::string typed(const std::vector<std::string>& rows);
std::vector<std::string> with_row(std::vector<std::string> rows, std::size_t at, std::string row);
/// What the refusal of typed rows says.
std::string remedy_for(const std::vector<std::string>& rows);

}  // namespace pdf_words
