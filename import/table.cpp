#include "import/table.hpp"

#include "import/cell_text.hpp"
#include "import/csv/layout.hpp"
#include "import/csv/recognise.hpp"
#include "import/csv/santander_text.hpp"
#include "import/csv/sign_proof.hpp"
#include "import/csv/statement_rows.hpp"
#include "import/own/own_files.hpp"
#include "import/profile/profile_table.hpp"
#include "import/profile/table_look.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::FileKind;
using ledger::Rule;

constexpr std::string_view santander = "santander";

std::vector<Layout> layouts_of(const std::string& profile, Days days) {
  std::vector<Layout> layouts;
  for (const auto& layout : built_in_layouts()) {
    if (!profile.empty() && layout.name != profile) continue;
    auto& taken = layouts.emplace_back(layout);
    const bool of_cells = days == Days::of_cells && !layout.without_heading;
    if (of_cells) taken.dates = taken.dates | DateForm::iso | DateForm::iso_time;
  }
  return layouts;
}

std::string names_of_profiles(const Asked& asked) {
  std::string names;
  for (const auto& layout : built_in_layouts()) {
    if (names.find(layout.name) != names.npos) continue;
    names += std::string{layout.name} + ", ";
  }
  names += santander;
  if (!asked.profiles) return names;
  for (const auto& each : asked.profiles->all()) {
    if (asked.profiles->named(each.name) == &each) names += ", " + each.name;
  }
  return names;
}

void warn_of_sign(Source& source) {
  for (const auto& statement : source.statements) {
    for (const auto& line : statement.lines) {
      if (line.amount.is_negative()) return;
    }
  }
  source.warnings.push_back(
      {0, "no amount of this file has a minus sign: check that nothing in it went out"});
}

void read_bank_file(std::string_view text, const Recognised& recognised, Source& source,
                    Refusals& refusals) {
  AccountsOfFile accounts{most_rows(text)};
  CsvReader reader{text};
  recognised.go_below_heading(reader);
  source.format = recognised.heading->layout->name;
  read_statement_rows(reader, *recognised.heading, recognised.masked, accounts, refusals);
  if (refusals.any()) return;
  source.statements = accounts.finish(refusals);
  warn_of_unproved_sign(*recognised.heading, source.statements);
  if (recognised.heading->layout->sign_is_unknown) warn_of_sign(source);
}

void read_santander(std::string_view text, Source& source, Refusals& refusals) {
  AccountsOfFile accounts{most_rows(text) / 5 + 1};
  source.format = santander;
  read_santander_text(text, accounts, refusals);
  if (!refusals.any()) source.statements = accounts.finish(refusals);
}

/// By a profile that is saved, or named.
void read_saved(std::string_view text, const Profile& profile, const Asked& asked, Source& source,
                Refusals& refusals) {
  if (asked.kind && *asked.kind != profile.kind) {
    return refuse_other_kind(*asked.kind, profile.kind, refusals);
  }
  source.kind = profile.kind;
  source.format = profile.name;
  source.profile = profile.name;
  source.profile_version = profile.version;
  const auto* newest = asked.profiles ? asked.profiles->named(profile.name) : nullptr;
  if (newest && newest->version > profile.version) {
    source.warnings.push_back({0, "read by version " + std::to_string(profile.version) +
                                      " of the profile " + profile.name +
                                      ": the heading is not that of version " +
                                      std::to_string(newest->version)});
  }
  read_by_profile(text, profile, source, refusals);
}

/// What is known of a table only by what stands in it. It is read so, and said to be.
void read_proposed(std::string_view text, Source& source, Refusals& refusals) {
  const auto proposal = propose_profile(text, refusals.file());
  if (!proposal) return refusals.add_all(proposal.errors());
  const auto& made = proposal.value();
  source.kind = made.profile.kind;
  source.format = "proposed";
  source.proposal = profile_text(made.profile);
  source.reasons = made.reasons;
  source.warnings.push_back(
      {0,
       "no layout or saved profile knows this table: it is read by the profile it seems to have"});
  for (const auto& each : made.assumptions) source.warnings.push_back({0, "assumed: " + each});
  read_by_profile(text, made.profile, source, refusals);
}

