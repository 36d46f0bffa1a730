// The extract for the National Fraud Initiative: who receives a direct payment now, one row each,
// in the columns that a mapping names.
//
// The specification of the columns is not in the sources of this program, so that they are data.
// What is known: direct payments only, recipients over 18, current ones, one record each, headings
// in the first row (docs/reports.md).
#pragma once

#include "ledger/date.hpp"
#include "ledger/person.hpp"
#include "reports/answer.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reports {

struct NfiColumn {
  std::string heading;  ///< as the form wants it
  std::string field;    ///< one of nfi_fields()
};

/// What a column may hold, by name.
const std::vector<std::string_view>& nfi_fields();
/// An example to begin from; nobody's specification.
const std::vector<NfiColumn>& nfi_example();

/// A person of the book, as the extract sees them.
struct NfiPerson {
  enum class Place { listed, no_current_direct_payment, child_care_group };
  Place place = Place::no_current_direct_payment;
  std::string ref;
  std::string care_group;
  std::map<std::string, Cell, std::less<>> fields;  ///< of a listed one: every field
};
NfiPerson nfi_person(const ledger::PersonHistory& history, ledger::Date as_of);

struct NfiMapping {
  std::vector<NfiColumn> columns;
  std::string file;  ///< empty: the example
};
/// dpledger.nfi-extract/1
Answer nfi_extract(const std::vector<NfiPerson>& people, const NfiMapping& mapping,
                   ledger::Date as_of);

}  // namespace reports
