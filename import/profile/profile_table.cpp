#include "import/profile/profile_table.hpp"

#include "import/account_text.hpp"
#include "import/cell_text.hpp"
#include "import/csv/recognise.hpp"
#include "import/csv/statement_rows.hpp"
#include "import/payroll/profile_rows.hpp"
#include "import/profile/balance_labels.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Rule;

/// The engine's view of a profile; looks into it.
Layout layout_of(const Profile& profile) {
  return {.name = profile.name,
          .title = profile.title,
          .columns = {},
          .dates = 0,
          .sign = profile.sign,
          .loses_zeros = profile.loses_zeros,
          .profile = &profile};
}

std::vector<std::string> names_of(const Row& row) {
  std::vector<std::string> names;
  const auto filled = row.filled();
  for (std::size_t i = 0; i < filled; ++i) names.push_back(heading(row.cells[i].text));
  return names;
}

void note_masked(const Row& row, std::string& masked) {
  for (const auto& cell : row.cells) {
    if (masked.empty()) masked = masked_part(cell.text);
  }
}

std::vector<Role> roles_by_position(const Profile& profile) {
  auto width = profile.width;
  for (const auto& column : profile.columns) width = std::max(width, column.position);
  std::vector<Role> roles(width, Role::ignored);
  for (const auto& column : profile.columns) roles[column.position - 1] = column.role;
  return roles;
}

/// Below so many rows that are not blank; its first row must then have a day where one belongs.
std::optional<ProfilePlace> place_without_heading(std::string_view text, const Profile& profile) {
  ProfilePlace place;
  place.roles = roles_by_position(profile);
  CsvReader reader{text, profile.separator};
  Row row;
  for (std::size_t seen = 0; seen < profile.rows_above;) {
    if (reader.next(row) != CsvReader::Got::row) return std::nullopt;
    ++place.rows_above;
    if (row.blank()) continue;
    note_masked(row, place.masked);
    ++seen;
  }
  return place;
}

/// What a row has in common with the profile's heading.
std::size_t in_common(const Profile& profile, const std::vector<std::string>& names) {
  return static_cast<std::size_t>(
      std::ranges::count_if(profile.columns, [&](const ProfileColumn& column) {
        return std::ranges::count(names, heading(column.heading)) > 0;
      }));
}

/// Reads the balances beside labels above the rows.
void read_labels_above(std::string_view text, const Profile& profile, int rows,
                       AccountsOfFile& accounts) {
  BalanceLabels labels{&profile};
  CsvReader reader{text, profile.separator};
  Row row;
  for (int i = 0; i < rows && reader.next(row) == CsvReader::Got::row; ++i) (void)labels.take(row);
  labels.settle(accounts);
}

/// A sign that the balance contradicts is the profile's own, and its writer's to turn round.
ledger::Errors say_what_to_turn(const Profile& profile, ledger::Errors errors) {
  const char* const what =
      profile.has(Role::direction)           ? "exchange its in_words and out_words"
      : !profile.has(Role::amount)           ? "exchange its columns money_in and money_out"
      : profile.sign == Sign::in_is_positive ? "write sign = \"out-is-positive\" in it"
                                             : "write sign = \"in-is-positive\" in it";
  for (auto& error : errors) {
    if (error.broken != Rule::sign_unproved) continue;
    error.remedy = "profile " + profile.name + " takes what goes out for what comes in: " + what +
                   ", and save it as a new version";
  }
  return errors;
}

}  // namespace

std::optional<ProfilePlace> place_in(std::string_view text, const Profile& profile) {
  if (!profile.has_heading()) return place_without_heading(text, profile);
  ProfilePlace place;
  CsvReader reader{text, profile.separator};
  Row row;
  for (int seen = 0; seen < rows_looked_at; seen += row.blank() ? 0 : 1) {
    if (reader.next(row) != CsvReader::Got::row) return std::nullopt;
    ++place.rows_above;
    if (auto roles = roles_in(profile, names_of(row))) {
      place.roles = std::move(*roles);
      return place;
    }
    note_masked(row, place.masked);
  }
  return std::nullopt;
}

std::vector<const Profile*> profiles_fitting(std::string_view text, const Profiles& profiles) {
  return profiles.newest_of(
      [&](const Profile& each) { return each.has_heading() && place_in(text, each).has_value(); });
}

void refuse_heading(std::string_view text, const Profile& profile, Refusals& refusals) {
  CsvReader reader{text, profile.separator};
  Row row;
  std::vector<std::string> nearest;
  int line = 1;
  std::size_t most = 0;
  for (int seen = 0; seen < rows_looked_at && reader.next(row) == CsvReader::Got::row; ++seen) {
    auto names = names_of(row);
    const auto common = in_common(profile, names);
    if (common <= most) continue;
    most = common;
    nearest = std::move(names);
    line = row.line;
  }
  const auto remedy = "the heading is not that of profile " + profile.name + ", version " +
                      std::to_string(profile.version) +
                      ": if the bank has changed it, make a new version";
  std::vector<std::string> ours;
  for (const auto& each : profile.heading) ours.push_back(heading(each));
  for (const auto& column : profile.columns) {
    if (profile.heading.empty()) ours.push_back(heading(column.heading));
  }
  for (const auto& name : ours) {
    if (std::ranges::count(nearest, name) == 0) {
      refusals.add(Rule::column_missing, {line, 1}, name, remedy);
    }
  }
  for (const auto& name : nearest) {
    const bool is_new = !profile.heading.empty() && std::ranges::count(ours, name) == 0;
    if (is_new) refusals.add(Rule::column_unknown, {line, 1}, name, remedy);
  }
  if (!refusals.any()) refusals.add(Rule::column_count, {line, 1}, "a column twice", remedy);
}

void read_by_profile(std::string_view text, const Profile& profile, Source& source,
                     Refusals& refusals) {
  if (profile.kind == ledger::FileKind::payroll) {
    return read_payroll_rows(text, profile, source, refusals);
  }
  auto place = place_in(text, profile);
  if (!place) return refuse_heading(text, profile, refusals);
  const auto layout = layout_of(profile);
  const auto heading = heading_with(layout, std::move(place->roles));
  AccountsOfFile accounts{most_rows(text)};
  CsvReader reader{text, profile.separator};
  Row row;
  for (int i = 0; i < place->rows_above; ++i) (void)reader.next(row);
  read_statement_rows(reader, heading, place->masked, accounts, refusals);
  if (refusals.any()) return;
  read_labels_above(text, profile, place->rows_above, accounts);
  Refusals unproved{refusals.file()};
  source.statements = accounts.finish(unproved);
  refusals.add(say_what_to_turn(profile, unproved.take()));
}

}  // namespace imports
