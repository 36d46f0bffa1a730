// A table written in any manner, with a running balance, is proposed right and read back.
#include "import/profile/profile.hpp"
#include "import/source.hpp"

#include <algorithm>
#include <numeric>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

namespace {

using imports::Profile;
using imports::Role;
using ledger::Money;

struct Movement {
  int day = 0;
  std::int64_t pence = 0;
};

/// How a table is written; what is drawn at random.
struct Manner {
  Profile profile;
  bool heading = true;
  bool balance = true;
  bool two_columns = false;
  bool preamble = false;
};

std::string number(std::int64_t pence, const imports::MoneyWritten& written) {
  const auto size = pence < 0 ? -pence : pence;
  auto units = std::to_string(size / 100);
  for (auto at = static_cast<std::ptrdiff_t>(units.size()) - 3; at > 0; at -= 3) {
    if (written.thousands != '\0') units.insert(static_cast<std::size_t>(at), 1, written.thousands);
  }
  const auto places = std::to_string(100 + size % 100).substr(1);
  return (pence < 0 ? "-" : "") + units + written.decimal + places;
}

std::string two(int value) {
  return std::to_string(100 + value).substr(1);
}

std::string day_text(ledger::Date date, const imports::DateWritten& written) {
  auto out = imports::pattern_of(written);
  static const std::array<std::string, 12> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto put = [&](const std::string& what, const std::string& with) {
    const auto at = out.find(what);
    if (at != out.npos) out.replace(at, what.size(), with);
  };
  put("YYYY", std::to_string(date.year()));
  put("YY", two(date.year() % 100));
  put("DD", two(date.day()));
  put("MMM", "#");
  put("MM", two(date.month()));
  put("#", names[static_cast<std::size_t>(date.month() - 1)]);
  return out;
}

std::string cell(const std::string& text, char separator) {
  return text.find(separator) == text.npos ? text : '"' + text + '"';
}

std::string table_of(const Manner& manner, const std::vector<Movement>& movements) {
  const char s = manner.profile.separator;
  std::string out;
  const auto row = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      out += (i > 0 ? std::string(1, s) : "") + cell(cells[i], s);
    }
    out += '\n';
  };
  if (manner.preamble) row({"Statement of a made-up bank", "", ""});
  if (manner.heading) {
    std::vector<std::string> names = {"When", "What for"};
    if (manner.two_columns) names.insert(names.end(), {"Came", "Went"});
    if (!manner.two_columns) names.emplace_back("Moved");
    if (manner.balance) names.emplace_back("Left");
    row(names);
  }
  std::int64_t left = 500'000;
  int count = 0;
  for (const auto& each : movements) {
    left += each.pence;
    const auto& money = manner.profile.money;
    std::vector<std::string> cells = {
        day_text(ledger::Date::of_days(20'000 + each.day), manner.profile.dates),
        "Text " + std::string(1, static_cast<char>('a' + count++ % 26))};
    const bool in = each.pence > 0;
    const bool inverted = manner.profile.sign == imports::Sign::charge_is_positive;
    if (manner.two_columns) {
      cells.push_back(in ? number(each.pence, money) : "");
      cells.push_back(in ? "" : number(-each.pence, money));
    } else {
      cells.push_back(number(inverted ? -each.pence : each.pence, money));
    }
    if (manner.balance) cells.push_back(number(left, money));
    row(cells);
  }
  return out;
}

Manner any_manner() {
  Manner manner;
  manner.profile.separator = *rc::gen::element(',', ';', '\t', '|');
  manner.profile.money =
      *rc::gen::element(imports::MoneyWritten{'.', ','}, imports::MoneyWritten{',', '.'},
                        imports::MoneyWritten{',', ' '}, imports::MoneyWritten{'.', '\''});
  const auto forms = imports::date_forms();
  manner.profile.dates =
      forms[static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(forms.size())))];
  manner.two_columns = *rc::gen::arbitrary<bool>();
  manner.heading = *rc::gen::arbitrary<bool>();
  manner.preamble = manner.heading && *rc::gen::arbitrary<bool>();
  if (!manner.two_columns) {
    manner.profile.sign =
        *rc::gen::element(imports::Sign::in_is_positive, imports::Sign::charge_is_positive);
  }
  return manner;
}

}  // namespace

TEST_CASE("a table written in any manner, with a running balance, is read back line by line") {
  CHECK(rc::check("any manner", [] {
    const auto manner = any_manner();
    const int count = *rc::gen::inRange(3, 30);
    std::vector<Movement> movements;
    int day = *rc::gen::inRange(0, 300);
    for (int i = 0; i < count; ++i) {
      day += *rc::gen::inRange(0, 9);
      const auto pence = *rc::gen::inRange<std::int64_t>(1'01, 300'000);
      // Both ways, and over a day above 12, so that nothing is left to assume.
      movements.push_back({day, i % 3 == 1 ? pence : -pence});
    }
    movements.push_back({day + 20, -12'345});
    movements.push_back({day + 31, 67'890});
    movements.push_back({day + 45, -1'111});
    const auto file = table_of(manner, movements);
    const auto source = imports::read(file, "f.csv", {.propose = true});
    if (!source) RC_FAIL(text(source.error()) + "\n" + file);
    RC_ASSERT(source.value().statements.size() == 1U);
    const auto& lines = source.value().statements.front().lines;
    RC_ASSERT(lines.size() == movements.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      RC_ASSERT(lines[i].amount == Money::of_pence(movements[i].pence));
      RC_ASSERT(lines[i].date == ledger::Date::of_days(20'000 + movements[i].day));
    }
    RC_ASSERT(source.value().statements.front().breaks.empty());
    const auto made = imports::propose_profile(file, "f.csv");
    RC_ASSERT(made.value().sign_proved);
    const auto back = imports::read_profile(imports::profile_text(made.value().profile), "p");
    if (!back) RC_FAIL(text(back.error()));
    RC_ASSERT(back.value() == made.value().profile);
  }));
}
