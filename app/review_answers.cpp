// What is asked after a key: which plan line, which parts, until when, why.
#include "app/decisions.hpp"
#include "app/review_session.hpp"
#include "app/terminal.hpp"
#include "reconcile/split.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <utility>

namespace app {
namespace {

using ledger::Decision;
using ledger::Money;
using reports::QueueEntry;
using Kind = Decision::Kind;

/// Items that are offered for a part of a line: those nearest to it in time.
constexpr std::size_t items_offered = 12;

/// Items that are offered for the whole of a line.
constexpr std::size_t items_to_choose = 30;

/// Something a line, or a part of it, may be put to.
struct Thing {
  std::string key;  ///< BUDGET/LINE or an item's key
  std::string text;
};

std::string trimmed(std::string text) {
  constexpr std::string_view blank = " \t\r";
  text.erase(0, std::min(text.find_first_not_of(blank), text.size()));
  text.erase(text.find_last_not_of(blank) + 1);
  return text;
}

std::vector<Thing> plan_lines(const ledger::PersonHistory& history) {
  std::vector<Thing> things;
  for (const auto& budget : history.latest().budgets) {
    for (const auto& line : budget.lines) {
      things.push_back({budget.ref + "/" + line.ref,
                        line.category + ", " + ledger::pretty(line.amount) + " planned" +
                            (line.outcome.empty() ? "" : ": " + line.outcome)});
    }
  }
  return things;
}

Thing thing_of(const reconcile::PersonView& view, const reconcile::ItemView& item) {
  return {item.item.key, reconcile::in_words(view, item.item.key) + ", " +
                             ledger::pretty(ledger::magnitude(item.open())) + " open"};
}

/// Open items that go the way of the line, nearest to its day first.
std::vector<Thing> open_items(const reconcile::PersonView& view, const reports::QueueLine& line) {
  std::vector<const reconcile::ItemView*> open;
  for (const auto& item : view.items) {
    const bool same_way = item.open().is_negative() == line.amount.is_negative();
    if (!item.open().is_zero() && same_way) open.push_back(&item);
  }
  std::ranges::stable_sort(open, {},
                           [&](const auto* item) { return std::abs(item->item.due - line.date); });
  if (open.size() > items_offered) open.resize(items_offered);
  std::vector<Thing> things;
  for (const auto* item : open) things.push_back(thing_of(view, *item));
  return things;
}

void show(const std::vector<Thing>& things) {
  reports::Answer answer;
  reports::Table table;
  table.columns = {{"", "number"}, {"Key", "key"}, {"What it is", "text"}};
  for (std::size_t i = 0; i < things.size(); ++i) {
    table.rows.push_back({static_cast<std::int64_t>(i + 1), things[i].key, things[i].text});
  }
  answer.tables = {std::move(table)};
  print(reports::as_text(answer, look_of_standard_output()));
}

std::optional<std::size_t> number_in(std::string_view text, std::size_t most) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number >= 1 && number <= most ? std::optional{number} : std::nullopt;
}

/// What was meant by a number of the list, or by a key as it stands.
std::string meant(const std::vector<Thing>& things, const std::string& answer) {
  const auto number = number_in(answer, things.size());
  return number ? things[*number - 1].key : answer;
}

/// "3=70", "2025/garden=-70.00" or "3" for all that is left; an amount without a sign gets the
/// line's.
std::optional<std::string> part_of(const std::vector<Thing>& things, const std::string& answer,
                                   Money left) {
  const auto equals = answer.rfind('=');
  const auto thing = meant(things, trimmed(answer.substr(0, equals)));
  if (equals == std::string::npos) return reconcile::text_of_part({thing, left});
  const auto amount = ledger::parse_money(trimmed(answer.substr(equals + 1)));
  if (!amount) return std::nullopt;
  const bool turn = left.is_negative() && !amount.value().is_negative();
  return reconcile::text_of_part({thing, turn ? -amount.value() : amount.value()});
}

/// "2025-07-01", or "14" for in so many days.
std::optional<ledger::Date> day_meant(const std::string& answer, ledger::Date today) {
  constexpr std::size_t days_most = 3660;
  if (const auto days = number_in(answer, days_most)) {
    return ledger::plus_days(today, static_cast<int>(*days));
  }
  const auto day = ledger::parse_date(answer);
  return day && day.value() > today ? std::optional{day.value()} : std::nullopt;
}

}  // namespace

Then Session::accept(const QueueEntry& entry) {
  return choose(entry, 1);
}

Then Session::choose(const QueueEntry& entry, std::size_t number) {
  return decide(entry, decision_of(entry.choice(number), entry.line->id, stamp(arguments_)));
}

