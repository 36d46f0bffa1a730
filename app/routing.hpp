// Whose a file is: which person's account a statement belongs to, which people a payroll file
// names.
#pragma once

#include "ledger/person.hpp"
#include "ledger/result.hpp"
#include "ledger/statement.hpp"
#include "ledger/store/book.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

/// An account of a person in the book.
struct Target {
  ledger::PersonId person;
  std::string address;  ///< "P0001/dp"
  ledger::Account account;
};

/// Every account of everybody by all that files may call it: made once, when it is first asked for.
class AccountIndex {
 public:
  explicit AccountIndex(store::Book& book) : book_{book} {}
  /// The accounts that the statement's number, IBAN or holder names (a cardholder's reference);
  /// sort codes are compared where both sides have one.
  std::vector<Target> find(const ledger::Statement& statement);
  /// Refs of the people whose employer has this PAYE reference; none has an empty one.
  std::vector<std::string> employers(const std::string& paye_reference);

 private:
  void make();
  store::Book& book_;
  std::once_flag made_;
  std::multimap<std::string, Target> by_name_;
  std::multimap<std::string, std::string> by_paye_reference_;
};

/// Where a statement goes: to the account asked for ("P0001/dp"), or, when nothing was asked for,
/// to the one that its own number names. Refused when there is none, more than one, another one, or
/// when the money is not the account's.
ledger::Result<Target> target_of(const ledger::Statement& statement, const std::string& asked,
                                 store::Reader& reader, AccountIndex& index,
                                 const std::string& file);

/// A file of several accounts cannot all be the one that was asked for: nothing when its statements
/// are of one account, or when that account's own number or name tells which is meant and the
/// others are refused in their turn.
std::optional<ledger::Error> several_for_one(const std::vector<ledger::Statement>& statements,
                                             const std::string& asked, store::Reader& reader,
                                             const std::string& file);

/// The people a file names, looked up once each.
class PeopleOfFile {
 public:
  explicit PeopleOfFile(store::Reader& reader) : reader_{reader} {}
  std::optional<ledger::PersonId> person(const std::string& ref);
  /// Does any version of the person's plan have this line (LINE or BUDGET/LINE)?
  bool has_plan_line(ledger::PersonId person, std::string_view plan_line);

 private:
  store::Reader& reader_;
  std::map<std::string, std::optional<ledger::PersonId>> people_;
  std::map<ledger::PersonId, ledger::PersonHistory> histories_;
};

}  // namespace app
