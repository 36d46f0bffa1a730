// What is agreed about a person: accounts, workers, budgets, plan lines, services and pots, as one
// version that holds from a day. A revision is a new version, never an overwrite.
//
// These are the values of the person file (docs/formats/person.md). `import/person_file` proves
// them: whoever holds a PersonVersion may rely on its references being known and its sums agreeing.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

enum class Every { once, week, two_weeks, four_weeks, month, quarter };
std::string_view text(Every every);  ///< "4 weeks", as in the person file
std::optional<Every> parse_every(std::string_view text);

enum class AccountKind { bank, prepaid_card, managed };
std::string_view text(AccountKind kind);
std::optional<AccountKind> parse_account_kind(std::string_view text);

/// Where money is held.
struct Account {
  std::string ref;  ///< "dp"; addressed as P0001/dp
  AccountKind kind = AccountKind::bank;
  std::string sort_code;  ///< six digits without hyphens, or empty. Personal detail
  std::string number;     ///< eight digits, a card reference, or empty. Personal detail
  std::string pool;       ///< of a managed account: whose client account holds it
  Date opened;
  Money balance;  ///< on the day it was opened
  std::string currency = "GBP";
  /// Other names that files have for it: an IBAN, a card's or a portal's reference. Personal detail
  std::vector<std::string> known_as;
  friend bool operator==(const Account&, const Account&) = default;
};

enum class Relation { none, family, household_family };
std::string_view text(Relation relation);
std::optional<Relation> parse_relation(std::string_view text);

/// What part of a worker's cost a plan line bears; `budget` is always filled in.
struct Share {
  std::string budget;
  std::string line;
  std::int64_t percent = 0;
  friend bool operator==(const Share&, const Share&) = default;
};

/// How a worker's holiday arises: at 5.6 weeks a year for fixed hours, at a share of the hours
/// worked for irregular hours or part of the year. Nobody said: what rests on it cannot be told.
enum class HolidayKind { unknown, fixed_hours, irregular_hours };
std::string_view text(HolidayKind kind);
std::optional<HolidayKind> parse_holiday_kind(std::string_view text);

/// A carer the holder employs.
struct Worker {
  std::string ref;   ///< "W1"
  std::string name;  ///< personal detail
  Date from;
  std::optional<Date> to;
  std::optional<Date> born;  ///< personal detail
  Relation relation = Relation::none;
  std::optional<Date> relation_agreed_on;
  std::optional<Quantity> hours;  ///< of a usual week
  std::optional<Money> rate;      ///< an hour
  std::vector<Share> shares;  ///< of budgets that run together sum to 100; empty when no plan line
                              ///< names the worker
  std::string payroll_id;     ///< by which a payroll bureau knows them, or empty. Personal detail
  HolidayKind holiday = HolidayKind::unknown;
  std::optional<Date> holiday_year_from;  ///< a day on which the worker's leave year begins
  friend bool operator==(const Worker&, const Worker&) = default;
};

enum class Deployment { notional, third_party, direct_payment };
std::string_view text(Deployment deployment);
std::optional<Deployment> parse_deployment(std::string_view text);

enum class Payer { funder, person };
std::string_view text(Payer payer);

/// Money that is to come in.
struct Instalment {
  Payer payer = Payer::funder;
  Money amount;
  Every every = Every::once;
  Date first;
  bool arrears = false;
  friend bool operator==(const Instalment&, const Instalment&) = default;
};

/// What the plan says the money is for.
struct PlanLine {
  std::string ref;
  std::string category;             ///< pa-wages agency self-employed equipment activities …
  std::string outcome;              ///< in the person's own words. Personal detail
  Money amount;                     ///< for the whole budget period
  std::vector<std::string> payees;  ///< refs of workers, or whom a statement would name
  // a regular payment, when the three are given
  std::optional<Money> each;
  std::optional<Every> every;
  std::optional<Date> first;
  friend bool operator==(const PlanLine&, const PlanLine&) = default;
};

/// Agreed ring-fenced money.
struct Pot {
  std::string kind;  ///< redundancy holiday insurance saving
  Money amount;
  friend bool operator==(const Pot&, const Pot&) = default;
};

/// One who pays for a budget. A budget with one funder has one, for the whole of it.
struct Funder {
  std::string name;
  std::string stream;  ///< health social-care education
  Money amount;        ///< its part of what is agreed (all of it for a single funder)
  friend bool operator==(const Funder&, const Funder&) = default;
};

/// Somebody with a role said yes to a budget.
struct Approval {
  std::string role;  ///< "finance-manager"; authority is limited by role
  std::string name;  ///< personal detail
  Date on;
  friend bool operator==(const Approval&, const Approval&) = default;
};

/// What the former package cost a week during some days.
struct FormerCost {
  Period period;
  Money weekly;
  friend bool operator==(const FormerCost&, const FormerCost&) = default;
};

/// What becomes of the money that is left in a budget when the next one takes over.
enum class Rest { by_funders, carry, due_back };