/// Any open item, by its number in a longer list than the page has, or several by their keys.
Then Session::choose_other(const QueueEntry& entry) {
  const auto books = books_of(entry.person);
  const auto near = reports::open_items_near(books->view(), entry.line->amount, entry.line->date);
  std::vector<Thing> things;
  for (const auto* item : near) {
    if (things.size() < items_to_choose) things.push_back(thing_of(books->view(), *item));
  }
  show(things);
  if (things.size() < near.size()) {
    print("And " + std::to_string(near.size() - things.size()) + " more, by their keys.\n");
  }
  const auto answer = keys_.line("Which (numbers or keys, with spaces between; enter: not now): ");
  if (!answer || trimmed(*answer).empty()) return Then::ask;
  std::vector<std::string> words;
  for (const auto& word : words_of(*answer)) words.push_back(meant(things, word));
  auto keys = keys_named(books->facts(), items_of(books->facts()), entry.line->id, words);
  if (!keys) return show_refused(keys.errors());
  auto decision = new_decision(entry, Kind::match);
  decision.keys = std::move(keys).value();
  return decide(entry, std::move(decision));
}

Then Session::code(const QueueEntry& entry) {
  const auto books = books_of(entry.person);
  const auto things = plan_lines(books->facts().history);
  show(things);
  const auto answer = keys_.line("Plan line (a number or BUDGET/LINE; enter: not now): ");
  if (!answer || trimmed(*answer).empty()) return Then::ask;
  const auto place = plan_line_named(books->facts().history, meant(things, trimmed(*answer)));
  if (!place) {
    return show_refused({refusal(ledger::Rule::plan_line_unknown, trimmed(*answer))});
  }
  auto decision = new_decision(entry, Kind::code);
  decision.plan_line = *place;
  return decide(entry, std::move(decision));
}

Then Session::split(const QueueEntry& entry) {
  const auto books = books_of(entry.person);
  auto things = plan_lines(books->facts().history);
  for (auto& item : open_items(books->view(), *entry.line)) things.push_back(std::move(item));
  show(things);
  auto left = entry.line->amount;
  std::vector<std::string> parts;
  while (!left.is_zero()) {
    const auto answer =
        keys_.line("A part, as NUMBER=AMOUNT or KEY=AMOUNT; a number alone takes what is left, " +
                   ledger::text(left) + " (enter: not now): ");
    if (!answer || trimmed(*answer).empty()) return Then::ask;
    const auto part = part_of(things, *answer, left);
    const auto read = part ? reconcile::part_of_split(*part) : std::nullopt;
    const auto rest = read ? left - read->amount : left;
    const bool too_much = !rest.is_zero() && rest.is_negative() != left.is_negative();
    if (!read || read->amount.is_zero() || too_much) {
      print("Write how much of the " + ledger::text(left) + " that is left, as 3=12.50.\n");
      continue;
    }
    parts.push_back(*part);
    left = rest;
  }
  auto keys = parts_named(books->facts(), items_of(books->facts()), entry.line->id, parts);
  if (!keys) return show_refused(keys.errors());
  auto decision = new_decision(entry, Kind::split);
  decision.keys = std::move(keys).value();
  return decide(entry, std::move(decision));
}

Then Session::unmatch(const QueueEntry& entry) {
  return decide(entry, new_decision(entry, Kind::unmatch));
}

Then Session::postpone(const QueueEntry& entry) {
  const auto answer =
      keys_.line("Until which day (2025-07-01, or in how many days; enter: not now): ");
  if (!answer || trimmed(*answer).empty()) return Then::ask;
  const auto until = day_meant(trimmed(*answer), arguments_.today());
  if (!until) {
    print("Give a day that is yet to come, as 2025-07-01.\n");
    return Then::ask;
  }
  const auto reason = keys_.line("What it waits for (may be empty): ");
  const auto who = stamp(arguments_);
  const ledger::Note made{entry.subject, trimmed(reason.value_or("")), until, who.by, who.at};
  return keep(entry, made, notes_as_before(entry),
              "It waits until " + ledger::pretty(*until) + ".");
}

Then Session::note_down(const QueueEntry& entry) {
  const auto answer = keys_.line("Note (enter: not now): ");
  if (!answer || trimmed(*answer).empty()) return Then::ask;
  const auto who = stamp(arguments_);
  const ledger::Note made{entry.subject, trimmed(*answer), {}, who.by, who.at};
  auto then = keep(entry, made, notes_as_before(entry), "Noted.");
  first_ = entry.subject;  // it still waits
  return then;
}

/// One line raises one code; of several the first is the most serious.
Then Session::waive(const QueueEntry& entry) {
  const bool alone = entry.kind == QueueEntry::Kind::finding;
  const auto& finding = alone ? entry.subject : entry.findings.front().id;
  const auto& waived_as = alone ? entry.waive_as : entry.findings.front().waive_as;
  const auto answer = keys_.line("Reason (enter: not now): ");
  if (!answer || trimmed(*answer).empty()) return Then::ask;
  const auto who = stamp(arguments_);
  const ledger::Waiver made{waived_as, trimmed(*answer), who.by, who.at};
  const ledger::Waiver back{finding, {}, who.by, who.at, true};
  const auto then = keep(entry, made, {back}, "The finding is waived.");
  first_ = entry.subject;  // its line may still wait
  return then;
}

Then Session::explain(const QueueEntry& entry) {
  const auto books = books_of(entry.person);
  const auto* line = books->view().line(entry.line->id);
  if (line != nullptr) {
    print("\n" + reports::as_text(reports::explanation({entry.person, &books->view()}, *line),
                                  look_of_standard_output()));
  }
  return Then::ask;
}

}  // namespace app
