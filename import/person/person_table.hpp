// Reads one table of a person file, key by key: types, required keys, and whatever is left over.
//
// Every wrong value is noted with its place and reading goes on, so that one run shows all that is
// wrong with a file. What is given back in place of a wrong value is thrown away with the file.
#pragma once

#include "import/person/person_toml.hpp"
#include "ledger/date.hpp"
#include "ledger/error.hpp"
#include "ledger/money.hpp"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

/// The refusals of one file.
class PersonRefusals {
 public:
  explicit PersonRefusals(std::string file) : file_{std::move(file)} {}
  void add(ledger::Rule rule, const TomlNode& at, std::string found, std::string remedy = "");
  void add_at_key(ledger::Rule rule, const TomlMember& member, std::string found,
                  std::string remedy = "");
  std::size_t size() const { return errors_.size(); }
  /// By place; of a great many the first, and one that says how many more there are.
  ledger::Errors sorted() const;

 private:
  std::string file_;
  ledger::Errors errors_;
};

/// Which amounts a key may have.
enum class MoneyRange { any, not_negative, positive };

/// `name` is how people see the table: "[person]", "[[account]]".
class TableReader {
 public:
  TableReader(const TomlNode& table, std::string name, PersonRefusals& refusals);

  /// The node of a key, marking the key as known; nothing when absent.
  const TomlNode* find(std::string_view key);
  /// The same of a key that must be there.
  const TomlNode* need(std::string_view key);

  /// An empty text stands for an absent one.
  std::optional<std::string> text(std::string_view key);
  std::string needed_text(std::string_view key);
  /// A reference that may be part of a key: letters, digits, '.', '_' and '-'.
  std::string needed_reference(std::string_view key);
  std::optional<std::string> word(std::string_view key, const std::vector<std::string_view>& words);
  std::optional<std::string> needed_word(std::string_view key,
                                         const std::vector<std::string_view>& words);
  std::optional<ledger::Date> day(std::string_view key);
  ledger::Date needed_day(std::string_view key);
  std::optional<ledger::Money> money(std::string_view key, MoneyRange sign);
  ledger::Money needed_money(std::string_view key, MoneyRange sign);
  std::optional<ledger::Quantity> quantity(std::string_view key);
  std::optional<bool> truth(std::string_view key);
  std::optional<std::int64_t> whole(std::string_view key, std::int64_t least, std::int64_t most);
  std::vector<std::string> texts(std::string_view key);
  std::vector<ledger::Date> days(std::string_view key);
  /// The tables of an array; nothing when absent.
  std::vector<const TomlNode*> tables(std::string_view key);

  /// An enumeration with its own reading: `words` is shown to whoever wrote another word.
  template <class Value>
  std::optional<Value> one_of(std::string_view key, std::optional<Value> (*parse)(std::string_view),
                              const std::vector<std::string_view>& words) {
    const auto written = word(key, words);
    return written ? parse(*written) : std::nullopt;
  }
  template <class Value>
  std::optional<Value> needed_one_of(std::string_view key,
                                     std::optional<Value> (*parse)(std::string_view),
                                     const std::vector<std::string_view>& words) {
    const auto written = needed_word(key, words);
    return written ? parse(*written) : std::nullopt;
  }

  void missing(std::string_view key, std::string remedy = "");
  /// Refuses every key that nobody asked for. Call last.
  void refuse_unknown_keys();

  const TomlNode& node() const { return table_; }
  PersonRefusals& refusals() { return refusals_; }
  const std::string& name() const { return name_; }

 private:
  const TomlNode* find_of(std::string_view key, TomlNode::Kind kind, std::string_view kind_name,
                          const std::string& remedy);
  bool is_among(std::string_view key, const std::string& read,
                const std::vector<std::string_view>& words);
  std::string unknown_key_remedy(const std::string& key) const;

  const TomlNode& table_;
  std::string name_;
  PersonRefusals& refusals_;
  std::vector<std::string> known_;
};

/// What a value is, with an article: "a whole number", "a list".
std::string_view kind_name(TomlNode::Kind kind);

/// Stands in for a day that could not be read; never leaves a refused file.
ledger::Date no_day();

/// "a, b or c"
std::string listed(const std::vector<std::string_view>& words);

}  // namespace imports
