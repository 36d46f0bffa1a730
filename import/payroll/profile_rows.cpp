#include "import/payroll/profile_rows.hpp"

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/payroll/money_sum.hpp"
#include "import/profile/profile_table.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace imports {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Payslip;
using ledger::Rule;

constexpr std::size_t most_warnings_of_a_kind = 50;

constexpr auto money_roles = std::to_array<Role>(
    {Role::gross, Role::tax, Role::employee_ni, Role::employee_pension, Role::student_loan,
     Role::other_deductions, Role::net, Role::employer_ni, Role::employer_pension});

/// Amounts by the place of their role in `money_roles`.
using Amounts = std::array<std::optional<Money>, money_roles.size()>;

std::size_t at(Role role) {
  return static_cast<std::size_t>(std::ranges::find(money_roles, role) - money_roles.begin());
}

Money amount(const Amounts& amounts, Role role) {
  return amounts[at(role)].value_or(Money{});
}

/// One row seen through the profile.
class PayrollRow {
 public:
  PayrollRow(const Profile& profile, const std::vector<Role>& roles, const CsvReader& reader,
             Refusals& refusals)
      : profile_{profile}, reader_{reader}, refusals_{refusals} {
    for (std::size_t column = 0; column < roles.size(); ++column) {
      const auto role = static_cast<std::size_t>(roles[column]);
      if (columns_.size() <= role) columns_.resize(role + 1);
      columns_[role].push_back(column);
    }
  }

  Row row;

  /// The texts of all cells of a role, as one.
  std::string text(Role role) const {
    std::string out;
    each_cell(role, [&](const Cell& cell) {
      const auto more = tidied(cell.text);
      out += (out.empty() || more.empty() ? "" : " ") + more;
    });
    return out;
  }

  /// The sum of all cells of a role; nothing where all are blank. Refused unless `tolerant`.
  std::optional<Money> money(Role role, bool tolerant = false) {
    std::optional<Money> sum;
    each_cell(role, [&](const Cell& cell) {
      const auto written = unguarded(cell.text);
      if (written.empty()) return;
      const auto read = read_written_money(written, profile_.money);
      if (read.wrong && !tolerant) refuse(*read.wrong, cell);
      if (!read.wrong) sum = sum.value_or(Money{}) + read.value;
    });
    return sum;
  }

  std::optional<Date> date(Role role, bool needed) {
    std::optional<Date> day;
    bool blank = true;
    each_cell(role, [&](const Cell& cell) {
      const auto written = unguarded(cell.text);
      if (written.empty()) return;
      blank = false;
      const auto read = read_written_date(written, profile_.dates);
      day = read.date;
      if (!day) refuse(read.wrong.value_or(Rule::date_not_understood), cell);
    });
    if (blank && needed) {
      refusals_.add(Rule::text_missing, {row.line, 1}, role_word(role),
                    "a row that is no payslip, such as totals: name how it begins in the "
                    "profile's footer");
    }
    return day;
  }

  Amounts amounts(bool tolerant = false) {
    Amounts all;
    for (std::size_t i = 0; i < money_roles.size(); ++i) all[i] = money(money_roles[i], tolerant);
    return all;
  }

  bool is_footer() const {
    const auto first = std::ranges::find_if(
        row.cells, [](const Cell& cell) { return !trimmed(cell.text).empty(); });
    return first != row.cells.end() && std::ranges::any_of(profile_.footer, [&](const auto& word) {
             return begins_with_word(unguarded(first->text), word);
           });
  }

 private:
  template <class Do>
  void each_cell(Role role, Do act) const {
    const auto place = static_cast<std::size_t>(role);
    if (place >= columns_.size()) return;
    for (const auto column : columns_[place]) {
      if (column < row.cells.size()) act(row.cells[column]);
    }
  }

  void refuse(Rule rule, const Cell& cell) { refusals_.add(rule, reader_.place(cell), cell.text); }

  const Profile& profile_;
  std::vector<std::vector<std::size_t>> columns_;  ///< by role
  const CsvReader& reader_;
  Refusals& refusals_;
};

class PayrollTable {
 public:
  PayrollTable(std::string_view text, const Profile& profile, ProfilePlace place, Source& source,
               Refusals& refusals)
      : profile_{profile},
        roles_{std::move(place.roles)},
        reader_{text, profile.separator},
        row_{profile, roles_, reader_, refusals},
        source_{source},
        refusals_{refusals} {
    for (int i = 0; i < place.rows_above; ++i) (void)reader_.next(row_.row);
  }

  void read_all() {
    while (!refusals_.full() && next()) {
      if (row_.is_footer()) {
        read_totals();
      } else {
        read_payslip();
      }
    }
    if (refusals_.any()) return;
    if (source_.payslips.empty()) {
      return refusals_.add(Rule::no_payslips, {}, "a heading and no rows",
                           "there is nothing to import; check the days you asked the bureau for");
    }
    warn_of_table();
  }

 private:
  bool next() {
    auto got = reader_.next(row_.row);
    while (got == CsvReader::Got::row && row_.row.blank()) got = reader_.next(row_.row);
    if (got == CsvReader::Got::row) return true;
    if (got == CsvReader::Got::unterminated || got == CsvReader::Got::misquoted) {
      refusals_.add(Rule::text_unterminated, reader_.fault(), {});
    } else if (got == CsvReader::Got::too_long) {
      refusals_.add(Rule::line_too_long, reader_.fault(), {});
    }
    return false;
  }

