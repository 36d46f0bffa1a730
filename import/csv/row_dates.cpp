#include "import/csv/row_dates.hpp"

#include "import/date_text.hpp"
#include "import/profile/profile.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Date;
using ledger::Rule;

std::string examples_of(DateForms forms) {
  std::string out;
  for (unsigned bit = 1; bit <= static_cast<unsigned>(DateForm::packed); bit *= 2) {
    if ((forms & bit) == 0) continue;
    if (!out.empty()) out += " or ";
    out += example(static_cast<DateForm>(bit));
  }
  return out;
}

}  // namespace

std::optional<Date> RowDates::date() {
  const auto read = cells_.layout().profile ? by_profile() : by_layout();
  if (read) latest_ = std::max(latest_.value_or(*read), *read);
  return read;
}

std::optional<Date> RowDates::by_layout() {
  const auto& where = cells_.cell(Role::date);
  const auto read = read_bank_date(where.text);
  const auto forms = cells_.layout().dates;
  const bool allowed = read.form && holds(forms, *read.form);
  if (allowed && !form_) form_ = read.form;
  if (!allowed || read.form != form_) {
    cells_.refuse(Rule::date_not_understood, where,
                  form_ ? "every day of this file is written as " + std::string{example(*form_)}
                        : "this layout writes the day as " + examples_of(forms));
    return std::nullopt;
  }
  if (read.wrong) cells_.refuse(*read.wrong, where);
  return read.date;
}

std::optional<Date> RowDates::by_profile() {
  const auto& where = cells_.cell(Role::date);
  const auto& written = cells_.layout().profile->dates;
  const auto read = read_written_date(where.text, written);
  if (!read.wrong) return read.date;
  const bool impossible = read.wrong == Rule::date_impossible;
  cells_.refuse(*read.wrong, where,
                impossible ? "" : "the profile writes the day as " + pattern_of(written));
  return std::nullopt;
}

}  // namespace imports
