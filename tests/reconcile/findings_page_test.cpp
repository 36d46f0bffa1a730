// docs/findings.md is written from the table of checks, its guide and the tables of parameters, and
// must be what they say now. DPLEDGER_APPROVE=1 writes it anew.
#include "ledger/embedded.hpp"
#include "ledger/parameters.hpp"
#include "reconcile/check_guide.hpp"
#include "reconcile/view.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>

namespace {

constexpr std::string_view beginning = R"(# Findings

What `dpledger findings` may say: each code, when it is raised and when it closes, what it rests on, what it goes by, and what is
missing where it *cannot be tested*. Written from the table of checks by `tests/reconcile/findings_page_test.cpp`
(`DPLEDGER_APPROVE=1` writes it anew); nobody edits it by hand.

## What holds for all of them

- Findings are worked out from the books whenever they are asked for and stored nowhere. When the cause is gone, so is the finding.
- One line raises one code, the most specific. One payment that is due raises one finding.
- Nothing is missing or overdue before its grace has passed on the day of `--as-of`.
- An item that a **waiting suggestion** names is not raised as missing, unpaid, overdue or underpaid: the suggestion is the question, and
  `review` and `matches` ask it. Once it is answered, what is left is raised.
- A cannot-test is no accusation: it is of low severity, says what is missing, and becomes a finding or nothing when that comes.
- `waive FINDING --reason TEXT` sets one aside. It stays in the list, marked, with who, when and why. The waiver is for what was seen: when
  the amount has grown by more than `waiver-growth-percent` since, or what could not be tested has been tested, the finding is open again
  and says so; `waive` again when that is right too. An amount that shrinks stays waived. A finding that closed and comes back for
  the same thing is still waived.

## Parameters of one's own

`--parameters FILE` (or `DPLEDGER_PARAMETERS`) lays a file over the program's own tables, for every command that matches or judges. Use the
same file for all of them, or the books change back. The answer names the file and its SHA-256. What the file does not name stays.

```csv
name,from,value,source
invoice-grace-days,,45,local policy of 2025
surplus-low-below,2025-04-01,500.00,local policy of 2025
```

A value holds from its day (empty: always) until the next of its name. An empty value is *unknown*, possible only where the
program's own are dated. A file headed `list,word,source` adds words, one headed `holiday,name` bank holidays. A name that is not
known, a day or a value that is not understood: the file is refused with the place.
)";

std::vector<std::string> cells_of(const std::string& row) {
  std::vector<std::string> cells(1);
  bool inside = false;
  for (const char c : row) {
    if (c == '"') inside = !inside;
    if (c == ',' && !inside) cells.emplace_back();
    if (c != '"' && (c != ',' || inside)) cells.back() += c;
  }
  return cells;
}

/// Name, then day ("" always) and value, as the tables stand.
std::map<std::string, std::map<std::string, std::string>> dated_values() {
  std::map<std::string, std::map<std::string, std::string>> values;
  for (const auto& file : embed::parameter_files()) {
    std::istringstream rows{std::string{file.bytes}};
    std::string heading;
    for (std::string row; std::getline(rows, row);) {
      if (row.empty() || row.front() == '#') continue;
      const auto cells = cells_of(row);
      if (heading.empty()) {
        heading = cells.front();
      } else if (heading == "name") {
        values[cells[0]][cells[1]] = cells[2];
      }
    }
  }
  return values;
}

/// "14", or the newest dated values, latest first.
std::string shown(const std::map<std::string, std::string>& dated) {
  if (dated.size() == 1 && dated.begin()->first.empty()) return dated.begin()->second;
  std::string out;
  int left = 3;
  for (auto at = dated.rbegin(); at != dated.rend() && left > 0; ++at, --left) {
    if (!out.empty()) out += ", ";
    out += (at->second.empty() ? "unknown" : at->second) +
           (at->first.empty() ? " always" : " from " + at->first);
  }
  return dated.size() > 3 ? out + ", … back to " + dated.begin()->first : out;
}

std::string parameters_of(const reconcile::CheckGuide& guide) {
  static const auto values = dated_values();
  std::string out;
  for (const auto name : guide.parameters) {
    const auto found = values.find(std::string{name});
    out += "- `" + std::string{name} + "`: ";
    if (found != values.end()) {
      out += shown(found->second);
    } else if (name == "holiday") {
      out += "bank holidays of England and Wales, `bank_holidays.csv`";
    } else {
      out += "a list of words";
    }
    out += "\n";
  }
  return out;
}

const reconcile::Check* check_of(std::string_view code) {
  const auto found = std::ranges::find(reconcile::checks(), code, &reconcile::Check::code);
  return found == reconcile::checks().end() ? nullptr : &*found;
}

std::string page() {
  std::string out{beginning};
  out += "\n## The codes\n";
  for (const auto& guide : reconcile::check_guides()) {
    const auto* check = check_of(guide.code);
    if (check == nullptr) continue;
    out += "\n### `" + std::string{guide.code} + "`\n\n" + std::string{guide.when} + "\n\n";
    out += "*" + std::string{ledger::text(check->severity)} + "* · " + std::string{check->source} +
           "\n";
    if (!guide.untested.empty()) {
      out += "\nCannot be tested when: " + std::string{guide.untested} + "\n";
    }
    if (!guide.parameters.empty()) out += "\n" + parameters_of(guide);
  }
  return out;
}

const std::string file = std::string{DPLEDGER_FIXTURES} + "/../docs/findings.md";

}  // namespace

TEST_CASE("every check has a guide, and every guide a check", "[checks][docs]") {
  std::set<std::string_view> guided;
  for (const auto& guide : reconcile::check_guides()) {
    CAPTURE(guide.code);
    CHECK(guided.insert(guide.code).second);
    CHECK(guide.when.ends_with('.'));
    CHECK((check_of(guide.code) != nullptr || guide.code == "late-line"));
  }
  for (const auto& check : reconcile::checks()) {
    CAPTURE(check.code);
    CHECK(guided.contains(check.code));
  }
}

TEST_CASE("every parameter that a guide names is in the tables", "[checks][docs]") {
  const auto values = dated_values();
  const auto& parameters = ledger::Parameters::built_in();
  for (const auto& guide : reconcile::check_guides()) {
    for (const auto name : guide.parameters) {
      CAPTURE(guide.code, name);
      const bool dated = values.contains(std::string{name}) || name == "holiday";
      CHECK((dated || !parameters.words(name).empty()));
    }
  }
}

TEST_CASE("docs/findings.md says what the table of checks says", "[checks][docs]") {
  const auto made = page();
  if (std::getenv("DPLEDGER_APPROVE") != nullptr) std::ofstream{file} << made;
  std::ifstream in{file};
  const std::string stands{std::istreambuf_iterator<char>{in}, {}};
  CHECK(stands == made);
}