/// By the one saved profile whose heading stands in the text; false when there is none.
bool read_by_saved(std::string_view text, const Asked& asked, Source& source, Refusals& refusals) {
  const auto fitting =
      asked.profiles ? profiles_fitting(text, *asked.profiles) : std::vector<const Profile*>{};
  if (fitting.empty()) return false;
  if (fitting.size() == 1) {
    read_saved(text, *fitting.front(), asked, source, refusals);
    return true;
  }
  std::string names;
  for (const auto* each : fitting) names += (names.empty() ? "" : ", ") + each->name;
  refusals.add(Rule::format_ambiguous, {}, names);
  return true;
}

/// By the profile that it seems to have, where that is asked for; nothing when it was read, else
/// why it is not.
std::optional<ledger::Errors> try_proposed(std::string_view text, const Asked& asked,
                                           Source& source, Refusals& refusals) {
  const bool may_be_bank = asked.kind.value_or(FileKind::bank) == FileKind::bank;
  if (!asked.propose || !may_be_bank) return ledger::Errors{};
  Refusals unproposed{refusals.file()};
  Source proposed;
  read_proposed(text, proposed, unproposed);
  if (unproposed.any()) return unproposed.take();
  proposed.encoding = std::move(source.encoding);
  source = std::move(proposed);
  return std::nullopt;
}

/// What no built-in layout knows; `refused` says why they do not.
void read_unknown(std::string_view text, const Asked& asked, Refusals& refused, Source& source,
                  Refusals& refusals) {
  auto errors = refused.take();
  const bool is_unknown = errors.front().broken == Rule::format_unknown;
  auto why = try_proposed(text, asked, source, refusals);
  if (!why) return;
  const bool says_more = !why->empty() && (is_unknown || why->front().where.line > 0) &&
                         (is_unknown || why->front().broken != Rule::format_unknown);
  if (says_more) {
    errors = std::move(*why);
  } else if (is_unknown) {
    errors.front().remedy = "`dpledger profile " + refusals.file() +
                            "` looks at it and proposes a profile; docs/formats says what is read";
  }
  refusals.add_all(errors);
}

/// Rows that have the shape of a layout without headings, below one that has not: it may as well be
/// a heading that no layout knows.
bool may_have_heading(const Recognised& recognised) {
  return recognised.heading && recognised.heading_row == 0 && recognised.shape_row > 1;
}

/// The row right above the first that has the shape holds words only: a heading that no layout
/// knows, and what its columns mean is not the layout's to say. A damaged row has figures.
bool has_unknown_heading(std::string_view text, const Recognised& recognised, Refusals& refused) {
  if (!may_have_heading(recognised)) return false;
  CsvReader reader{text};
  Row row;
  for (int i = 1; i < recognised.shape_row; ++i) (void)reader.next(row);
  std::string names;
  for (std::size_t i = 0; i < row.filled(); ++i) {
    const auto name = tidied(row.cells[i].text);
    if (name.empty() || name.find_first_of("0123456789") != name.npos) return false;
    names += (i > 0 ? ", " : "") + name;
  }
  if (row.filled() < 3) return false;
  refused.add(Rule::format_unknown, {row.line, 1}, "columns seen: " + names);
  return true;
}

/// A heading that many banks have, above days that this layout's never write.
bool has_other_days(std::string_view text, const Recognised& recognised) {
  if (!recognised.heading || recognised.heading_row == 0) return false;
  CsvReader reader{text};
  recognised.go_below_heading(reader);
  Row row;
  const auto& roles = recognised.heading->roles;
  const auto at = static_cast<std::size_t>(std::ranges::find(roles, Role::date) - roles.begin());
  while (reader.next(row) == CsvReader::Got::row) {
    if (row.blank()) continue;
    if (at >= row.cells.size() || !has_shape_of_day(row.cells[at].text)) return false;
    const auto form = read_bank_date(row.cells[at].text).form;
    return !form || !holds(recognised.heading->layout->dates, *form);
  }
  return false;
}

