#include "import/payroll/propose_payroll.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace imports {
namespace {

using ledger::Money;

struct Phrase {
  Role role;
  std::string_view words;  ///< as plain_words() makes them
};

// The likelier of a role first: where several columns fit, the earlier phrase takes it.
// clang-format off
constexpr auto phrases = std::to_array<Phrase>({
    {Role::pay_date, "pay date"}, {Role::pay_date, "payment date"}, {Role::pay_date, "date paid"},
    {Role::pay_date, "paid on"}, {Role::pay_date, "process date"}, {Role::pay_date, "date"},
    {Role::period_start, "period start"}, {Role::period_start, "period from"},
    {Role::period_start, "pay period start"}, {Role::period_start, "start date"},
    {Role::period_end, "period end"}, {Role::period_end, "period to"},
    {Role::period_end, "pay period end"}, {Role::period_end, "period ending"},
    {Role::worker, "payroll number"}, {Role::worker, "payroll no"}, {Role::worker, "payroll id"},
    {Role::worker, "employee reference"}, {Role::worker, "employee ref"},
    {Role::worker, "employee number"}, {Role::worker, "employee no"}, {Role::worker, "employee id"},
    {Role::worker, "emp no"}, {Role::worker, "emp ref"}, {Role::worker, "works number"},
    {Role::worker, "works no"}, {Role::worker, "staff number"},
    {Role::worker_name, "employee name"}, {Role::worker_name, "full name"},
    {Role::worker_name, "employee"}, {Role::worker_name, "name"}, {Role::worker_name, "emp name"},
    {Role::worker_name, "surname"},
    {Role::hours, "hours worked"}, {Role::hours, "total hours"}, {Role::hours, "hours"},
    {Role::rate, "hourly rate"}, {Role::rate, "rate"},
    {Role::gross, "gross pay"}, {Role::gross, "total gross pay"}, {Role::gross, "gross"},
    {Role::gross, "total gross"},
    {Role::tax, "paye tax"}, {Role::tax, "income tax"}, {Role::tax, "tax"}, {Role::tax, "paye"},
    {Role::tax, "tax paid"},
    {Role::employee_ni, "employee ni"}, {Role::employee_ni, "employees ni"},
    {Role::employee_ni, "employee s ni"}, {Role::employee_ni, "employee nic"},
    {Role::employee_ni, "ee ni"}, {Role::employee_ni, "ees ni"}, {Role::employee_ni, "nic ee"},
    {Role::employee_ni, "ni employee"}, {Role::employee_ni, "employee national insurance"},
    {Role::employee_ni, "national insurance"}, {Role::employee_ni, "ni"},
    {Role::employee_pension, "employee pension"}, {Role::employee_pension, "employees pension"},
    {Role::employee_pension, "employee s pension"}, {Role::employee_pension, "ee pension"},
    {Role::employee_pension, "ees pension"}, {Role::employee_pension, "pension ee"},
    {Role::employee_pension, "pension employee"}, {Role::employee_pension, "pension"},
    {Role::student_loan, "student loan"}, {Role::student_loan, "student loans"},
    {Role::other_deductions, "other deductions"}, {Role::other_deductions, "deductions"},
    {Role::other_deductions, "net deductions"}, {Role::other_deductions, "postgraduate loan"},
    {Role::other_deductions, "attachment of earnings"}, {Role::other_deductions, "attachments"},
    {Role::net, "net pay"}, {Role::net, "total net pay"}, {Role::net, "take home pay"},
    {Role::net, "net payment"}, {Role::net, "net"},
    {Role::employer_ni, "employer ni"}, {Role::employer_ni, "employers ni"},
    {Role::employer_ni, "employer s ni"}, {Role::employer_ni, "employer nic"},
    {Role::employer_ni, "er ni"}, {Role::employer_ni, "ers ni"}, {Role::employer_ni, "nic er"},
    {Role::employer_ni, "ni employer"}, {Role::employer_ni, "employer national insurance"},
    {Role::employer_pension, "employer pension"}, {Role::employer_pension, "employers pension"},
    {Role::employer_pension, "employer s pension"}, {Role::employer_pension, "er pension"},
    {Role::employer_pension, "ers pension"}, {Role::employer_pension, "pension er"},
    {Role::employer_pension, "pension employer"},
});
constexpr auto taken_off = std::to_array<Role>(
    {Role::tax, Role::employee_ni, Role::employee_pension, Role::student_loan,
     Role::other_deductions});
// clang-format on

constexpr std::size_t most_footers = 5;

class PayrollProposer {
 public:
  explicit PayrollProposer(const TableLook& look)
      : look_{look}, roles_(look.columns, Role::ignored) {}

  std::optional<Proposal> propose() {
    if (!look_.heading) return std::nullopt;
    take_roles();
    if (!is_payroll() || !take_days() || !take_money()) return std::nullopt;
    weigh_deductions();
    take_columns();
    take_footer();
    return std::move(made_);
  }

 private:
  void take_roles() {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < look_.columns; ++i) {
      names.push_back(plain_words(look_.heading->cell(i)));
    }
    for (const auto& [role, words] : phrases) {
      if (has(role) && !may_repeat(role)) continue;
      const auto found = std::ranges::find(names, words);
      if (found == names.end()) continue;
      auto& here = roles_[static_cast<std::size_t>(found - names.begin())];
      if (here == Role::ignored) here = role;
    }
  }

  bool has(Role role) const { return std::ranges::count(roles_, role) > 0; }

