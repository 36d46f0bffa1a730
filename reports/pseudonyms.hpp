// Other names for people, budgets, workers, payees and funders, for books that are shown outside.
//
// A name becomes twelve characters of HMAC-SHA-256 (RFC 2104) under a key that is made for one
// export and kept nowhere: the same name has the same pseudonym all through that export, and
// nobody can turn one back or try names against it without the key.
#pragma once

#include <string>
#include <string_view>

namespace reports {

class Pseudonyms {
 public:
  /// `key`: random bytes; or what a seed gives, when the same pseudonyms are wanted again.
  explicit Pseudonyms(std::string_view key);

  std::string person(std::string_view ref) const;
  std::string budget(std::string_view person, std::string_view ref) const;
  /// An account of docs/posting-table.md: what is fixed in its name stays, what is not is replaced.
  std::string account(std::string_view person, std::string_view account) const;

 private:
  std::string name(std::string_view kind, std::string_view scope, std::string_view name) const;
  std::string inner_;  ///< the key as HMAC uses it
  std::string outer_;
};

}  // namespace reports