void read_recognised(std::string_view text, const Recognised& recognised, const Asked& asked,
                     Source& source, Refusals& refusals) {
  if (asked.kind && *asked.kind != recognised.kind) {
    return refuse_other_kind(*asked.kind, recognised.kind, refusals);
  }
  source.kind = recognised.kind;
  if (recognised.kind == FileKind::bank) return read_bank_file(text, recognised, source, refusals);
  CsvReader reader{text};
  const auto heading = recognised.go_below_heading(reader);
  read_own_file(recognised.kind, reader, heading, source, refusals);
}

/// The saved profile of this name, unless a built-in layout has it: the newest version whose
/// heading stands in the text; where none does, the newest, which says what differs.
const Profile* saved_profile(std::string_view text, const Asked& asked) {
  if (!asked.profiles || asked.profile.empty()) return nullptr;
  const auto fitting = asked.profiles->newest_of([&](const Profile& each) {
    return each.name == asked.profile && each.has_heading() && place_in(text, each).has_value();
  });
  const auto* newest = asked.profiles->named(asked.profile);
  const bool by_heading = newest && newest->has_heading() && !fitting.empty();
  return by_heading ? fitting.front() : newest;
}

}  // namespace

void refuse_other_kind(FileKind asked, FileKind seen, Refusals& refusals) {
  refusals.add(Rule::kind_mismatch, {1, 1},
               "said to be " + std::string{ledger::text(asked)} + ", holds " +
                   std::string{ledger::text(seen)});
}

namespace {

/// A layout and a saved profile have this very heading: which of them is meant, nobody can know.
bool is_claimed_twice(std::string_view text, const Recognised& recognised, const Asked& asked,
                      Refusals& refusals) {
  const bool may_be = asked.profile.empty() && asked.profiles != nullptr &&
                      !asked.profiles->empty() && recognised.kind == FileKind::bank &&
                      recognised.heading_row > 0;
  if (!may_be) return false;
  auto fitting = profiles_fitting(text, *asked.profiles);
  std::erase_if(fitting, [](const Profile* each) { return each->heading.empty(); });
  if (fitting.empty()) return false;
  std::string names{recognised.heading->layout->name};
  for (const auto* each : fitting) names += ", " + each->name;
  refusals.add(Rule::format_ambiguous, {recognised.heading_row, 1}, names);
  return true;
}

}  // namespace

void read_table(std::string_view text, const Asked& asked, Source& source, Refusals& refusals,
                Days days) {
  const bool may_be_santander = asked.profile.empty() || asked.profile == santander;
  if (may_be_santander && is_santander_text(text)) {
    if (asked.kind.value_or(FileKind::bank) != FileKind::bank) {
      return refuse_other_kind(*asked.kind, FileKind::bank, refusals);
    }
    return read_santander(text, source, refusals);
  }
  const auto layouts = layouts_of(asked.profile, days);
  if (layouts.empty() && asked.profile != santander) {
    if (const auto* saved = saved_profile(text, asked)) {
      return read_saved(text, *saved, asked, source, refusals);
    }
    return refusals.add(Rule::profile_unknown, {}, asked.profile,
                        "the names are " + names_of_profiles(asked) +
                            "; leave --profile out to have it recognised");
  }
  Refusals refused{refusals.file()};
  const auto recognised = recognise(text, layouts, asked.kind, refused);
  const bool is_sure =
      recognised && !may_have_heading(*recognised) && !has_other_days(text, *recognised);
  if (!is_sure && asked.profile.empty()) {
    if (read_by_saved(text, asked, source, refusals)) return;
    if (recognised && has_unknown_heading(text, *recognised, refused)) {
      return read_unknown(text, asked, refused, source, refusals);
    }
    if (recognised && !try_proposed(text, asked, source, refusals)) return;
  }
  if (recognised && is_claimed_twice(text, *recognised, asked, refusals)) return;
  if (recognised) return read_recognised(text, *recognised, asked, source, refusals);
  if (!asked.profile.empty()) return refusals.add_all(refused.take());
  read_unknown(text, asked, refused, source, refusals);
}

}  // namespace imports
