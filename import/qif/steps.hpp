// The lines of a QIF file as steps: headers, fields, ends of records, and in which section they
// stand.
//
// Grammar   line   = header / field / "^" / comment (before the first header) / blank
//           header = "!Type:" word / "!Account" / "!Option:" word / "!Clear:" word
//           field  = code text; code = one character
// Ends      LF, CR LF and CR.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace imports::qif {

enum class Section : std::uint8_t {
  none,
  account,      ///< !Account: the names of accounts; the last is the one that follows
  movements,    ///< !Type:Bank, CCard, Cash, Oth A, Oth L
  investments,  ///< !Type:Invst
  list,         ///< categories, classes, securities, memorised entries: nothing that moves
  unknown,
};

struct Step {
  enum class Kind : std::uint8_t { header, option, field, record_end, end };
  Kind kind = Kind::end;
  Section section = Section::none;
  char code = '\0';        ///< of a field
  std::string_view text;   ///< of a field after its code, of a header what it names
  std::size_t offset = 0;  ///< of the line
};

class Steps {
 public:
  explicit Steps(std::string_view text);
  Step next();

 private:
  std::string_view take_line();
  Step header(std::string_view line, std::size_t offset);

  std::string_view text_;
  bool has_lone_cr_;
  std::size_t at_ = 0;
  Section section_ = Section::none;
};

}  // namespace imports::qif
