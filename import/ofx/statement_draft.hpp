// One statement of an OFX file (STMTRS or CCSTMTRS) as its leaves arrive.
//
// Account   BANKID of six digits is a sort code, as is BRANCHID where BANKID is none; ACCTID is the
//           number, an IBAN, or a masked number ("XXXX1234"). In pounds, an ACCTID of fourteen
//           digits is sort code and number in one, and its own sort code stands: British account
//           numbers have eight digits, and banks that write fourteen put another number (a card
//           scheme's) into BANKID. In another currency that holds only where BANKID says the same.
// Closing   LEDGERBAL is the balance of a moment, and mostly not that of the last line. It is the
//           closing balance when no line is later and its day is not beyond what the file covers;
//           otherwise a warning says what it was. An opening balance is not in OFX, and none is
//           worked out.
// Period    DTSTART to DTEND. 1 January 1970 is what programs write that do not know.
#pragma once

#include "import/ofx/walk.hpp"
#include "import/places.hpp"
#include "import/refusals.hpp"
#include "ledger/statement.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace imports::ofx {

class StatementDraft {
 public:
  StatementDraft(std::size_t offset, bool is_card) : offset_{offset}, is_card_{is_card} {}

  /// A leaf that is not an entry's.
  void take(const Event& leaf, Places& places);
  void add(ledger::StatementLine line) { statement_.lines.push_back(std::move(line)); }
  void warn(int line, std::string text);
  /// False when an amount in this currency does not belong on the statement.
  bool take_currency(const std::string& currency);
  const std::string& currency() const { return currency_; }

  /// Says anything at all: a line, a period, a balance.
  bool says_anything() const;
  ledger::Statement finish(Places& places, Refusals& refusals);

 private:
  struct Balance {
    std::size_t offset = 0;
    std::optional<ledger::Money> amount;
    std::optional<ledger::Date> day;
  };

  void take_account(const Event& leaf);
  void take_period(const Event& leaf, Places& places);
  void take_balance(const Event& leaf, Places& places);
  void settle_account();
  void settle_period(Places& places);
  void settle_closing(Places& places);
  bool closes(ledger::Date day) const;

  std::size_t offset_;
  bool is_card_;
  ledger::Statement statement_;
  std::string currency_;  ///< as said; empty where it is not
  std::string bank_, branch_, account_;
  std::optional<ledger::Date> first_;
  std::optional<ledger::Date> last_;
  std::optional<Balance> balance_;
};

}  // namespace imports::ofx
