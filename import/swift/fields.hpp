// The fields of SWIFT messages (MT940, MT942), one after the other.
//
// Grammar   field = ":" tag ":" content; tag = 2 digits and perhaps a letter, or NS, at the
//           beginning of a line. Content runs to the next tag, so that a line of text may begin
//           with a colon. "-" or "-}" at the beginning of a line ends a message. What stands before
//           its first field (envelope {1:…}{2:…}{4:, header lines of the bank) is no field.
#pragma once

#include <cstddef>
#include <string_view>

namespace imports {

struct SwiftField {
  std::string_view tag;      ///< "61", "60F", "NS"
  std::string_view content;  ///< with the line ends inside it, without the last one
  int line = 0;
};

/// The tag at the beginning of a line (":61:…" gives "61"); empty when there is none.
std::string_view swift_tag(std::string_view line);

class SwiftFields {
 public:
  explicit SwiftFields(std::string_view text);

  /// False at the end of the text.
  bool next(SwiftField& field);
  /// A message has ended since the last field but one: between the last two, or after the last.
  bool message_ended() const { return ended_; }

 private:
  std::string_view line_at(std::size_t at) const;
  void go_past_line();
  bool skip_to_field();
  void look_at_line();
  bool ends_message(std::string_view line, std::string_view tag) const;
  bool text_goes_on_after(std::size_t at) const;

  std::string_view text_;
  char line_end_;
  std::size_t at_ = 0;
  std::string_view here_;  ///< the line at at_, looked for once
  std::string_view tag_;   ///< with which it begins
  int line_ = 1;
  bool ended_ = false;
  bool closed_ = false;  ///< the message has had its closing balance
};

}  // namespace imports