  void read_payslip() {
    const auto paid = row_.date(Role::pay_date, true);
    const auto amounts = row_.amounts();
    const auto period = paid ? period_of(*paid) : std::nullopt;
    const auto worker = row_.text(Role::worker);
    const auto name = row_.text(Role::worker_name);
    if (worker.empty() && name.empty()) {
      refusals_.add(Rule::text_missing, {row_.row.line, 1}, "worker");
    }
    const bool has_pay = amounts[at(Role::gross)] || amounts[at(Role::net)];
    if (!has_pay) refusals_.add(Rule::text_missing, {row_.row.line, 1}, "gross or net");
    const auto hours = row_.money(Role::hours);
    const auto rate = row_.money(Role::rate);
    if (!paid || !period || refusals_.any()) return;
    Payslip slip{.person = row_.text(Role::person),
                 .worker = worker,
                 .name = name,
                 .period = *period,
                 .pay_date = *paid};
    // A number of hours has at most two places, as an amount has.
    if (hours) slip.hours = ledger::Quantity{hours->pence()};
    slip.rate = rate;
    slip.file_line = row_.row.line;
    take(amounts, slip);
    source_.payslip_keys.push_back({{}, worker, {}});
    source_.payslips.push_back(std::move(slip));
  }

  std::optional<ledger::Period> period_of(Date paid) {
    const auto begins = row_.date(Role::period_start, false);
    const auto ends = row_.date(Role::period_end, false);
    const auto last = ends.value_or(std::max(paid, begins.value_or(paid)));
    const auto first = begins.value_or(*Date::of(last.year(), last.month(), 1));
    if (first <= last) return ledger::Period{first, last};
    refusals_.add(Rule::period_backwards, {row_.row.line, 1},
                  ledger::text(first) + " to " + ledger::text(last));
    return std::nullopt;
  }

  void take(const Amounts& amounts, Payslip& slip) {
    slip.tax = amount(amounts, Role::tax);
    slip.employee_ni = amount(amounts, Role::employee_ni);
    slip.employee_pension = amount(amounts, Role::employee_pension);
    slip.other_deductions =
        amount(amounts, Role::student_loan) + amount(amounts, Role::other_deductions);
    slip.employer_ni = amount(amounts, Role::employer_ni);
    slip.employer_pension = amount(amounts, Role::employer_pension);
    const auto off = slip.tax + slip.employee_ni + slip.employee_pension + slip.other_deductions;
    const auto gross = amounts[at(Role::gross)];
    const auto net = amounts[at(Role::net)];
    slip.gross = gross ? *gross : *net + off;
    slip.net = net ? *net : *gross - off;
    slip.net_stated = net.has_value();
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i].add(amounts[i].value_or(Money{}));
    if (slip.adds_up()) return;
    if (++disagreeing_ <= most_warnings_of_a_kind) {
      warn(slip.file_line, "gross less deductions is " + ledger::text(slip.gross - off) +
                               ", and the net pay says " + ledger::text(slip.net));
    }
  }

  void read_totals() {
    const auto totals = row_.amounts(true);
    for (std::size_t i = 0; i < totals.size(); ++i) {
      const auto sum = sums_[i].value();
      if (!totals[i] || !sum || *totals[i] == *sum) continue;
      warn(row_.row.line, "the total of " + std::string{role_word(money_roles[i])} + " says " +
                              ledger::text(*totals[i]) + ", and the rows above it make " +
                              ledger::text(*sum));
    }
  }

  void warn_of_table() {
    if (!profile_.has(Role::net)) {
      warn(0,
           "the table does not state net pay: it is worked out here, and what was paid may "
           "differ");
    }
    if (!profile_.has(Role::gross)) {
      warn(0, "the table does not state gross pay: it is the net pay with its deductions");
    }
    if (!profile_.has(Role::period_start) || !profile_.has(Role::period_end)) {
      warn(0,
           "the table does not say for which days each payment is: where it does not, the "
           "period ends on the pay day and begins with its month");
    }
    const bool no_employer =
        !profile_.has(Role::employer_ni) || !profile_.has(Role::employer_pension);
    if (no_employer) {
      warn(0,
           "the employer's National Insurance or pension contribution is not in the table: it "
           "counts as nothing until another paper says it");
    }
  }

  void warn(int line, std::string text) { source_.warnings.push_back({line, std::move(text)}); }

  const Profile& profile_;
  std::vector<Role> roles_;
  CsvReader reader_;
  PayrollRow row_;
  Source& source_;
  Refusals& refusals_;
  std::array<MoneySum, money_roles.size()> sums_{};
  std::size_t disagreeing_ = 0;
};

}  // namespace

void read_payroll_rows(std::string_view text, const Profile& profile, Source& source,
                       Refusals& refusals) {
  auto place = place_in(text, profile);
  if (!place) return refuse_heading(text, profile, refusals);
  source.kind = ledger::FileKind::payroll;
  PayrollTable{text, profile, std::move(*place), source, refusals}.read_all();
}

}  // namespace imports
