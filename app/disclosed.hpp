// Noting in the book what left the house or was signed: what `disclosures` lists.
//
// A command that writes a page about people calls this once the file stands. It is done as well as
// it can be: where there is no book nothing is noted, and a book that cannot be written (an
// auditor's copy) stays as it is, with a note on standard error.
#pragma once

#include "app/arguments.hpp"
#include "ledger/store/book.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace app {

/// One file: `what` is the command's word ("statement", "sign", "export"), `person` a ref, or empty
/// (then the one that a statement as JSON or PDF names), and `bytes` what the file holds.
store::Disclosure disclosure(std::string what, std::string person, std::string file,
                             std::string_view bytes);

/// The person that a page names, or that these very bytes were noted down for;
/// empty when neither says.
std::string person_disclosed(store::Reader& reader, std::string_view bytes);

/// Records them in the book of --book. One that names no person, and whose bytes were disclosed
/// before, is about the same person as then.
void record_disclosure(const Arguments& arguments, std::vector<store::Disclosure> disclosures);

}  // namespace app
