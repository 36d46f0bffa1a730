// What a holder owes and must do as an employer, as of a day: pay and holiday by worker, the least
// wage, PAYE, pension, the employment allowance, insurance and agreed pots.
//
// A pure function of a person's view. Nothing is guessed: what our files do not say is absent, and
// a rate that is unknown stays so. Money is in pence; what is paid and owed is not negative.
#pragma once

#include "reconcile/holiday.hpp"
#include "reconcile/view.hpp"
#include "reconcile/wage_floor.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reconcile {

/// What payslips say of some days.
struct PaySum {
  int payslips = 0;
  ledger::Quantity hours{};
  int without_hours = 0;  ///< payslips that state none
  ledger::Money gross{}, net{}, tax{}, employee_ni{}, employer_ni{};
  ledger::Money employee_pension{}, employer_pension{};
};

struct WorkerDuties {
  std::string worker;
  std::string name;  ///< personal detail
  ledger::Date from;
  std::optional<ledger::Date> to{};
  PaySum tax_year{};    ///< by pay date
  PaySum leave_year{};  ///< by the last day of the pay period
  Holiday holiday;
  WageFloor floor{};  ///< for a pay reference period that starts on the day
  std::optional<WageChange> next_floor{};
  ledger::Money net_pay_owed{};
};

enum class DutyState { paid, part_paid, due, overdue, rising, not_known, nothing };
std::string_view text(DutyState state);

/// PAYE of a tax month, pension of a calendar month, or somebody's net pay.
struct EmployerPayment {
  ledger::ItemKind kind;
  std::string key;
  std::string who;        ///< "HMRC", "pension", or the worker's ref
  ledger::Period period;  ///< tax month, month, or the pay date alone
  std::optional<ledger::TaxMonth> tax_month{};
  std::vector<ledger::Date> pay_days{};  ///< up to the day of the view
  int most_of_one = 0;                   ///< pay days of that worker who has most of them
  ledger::Money amount{}, paid{};
  std::optional<ledger::Date> paid_on{};  ///< the last line that paid of it
  ledger::Date due;
  /// The last working day up to it: a payment by other than Faster Payment must have cleared then.
  std::optional<ledger::Date> working_day{};
  DutyState state = DutyState::nothing;
  std::optional<ledger::Date> known_until{};  ///< the statements' last day
  bool of_summary = false;                    ///< HMRC's summary says the amount
  ledger::Money open() const { return at_least_nothing(amount - paid); }
};

/// The employment allowance of a tax year, by the tax months that are over.
struct AllowanceYear {
  int start_year = 0;
  std::optional<ledger::Money> allowance{};  ///< of an employer of carers; nothing when unknown
  ledger::Money employer_ni{};               ///< of summaries, else payslips
  ledger::Money claimed{};                   ///< summaries only
  ledger::Money borne{};  ///< employer's National Insurance that no summary takes off
  int months = 0;         ///< with pay days
  int months_summed = 0;  ///< of them with a summary
  /// How much of what was borne the rest of the allowance could have covered.
  std::optional<ledger::Money> could_claim() const;
};

struct Insurance {
  std::optional<ledger::Date> paid_on{};  ///< the last premium on the statements
  std::optional<ledger::Money> premium{};
  std::optional<ledger::Date> lasts_to{};  ///< a year of cover from then; the certificate decides
  std::optional<ledger::Date> next_due{};  ///< by the plan
  std::optional<ledger::Money> next_amount{};
};

struct AgreedPot {
  std::string budget;
  std::string kind;  ///< redundancy holiday insurance
  ledger::Money amount;
};

struct SickPay {
  std::optional<ledger::Money> weekly{};  ///< nothing when unknown
  std::optional<ledger::Money> percent_of_earnings{};
  ledger::Money recovered{};  ///< statutory pay of the tax year's summaries
};

struct EmployerDuties {
  std::string person;
  ledger::Date as_of;
  bool pays_by_quarter = false;
  bool says_allowance = false;  ///< the person file: the employment allowance is claimed
  ledger::Period tax_year;
  std::vector<WorkerDuties> workers{};  ///< by ref; who worked or was paid in the tax year
  /// PAYE and pension of the tax year and what is open of earlier ones, net pay that is open; by
  /// due day.
  std::vector<EmployerPayment> payments{};
  std::vector<AllowanceYear>
      allowance{};  ///< this tax year and those still claimable, newest first
  Insurance insurance{};
  std::vector<AgreedPot> pots{};
  SickPay sick_pay{};
};

/// Nothing for somebody who has never employed anybody.
std::optional<EmployerDuties> employer_duties(const PersonView& view);

/// Their part of it.
std::vector<EmployerPayment> employer_payments(const PersonView& view, const Groundwork& ground,
                                               ledger::Period tax_year);
std::vector<AllowanceYear> allowance_years(const PersonView& view, const Groundwork& ground);

/// A rate that holds on a day; no value when it is unknown.
struct StatutoryRate {
  enum class Unit { weekly, yearly, percent, weeks, days };
  std::string_view name;
  std::string_view words;
  Unit unit;
  std::optional<ledger::Money> value{};
  std::string source{};
  /// Where it changes within the tax year: each of its values there, and the day from which.
  std::vector<std::pair<ledger::Date, ledger::Money>> within_year{};
};
std::vector<StatutoryRate> statutory_rates(const ledger::Parameters& parameters, ledger::Date on);

}  // namespace reconcile
