#include "app/clock.hpp"

#include "ledger/ensure.hpp"

#include <chrono>

namespace app {

std::time_t now() {
  return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
}

ledger::Date today_by_the_clock() {
  const auto moment = now();
  std::tm parts{};
  localtime_r(&moment, &parts);
  const auto date = ledger::Date::of(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  ledger::ensure(date.has_value(), "the clock shows a year from 1900 to 2199");
  return *date;
}

std::string now_text() {
  const auto moment = now();
  std::tm parts{};
  gmtime_r(&moment, &parts);
  char text[32];
  const auto length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

}  // namespace app
