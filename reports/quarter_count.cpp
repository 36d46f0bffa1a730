#include "reports/quarter_count.hpp"

#include "ledger/ensure.hpp"
#include "reports/budget_state.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace reports {
namespace {

using ledger::Date;
using ledger::Deployment;

std::optional<int> number_in(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// People in the two measures.
struct Heads {
  std::int64_t in_year = 0;
  std::int64_t active = 0;
};

/// The count of one breakdown, in the order in which its groups are shown.
struct Breakdown {
  std::string name;  ///< "deployment"
  std::vector<std::pair<std::string, Heads>> groups;
};

Heads heads_of(const std::vector<Counted>& people) {
  Heads heads;
  heads.in_year = std::ssize(people);
  heads.active =
      std::ranges::count_if(people, [](const Counted& one) { return !one.active.empty(); });
  return heads;
}

Breakdown by_deployment(const std::vector<Counted>& people) {
  Breakdown breakdown{"deployment", {}};
  for (const auto kind :
       {Deployment::notional, Deployment::third_party, Deployment::direct_payment}) {
    Heads heads;
    for (const Counted& one : people) {
      if (one.in_year.contains(kind)) ++heads.in_year;
      if (one.active.contains(kind)) ++heads.active;
    }
    breakdown.groups.emplace_back(ledger::text(kind), heads);
  }
  return breakdown;
}

Breakdown by_care_group(const std::vector<Counted>& people, const Heads& all) {
  std::map<std::string, Heads> groups;
  Heads together;
  for (const Counted& one : people) {
    auto& heads = groups[one.care_group];
    ++heads.in_year;
    if (!one.active.empty()) ++heads.active;
  }
  for (const auto& [name, heads] : groups) {
    together.in_year += heads.in_year;
    together.active += heads.active;
  }
  ledger::ensure(together.in_year == all.in_year && together.active == all.active,
                 "the care groups of a count come to the whole");
  return {"care group", {groups.begin(), groups.end()}};
}

/// The person file has no date of birth of the person: nobody is guessed to be a child or an adult.
Breakdown by_age(const Heads& all) {
  return {"age", {{"adults", {}}, {"children", {}}, {"not known", all}}};
}

Table table_of(const std::vector<Breakdown>& breakdowns, const Heads& all) {
  Table table;
  table.title = "People";
  table.columns = {{"By", "breakdown"},
                   {"Group", "group"},
                   {"Year to date", "year_to_date"},
                   {"Active at the end", "active"}};
  table.rows.push_back({std::string{"all"}, std::string{"all"}, all.in_year, all.active});
  for (const Breakdown& breakdown : breakdowns) {
    for (const auto& [group, heads] : breakdown.groups) {
      const bool unknown = breakdown.name == "age" && group != "not known";
      table.rows.push_back({breakdown.name, group,
                            unknown ? Cell{std::string{"cannot be told"}} : Cell{heads.in_year},
                            unknown ? Cell{std::string{"cannot be told"}} : Cell{heads.active}});
    }
  }
  return table;
}

std::string kinds_text(const std::set<Deployment>& kinds) {
  std::string joined;
  for (const auto kind : kinds) joined += (joined.empty() ? "" : " ") + std::string{text(kind)};
  return joined;
}

/// Who was counted, so that every figure can be followed; for CSV's sake and a workbook's.
Table people_table(const std::vector<Counted>& people) {
  Table table;
  table.title = "Who was counted";
  table.for_people = false;
  table.columns = {{"Person", "person"},
                   {"Care group", "care_group"},
                   {"Year to date", "year_to_date"},
                   {"Active at the end", "active"}};
  for (const Counted& one : people) {
    table.rows.push_back(
        {one.person, one.care_group, kinds_text(one.in_year), kinds_text(one.active)});
  }
  return table;
}

std::vector<std::string> notes_of(const std::vector<Counted>& people, Quarter quarter, Date as_of) {
  std::vector<std::string> notes{
      "A person with budgets of several kinds of holding is counted in each of them and once in "
      "all.",
      "Year to date: had an agreed budget on some day from " +
          ledger::pretty(quarter.year_to_date().first) +
          " on. Active at the end: has one on the last day, unless all its money comes in single "
          "payments.",
      "Adults and children cannot be told apart: the book has no date of birth of the person. The "
      "care group is what the person file says and nothing is concluded from it."};
  const auto left_out =
      std::ranges::count_if(people, [](const Counted& one) { return one.one_off_at_end; });
  if (left_out > 0) {
    notes.push_back(counted(left_out, "person") +
                    " with only single payments on the last day: in the year to date, not active.");
  }
  if (as_of < quarter.days().last) {
    notes.push_back("The quarter is not over: active counts " + ledger::pretty(as_of) + ".");
  }
  return notes;
}

Json people_json(const std::vector<Counted>& people) {
  const auto kinds = [](const std::set<Deployment>& all) {
    return json_array(all, [](Deployment kind) { return json_string(ledger::text(kind)); });
  };
  return json_array(people, [&](const Counted& one) {
    return JsonObject{}
        .text("person", one.person)
        .text("care_group", one.care_group)
        .put("year_to_date", kinds(one.in_year))
        .put("active", kinds(one.active))
        .done();
  });
}

Json breakdown_json(const Breakdown& breakdown) {
  const bool ages = breakdown.name == "age";
  return json_array(breakdown.groups, [&](const auto& named) {
    JsonObject object;
    object.text("group", named.first);
    if (ages && named.first != "not known") {
      return object.put("year_to_date", {}).put("active", {}).done();
    }
    return object.number("year_to_date", named.second.in_year)
        .number("active", named.second.active)
        .done();
  });
}

}  // namespace

ledger::Period Quarter::days() const {
  const auto first = ledger::plus_months(*Date::of(start_year, 4, 1), (number - 1) * 3);
  return {first, ledger::plus_days(ledger::plus_months(first, 3), -1)};
}

ledger::Period Quarter::year_to_date() const {
  return {*Date::of(start_year, 4, 1), days().last};
}

std::optional<Quarter> parse_quarter(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text.substr(7, 2) != "-Q") return std::nullopt;
  const auto year = number_in(text.substr(0, 4));
  const auto next = number_in(text.substr(5, 2));
  const auto number = number_in(text.substr(9));
  if (!year || !next || !number || *number < 1 || *number > 4) return std::nullopt;
  if (*year < 1900 || *year > 2198 || (*year + 1) % 100 != *next) return std::nullopt;
  return Quarter{*year, *number};
}

