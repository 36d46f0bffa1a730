// The records of a Bacs Standard 18 file, one after another, with or without line ends.
#pragma once

#include "import/encoding.hpp"
#include "import/refusals.hpp"

#include <cstddef>
#include <string_view>

namespace imports {

inline constexpr std::size_t bacs_label_width = 80;
inline constexpr std::size_t bacs_day_width = 100;   ///< of a record of a single day
inline constexpr std::size_t bacs_days_width = 106;  ///< of a record with its own day

/// VOL1, HDR1, HDR2, UHL1, EOF1, EOF2, UTL1.
bool is_bacs_label(std::string_view record);
bool is_bacs_trailer(std::string_view record);
/// The shape of a data record as far as its amount.
bool is_bacs_record(std::string_view record);

class BacsRecords {
 public:
  explicit BacsRecords(std::string_view text);

  /// The next label or record; false at the end. A record may be shorter than it should be.
  bool next();
  std::string_view record() const { return record_; }
  Place place(std::size_t column = 0) const;

 private:
  std::string_view take(std::size_t width);
  std::string_view take_line();
  std::size_t width_of_run_on() const;

  std::string_view rest_;
  std::string_view record_;
  bool runs_on_ = false;
  std::size_t width_ = bacs_day_width;  ///< of data records that run on
  std::size_t column_ = 0;              ///< of the record, in a text without line ends
  int line_ = 0;
};

}  // namespace imports
