// The text in a cell, without what spreadsheets and fixed-width printing have put around it.
#pragma once

#include <string>
#include <string_view>

namespace imports {

/// Without blanks, tabs and no-break spaces at both ends.
std::string_view trimmed(std::string_view text);

/// Trimmed, and without the guards by which a text survives a spreadsheet: one leading apostrophe
/// (with one at the end, if there is one too), or ="…" around it.
std::string_view unguarded(std::string_view text);

/// Unguarded, with every run of blanks, no-break spaces and control characters as one blank: what
/// is kept of a text, so that padding which changes between two downloads does not matter.
std::string tidied(std::string_view text);

/// Adds a text that has no guards to one that is kept: a blank between the two, and every run of
/// blanks, no-break spaces and control characters as one blank.
void add_tidied(std::string& kept, std::string_view text);

/// The same word, whatever the case of its (ASCII) letters.
bool same_word(std::string_view a, std::string_view b);
/// `text` begins with `word`, whatever the case.
bool begins_with_word(std::string_view text, std::string_view word);

/// As headings are compared: tidied, in lower case.
std::string heading(std::string_view text);

}  // namespace imports
