// One entry of an OFX statement (STMTTRN, or STMTTRNP while it is pending), leaf by leaf.
//
// payee     NAME, or PAYEE's NAME, or EXTDNAME where it says more; the MEMO where there is none
// reference MEMO; else CHECKNUM, else REFNUM
// bank_id   FITID: a label that banks repeat, so that nothing is left out because of it
// type      TRNTYPE as it stands. The sign is TRNAMT's alone: a CREDIT may be negative
#pragma once

#include "import/ofx/walk.hpp"
#include "import/places.hpp"
#include "import/refusals.hpp"
#include "ledger/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace imports::ofx {

/// CORRECTACTION: the bank takes back, or puts another in the place of, an entry sent before.
enum class Correction : std::uint8_t { none, replaces, deletes };

class Entry {
 public:
  /// Begins anew, keeping its memory.
  void begin(std::size_t offset, bool pending);
  /// A leaf below it; what cannot be understood is refused at its place.
  void take(const Event& leaf, Places& places, Refusals& refusals);
  /// The line; nothing, and a refusal, when a day or an amount is missing.
  std::optional<ledger::StatementLine> finish(Places& places, Refusals& refusals);

  std::size_t offset() const { return offset_; }
  /// CURRENCY's CURSYM: what the amount is in, where it says so itself; else empty.
  const std::string& currency() const { return currency_; }
  Correction correction() const { return correction_; }

 private:
  void take_day(const Event& leaf, Places& places, Refusals& refusals);
  void take_amount(const Event& leaf, Places& places, Refusals& refusals);
  void take_correction(const Event& leaf, Places& places, Refusals& refusals);
  void take_name(std::string name);
  void arrange_texts();

  std::size_t offset_ = 0;
  bool pending_ = false;
  bool is_refused_ = false;
  bool has_day_ = false;
  bool has_amount_ = false;
  std::optional<ledger::Date> day_;
  ledger::Money amount_;
  std::string type_, payee_, memo_, bank_id_, cheque_, number_, currency_;
  Correction correction_ = Correction::none;
};

}  // namespace imports::ofx
