#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/payroll/propose_payroll.hpp"
#include "import/profile/day_column.hpp"
#include "import/profile/money_columns.hpp"
#include "import/profile/profile.hpp"
#include "import/profile/row_kinds.hpp"
#include "import/profile/table_look.hpp"
#include "import/profile/text_columns.hpp"
#include "import/refusals.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using ledger::Rule;

constexpr auto separators = std::to_array<char>({',', ';', '\t', '|'});

/// What a table of one separator comes to, or why it comes to nothing.
struct Attempt {
  std::optional<Proposal> proposal;
  std::size_t rows = 0;
  std::string why;
};

class Proposer {
 public:
  Proposer(std::string_view text, TableLook& look) : text_{text}, look_{look} {}

  Attempt propose() {
    if (!is_statement_table()) return {{}, 0, std::move(why_)};
    const auto day = find_day_column(text_, look_, why_);
    if (!day) return {{}, 0, std::move(why_)};
    look_.mark_days(day->at);
    auto owner = find_owner_columns(look_, day->at);
    auto money = find_money_columns(look_, *day, owner.groups, why_);
    leave_other_currency(*day, owner, money);
    if (!money) return {{}, 0, std::move(why_)};
    roles_.assign(look_.columns, Role::ignored);
    take_day(*day);
    take_money(*money);
    take_owner(owner);
    place_texts(look_, day->at, roles_);
    if (std::ranges::count(roles_, Role::payee) == 0) {
      return {{}, 0, "no column says what a row is about"};
    }
    const RowKinds kinds{look_, roles_, made_.profile.money};
    kinds.describe(text_, made_);
    take_columns();
    return {std::move(made_), look_.rows.size(), {}};
  }

 private:
  Profile& profile() { return made_.profile; }

  bool is_statement_table() {
    if (look_.columns < 3) {
      why_ = "fewer than three columns";
      return false;
    }
    const auto of_payroll = std::ranges::count(look_.hints, Hint::payroll);
    if (of_payroll >= 2) {
      why_ = "columns of a payroll: it needs a profile of kind payroll";
      return false;
    }
    return true;
  }

  void take_day(const DayColumn& day) {
    roles_[day.at] = Role::date;
    profile().dates = day.written;
    made_.dates_proved = day.proved;
    (day.proved ? made_.reasons : made_.assumptions).push_back(day.reason);
  }

  /// One balance goes on over rows of several currencies: they are those of the shops.
  void leave_other_currency(const DayColumn& day, OwnerColumns& owner,
                            std::optional<MoneyColumns>& money) {
    if (!owner.currency) return;
    auto whole = owner;
    whole.currency.reset();
    whole.groups = groups_of(look_, whole);
    std::string why;
    auto together = find_money_columns(look_, day, whole.groups, why);
    const bool goes_on = together && together->proved && together->joins == together->pairs &&
                         (!money || together->joins > money->joins);
    if (!goes_on) return;
    made_.reasons.push_back(look_.name(*owner.currency) +
                            " is not the account's: one balance goes on over all its currencies");
    owner = std::move(whole);
    money = std::move(together);
  }

  void place(std::optional<std::size_t> at, Role role) {
    if (at && roles_[*at] == Role::ignored) roles_[*at] = role;
  }

  void take_money(MoneyColumns& money) {
    place(money.amount, Role::amount);
    place(money.in, Role::money_in);
    place(money.out, Role::money_out);
    place(money.fee, Role::fee);
    place(money.balance, Role::balance);
    place(money.direction, Role::direction);
    profile().money = money.written;
    profile().sign = money.sign;
    profile().out_is_negative = money.out_is_negative;
    profile().in_words = std::move(money.in_words);
    profile().out_words = std::move(money.out_words);
    made_.sign_proved = money.proved;
    std::ranges::move(money.reasons, std::back_inserter(made_.reasons));
    std::ranges::move(money.assumptions, std::back_inserter(made_.assumptions));
  }

  void take_owner(const OwnerColumns& owner) {
    place(owner.currency, Role::currency);
    place(owner.account, Role::account);
    place(owner.product, Role::product);
    place(owner.iban, Role::iban);
    place(owner.holder, Role::holder);
    place(owner.sort_code, Role::sort_code);
    for (const auto at : {owner.account, owner.product, owner.iban, owner.holder}) {
      if (at) made_.reasons.push_back(look_.name(*at) + " says whose account each row is of");
    }
    if (!owner.currency) assume_currency();
  }

