#include "app/routing.hpp"

#include "ledger/pool.hpp"

#include <algorithm>
#include <set>

namespace app {
namespace {

using ledger::Error;
using ledger::Rule;
using ledger::Statement;
using ledger::Where;

/// The digits that end a number the file hides: "XXXX 9876" → "9876".
std::string shown_digits(const std::string& masked) {
  const auto last = masked.find_last_not_of("0123456789");
  return last == std::string::npos ? masked : masked.substr(last + 1);
}

/// Letters and digits in capitals: "GB33 BUKB 2020" and "gb33bukb2020" are one name.
std::string squeezed(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool small = c >= 'a' && c <= 'z';
    if (small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
      out += static_cast<char>(small ? c - 'a' + 'A' : c);
    }
  }
  return out;
}

/// One of the account's other names is what the file calls it.
bool is_known_as(const ledger::Account& account, const Statement& statement) {
  return std::any_of(account.known_as.begin(), account.known_as.end(), [&](const auto& name) {
    const auto known = squeezed(name);
    return !known.empty() &&
           (known == squeezed(statement.number) || known == squeezed(statement.iban) ||
            known == squeezed(statement.holder) || known == squeezed(statement.masked));
  });
}

/// By its number, or by one of its other names.
bool is_named(const ledger::Account& account, const Statement& statement) {
  if (is_known_as(account, statement)) return true;
  const auto number = squeezed(account.number);
  return !number.empty() &&
         (number == squeezed(statement.number) || number == squeezed(statement.holder));
}

/// Does the file itself say that it is of another account?
bool contradicts(const Statement& statement, const ledger::Account& account) {
  if (is_known_as(account, statement)) return false;
  if (!statement.sort_code.empty() && !account.sort_code.empty() &&
      statement.sort_code != account.sort_code) {
    return true;
  }
  if (account.number.empty()) return false;
  if (!statement.number.empty()) return squeezed(statement.number) != squeezed(account.number);
  const auto shown = shown_digits(statement.masked);
  return shown.size() >= 4 && !account.number.ends_with(shown);
}

std::string number_of(const Statement& statement) {
  auto number = statement.number.empty() ? statement.iban : statement.number;
  if (number.empty()) number = statement.masked;
  if (number.empty()) number = statement.holder;
  if (statement.sort_code.empty()) return number;
  return statement.sort_code + " " + number;
}

/// The pools there are, for who named another.
std::string pools_there_are(store::Reader& reader) {
  std::string names;
  for (const auto& row : reader.people()) {
    if (ledger::is_pool(row.ref)) names += (names.empty() ? "" : ", ") + row.ref;
  }
  if (names.empty()) {
    return "no pool is known: load the files of its members, with kind = \"managed\" and the "
           "pool's name in their [[account]]";
  }
  return "the pools are " + names;
}

ledger::Result<Target> pool_asked_for(const std::string& asked, store::Reader& reader,
                                      const Where& place) {
  const auto row = reader.person(asked);
  if (!row) return Error{Rule::account_unknown, place, asked, pools_there_are(reader)};
  return Target{row->id, asked, reader.history(row->id).latest().accounts.front()};
}

ledger::Result<Target> account_asked_for(const std::string& asked, store::Reader& reader,
                                         const Where& place) {
  if (ledger::is_pool(asked)) return pool_asked_for(asked, reader, place);
  const auto slash = asked.find('/');
  const auto row = reader.person(asked.substr(0, slash));
  if (!row || slash == std::string::npos) return Error{Rule::account_unknown, place, asked, ""};
  const auto history = reader.history(row->id);
  const auto* account = history.account(asked.substr(slash + 1));
  if (account == nullptr) return Error{Rule::account_unknown, place, asked, ""};
  return Target{row->id, asked, *account};
}

ledger::Result<Target> account_recognised(const Statement& statement, AccountIndex& index,
                                          const Where& place) {
  if (statement.number.empty() && statement.iban.empty() && statement.holder.empty()) {
    return Error{Rule::account_not_named, place, number_of(statement), ""};
  }
  auto found = index.find(statement);
  if (found.empty()) return Error{Rule::account_unknown, place, number_of(statement), ""};
  if (found.size() > 1) {
    return Error{Rule::account_not_named, place,
                 number_of(statement) + " is " + found[0].address + " and " + found[1].address, ""};
  }
  return std::move(found.front());
}

}  // namespace

void AccountIndex::make() {
  const auto reader = book_.read();
  for (const auto& row : reader->people()) {
    const auto history = reader->history(row.id);
    const auto& employer = history.latest().employer;
    const bool has_reference = employer && !employer->paye_reference.empty();
    if (has_reference) by_paye_reference_.emplace(employer->paye_reference, row.ref);
    for (const auto& account : history.latest().accounts) {
      // What the members' files call it, the pool is called too.
      if (!account.pool.empty() && !ledger::is_pool(row.ref)) continue;
      std::set<std::string> names{squeezed(account.number)};
      for (const auto& name : account.known_as) names.insert(squeezed(name));
      for (const auto& name : names) {
        if (name.empty()) continue;
        by_name_.emplace(name,
                         Target{row.id, ledger::account_address(row.ref, account.ref), account});
      }
    }
  }
}

std::vector<Target> AccountIndex::find(const ledger::Statement& statement) {
  std::call_once(made_, [this] { make(); });
  std::vector<Target> found;
  for (const auto& name :
       {squeezed(statement.number), squeezed(statement.iban), squeezed(statement.holder)}) {
    const auto [first, last] = by_name_.equal_range(name);
    for (auto at = first; at != last && !name.empty(); ++at) {
      const auto& account = at->second.account;
      const bool other = !statement.sort_code.empty() && !account.sort_code.empty() &&
                         statement.sort_code != account.sort_code &&
                         !is_known_as(account, statement);
      const bool twice = std::any_of(found.begin(), found.end(), [&](const Target& each) {
        return each.address == at->second.address;
      });
      if (!other && !twice) found.push_back(at->second);
    }
  }
  return found;
}

std::vector<std::string> AccountIndex::employers(const std::string& paye_reference) {
  std::call_once(made_, [this] { make(); });
  std::vector<std::string> refs;
  const auto [first, last] = by_paye_reference_.equal_range(paye_reference);
  for (auto at = first; at != last; ++at) refs.push_back(at->second);
  return refs;
}

std::optional<Error> several_for_one(const std::vector<Statement>& statements,
                                     const std::string& asked, store::Reader& reader,
                                     const std::string& file) {
  std::map<std::string, const Statement*> accounts;
  for (const auto& each : statements) {
    if (each.basis != ledger::Basis::statement) continue;
    accounts.emplace(each.sort_code + "/" + each.number + "/" + each.iban + "/" + each.masked +
                         (each.number.empty() && each.iban.empty() ? "/" + each.holder : ""),
                     &each);
  }
  if (asked.empty() || accounts.size() < 2) return std::nullopt;
  const auto target = account_asked_for(asked, reader, {file, 0, 0});
  if (!target) return target.error();
  std::string names;
  for (const auto& [key, statement] : accounts) {
    const auto& account = target.value().account;
    if (is_named(account, *statement)) continue;
    names += (names.empty() ? "" : ", ") + number_of(*statement);
  }
  if (names.empty()) return std::nullopt;
  return Error{Rule::account_mismatch,
               {file, 0, 0},
               ledger::quoted(names, 160),
               "the file holds several accounts, and not all of them can be " + asked +
                   ": leave --account out and write what the file calls each into known_as of its "
                   "account, or import a file of one account"};
}

ledger::Result<Target> target_of(const Statement& statement, const std::string& asked,
                                 store::Reader& reader, AccountIndex& index,
                                 const std::string& file) {
  const int first_line = statement.lines.empty() ? 1 : statement.lines.front().file_line;
  auto target = asked.empty() ? account_recognised(statement, index, {file, 0, 0})
                              : account_asked_for(asked, reader, {file, 0, 0});
  if (!target) return target;
  const auto& account = target.value().account;
  if (!account.pool.empty() && !ledger::is_pool(target.value().address)) {
    const auto pool = ledger::pool_ref(account.pool);
    return Error{Rule::account_mismatch,
                 {file, 0, 0},
                 target.value().address + " is part of " + pool,
                 "import the pool's statement with --account " + pool};
  }
  if (contradicts(statement, account)) {
    return Error{Rule::account_mismatch,
                 {file, first_line, 0},
                 number_of(statement) + ", while " + target.value().address + " is " +
                     (account.sort_code.empty() ? "" : account.sort_code + " ") + account.number,
                 ""};
  }
  if (statement.currency != account.currency) {
    return Error{Rule::currency_foreign, {file, first_line, 0}, statement.currency, ""};
  }
  return target;
}

std::optional<ledger::PersonId> PeopleOfFile::person(const std::string& ref) {
  if (ledger::is_pool(ref)) return std::nullopt;  // no file is about a pool but its statements
  const auto known = people_.find(ref);
  if (known != people_.end()) return known->second;
  const auto row = reader_.person(ref);
  const auto id = row ? std::optional{row->id} : std::nullopt;
  people_.emplace(ref, id);
  return id;
}

bool PeopleOfFile::has_plan_line(ledger::PersonId person, std::string_view plan_line) {
  auto at = histories_.find(person);
  if (at == histories_.end()) at = histories_.emplace(person, reader_.history(person)).first;
  const auto slash = plan_line.find('/');
  const auto line = slash == std::string_view::npos ? plan_line : plan_line.substr(slash + 1);
  for (const auto& version : at->second.versions()) {
    for (const auto& budget : version.budgets) {
      if (slash != std::string_view::npos && budget.ref != plan_line.substr(0, slash)) continue;
      if (budget.line(line) != nullptr) return true;
    }
  }
  return false;
}

}  // namespace app