  bool is_payroll() const {
    const bool deducts = std::ranges::any_of(taken_off, [&](Role role) { return has(role); });
    return has(Role::pay_date) && (has(Role::worker) || has(Role::worker_name)) &&
           (has(Role::gross) || has(Role::net)) && deducts;
  }

  static bool is_day(Role role) {
    return role == Role::pay_date || role == Role::period_start || role == Role::period_end;
  }
  static bool is_money(Role role) { return role >= Role::rate && role <= Role::employer_pension; }

  std::string_view cell(const LookRow& row, Role role) const {
    const auto at = std::ranges::find(roles_, role);
    return at == roles_.end() ? std::string_view{}
                              : row.cell(static_cast<std::size_t>(at - roles_.begin()));
  }
  bool is_payslip(const LookRow& row) const {
    return day_forms(cell(row, Role::pay_date), true) != 0;
  }

  /// The likeliest form by which every day of every payslip is one.
  bool take_days() {
    auto fitting = ~std::uint64_t{0};
    for (const auto& row : look_.rows) {
      if (!is_payslip(row)) continue;
      ++payslips_;
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (is_day(roles_[i]) && !row.cell(i).empty()) fitting &= day_forms(row.cell(i), true);
      }
    }
    if (payslips_ == 0 || fitting == 0) return false;
    const auto forms = date_forms();
    const auto best = static_cast<std::size_t>(std::countr_zero(fitting));
    if (best >= forms.size()) return false;
    made_.profile.dates = forms[best];
    made_.dates_proved = are_the_same_days(fitting);
    (made_.dates_proved ? made_.reasons : made_.assumptions)
        .push_back("days are written " + pattern_of(forms[best]));
    return true;
  }

  bool are_the_same_days(std::uint64_t fitting) const {
    const auto forms = date_forms();
    for (std::size_t form = 0; form < forms.size(); ++form) {
      if ((fitting >> form & 1U) == 0) continue;
      for (const auto& row : look_.rows) {
        const auto text = cell(row, Role::pay_date);
        if (is_payslip(row) && read_written_date(text, forms[form]).date !=
                                   read_written_date(text, made_.profile.dates).date) {
          return false;
        }
      }
    }
    return true;
  }

  bool take_money() {
    for (const auto& written : money_forms()) {
      if (!reads_all(written)) continue;
      made_.profile.money = written;
      return true;
    }
    return false;
  }

  bool reads_all(const MoneyWritten& written) const {
    for (const auto& row : look_.rows) {
      if (!is_payslip(row)) continue;
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        const auto text = unguarded(row.cell(i));
        if (!is_money(roles_[i]) || text.empty()) continue;
        if (read_written_money(text, written).wrong) return false;
      }
    }
    return true;
  }

  /// How many payslips add up, with the columns of other deductions or without them.
  std::size_t agreeing(bool with_others) const {
    std::size_t count = 0;
    for (const auto& row : look_.rows) {
      if (!is_payslip(row)) continue;
      Money rest;
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        const auto amount = read_written_money(unguarded(row.cell(i)), made_.profile.money).value;
        const bool off = std::ranges::count(taken_off, roles_[i]) > 0 &&
                         (with_others || roles_[i] != Role::other_deductions);
        if (roles_[i] == Role::gross) rest += amount;
        if (off || roles_[i] == Role::net) rest -= amount;
      }
      count += rest.is_zero() ? 1U : 0U;
    }
    return count;
  }

  /// A column "deductions" may be the sum of all of them: the rows say.
  void weigh_deductions() {
    if (!has(Role::gross) || !has(Role::net)) {
      made_.assumptions.emplace_back(
          "gross or net pay is not in the table: nothing proves its rows");
      return;
    }
    const auto with = agreeing(true);
    const auto without = agreeing(false);
    if (without > with) std::ranges::replace(roles_, Role::other_deductions, Role::ignored);
    const auto best = std::max(with, without);
    made_.sign_proved = best == payslips_;
    (made_.sign_proved ? made_.reasons : made_.assumptions)
        .push_back("gross less deductions is net in " + std::to_string(best) + " of " +
                   std::to_string(payslips_) + " rows");
  }

  void take_columns() {
    auto& profile = made_.profile;
    profile.name = "proposed";
    profile.kind = ledger::FileKind::payroll;
    profile.separator = look_.separator;
    for (std::size_t i = 0; i < look_.columns; ++i) {
      profile.heading.push_back(tidied(look_.heading->cell(i)));
    }
    for (const auto role : roles_of(ledger::FileKind::payroll)) {
      for (std::size_t i = 0; i < roles_.size(); ++i) {
        if (roles_[i] != role) continue;
        profile.columns.push_back({role, tidied(look_.heading->cell(i)), 0});
        made_.reasons.push_back(look_.name(i) + " is " + std::string{role_word(role)});
      }
    }
  }

  void take_footer() {
    auto& footer = made_.profile.footer;
    for (const auto* rows : {&look_.rows, &look_.last}) {
      for (const auto& row : *rows) {
        if (is_payslip(row) || footer.size() == most_footers) continue;
        const auto first = std::ranges::find_if(
            row.cells, [](const auto& each) { return !trimmed(each).empty(); });
        if (first == row.cells.end()) continue;
        auto text = tidied(*first);
        if (std::ranges::count(footer, text) == 0) footer.push_back(std::move(text));
      }
    }
  }

  const TableLook& look_;
  std::vector<Role> roles_;
  Proposal made_;
  std::size_t payslips_ = 0;
};

}  // namespace

std::optional<Proposal> propose_payroll(const TableLook& look) {
  return PayrollProposer{look}.propose();
}

}  // namespace imports
