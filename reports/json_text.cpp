#include "reports/json_text.hpp"

#include "ledger/ensure.hpp"
#include "reports/text_width.hpp"

#include <array>

namespace reports {
namespace {

void append_escaped(std::string& json, char character) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (character) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(character);
  if (code >= 0x20 && code != 0x7F) {
    json += character;
    return;
  }
  json += "\\u00";
  json += digits[code >> 4];
  json += digits[code & 0xF];
}

}  // namespace

Json json_string(std::string_view text) {
  std::string json = "\"";
  for (const char character : valid_utf8(text)) append_escaped(json, character);
  return {json + "\""};
}

JsonObject& JsonObject::raw(std::string_view key, std::string_view json) {
  if (!inside_.empty()) inside_ += ',';
  inside_ += json_string(key).text;
  inside_ += ':';
  inside_ += json;
  return *this;
}

JsonObject& JsonObject::text(std::string_view key, std::string_view value) {
  return raw(key, json_string(value).text);
}

JsonObject& JsonObject::money(std::string_view key, ledger::Money amount) {
  return text(key, ledger::text(amount));
}

JsonObject& JsonObject::money(std::string_view key, const std::optional<ledger::Money>& amount) {
  return amount ? money(key, *amount) : raw(key, "null");
}

JsonObject& JsonObject::date(std::string_view key, const std::optional<ledger::Date>& date) {
  return date ? text(key, ledger::text(*date)) : raw(key, "null");
}

JsonObject& JsonObject::number(std::string_view key, std::int64_t value) {
  return raw(key, std::to_string(value));
}

JsonObject& JsonObject::thousandths(std::string_view key, int value) {
  ledger::ensure(value >= 0 && value <= 1000, "a share lies between nothing and the whole");
  std::string digits = std::to_string(1000 + value % 1000).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return raw(key, std::to_string(value / 1000) + (digits.empty() ? "" : "." + digits));
}

JsonObject& JsonObject::flag(std::string_view key, bool value) {
  return raw(key, value ? "true" : "false");
}

JsonObject& JsonObject::put(std::string_view key, const Json& value) {
  return raw(key, value.text);
}

JsonArray& JsonArray::add(const Json& value) {
  if (!inside_.empty()) inside_ += ',';
  inside_ += value.text;
  return *this;
}

}  // namespace reports
