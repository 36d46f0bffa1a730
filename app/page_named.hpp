// What a page that the program wrote says of itself: whose it is, of which days, whether a draft.
#pragma once

#include <string>

namespace app {

struct PageNamed {
  std::string person, days;  ///< of a statement of account; else empty
  bool draft = false;
  bool same_statement(const PageNamed& other) const {
    return person == other.person && days == other.days;
  }
};

/// Of a page in any format, text to XLSX; nothing of what is no page of ours. Days are written as
/// the format writes them, so only pages of one format are compared.
PageNamed page_named(const std::string& bytes);

}  // namespace app
