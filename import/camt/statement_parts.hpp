// One statement of a message, put together part by part as they are read; one of our own for each
// currency that its entries have.
#pragma once

#include "import/camt/details.hpp"
#include "import/camt/fields.hpp"
#include "import/refusals.hpp"
#include "import/xml_reader.hpp"
#include "ledger/statement.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports::camt {

class StatementParts {
 public:
  StatementParts(std::string_view text, Refusals& refusals)
      : text_{text}, refusals_{refusals}, lines_{text} {}

  void begin(ledger::Basis basis, std::size_t offset);
  /// Of the statement itself; balances, totals and entries come between.
  void add_field(const Written& written) { head_.add(written); }
  void end_balance(const Fields& balance);
  /// `which`: "TtlNtries", "TtlCdtNtries" or "TtlDbtNtries".
  void end_total(const Fields& total, std::string_view which);
  /// Before its details end, which are told whose they are.
  void begin_entry(std::size_t offset);
  void end_details(const Fields& entry, const Fields& details);
  void end_entry(const Fields& entry);
  /// Adds what was read to `statements`, proved.
  void end(std::vector<ledger::Statement>& statements);

 private:
  /// What a total of entries says, or what it must be.
  struct Total {
    std::int64_t count = 0;
    std::int64_t credits = 0;  ///< pence
    std::int64_t debits = 0;
    bool overflown = false;
    void add(ledger::Money amount);
  };
  struct Stated {
    std::string_view which;
    int line = 0;
    std::string count;
    std::string sum;
  };

  ledger::Statement& of(const std::string& currency);
  std::optional<std::string> currency_of(const Written& amount);
  std::optional<ledger::Money> signed_amount(const Fields& fields);
  std::optional<bool> is_credit(const Fields& fields);
  std::optional<bool> is_pending(const Fields& entry);
  std::optional<ledger::Date> date_of(const Fields& entry, bool pending);
  std::optional<ledger::Date> day_in(const Written* written);
  void add_line(const Fields& entry, const std::string& currency, ledger::StatementLine line);
  void describe(const Fields& entry, ledger::StatementLine& line) const;
  void name_account(ledger::Statement& statement);
  void take_number(ledger::Statement& statement) const;
  void take_period(ledger::Statement& statement);
  void prove_totals(ledger::Statement& statement) const;
  static bool agrees(const Stated& stated, const Total& total);
  void refuse(ledger::Rule rule, const Written* written, std::size_t offset, std::string_view found,
              std::string remedy = {});

  std::string_view text_;
  Refusals& refusals_;
  LineCounter lines_;
  ledger::Basis basis_ = ledger::Basis::statement;
  Fields head_;
  std::string holder_;
  Details details_;
  bool entry_begun_ = false;  ///< its details know whose they are
  std::string entry_currency_;
  std::vector<ledger::Statement> by_currency_;
  std::vector<bool> opening_is_booked_;  ///< by OPBD, before which PRCD does not count
  std::vector<Stated> stated_;
  Total booked_;
  Total all_;
  int line_ = 0;        ///< where the statement begins
  int entry_line_ = 0;  ///< where the entry begins
};

}  // namespace imports::camt
