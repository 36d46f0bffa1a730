// What the columns of a bank's CSV mean: data, not code. A bank or a card more is a row in a table.
//
// Recognition is by content: a heading row whose every name the layout knows, and which has every
// name that it needs, in whatever order; or, for files without headings, the shape of the rows.
// Source of the built-in layouts: docs/formats/statements.md.
#pragma once

#include "import/csv/csv.hpp"
#include "import/date_text.hpp"
#include "import/money_text.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct Profile;  // import/profile/profile.hpp

enum class Role : std::uint8_t {
  ignored,
  nothing,  ///< of a table without heading: always empty
  date,
  type,
  payee,
  reference,
  amount,
  fee,        ///< comes off the amount
  money_out,  ///< unsigned; what goes out
  money_in,   ///< unsigned; what comes in
  balance,
  currency,
  sort_code,
  account,
  product,      ///< parts a file into several accounts: "Current", "Savings"
  bank_id,      ///< the bank's own number for the line
  state,        ///< a word that says whether it is booked
  credit_mark,  ///< "CR" beside an unsigned amount that comes in
  // of profiles only:
  direction,  ///< a word beside an unsigned amount that says which way it goes: "D", "credit"
  holder,     ///< whose account or card it is
  iban,       ///< of the account itself
  // of payroll:
  person,
  worker,
  worker_name,
  pay_date,
  period_start,
  period_end,
  hours,
  rate,
  gross,
  tax,
  employee_ni,
  employee_pension,
  student_loan,
  other_deductions,  ///< may be several columns: they are added up
  net,
  employer_ni,
  employer_pension,
};
inline constexpr std::size_t role_count = static_cast<std::size_t>(Role::employer_pension) + 1;

enum class Need : std::uint8_t { always, may_lack };

struct Column {
  std::string_view name;  ///< lower case; "amount (*)" stands for any currency in the brackets
  Role role;
  Need need = Need::always;
};

/// Whether a positive amount comes into the account (a bank's) or is a charge (a card's).
enum class Sign : std::uint8_t { in_is_positive, charge_is_positive };

struct Layout {
  std::string_view name;   ///< public and stable: "lloyds"
  std::string_view title;  ///< for people
  std::span<const Column> columns;
  DateForms dates;
  Sign sign = Sign::in_is_positive;
  MoneyForms money = {};
  bool without_heading = false;        ///< the columns are in the order of the table, and all there
  bool tail_has_commas = false;        ///< what follows the last column belongs to it
  bool padded_tail = false;            ///< its last column is name, blanks, reference: fixed width
  bool loses_zeros = false;            ///< account numbers come without their leading zeros
  bool account_has_sort_code = false;  ///< fourteen digits: sort code, then account number
  bool sign_is_unknown = false;        ///< nobody has said how what goes out is marked
  bool pound_everywhere = false;       ///< an amount without a pound sign among some with is damage
  bool payee_in_type = false;          ///< "Transfer to A SMITH" stands in the type column
  std::string_view opening = {};       ///< the text of a row that is no movement: "opening balance"
  std::span<const std::string_view> trailers = {};  ///< how rows begin that are no movements
  /// Says how days, amounts and words are written, where the layout is not built in.
  const Profile* profile = nullptr;
};

/// The layouts that are compiled in.
std::span<const Layout> built_in_layouts();

/// Where the columns of a layout stand in one file.
struct Heading {
  const Layout* layout = nullptr;
  std::vector<Role> roles;  ///< by position in the file
  std::string currency;     ///< from "Amount (EUR)"; empty where no heading says it
  std::size_t needed = 0;   ///< cells that a row must have
};

/// The heading of a layout whose roles are known already.
Heading heading_with(const Layout& layout, std::vector<Role> roles);
/// The layout's heading, when this row is one.
std::optional<Heading> heading_of(const Layout& layout, std::span<const std::string> names);
/// The heading of a layout without headings, when this row has its shape.
std::optional<Heading> shape_of(const Layout& layout, const Row& row);

}  // namespace imports
