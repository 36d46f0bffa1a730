// TOML as a plain tree with the place of every key and value, so that refusals can point at them.
//
// person_toml.cpp is the one home of toml++: it is heavy, and nobody else needs to see it.
#pragma once

#include "ledger/date.hpp"
#include "ledger/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

struct TomlMember;

/// One value. Lines and columns count from 1, columns in characters.
struct TomlNode {
  enum class Kind { table, array, text, whole, truth, day, other };
  Kind kind = Kind::other;
  int line = 1;
  int column = 1;
  std::string written;  ///< a scalar as it stands in the file, quotes included
  std::string text;     ///< of a text, its quotes and escapes resolved
  std::int64_t whole = 0;
  bool truth = false;
  std::optional<ledger::Date> day;  ///< nothing: a day outside the years that a Date holds
  std::vector<TomlMember> members;  ///< of a table, as they stand in the file
  std::vector<TomlNode> elements;   ///< of an array

  const TomlMember* member(std::string_view key) const;
};

struct TomlMember {
  std::string key;
  int line = 1;  ///< of the key
  int column = 1;
  TomlNode value;
};

/// The whole file as a table, or the first place at which it is no TOML.
ledger::Result<TomlNode> read_toml(std::string_view bytes, const std::string& file);

}  // namespace imports
