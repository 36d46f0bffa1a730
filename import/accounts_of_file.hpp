// The statements of one file, one an account: gathers its lines, then orders and proves each.
#pragma once

#include "import/account_text.hpp"
#include "import/refusals.hpp"
#include "ledger/statement.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace imports {

/// Whose line it is, as far as the row says.
struct LineAccount {
  AccountText account;
  std::string currency;
  std::string product;
  std::string iban = {};
  std::string holder = {};
  friend bool operator==(const LineAccount&, const LineAccount&) = default;
};

/// Of one kind, on one statement; one remark more says how many are left out.
inline constexpr std::size_t most_warnings = 50;

/// Orders and proves one statement whose lines are in the order of the file: booked lines oldest
/// first, pending ones last, opening and closing taken from running balances where none are
/// printed, breaks noted. Refuses what the balances contradict.
void finish_statement(ledger::Statement& statement, Refusals& refusals);

class AccountsOfFile {
 public:
  /// A column of something else may look like one of account numbers.
  static constexpr std::size_t most_accounts = 10'000;

  /// `lines_expected` is the most the file can hold; memory is taken once.
  explicit AccountsOfFile(std::size_t lines_expected) : lines_expected_{lines_expected} {}

  /// The statement of an account, made when it is new. Of one too many it is that of the last, and
  /// finish() refuses the file.
  ledger::Statement& of(const LineAccount& account);
  bool empty() const { return statements_.empty(); }
  bool has_too_many() const { return too_many_; }
  /// The statement, where the file has one only.
  ledger::Statement* only() { return statements_.size() == 1 ? &statements_.front() : nullptr; }

  /// The statements in the order in which the file names them: lines oldest first, pending ones
  /// last, opening and closing proved. Refuses what the balances contradict, too many accounts, and
  /// a file without a line, an opening balance or a printed period.
  std::vector<ledger::Statement> finish(Refusals& refusals);

 private:
  std::size_t lines_expected_;
  std::vector<ledger::Statement> statements_;
  std::unordered_map<std::string, std::size_t> places_;
  std::optional<LineAccount> last_;
  std::size_t last_place_ = 0;
  bool too_many_ = false;
};

}  // namespace imports
