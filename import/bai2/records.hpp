// The records of a BAI2 or BTRS file, each with its continuations (88) joined to it.
//
// Grammar   record = 2 digits "," field *("," field) ["/"]. The "/" that ends a record may be left
//           out after text. 88 goes on with the record before it: after a "/" with the next field,
//           without one in the middle of a field. A line that begins with no record goes on with
//           the record before it, which then must have had no "/". Several records may stand on one
//           line: after a "/", what is whole enough to be a record is one.
// Memory    a record looks into the text; only one that goes on is copied, into a buffer that the
//           next one uses again.
#pragma once

#include "import/refusals.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace imports {

struct BaiRecord {
  int code = 0;              ///< 1, 2, 3, 16, 49, 98, 99
  std::string_view fields;   ///< after the code and its comma; holds until the next one is read
  int line = 0;              ///< where it begins
  std::size_t physical = 1;  ///< how many records it is, its continuations counted
};

/// Parts a record that went on at the end of a field.
inline constexpr char bai_field_end = '\x1E';

class BaiRecords {
 public:
  explicit BaiRecords(std::string_view text);

  /// False at the end of the text, or when what follows is no record (then it is refused).
  bool next(BaiRecord& record, Refusals& refusals);

 private:
  /// A record as it stands on its line, or a line that begins with none (code 0).
  struct Piece {
    int code = 0;
    std::string_view text;  ///< with its code
    int line = 0;
    bool ended = false;  ///< with a "/"
  };
  bool next_piece(Piece& piece);
  void join(const Piece& piece, bool after_end);

  std::string_view text_;
  char line_end_;
  std::string_view line_;  ///< what is left of the line that is read
  std::size_t at_ = 0;
  int line_number_ = 0;
  Piece ahead_;
  bool has_ahead_ = false;
  std::string joined_;
};

/// The fields of one record, one after the other.
class BaiFields {
 public:
  explicit BaiFields(std::string_view fields) : rest_{fields} {}
  /// Trimmed; empty past the end.
  std::string_view next();
  /// Everything that is left: the text of a movement.
  std::string_view rest() const { return rest_; }
  bool done() const { return done_; }

 private:
  std::string_view rest_;
  bool done_ = false;
};

}  // namespace imports
