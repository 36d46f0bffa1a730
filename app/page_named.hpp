// What a page that the program wrote says of itself: whose it is, of which days, whether a draft.
#pragma once

#include <string>

namespace app {

struct PageNamed {
  std::string person;  ///< empty where it is about nobody alone, or does not say
  std::string days;    ///< of a statement of account; else empty
  std::string draft;   ///< why it is one: "its days were not approved"; empty: it is none
  /// Two that are no statements are the same in this.
  bool same_statement(const PageNamed& other) const {
    return days == other.days && (days.empty() || person == other.person);
  }
};

/// Of a page in any format, text to XLSX; nothing of what is no page of ours. Days are written as
/// the format writes them, so only pages of one format are compared.
PageNamed page_named(const std::string& bytes);

}  // namespace app
