#include "app/verdict.hpp"

#include "app/terminal.hpp"
#include "app/work_out.hpp"
#include "app/workers.hpp"

#include <algorithm>
#include <future>
#include <iterator>
#include <memory>

#include <nlohmann/json.hpp>

namespace app {
namespace {

/// `name`: what the verdict is on, a "file", or the "name" of a signature inside one.
nlohmann::ordered_json json_of(const Verdict& verdict, const char* name = "file") {
  nlohmann::ordered_json row;
  row[name] = verdict.file;
  row["kind"] = verdict.what;
  row["holds"] = verdict.holds;
  row["says"] = verdict.sentence;
  for (const auto& [fact, value] : verdict.facts) row[fact] = value;
  row["breaches"] = nlohmann::ordered_json::array();
  for (const auto& breach : verdict.breaches) {
    row["breaches"].push_back({{"person", breach.person}, {"what", breach.what}});
  }
  for (const auto& signature : verdict.signatures) {
    row["signatures"].push_back(json_of(signature, "name"));
  }
  return row;
}

/// Signatures and certificates say what whoever made them wanted: never a line of its own, and no
/// gap so wide that what follows stands where a line begins.
std::string one_line(const std::string& text) {
  auto line = ledger::quoted(text, text.size());
  const auto both = [](char a, char b) { return a == ' ' && b == ' '; };
  line.erase(std::unique(line.begin(), line.end(), both), line.end());
  return line;
}

/// One sentence a file, then what was found.
void add_lines(std::vector<std::string>& lines, const Verdict& verdict) {
  lines.push_back(one_line(verdict.file + ": " + verdict.sentence));
  for (const auto& [name, value] : verdict.facts) {
    lines.push_back("  " + name + ": " + one_line(value));
  }
  for (const auto& signature : verdict.signatures) add_lines(lines, signature);
}

reports::Table table_of(const std::vector<Verdict>& verdicts) {
  reports::Table table;
  table.columns = {{"File", "file", verdicts.size() > 1},
                   {"Holds", "holds", false},
                   {"Person", "person"},
                   {"What does not hold", "what"}};
  for (const auto& verdict : verdicts) {
    if (verdict.holds) continue;
    for (const auto& breach : verdict.breaches) {
      table.rows.push_back({verdict.file, std::string{"no"}, breach.person, one_line(breach.what)});
    }
  }
  return table;
}

/// For --csv every file has a row, also when it holds.
reports::Table rows_of(const std::vector<Verdict>& verdicts) {
  auto table = table_of(verdicts);
  for (const auto& verdict : verdicts) {
    if (verdict.holds || verdict.breaches.empty()) {
      table.rows.push_back({verdict.file, std::string{verdict.holds ? "yes" : "no"}, std::string{},
                            one_line(verdict.sentence)});
    }
  }
  return table;
}

/// People are independent, so each thread checks its own; what is nobody's own is checked
/// meanwhile.
std::vector<store::Breach> breaches_of(store::Book& book) {
  Progress progress{"checking"};
  std::vector<std::unique_ptr<store::Reader>> readers;
  readers.push_back(book.read());
  const auto whole = book.read();
  auto rest = std::async(std::launch::async, [&whole] { return whole->check_rest(); });
  std::vector<store::Breach> of_people;
  const auto people = store::people_to_check(*readers.front(), of_people);
  while (readers.size() < std::min(worker_count(), people.size())) readers.push_back(book.read());
  in_order<std::vector<store::Breach>>(
      people.size(), readers.size(),
      [&](std::size_t worker, std::size_t number) {
        auto& reader = *readers[worker];
        auto found = reader.check_person(people[number].ref);
        if (!found.empty()) return found;
        auto wrong = kept_wrongly(reader, people[number].id);
        if (!wrong.empty()) found.push_back({people[number].ref, std::move(wrong)});
        return found;
      },
      [&](std::size_t number, std::vector<store::Breach> found) {
        std::ranges::move(found, std::back_inserter(of_people));
        progress.at(number + 1, people.size());
      });
  auto breaches = rest.get();
  std::ranges::move(of_people, std::back_inserter(breaches));
  return breaches;
}

}  // namespace

Verdict check_book(store::Book& book, const std::string& file) {
  Verdict verdict;
  verdict.file = file;
  verdict.what = "book";
  verdict.breaches = breaches_of(book);
  verdict.holds = verdict.breaches.empty();
  verdict.sentence =
      verdict.holds ? "the book holds: every balance, entry and chain agrees"
                    : "the book does not hold: " + std::to_string(verdict.breaches.size()) +
                          (verdict.breaches.size() == 1 ? " thing is" : " things are") + " wrong";
  return verdict;
}

Finished broken(const Arguments& arguments, const std::string& file, const std::string& why) {
  Verdict verdict;
  verdict.file = file;
  verdict.what = arguments.command;
  verdict.holds = false;
  verdict.sentence = why;
  verdict.breaches.push_back({"", why});
  return verdict_on({verdict}, "dpledger.check/1");
}

std::string why_withheld(store::Reader& reader, const std::string& ref) {
  const auto breaches = reader.check_person(ref);
  if (breaches.empty()) return {};
  return "what is recorded about " + ref + " does not hold: " + breaches.front().what +
         ". Nothing is given out from it: `dpledger check` lists all that does not hold, and a "
         "backup has the book as it was";
}

std::optional<Finished> withheld(const Arguments& arguments, OpenedPeople& people) {
  std::string first;
  for_each_person<std::string>(
      people, "checking",
      [](store::Reader& reader, const store::PersonRow& row) {
        return why_withheld(reader, row.ref);
      },
      [&](std::string why) {
        if (first.empty()) first = std::move(why);
      });
  if (first.empty()) return std::nullopt;
  return broken(arguments, arguments.book, first);
}

std::optional<Finished> withheld(const Arguments& arguments) {
  auto people = opened_people(arguments);
  if (!people) return std::nullopt;  // the command itself says what is wrong
  return withheld(arguments, people.value());
}

std::optional<Finished> withheld_if_given_out(const Arguments& arguments) {
  const bool shown = arguments.words.empty() && arguments.xlsx.empty() && arguments.out.empty();
  if (shown) return std::nullopt;
  return withheld(arguments);
}

Finished verdict_on(const std::vector<Verdict>& verdicts, std::string_view schema) {
  Finished finished;
  nlohmann::ordered_json document;
  document["schema"] = schema;
  bool all = true;
  for (const auto& verdict : verdicts) all = all && verdict.holds;
  document["holds"] = all;
  document["files"] = nlohmann::ordered_json::array();
  for (const auto& verdict : verdicts) {
    document["files"].push_back(json_of(verdict));
    add_lines(finished.answer.heading, verdict);
  }
  auto broken = table_of(verdicts);
  if (!broken.rows.empty()) finished.answer.tables.push_back(std::move(broken));
  auto rows = rows_of(verdicts);
  rows.for_people = false;
  finished.answer.csv_table = finished.answer.tables.size();
  finished.answer.tables.push_back(std::move(rows));
  finished.answer.json = document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
  finished.exit = all ? Exit::done : Exit::not_verified;
  return finished;
}

}  // namespace app
