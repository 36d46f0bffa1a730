// The messages of one text into the statements they hold.
#pragma once

#include "import/account_pages.hpp"
#include "import/refusals.hpp"
#include "import/swift/narrative.hpp"
#include "ledger/statement.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace imports {

class SwiftMessages {
 public:
  /// `basis` is that of a message which has no balances.
  SwiftMessages(std::string_view text, ledger::Basis basis, Refusals& refusals);

  /// The statements; remarks about the file as a whole go to `warnings`.
  std::vector<ledger::Statement> read(std::vector<ledger::Warning>& warnings);

 private:
  struct Total {
    SwiftTotal said;
    int line;
  };

  void read_field(const SwiftField& field);
  void read_balance(const SwiftField& field);
  void read_total(const SwiftField& field);
  void read_details(const SwiftField& field);
  bool has_currency(std::string_view currency, const SwiftField& field);
  void begin_page();
  void finish_movement();
  void finish_page();
  void check_total(const std::optional<Total>& total, bool credits);
  bool stops_inside_line() const;
  void judge_open_end();
  ledger::Statement whose() const;
  void remark_unknown(const SwiftField& field, std::vector<ledger::Warning>& warnings);

  std::string_view text_;
  ledger::Basis basis_;
  Refusals& refusals_;
  SwiftFields fields_;
  SwiftNarrative narrative_;
  AccountPages accounts_;
  std::vector<std::string_view> unknown_tags_;

  // Of the message that is being read.
  bool in_message_ = false;
  int message_line_ = 0;
  std::string_view account_;
  std::string_view currency_;
  bool of_the_day_ = false;  ///< it has a field that only MT942 has
  std::optional<Total> debits_;
  std::optional<Total> credits_;
  Page page_;
  bool page_used_ = false;

  // The movement whose :86: may still come.
  std::optional<SwiftMovement> movement_;
  int movement_line_ = 0;
  std::string_view details_;
  std::string more_details_;  ///< when one movement has several :86:
};

}  // namespace imports
