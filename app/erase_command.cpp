// erase and disclosures: care with people's data.
#include "app/acting.hpp"
#include "app/command.hpp"
#include "app/person_books.hpp"
#include "ledger/pool.hpp"
#include "reports/answers.hpp"
#include "reports/retention.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace app {
namespace {

using ledger::Error;
using ledger::Rule;

/// A budget that still runs on the day.
std::optional<Error> still_running(const PersonBooks& books, ledger::Date as_of) {
  for (const auto& budget : books.facts().history.latest().budgets) {
    if (budget.to < as_of) continue;
    return refusal(Rule::erasing_too_early, books.facts().ref() + ": budget " + budget.ref +
                                                " runs until " + ledger::text(budget.to));
  }
  return std::nullopt;
}

/// Records whose time is not over, or that something open rests on.
std::optional<Error> still_to_keep(const PersonBooks& books, ledger::Date as_of) {
  const auto records = reports::kept_records(books.view(), reconcile::findings(books.view()));
  std::string kept;
  for (const auto& one : records) {
    if (one.may_go() == one.count) continue;
    kept += (kept.empty() ? "" : "; ") + std::string{reports::text(one.kind)} + ": ";
    if (!one.kept_for.empty()) {
      kept += one.kept_for;
    } else if (one.newest_may_go && as_of < *one.newest_may_go) {
      kept += "kept until " + ledger::text(*one.newest_may_go);
    } else {
      kept += "how long it is kept is not known";
    }
  }
  if (kept.empty()) return std::nullopt;
  return refusal(Rule::erasing_too_early, books.facts().ref() + ": " + kept);
}

/// Why the details cannot go, whatever the time.
std::optional<Error> never_now(store::Reader& reader, const store::PersonRow& row) {
  const auto pools = ledger::pools_of(reader.history(row.id));
  if (!pools.empty()) {
    return refusal(Rule::erasing_impossible, row.ref + " has a share of the pool @" +
                                                 *pools.begin() +
                                                 ", whose statements name them among others");
  }
  if (row.to_reconcile) {
    return refusal(Rule::erasing_impossible, row.ref + " waits to be reconciled",
                   "run `dpledger reconcile " + row.ref +
                       "` first: it cannot be done without the texts of their lines");
  }
  return std::nullopt;
}

Finished erased_answer(const store::PersonRow& row, const Arguments& arguments, bool again,
                       std::size_t disclosed) {
  auto answer = reports::done(
      "dpledger.erase/1",
      again ? "The details of " + row.ref + " were erased before; the file was written anew."
            : "The details of " + row.ref + " are erased. Their books, every link and every seal " +
                  "hold as before; reports show refs.",
      {{"person", row.ref}, {"reason", arguments.reason}, {"by", arguments.by}});
  answer.closing.push_back("Backups and copies of the book still have them: destroy those too.");
  if (disclosed > 0) {
    answer.closing.push_back(std::to_string(disclosed) +
                             (disclosed == 1 ? " file about them was" : " files about them were") +
                             " disclosed: see `dpledger disclosures " + row.ref + "`.");
  }
  return Finished{std::move(answer)};
}

reports::Table table_of(const std::vector<store::Disclosure>& disclosures) {
  reports::Table table;
  table.columns = {{"When", "at"},
                   {"What", "what"},
                   {"Person", "person"},
                   {"File", "file"},
                   {"SHA-256", "sha256", false},
                   {"By", "by"}};
  for (const auto& one : disclosures) {
    table.rows.push_back(
        {one.at, one.what, one.person, one.erased ? "(erased)" : one.file, one.sha256, one.by});
  }
  return table;
}

std::string json_of(const std::vector<store::Disclosure>& disclosures) {
  nlohmann::ordered_json document;
  document["schema"] = "dpledger.disclosures/1";
  document["disclosures"] = nlohmann::ordered_json::array();
  for (const auto& one : disclosures) {
    document["disclosures"].push_back({{"at", one.at},
                                       {"by", one.by},
                                       {"what", one.what},
                                       {"person", one.person},
                                       {"file", one.file},
                                       {"sha256", one.sha256},
                                       {"erased", one.erased}});
  }
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Outcome run_erase(const Arguments& arguments) {
  if (auto refused = reason_missing(arguments)) return *refused;
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  auto work = book.value()->begin(stamp(arguments));
  auto& reader = work->reader();
  const auto people = people_named(reader, arguments.words);
  if (!people) return people.errors();
  const auto& row = people.value().front();
  if (!row.erased) {
    if (auto refused = never_now(reader, row)) return *refused;
    const auto as_of = arguments.today();
    const PersonBooks books{reader, row.id, as_of};
    if (!arguments.early) {
      if (auto refused = still_running(books, as_of)) return *refused;
      if (auto refused = still_to_keep(books, as_of)) return *refused;
    }
    work->erase(row.id, arguments.reason);
  }
  const auto disclosed = reader.disclosures();
  const auto about = std::ranges::count(disclosed, row.ref, &store::Disclosure::person);
  if (!row.erased) work->commit();
  work.reset();  // the file is written anew by one who has it alone
  book.value()->rewrite();
  return erased_answer(row, arguments, row.erased, static_cast<std::size_t>(about));
}

Outcome run_disclosures(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto reader = book.value()->read();
  auto disclosures = reader->disclosures();
  if (!arguments.words.empty()) {
    const auto people = people_named(*reader, arguments.words, Among::pools_too);
    if (!people) return people.errors();
    std::erase_if(disclosures, [&](const store::Disclosure& one) {
      return std::ranges::find(people.value(), one.person, &store::PersonRow::ref) ==
             people.value().end();
    });
  }
  Finished finished;
  if (disclosures.empty()) finished.answer.heading = {"Nothing was noted."};
  finished.answer.tables = {table_of(disclosures)};
  finished.answer.json = json_of(disclosures);
  return finished;
}

}  // namespace app