struct Budget {
  std::string ref;  ///< "2025"
  Deployment deployment = Deployment::direct_payment;
  std::string stream;  ///< of the first funder where there are several
  std::vector<Funder> funders;
  std::string organisation;  ///< third-party: who holds the money
  std::vector<std::string> accounts;
  Date from;
  Date to;
  std::optional<Money> indicative;
  std::optional<Date> indicative_on;
  std::optional<Money> agreed;  ///< absent while planning goes on
  Money contingency;
  int contingency_weeks = 0;
  std::vector<Date> reviewed_on;
  std::optional<Money> baseline;  ///< what the conventional package would cost
  std::optional<Date> agreed_on;
  std::vector<std::string> agreed_by;  ///< personal detail
  std::vector<Instalment> instalments;
  std::vector<PlanLine> lines;
  std::vector<Pot> pots;
  /// The budget of the same person whose liabilities and money this one takes over on its first
  /// day; or empty.
  std::string follows;
  Rest rest = Rest::by_funders;     ///< by_funders: carried when they are the same, else due back
  std::vector<Approval> approvals;  ///< in the order of the file
  std::vector<FormerCost> former;   ///< finer than `baseline`, where it is known
  std::optional<Date> closed_on;    ///< its last day, when it ended before `to`
  std::string closed_because;       ///< in a word or two: "moved away"

  Period period() const { return {from, to}; }
  const PlanLine* line(std::string_view ref) const;
  friend bool operator==(const Budget&, const Budget&) = default;
};

/// The days on which a budget is in charge of its accounts: from its first to its last, or to the
/// eve of the one that follows it. Of an earlier closing see PersonHistory::days_run.
Period days_held(const Budget& budget, const std::vector<Budget>& budgets);

/// Whether what is left in a budget goes along to the one that follows it, rather than back to
/// those who paid it in.
bool carries_rest(const Budget& before, const Budget& after);

/// What a commissioner buys for the person (notional).
struct Service {
  std::string budget;
  std::string ref;
  std::string line;
  std::string provider;
  std::string kind;  ///< spot | block
  std::string unit;
  Money price;
  Quantity quantity;
  Every every = Every::week;
  Date from;
  std::optional<Date> to;
  friend bool operator==(const Service&, const Service&) = default;
};

enum class Holder { self, nominee, representative };
std::string_view text(Holder holder);
std::optional<Holder> parse_holder(std::string_view text);

/// When the holder employs.
struct Employer {
  bool pays_by_quarter = false;
  bool employment_allowance = false;
  std::string paye_reference;  ///< "123/A456", as HMRC writes it, or empty. Personal detail
  friend bool operator==(const Employer&, const Employer&) = default;
};

/// Everything agreed about one person from a day on.
struct PersonVersion {
  std::string ref;         ///< "P0001"
  std::string name;        ///< personal detail
  std::string nhs_number;  ///< ten digits, or empty. Personal detail
  std::string care_group;
  Holder holder = Holder::self;
  std::string holder_name;  ///< personal detail
  std::optional<Date> died;
  std::optional<Date> from;  ///< nothing: from the beginning (the first version)
  std::optional<Employer> employer;
  std::vector<Account> accounts;
  std::vector<Worker> workers;
  std::vector<Budget> budgets;
  std::vector<Service> services;

  const Account* account(std::string_view ref) const;
  const Worker* worker(std::string_view ref) const;
  const Budget* budget(std::string_view ref) const;
  /// Who holds the money: the person, or the nominee or representative.
  std::string_view who_holds() const { return holder_name.empty() ? name : holder_name; }
  friend bool operator==(const PersonVersion&, const PersonVersion&) = default;
};

/// The versions of a person, oldest first, each holding until the next one's day.
class PersonHistory {
 public:
  explicit PersonHistory(std::vector<PersonVersion> oldest_first);
  /// What holds on a day; before the first version's day, the first version.
  const PersonVersion& on(Date day) const;
  const PersonVersion& latest() const { return versions_.back(); }
  const std::vector<PersonVersion>& versions() const { return versions_; }
  /// The latest version that knows the budget; nothing when none does.
  const Budget* budget(std::string_view ref) const;
  /// As it stands on a day, else as the latest version that knows it has it; or null.
  const Budget* budget_on(std::string_view ref, Date day) const;
  /// Each budget that a version of the day or an earlier one knows, as the latest of those has it;
  /// by its first day, then ref.
  std::vector<const Budget*> budgets_known(Date day) const;
  const Account* account(std::string_view ref) const;
  const Worker* worker(std::string_view ref) const;
  /// The budget that takes over from another, as the latest version that knows it says; or null.
  const Budget* follower(std::string_view ref) const;
  /// The days on which a budget is in charge of its accounts: to its end, or to the eve of the one
  /// that follows it.
  Period days_held(const Budget& budget) const;
  /// The same up to the day on which it was closed: nothing is expected of it after them.
  Period days_run(const Budget& budget) const;
  /// Its last day, whatever ended it: its own end, a closing, the eve of the one that follows it,
  /// the person's death.
  Date last_day(const Budget& budget) const;

 private:
  void find_followers();
  std::vector<PersonVersion> versions_;
  std::map<std::string, std::string, std::less<>> followers_;  ///< refs: of a budget, the next one
};

}  // namespace ledger
