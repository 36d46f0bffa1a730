// Collects what is wrong with one file, so that a person sees it all at once.
#pragma once

#include "import/encoding.hpp"
#include "ledger/error.hpp"

#include <string>
#include <string_view>

namespace imports {

/// More than this many say nothing new: reading stops, and one more refusal says that it did.
inline constexpr std::size_t most_refusals = 50;

class Refusals {
 public:
  explicit Refusals(const std::string& file) : file_{&file} {}

  /// `found` is quoted and shortened here.
  void add(ledger::Rule rule, Place place, std::string_view found, std::string remedy = {}) {
    is_full_ = errors_.size() >= most_refusals;
    if (is_full_) return;
    errors_.push_back(
        {rule, {*file_, place.line, place.column}, ledger::quoted(found, 160), std::move(remedy)});
  }
  /// What another file was refused for that this one holds: each with its own place.
  void add(ledger::Errors errors) {
    for (auto& error : errors) {
      is_full_ = errors_.size() >= most_refusals;
      if (!is_full_) errors_.push_back(std::move(error));
    }
  }
  const std::string& file() const { return *file_; }
  bool any() const { return !errors_.empty(); }
  /// There is no use in reading on: one refusal more would not be listed.
  bool full() const { return is_full_; }
  /// Those of another look at the same file.
  void add_all(const ledger::Errors& errors) {
    errors_.insert(errors_.end(), errors.begin(), errors.end());
  }
  ledger::Errors take() {
    if (is_full_) errors_.push_back({ledger::Rule::more_refused, {*file_, 0, 0}, {}, {}});
    return std::move(errors_);
  }

 private:
  const std::string* file_;
  ledger::Errors errors_;
  bool is_full_ = false;
};

}  // namespace imports
