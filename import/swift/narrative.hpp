// What a SWIFT movement is about: who, and for what, out of :61: and :86:.
//
// :86: is each bank's own. Three ways are known: the German one (three digits, then subfields ?00
// to ?99, also with another separator), with SEPA keys (EREF+, SVWZ+) in it; the Dutch one
// (/NAME/…/REMI/…); and free text, which is kept whole. Nothing of any of them is left out, but for
// NONREF, NOTPROVIDED and the like, which say that there is nothing.
#pragma once

#include "import/swift/values.hpp"
#include "ledger/statement.hpp"

#include <string>
#include <string_view>

namespace imports {

class SwiftNarrative {
 public:
  /// Fills type, payee, reference and bank_id. `details` is the content of :86:, line ends in it.
  void tell(const SwiftMovement& movement, std::string_view details, ledger::StatementLine& line);

 private:
  void join_lines(std::string_view details, bool wrapped_anywhere);
  void tell_subfields(char separator, ledger::StatementLine& line);
  void tell_slashes(ledger::StatementLine& line);
  void tell_purpose(ledger::StatementLine& line);

  std::string joined_;  ///< used again for every movement, as are these
  std::string purpose_;
  std::string rest_;
};

}  // namespace imports
