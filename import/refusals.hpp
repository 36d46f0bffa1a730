// Collects what is wrong with one file, so that a person sees it all at once.
#pragma once

#include "import/encoding.hpp"
#include "ledger/error.hpp"

#include <string>
#include <string_view>

namespace imports {

/// More than this many say nothing new: reading stops.
inline constexpr std::size_t most_refusals = 50;

class Refusals {
 public:
  explicit Refusals(const std::string& file) : file_{&file} {}

  /// `found` is quoted and shortened here.
  void add(ledger::Rule rule, Place place, std::string_view found, std::string remedy = {}) {
    if (full()) return;
    errors_.push_back(
        {rule, {*file_, place.line, place.column}, ledger::quoted(found, 160), std::move(remedy)});
  }
  bool any() const { return !errors_.empty(); }
  bool full() const { return errors_.size() >= most_refusals; }
  ledger::Errors take() { return std::move(errors_); }

 private:
  const std::string* file_;
  ledger::Errors errors_;
};

}  // namespace imports
