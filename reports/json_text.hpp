// JSON documents, written key by key in the order of docs/json.md.
//
// Written rather than built: amounts, dates and shares go into the text as they are, so that no
// floating point comes near them, and a document of a million lines is one string.
#pragma once

#include "ledger/date.hpp"
#include "ledger/money.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reports {

/// Finished JSON: an object, an array, a string, null.
struct Json {
  std::string text = "null";
};
Json json_string(std::string_view text);

class JsonObject {
 public:
  JsonObject& text(std::string_view key, std::string_view value);
  JsonObject& money(std::string_view key, ledger::Money amount);
  JsonObject& money(std::string_view key, const std::optional<ledger::Money>& amount);
  JsonObject& date(std::string_view key, const std::optional<ledger::Date>& date);
  JsonObject& number(std::string_view key, std::int64_t value);
  /// A number from thousandths: 975 is 0.975, 1000 is 1.
  JsonObject& thousandths(std::string_view key, int value);
  JsonObject& flag(std::string_view key, bool value);
  JsonObject& put(std::string_view key, const Json& value);
  Json done() const { return {"{" + inside_ + "}"}; }

 private:
  JsonObject& raw(std::string_view key, std::string_view json);
  std::string inside_;
};

class JsonArray {
 public:
  JsonArray& add(const Json& value);
  Json done() const { return {"[" + inside_ + "]"}; }

 private:
  std::string inside_;
};

/// One Json of each member of a range.
template <class Range, class Write>
Json json_array(const Range& range, Write write) {
  JsonArray array;
  for (const auto& member : range) array.add(write(member));
  return array.done();
}

}  // namespace reports