std::string text(Quarter quarter) {
  return std::to_string(quarter.start_year) + "-" + two_digits((quarter.start_year + 1) % 100) +
         "-Q" + std::to_string(quarter.number);
}

std::optional<Counted> counted_in(const ledger::PersonHistory& history, Quarter quarter,
                                  Date as_of) {
  const auto year = quarter.year_to_date();
  const auto last = std::min(as_of, year.last);
  if (last < year.first) return std::nullopt;
  Counted one{history.latest().ref, history.on(last).care_group, {}, {}, false};
  bool once = false;
  for (const auto* budget : history.budgets_known(last)) {
    const auto days = active_days(history, *budget, last);
    if (!days || days->last < year.first || days->first > last) continue;
    one.in_year.insert(budget->deployment);
    if (!is_active(history, *budget, last)) continue;
    if (is_one_off(*budget)) {
      once = true;
    } else {
      one.active.insert(budget->deployment);
    }
  }
  one.one_off_at_end = once && one.active.empty();
  if (one.in_year.empty()) return std::nullopt;
  return one;
}

Answer quarter_count(const std::vector<Counted>& people, Quarter quarter, Date as_of) {
  const auto all = heads_of(people);
  const std::vector<Breakdown> breakdowns{by_deployment(people), by_care_group(people, all),
                                          by_age(all)};
  Answer answer;
  answer.heading = {
      "Quarterly count " + text(quarter) + ", " + ledger::pretty(quarter.days().first) + " to " +
      ledger::pretty(quarter.days().last) + ", as known on " + ledger::pretty(as_of) + "."};
  answer.tables = {table_of(breakdowns, all), people_table(people)};
  answer.tables.front().notes = notes_of(people, quarter, as_of);
  answer.json = JsonObject{}
                    .text("schema", "dpledger.quarter-count/1")
                    .text("quarter", text(quarter))
                    .date("from", quarter.days().first)
                    .date("to", quarter.days().last)
                    .date("as_of", as_of)
                    .number("year_to_date", all.in_year)
                    .number("active", all.active)
                    .put("by_deployment", breakdown_json(breakdowns[0]))
                    .put("by_care_group", breakdown_json(breakdowns[1]))
                    .put("by_age", breakdown_json(breakdowns[2]))
                    .put("people", people_json(people))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports
