// Accounts of a person file, and the references and periods that all its parts share.
#include "import/person/person_parts.hpp"

#include <algorithm>

namespace imports {

using ledger::Account;
using ledger::AccountKind;
using ledger::Rule;

namespace {

const std::vector<std::string_view> account_words{"bank", "prepaid-card", "managed"};

bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string read_sort_code(TableReader& table) {
  const auto written = table.text("sort_code");
  if (!written) return "";
  auto digits = *written;
  const bool hyphens = digits.size() == 8 && digits[2] == '-' && digits[5] == '-';
  if (hyphens) std::erase(digits, '-');
  if (digits.size() == 6 && all_digits(digits)) return digits;
  table.refusals().add(Rule::number_not_understood, table.node().member("sort_code")->value,
                       ledger::quoted(*written), "write the sort code as \"30-90-21\"");
  return "";
}

/// Of a bank, eight digits; a card's or a firm's own reference may be anything.
std::string read_number(TableReader& table, AccountKind kind) {
  auto written = table.text("number").value_or("");
  if (kind != AccountKind::bank || written.empty()) return written;
  if (written.size() == 8 && all_digits(written)) return written;
  table.refusals().add(Rule::number_not_understood, table.node().member("number")->value,
                       ledger::quoted(written),
                       "write the account number's eight digits, led by noughts when it has fewer");
  return "";
}

std::string read_pool(TableReader& table, AccountKind kind) {
  const auto* member = table.node().member("pool");
  if (kind == AccountKind::managed) return table.needed_reference("pool");
  auto pool = table.text("pool").value_or("");
  if (!pool.empty()) {
    table.refusals().add_at_key(Rule::key_unknown, *member,
                                "pool of an account that is not managed",
                                "remove it, or write kind = \"managed\"");
  }
  return pool;
}

std::string read_currency(TableReader& table) {
  const auto currency = table.text("currency").value_or("GBP");
  const bool sound =
      currency.size() == 3 &&
      std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!sound) {
    table.refusals().add(Rule::word_unknown, table.node().member("currency")->value,
                         ledger::quoted(currency), "write three capital letters, as GBP");
  }
  return currency;
}

Account read_account(TableReader& table) {
  const auto kind = table.one_of<AccountKind>("kind", ledger::parse_account_kind, account_words)
                        .value_or(AccountKind::bank);
  Account account{.ref = table.needed_reference("ref"),
                  .kind = kind,
                  .sort_code = read_sort_code(table),
                  .number = read_number(table, kind),
                  .pool = read_pool(table, kind),
                  .opened = table.needed_day("opened"),
                  .balance = table.money("balance", MoneyRange::any).value_or(ledger::Money{}),
                  .currency = read_currency(table),
                  .known_as = table.texts("known_as")};
  table.refuse_unknown_keys();
  return account;
}

}  // namespace

void References::claim(std::string_view key, const std::string& ref, TableReader& table) {
  if (ref.empty() || taken_.insert(ref).second) return;
  const auto* member = table.node().member(key);
  table.refusals().add(Rule::reference_duplicate, member == nullptr ? table.node() : member->value,
                       ledger::quoted(ref) + " in " + table.name());
}

std::vector<Account> read_accounts(TableReader& file) {
  std::vector<Account> accounts;
  References refs;
  for (const auto* node : file.tables("account")) {
    TableReader table{*node, "[[account]]", file.refusals()};
    accounts.push_back(read_account(table));
    refs.claim("ref", accounts.back().ref, table);
  }
  return accounts;
}

void refuse_backwards(TableReader& table, std::string_view end_key, ledger::Date from,
                      ledger::Date to) {
  if (from <= to) return;
  table.refusals().add(Rule::period_backwards, table.node().member(end_key)->value,
                       text(from) + " to " + text(to));
}

}  // namespace imports
