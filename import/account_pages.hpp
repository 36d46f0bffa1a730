// Statements that come in pages, as SWIFT and BAI2 send them: each page has its own opening and
// closing balance, and what one closes with, the next opens with. The pages of one account become
// one statement, with its pages in the order in which their balances join.
//
// A page is proved by itself (opening and lines come to the closing) and by its neighbours; where
// that fails, the place is a break and a warning says both figures.
#pragma once

#include "import/refusals.hpp"
#include "ledger/statement.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace imports {

struct PageBalance {
  ledger::Money value;
  std::optional<ledger::Date> at_end_of;  ///< the day at whose end it stood, where it is said
  int line = 0;                           ///< where it is printed
  bool interim = false;                   ///< of a page that others follow, or follows others
};

/// One page, its lines as the file has them.
struct Page {
  std::optional<PageBalance> opening;
  std::optional<PageBalance> closing;
  std::vector<ledger::StatementLine> lines;
  std::vector<int> breaks;                ///< found by whoever read it: totals that disagree
  std::vector<ledger::Warning> warnings;  ///< of that, and other remarks
};

class AccountPages {
 public:
  /// `lines_expected` is about what the file holds; memory is taken once.
  explicit AccountPages(std::size_t lines_expected) : lines_expected_{lines_expected} {}

  /// Room for the lines of the next page. They are given back with add().
  std::vector<ledger::StatementLine> empty_lines();

  /// `key` is the account as the file names it; `whose` has everything of a statement but what the
  /// pages give. Pages of one key, currency and basis belong together. Refuses an absurd number of
  /// accounts.
  void add(std::string_view key, const ledger::Statement& whose, Page page, Refusals& refusals);

  /// The statements, in the order in which the file names their accounts.
  std::vector<ledger::Statement> finish(Refusals& refusals);

 private:
  /// A page that has handed its lines to the statement.
  struct Kept {
    std::optional<PageBalance> opening;
    std::optional<PageBalance> closing;
    std::size_t first_line;
    std::size_t lines;
  };
  struct Account {
    ledger::Statement statement;
    std::vector<Kept> pages;
  };

  static void put_in_order(Account& account);
  static void prove(Account& account);
  static void say_period(Account& account);

  std::size_t lines_expected_;
  std::vector<Account> accounts_;
  std::vector<ledger::StatementLine> spare_;  ///< the memory of the page before
  std::unordered_map<std::string, std::size_t> places_;
};

}  // namespace imports