  /// From a heading, "Amount (EUR)", or from the amounts themselves; else pounds are assumed.
  void assume_currency() {
    for (std::size_t i = 0; i < roles_.size() && look_.heading; ++i) {
      const bool money = roles_[i] == Role::amount || roles_[i] == Role::money_out ||
                         roles_[i] == Role::money_in || roles_[i] == Role::balance;
      if (!money) continue;
      for (const auto& word : words_of(look_.heading->cell(i))) {
        if (!is_currency_code(word)) continue;
        profile().currency = word;
        made_.reasons.push_back("the heading " + look_.name(i) + " says the currency");
        return;
      }
    }
    for (const auto& row : look_.rows) {
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (roles_[i] != Role::amount && roles_[i] != Role::money_out) continue;
        if (!read_written_money(row.cell(i), profile().money).currency.empty()) return;
      }
    }
    if (look_for_currency_above()) return;
    made_.assumptions.emplace_back("no currency is named: pounds are assumed");
  }

  /// The words of "Amount (EUR)", "Saldo CHF".
  static std::vector<std::string> words_of(std::string_view heading) {
    std::vector<std::string> words(1);
    for (const char c : heading) {
      const bool parts = c == ' ' || c == '(' || c == ')' || c == '/' || c == '[' || c == ']';
      if (!parts) words.back() += c;
      if (parts && !words.back().empty()) words.emplace_back();
    }
    return words;
  }

  /// A cell above the rows that is a code and nothing else: "EUR", ": EUR".
  bool look_for_currency_above() {
    for (const auto& row : look_.above) {
      for (const auto& cell : row.cells) {
        auto text = trimmed(cell);
        text = trimmed(text.substr(text.rfind(':') + 1));  // npos + 1 is 0
        if (!is_currency_code(text)) continue;
        profile().currency = text;
        made_.reasons.push_back("line " + std::to_string(row.line) + " says the currency");
        return true;
      }
    }
    return false;
  }

  /// By heading where every heading tells its column apart; else by position.
  void take_columns() {
    profile().name = "proposed";
    profile().separator = look_.separator;
    if (look_.heading && by_heading()) return;
    profile().heading.clear();
    profile().columns.clear();
    for (const auto role : roles_of(ledger::FileKind::bank)) {
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (roles_[i] == role) profile().columns.push_back({role, {}, i + 1});
      }
    }
    profile().rows_above = look_.above.size() + (look_.heading ? 1 : 0);
    profile().width = look_.columns;
    made_.reasons.emplace_back(look_.heading ? "two columns have one heading: columns are numbered"
                                             : "there is no heading: columns are numbered");
  }

  bool by_heading() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < look_.columns; ++i) {
      profile().heading.push_back(tidied(look_.heading->cell(i)));
      names.push_back(heading(look_.heading->cell(i)));
    }
    for (const auto role : roles_of(ledger::FileKind::bank)) {
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (roles_[i] != role) continue;
        if (names[i].empty()) return false;
        profile().columns.push_back({role, profile().heading[i], 0});
      }
    }
    return roles_in(profile(), names) == roles_;
  }

  std::string_view text_;
  TableLook& look_;
  std::vector<Role> roles_;
  Proposal made_;
  std::string why_;
};

/// A payroll's table has columns that no statement has.
Attempt proposed(std::string_view text, TableLook& look) {
  if (auto payroll = propose_payroll(look)) return {std::move(payroll), look.rows.size(), {}};
  return Proposer{text, look}.propose();
}

std::string seen_in(const LookRow& row) {
  std::string seen;
  for (std::size_t i = 0; i < std::min<std::size_t>(row.cells.size(), 24); ++i) {
    if (i > 0) seen += ", ";
    seen += tidied(row.cells[i]);
  }
  return seen;
}

}  // namespace

ledger::Result<Proposal> propose_profile(std::string_view text, const std::string& file) {
  Attempt best;
  LookRow widest;
  for (const char separator : separators) {
    LookRow seen;
    auto look = look_at_table(text, separator, seen);
    if (seen.cells.size() > widest.cells.size()) widest = std::move(seen);
    if (!look) continue;
    auto attempt = proposed(text, *look);
    const bool better = attempt.proposal && (!best.proposal || attempt.rows > best.rows);
    if (better || (!best.proposal && best.why.empty())) best = std::move(attempt);
  }
  if (best.proposal) return std::move(*best.proposal);
  const auto why = best.why.empty() ? "no row has both a day and an amount" : best.why;
  Refusals refusals{file};
  refusals.add(
      Rule::format_unknown, {std::max(widest.line, 1), 1},
      why + (widest.cells.empty() ? "" : "; columns seen: " + seen_in(widest)),
      "no profile can be proposed for it: see docs/formats/profiles.md if it is a statement");
  return refusals.take();
}

}  // namespace imports
