// caseload, quarter-count, nfi-extract, monitoring, retention: what a commissioner asks of the
// whole book.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "app/statement_books.hpp"
#include "app/verdict.hpp"
#include "import/profile/column_list.hpp"
#include "reports/caseload.hpp"
#include "reports/monitoring.hpp"
#include "reports/nfi_extract.hpp"
#include "reports/quarter_count.hpp"
#include "reports/retention.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Rule;
using store::PersonRow;

/// The columns of --mapping, or the example.
ledger::Result<reports::NfiMapping> mapping_of(const Arguments& arguments) {
  if (arguments.mapping.empty()) return reports::NfiMapping{reports::nfi_example(), ""};
  const auto toml = read_file(arguments.mapping);
  if (!toml) return toml.errors();
  const auto columns =
      imports::read_column_list(toml.value(), arguments.mapping, reports::nfi_fields());
  if (!columns) return columns.errors();
  reports::NfiMapping mapping{{}, arguments.mapping};
  for (const auto& column : columns.value()) {
    mapping.columns.push_back({column.heading, column.field});
  }
  return mapping;
}

reports::CaseloadBy grouped_by(const std::string& group) {
  if (group == "deployment") return reports::CaseloadBy::deployment;
  if (group == "care-group") return reports::CaseloadBy::care_group;
  return reports::CaseloadBy::both;
}

}  // namespace

Outcome run_caseload(const Arguments& arguments) {
  const auto as_of = arguments.today();
  const auto cases = rows_of_people<reports::Case>(
      arguments, "adding up", [&](store::Reader& reader, const PersonRow& row) {
        return reports::cases_of(
            PersonBooks{reader, row.id, as_of, Knowing::when_approved, Years::unsettled}.view());
      });
  if (!cases) return cases.errors();
  return Finished{reports::caseload(cases.value(), as_of, grouped_by(arguments.group))};
}

Outcome run_quarter_count(const Arguments& arguments) {
  const auto quarter = reports::parse_quarter(arguments.quarter);
  if (!quarter) {
    return refusal(Rule::word_unknown, arguments.quarter,
                   "write --quarter 2025-26-Q1: the financial year and a quarter of it, Q1 being "
                   "April to June");
  }
  const auto as_of = arguments.today();
  const auto people = rows_of_people<reports::Counted>(
      arguments, "counting", [&](store::Reader& reader, const PersonRow& row) {
        std::vector<reports::Counted> made;
        if (auto one = reports::counted_in(reader.history(row.id), *quarter, as_of)) {
          made.push_back(std::move(*one));
        }
        return made;
      });
  if (!people) return people.errors();
  return Finished{reports::quarter_count(people.value(), *quarter, as_of)};
}

Outcome run_nfi_extract(const Arguments& arguments) {
  const auto mapping = mapping_of(arguments);
  if (!mapping) return mapping.errors();
  if (auto nothing = withheld(arguments)) return std::move(*nothing);
  const auto as_of = arguments.today();
  const auto people = rows_of_people<reports::NfiPerson>(
      arguments, "reading", [&](store::Reader& reader, const PersonRow& row) {
        return std::vector<reports::NfiPerson>{reports::nfi_person(reader.history(row.id), as_of)};
      });
  if (!people) return people.errors();
  return Finished{reports::nfi_extract(people.value(), mapping.value(), as_of)};
}

Outcome run_monitoring(const Arguments& arguments) {
  auto opened = open_people(arguments);
  if (!opened) return opened.errors();
  if (auto nothing = withheld(arguments, opened.value())) return std::move(*nothing);
  const auto& people = opened.value();
  return Finished{page_of(*people.readers.front(), people.rows.front(),
                          {*arguments.from, *arguments.to}, reports::monitoring)};
}

Outcome run_retention(const Arguments& arguments) {
  const auto as_of = arguments.today();
  const auto records = rows_of_people<reports::KeptRecords>(
      arguments, "looking at what is kept", [&](store::Reader& reader, const PersonRow& row) {
        const PersonBooks books{reader, row.id, as_of};
        return reports::kept_records(books.view(), reconcile::findings(books.view()));
      });
  if (!records) return records.errors();
  return Finished{reports::retention(records.value(), as_of)};
}

}  // namespace app
