// A profile: what the columns of a table mean that no built-in layout knows, written by a person as
// a short TOML file (docs/formats/profiles.md) or proposed from what stands in the table.
//
// It applies through the engine of the built-in layouts (csv/), so that proof, order, warnings and
// refusals are the same. It is proved again at each import: a heading that has changed is refused
// with the columns that differ, and a running balance must agree with its sign.
#pragma once

#include "import/csv/layout.hpp"
#include "import/profile/written.hpp"
#include "ledger/facts.hpp"
#include "ledger/result.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

/// One column that means something; the others of the table are ignored.
struct ProfileColumn {
  Role role = Role::ignored;
  std::string heading;       ///< as it stands in the file; empty: found by its position
  std::size_t position = 0;  ///< from 1, where the table has no heading
  friend bool operator==(const ProfileColumn&, const ProfileColumn&) = default;
};

/// Several columns may have the role `payee`, `reference` or `other_deductions`: texts are put
/// together in this order, amounts added up. Every other role has one column at most.
struct Profile {
  std::string name;  ///< lower case letters, digits and hyphens
  int version = 1;
  ledger::FileKind kind = ledger::FileKind::bank;  ///< bank or payroll
  std::string title;                               ///< for people

  char separator = ',';              ///< ',' ';' '|' or a tab
  std::vector<std::string> heading;  ///< the whole heading row; empty: only the columns named count
  std::size_t rows_above = 0;        ///< of a table without heading: rows before the first
  std::size_t width = 0;             ///< of a table without heading: cells of a row
  std::vector<ProfileColumn> columns;

  DateWritten dates;
  MoneyWritten money;

  // of kind bank:
  Sign sign = Sign::in_is_positive;
  bool out_is_negative = false;          ///< two columns, and what goes out carries a minus
  std::vector<std::string> in_words;     ///< of the direction column: "C"
  std::vector<std::string> out_words;    ///< "D"
  std::vector<std::string> booked;       ///< of the state column; empty: every word not below
  std::vector<std::string> pending;      ///< shown, never booked
  std::vector<std::string> not_booked;   ///< left out: declined, reversed before it was booked
  std::vector<std::string> footer;       ///< how rows begin that are no movements
  std::vector<std::string> opening_row;  ///< the text of a row that holds the opening balance only
  std::string opening_label;             ///< of a cell above or below the rows: the balance follows
  std::string closing_label;
  std::string currency;      ///< of the whole file, where no column says it: "EUR"
  bool loses_zeros = false;  ///< account numbers come without their leading zeros
  bool continues = false;    ///< a row without day and amount goes on with the text above

  bool has(Role role) const;
  bool has_heading() const;
  friend bool operator==(const Profile&, const Profile&) = default;
};

/// The word by which a profile names a role: "money-in". Empty for what a profile cannot name.
std::string_view role_word(Role role);
std::optional<Role> parse_role_word(std::string_view word);
/// The roles that a profile of this kind may name, in the order in which they are written.
std::span<const Role> roles_of(ledger::FileKind kind);
/// Several columns may have it.
bool may_repeat(Role role);

/// Proved whole, or refused with every place that is wrong. `file` is only for messages.
ledger::Result<Profile> read_profile(std::string_view toml, const std::string& file);
/// TOML that read_profile() reads back to an equal value.
std::string profile_text(const Profile& profile);

/// Where the roles of a profile stand in one file: a role for every cell of the heading row. Made
/// for the readers of rows; a role may occur several times. Nothing when a named column is not
/// there, or when the profile has the whole heading and this row differs.
std::optional<std::vector<Role>> roles_in(const Profile& profile,
                                          std::span<const std::string> names);

/// The saved ones.
class Profiles {
 public:
  /// One of the same name and version takes the place of the other.
  void add(Profile profile);
  bool empty() const { return profiles_.empty(); }
  std::span<const Profile> all() const { return profiles_; }
  /// The newest version of a name; null when there is none.
  const Profile* named(std::string_view name) const;
  /// Of each name the newest version that fits; the others are passed over.
  std::vector<const Profile*> newest_of(const std::function<bool(const Profile&)>& fits) const;
  /// Those whose heading this row is, so; `names` as heading() makes them.
  std::vector<const Profile*> fitting(std::span<const std::string> names) const;

 private:
  std::vector<Profile> profiles_;
};

/// What an unknown table seems to be.
struct Proposal {
  Profile profile;
  std::vector<std::string> reasons;      ///< what was found, and by what it is known
  std::vector<std::string> assumptions;  ///< what nothing in the file proves
  bool dates_proved = false;             ///< day and month could not be the other way round
  bool sign_proved = false;              ///< by the running balance
};

/// Looks at `text` (UTF-8: CSV of any separator). Refuses what is no statement: no column of days
/// in one form, no column of amounts, or a heading and nothing below it.
ledger::Result<Proposal> propose_profile(std::string_view text, const std::string& file);

}  // namespace imports
