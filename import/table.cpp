#include "import/table.hpp"

#include "import/cell_text.hpp"
#include "import/csv/layout.hpp"
#include "import/csv/recognise.hpp"
#include "import/csv/santander_text.hpp"
#include "import/csv/statement_rows.hpp"
#include "import/own/own_files.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::FileKind;
using ledger::Rule;

constexpr std::string_view santander = "santander";

/// The most statement lines that a text can hold: its line ends, and one more.
std::size_t most_lines(std::string_view text) {
  const auto line_feeds = std::ranges::count(text, '\n');
  return static_cast<std::size_t>(line_feeds > 0 ? line_feeds : std::ranges::count(text, '\r')) + 1;
}

std::vector<Layout> layouts_of(const std::string& profile) {
  std::vector<Layout> layouts;
  for (const auto& layout : built_in_layouts()) {
    if (profile.empty() || layout.name == profile) layouts.push_back(layout);
  }
  return layouts;
}

std::string names_of_profiles() {
  std::string names;
  for (const auto& layout : built_in_layouts()) {
    if (names.find(layout.name) != names.npos) continue;
    names += std::string{layout.name} + ", ";
  }
  return names + std::string{santander};
}

void read_bank_file(std::string_view text, const Recognised& recognised, Source& source,
                    Refusals& refusals) {
  AccountsOfFile accounts{most_lines(text)};
  CsvReader reader{text};
  recognised.go_below_heading(reader);
  source.format = recognised.heading->layout->name;
  read_statement_rows(reader, *recognised.heading, recognised.masked, accounts, refusals);
  if (!refusals.any()) source.statements = accounts.finish(refusals);
}

void read_santander(std::string_view text, Source& source, Refusals& refusals) {
  AccountsOfFile accounts{most_lines(text) / 5 + 1};
  source.format = santander;
  read_santander_text(text, accounts, refusals);
  if (!refusals.any()) source.statements = accounts.finish(refusals);
}

}  // namespace

void refuse_other_kind(FileKind asked, FileKind seen, Refusals& refusals) {
  refusals.add(Rule::kind_mismatch, {1, 1},
               "said to be " + std::string{ledger::text(asked)} + ", holds " +
                   std::string{ledger::text(seen)});
}

void read_table(std::string_view text, const Asked& asked, Source& source, Refusals& refusals) {
  const bool may_be_santander = asked.profile.empty() || asked.profile == santander;
  if (may_be_santander && is_santander_text(text)) {
    if (asked.kind.value_or(FileKind::bank) != FileKind::bank) {
      return refuse_other_kind(*asked.kind, FileKind::bank, refusals);
    }
    return read_santander(text, source, refusals);
  }
  const auto layouts = layouts_of(asked.profile);
  if (layouts.empty() && asked.profile != santander) {
    return refusals.add(
        Rule::profile_unknown, {}, asked.profile,
        "the names are " + names_of_profiles() + "; leave --profile out to have it recognised");
  }
  const auto recognised = recognise(text, layouts, asked.kind, refusals);
  if (!recognised) return;
  if (asked.kind && *asked.kind != recognised->kind) {
    return refuse_other_kind(*asked.kind, recognised->kind, refusals);
  }
  source.kind = recognised->kind;
  if (recognised->kind == FileKind::bank) {
    return read_bank_file(text, *recognised, source, refusals);
  }
  CsvReader reader{text};
  const auto heading = recognised->go_below_heading(reader);
  read_own_file(recognised->kind, reader, heading, source, refusals);
}

}  // namespace imports
