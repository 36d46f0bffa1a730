#include "import/payroll/bacs18_records.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

constexpr auto leading = std::to_array<std::string_view>({"VOL1", "HDR1", "HDR2", "UHL1"});
constexpr auto trailing = std::to_array<std::string_view>({"EOF1", "EOF2", "UTL1"});

bool is_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool begins_with_one_of(std::string_view record, std::span<const std::string_view> names) {
  return std::ranges::any_of(names, [&](auto name) { return record.starts_with(name); });
}

}  // namespace

bool is_bacs_label(std::string_view record) {
  return begins_with_one_of(record, leading) || is_bacs_trailer(record);
}

bool is_bacs_trailer(std::string_view record) {
  return begins_with_one_of(record, trailing);
}

bool is_bacs_record(std::string_view record) {
  constexpr std::size_t to_amount = 46;
  if (record.size() < to_amount) return false;
  const auto is_code = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
  return is_digits(record.substr(0, 14)) && is_code(record[15]) && is_code(record[16]) &&
         is_digits(record.substr(17, 14)) && is_digits(record.substr(35, 11));
}

BacsRecords::BacsRecords(std::string_view text) : rest_{text} {
  const auto end = text.find_first_of("\r\n");
  const auto first = text.substr(0, end);
  // A last line end does not make lines of records that run on.
  const bool is_one_line =
      text.find_first_not_of("\r\n \x1A", std::min(end, text.size())) == text.npos;
  runs_on_ = is_one_line && first.size() > bacs_days_width;
  if (!runs_on_) return;
  rest_ = first;
  width_ = width_of_run_on();
}

/// The width by which every record has the shape of one; else that of a single day.
std::size_t BacsRecords::width_of_run_on() const {
  for (const auto width : {bacs_day_width, bacs_days_width}) {
    auto rest = rest_;
    while (!rest.empty()) {
      const bool label = is_bacs_label(rest);
      if (!label && (rest.size() < width || !is_bacs_record(rest))) break;
      rest.remove_prefix(std::min(rest.size(), label ? bacs_label_width : width));
      if (rest.find_first_not_of(' ') == rest.npos) return width;
    }
  }
  return bacs_day_width;
}

bool BacsRecords::next() {
  while (!rest_.empty()) {
    record_ = runs_on_ ? take(is_bacs_label(rest_) ? bacs_label_width : width_) : take_line();
    if (record_.find_first_not_of(" \x1A") != record_.npos) return true;
  }
  record_ = {};
  return false;
}

std::string_view BacsRecords::take(std::size_t width) {
  column_ += record_.size();
  line_ = 1;
  const auto record = rest_.substr(0, width);
  rest_.remove_prefix(record.size());
  return record;
}

std::string_view BacsRecords::take_line() {
  const auto end = std::min(rest_.find_first_of("\r\n"), rest_.size());
  const auto line = rest_.substr(0, end);
  const bool two = rest_.substr(end).starts_with("\r\n");
  rest_.remove_prefix(std::min(rest_.size(), end + (two ? 2 : 1)));
  ++line_;
  return line;
}

Place BacsRecords::place(std::size_t column) const {
  return {line_, static_cast<int>(column_ + column) + 1};
}

}  // namespace imports
