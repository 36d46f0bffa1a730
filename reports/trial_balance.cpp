#include "reports/account_names.hpp"
#include "reports/answers.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

using ledger::Balance;
using ledger::Money;

/// One table with its sums: net balances stand as debit or as credit.
struct Side {
  Table table;
  Money debit;
  Money credit;

  void add(const std::string& person, const Balance& balance) {
    const Money net = balance.net();
    Cell as_debit, as_credit;
    if (net.is_negative()) {
      credit += -net;
      as_credit = -net;
    } else {
      debit += net;
      as_debit = net;
    }
    table.rows.push_back({person, balance.budget, balance.account, as_debit, as_credit});
  }

  void close(const std::string& title) {
    table.title = title;
    table.columns = {{"Person", "person"},
                     {"Budget", "budget"},
                     {"Account", "account"},
                     {"Debit", "debit"},
                     {"Credit", "credit"}};
    table.totals = {std::string{"Total"}, {}, {}, debit, credit};
    table.notes = {debit == credit ? "Debits equal credits: the accounts sum to zero."
                                   : "THE ACCOUNTS DO NOT SUM TO ZERO: they are out by " +
                                         ledger::pretty(debit - credit) + ". Run dpledger check."};
  }
};

Json account_json(const std::string& person, const Balance& balance) {
  return JsonObject{}
      .text("person", person)
      .text("budget", balance.budget)
      .text("account", balance.account)
      .money("debit", balance.debit)
      .money("credit", balance.credit)
      .money("balance", balance.net())
      .flag("memo", is_memo(balance.account))
      .done();
}

Json sums_json(const Side& side) {
  return JsonObject{}
      .money("debit", side.debit)
      .money("credit", side.credit)
      .money("difference", side.debit - side.credit)
      .done();
}

/// Both sides in one, for CSV.
Table all_rows(const Side& money, const Side& memo) {
  Table all = money.table;
  all.for_people = false;
  all.rows.insert(all.rows.end(), memo.table.rows.begin(), memo.table.rows.end());
  return all;
}

}  // namespace

Answer trial_balance(const std::vector<PersonBalances>& people) {
  Side money, memo;
  JsonArray accounts;
  for (const PersonBalances& person : people) {
    for (const Balance& balance : person.balances) {
      (is_memo(balance.account) ? memo : money).add(person.person, balance);
      accounts.add(account_json(person.person, balance));
    }
  }
  money.close("Trial balance");
  memo.close("Plans and money set aside (no money moves here)");
  Answer answer;
  answer.tables = {all_rows(money, memo), money.table};
  if (!memo.table.rows.empty()) answer.tables.push_back(memo.table);
  answer.json = JsonObject{}
                    .text("schema", "dpledger.trial-balance/1")
                    .put("accounts", accounts.done())
                    .put("money", sums_json(money))
                    .put("memo", sums_json(memo))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports
