#include "import/person/person_table.hpp"

#include "import/refusals.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace imports {

using ledger::Date;
using ledger::Error;
using ledger::Money;
using ledger::Quantity;
using ledger::Rule;

namespace {

bool may_stand_in_reference(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/// How many letters must change to make one word of the other.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    auto diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const auto changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row.back();
}

std::string found_in(const TomlNode& node) {
  if (node.written.empty()) return std::string{kind_name(node.kind)};
  return ledger::quoted(node.written);
}

constexpr std::string_view day_remedy = "write the day without quotes, as 2025-04-30";

}  // namespace

void PersonRefusals::add(Rule rule, const TomlNode& at, std::string found, std::string remedy) {
  errors_.push_back(Error{rule, {file_, at.line, at.column}, std::move(found), std::move(remedy)});
}

void PersonRefusals::add_at_key(Rule rule, const TomlMember& member, std::string found,
                                std::string remedy) {
  errors_.push_back(
      Error{rule, {file_, member.line, member.column}, std::move(found), std::move(remedy)});
}

ledger::Errors PersonRefusals::sorted() const {
  auto errors = errors_;
  std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
    return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
  });
  if (errors.size() > most_refusals) {
    const auto more = std::to_string(errors.size() - most_refusals) + " more";
    errors.erase(errors.begin() + most_refusals, errors.end());
    errors.push_back({Rule::more_refused, {file_, 0, 0}, more, ""});
  }
  return errors;
}

TableReader::TableReader(const TomlNode& table, std::string name, PersonRefusals& refusals)
    : table_{table}, name_{std::move(name)}, refusals_{refusals} {}

const TomlNode* TableReader::find(std::string_view key) {
  known_.emplace_back(key);
  const auto* member = table_.member(key);
  return member == nullptr ? nullptr : &member->value;
}

const TomlNode* TableReader::need(std::string_view key) {
  const auto* node = find(key);
  if (node == nullptr) missing(key);
  return node;
}

void TableReader::missing(std::string_view key, std::string remedy) {
  refusals_.add(Rule::key_missing, table_, std::string{key} + " in " + name_, std::move(remedy));
}

const TomlNode* TableReader::find_of(std::string_view key, TomlNode::Kind kind,
                                     std::string_view wanted, const std::string& remedy) {
  const auto* node = find(key);
  if (node == nullptr || node->kind == kind) return node;
  refusals_.add(Rule::key_type, *node,
                std::string{key} + " is " + std::string{kind_name(node->kind)} + ", not " +
                    std::string{wanted} +
                    (node->written.empty() ? "" : ": " + ledger::quoted(node->written)),
                remedy);
  return nullptr;
}

std::optional<std::string> TableReader::text(std::string_view key) {
  const auto* node = find_of(key, TomlNode::Kind::text, "a text", "write it in quotes");
  if (node == nullptr || node->text.empty()) return std::nullopt;
  return node->text;
}

std::string TableReader::needed_text(std::string_view key) {
  const auto* member = table_.member(key);
  auto read = text(key);
  if (read) return *read;
  if (member == nullptr) {
    missing(key);
  } else if (member->value.kind == TomlNode::Kind::text) {
    refusals_.add(Rule::text_missing, member->value, std::string{key} + " in " + name_);
  }
  return "";
}

std::string TableReader::needed_reference(std::string_view key) {
  auto read = needed_text(key);
  const bool sound = std::all_of(read.begin(), read.end(), may_stand_in_reference);
  if (!sound) {
    refusals_.add(Rule::value_out_of_range, table_.member(key)->value, ledger::quoted(read),
                  "a reference has letters, digits, hyphens, dots and underscores only");
  }
  return read;
}

std::optional<std::string> TableReader::word(std::string_view key,
                                             const std::vector<std::string_view>& words) {
  auto read = text(key);
  if (!read || !is_among(key, *read, words)) return std::nullopt;
  return read;
}

std::optional<std::string> TableReader::needed_word(std::string_view key,
                                                    const std::vector<std::string_view>& words) {
  auto read = needed_text(key);
  if (read.empty() || !is_among(key, read, words)) return std::nullopt;
  return read;
}

bool TableReader::is_among(std::string_view key, const std::string& read,
                           const std::vector<std::string_view>& words) {
  if (std::find(words.begin(), words.end(), read) != words.end()) return true;
  refusals_.add(Rule::word_unknown, table_.member(key)->value,
                std::string{key} + " = " + ledger::quoted(read), "use one of: " + listed(words));
  return false;
}

std::optional<Date> TableReader::day(std::string_view key) {
  const auto* node = find_of(key, TomlNode::Kind::day, "a day", std::string{day_remedy});
  if (node == nullptr) return std::nullopt;
  if (node->day) return node->day;
  refusals_.add(Rule::date_impossible, *node, found_in(*node), "use a year from 1900 to 2199");
  return std::nullopt;
}

Date TableReader::needed_day(std::string_view key) {
  if (table_.member(key) == nullptr) {
    find(key);
    missing(key);
    return no_day();
  }
  return day(key).value_or(no_day());
}

std::optional<Money> TableReader::money(std::string_view key, MoneyRange sign) {
  const auto* given = table_.member(key);
  const auto example =
      given == nullptr || given->value.written.empty() ? "12.50" : given->value.written;
  const auto* node = find_of(key, TomlNode::Kind::text, "a text",
                             "write the amount in quotes, as \"" + example + "\"");
  if (node == nullptr || node->text.empty()) return std::nullopt;
  const auto parsed = ledger::parse_money(node->text);
  if (!parsed) {
    const auto& error = parsed.error();
    refusals_.add(error.broken, *node, ledger::quoted(node->text), error.remedy);
    return std::nullopt;
  }
  const auto amount = parsed.value();
  const bool refused = (sign != MoneyRange::any && amount.is_negative()) ||
                       (sign == MoneyRange::positive && amount.is_zero());
  if (!refused) return amount;
  refusals_.add(Rule::value_out_of_range, *node, std::string{key} + " = " + node->text,
                sign == MoneyRange::positive ? "write an amount above nothing"
                                             : "write an amount that is not negative");
  return std::nullopt;
}

Money TableReader::needed_money(std::string_view key, MoneyRange sign) {
  const auto* member = table_.member(key);
  const auto read = money(key, sign);
  if (read) return *read;
  if (member == nullptr) {
    missing(key);
  } else if (member->value.kind == TomlNode::Kind::text && member->value.text.empty()) {
    refusals_.add(Rule::text_missing, member->value, std::string{key} + " in " + name_);
  }
  return Money{};
}

std::optional<Quantity> TableReader::quantity(std::string_view key) {
  const auto* given = table_.member(key);
  const auto example =
      given == nullptr || given->value.written.empty() ? "24" : given->value.written;
  const auto* node = find_of(key, TomlNode::Kind::text, "a text",
                             "write the number in quotes, as \"" + example + "\"");
  if (node == nullptr || node->text.empty()) return std::nullopt;
  const auto parsed = ledger::parse_quantity(node->text);
  if (!parsed) {
    refusals_.add(parsed.error().broken, *node, ledger::quoted(node->text), parsed.error().remedy);
    return std::nullopt;
  }
  if (parsed.value().hundredths > 0) return parsed.value();
  refusals_.add(Rule::value_out_of_range, *node, std::string{key} + " = " + node->text,
                "write a number above nought");
  return std::nullopt;
}

std::optional<bool> TableReader::truth(std::string_view key) {
  const auto* node =
      find_of(key, TomlNode::Kind::truth, "true or false", "write true or false, without quotes");
  if (node == nullptr) return std::nullopt;
  return node->truth;
}

std::optional<std::int64_t> TableReader::whole(std::string_view key, std::int64_t least,
                                               std::int64_t most) {
  const auto* node =
      find_of(key, TomlNode::Kind::whole, "a whole number", "write a whole number without quotes");
  if (node == nullptr) return std::nullopt;
  if (least <= node->whole && node->whole <= most) return node->whole;
  refusals_.add(
      Rule::value_out_of_range, *node, std::string{key} + " = " + std::to_string(node->whole),
      "write a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::vector<std::string> TableReader::texts(std::string_view key) {
  std::vector<std::string> read;
  const auto* node =
      find_of(key, TomlNode::Kind::array, "a list", "write a list, as [\"one\", \"two\"]");
  if (node == nullptr) return read;
  for (const auto& element : node->elements) {
    if (element.kind != TomlNode::Kind::text) {
      refusals_.add(Rule::key_type, element, std::string{key} + " holds " + found_in(element),
                    "write every part of the list in quotes");
    } else if (element.text.empty()) {
      refusals_.add(Rule::text_missing, element, std::string{key} + " in " + name_);
    } else {
      read.push_back(element.text);
    }
  }
  return read;
}

std::vector<Date> TableReader::days(std::string_view key) {
  std::vector<Date> read;
  const auto* node =
      find_of(key, TomlNode::Kind::array, "a list", "write a list of days, as [2025-06-20]");
  if (node == nullptr) return read;
  for (const auto& element : node->elements) {
    if (element.kind != TomlNode::Kind::day) {
      refusals_.add(Rule::key_type, element, std::string{key} + " holds " + found_in(element),
                    std::string{day_remedy});
    } else if (!element.day) {
      refusals_.add(Rule::date_impossible, element, found_in(element),
                    "use a year from 1900 to 2199");
    } else {
      read.push_back(*element.day);
    }
  }
  return read;
}

std::vector<const TomlNode*> TableReader::tables(std::string_view key) {
  std::vector<const TomlNode*> read;
  const auto brackets = "begin each with [[" + std::string{key} + "]]";
  const auto* node = find_of(key, TomlNode::Kind::array, "a list of tables", brackets);
  if (node == nullptr) return read;
  for (const auto& element : node->elements) {
    if (element.kind == TomlNode::Kind::table) {
      read.push_back(&element);
    } else {
      refusals_.add(Rule::key_type, element, std::string{key} + " holds " + found_in(element),
                    brackets);
    }
  }
  return read;
}

void TableReader::refuse_unknown_keys() {
  for (const auto& member : table_.members) {
    if (std::find(known_.begin(), known_.end(), member.key) != known_.end()) continue;
    refusals_.add_at_key(Rule::key_unknown, member, ledger::quoted(member.key) + " in " + name_,
                         unknown_key_remedy(member.key));
  }
}

std::string TableReader::unknown_key_remedy(const std::string& key) const {
  const auto nearest = std::min_element(
      known_.begin(), known_.end(),
      [&](const auto& a, const auto& b) { return distance(key, a) < distance(key, b); });
  if (nearest != known_.end() && distance(key, *nearest) <= 2) {
    return "did you mean " + *nearest + "?";
  }
  std::vector<std::string_view> keys{known_.begin(), known_.end()};
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return name_ + " may hold " + listed(keys);
}

std::string_view kind_name(TomlNode::Kind kind) {
  switch (kind) {
    case TomlNode::Kind::table:
      return "a table";
    case TomlNode::Kind::array:
      return "a list";
    case TomlNode::Kind::text:
      return "a text";
    case TomlNode::Kind::whole:
      return "a whole number";
    case TomlNode::Kind::truth:
      return "true or false";
    case TomlNode::Kind::day:
      return "a day";
    case TomlNode::Kind::other:
      return "a number or time";
  }
  return "";
}

Date no_day() {
  return Date::of_days(0);
}

std::string listed(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace imports
