// A person's version as the book keeps it: what is agreed (public), and the personal details apart,
// so that they can be erased and the rest still stands.
//
// Form      JSON arrays whose places have meaning, shortest to read at every reconciliation; the
//           first value of each is its form, 1. Money is pence, a date days since 1970-01-01,
//           a choice its number (version_form.hpp), null what is not said.
// Errors    reading what is no such text is a Damaged.
#pragma once

#include "ledger/person.hpp"

#include <string>
#include <string_view>

namespace store {

struct EncodedVersion {
  std::string agreed;
  std::string details;
};

EncodedVersion encode(const ledger::PersonVersion& version);
/// Where details are erased (empty), people and workers are called by their refs; other places are
/// empty.
ledger::PersonVersion decode(std::string_view agreed, std::string_view details);

}  // namespace store
