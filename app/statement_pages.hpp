// The statement of account of a person in one of its formats.
#pragma once

#include "app/statement_books.hpp"

#include <string>

namespace app {

/// A statement and what a page says of itself.
struct Stated {
  reports::Answer answer;
  std::string person;
  std::string author;    ///< the commissioner
  ledger::Date made_on;  ///< an approved one: the day of the approval, else --as-of
};

/// The statement of one person over --from and --to, with --role and --declare in its signature
/// block.
Stated stated(store::Reader& reader, const store::PersonRow& row, const Arguments& arguments);

/// What --format says, else --json or --csv, else text.
std::string statement_format(const Arguments& arguments);
/// The page as it goes into a file.
std::string statement_page(const Stated& stated, const std::string& format,
                           const Arguments& arguments);

/// --out-dir: one file a person, PERSON-FROM-TO.EXTENSION, of the people named or of everybody; all
/// of them or none.
Outcome statements_in_folder(const Arguments& arguments, const std::string& format);

}  // namespace app
