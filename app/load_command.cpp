// load: person files into the book, all of them or none.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/judged_by.hpp"
#include "app/pools.hpp"
#include "import/source.hpp"
#include "ledger/contribution.hpp"
#include "ledger/person.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Error;
using ledger::Errors;
using ledger::PersonVersion;
using ledger::Rule;

struct Read {
  std::string file;
  PersonVersion version;
};

struct Loaded {
  std::int64_t people = 0, versions = 0, known = 0;
};

void append(Errors& all, const Errors& more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// The files read, the versions of one person together and oldest first; what is refused.
std::vector<Read> read_all(const std::vector<std::string>& files, Errors& refused) {
  std::vector<Read> read;
  for (const auto& file : files) {
    const auto bytes = read_file(file);
    if (!bytes) {
      append(refused, bytes.errors());
      continue;
    }
    auto version = imports::read_person_file(bytes.value(), file, parameters());
    if (!version) {
      append(refused, version.errors());
      continue;
    }
    read.push_back({file, std::move(version).value()});
  }
  std::stable_sort(read.begin(), read.end(), [](const Read& a, const Read& b) {
    return std::tie(a.version.ref, a.version.from) < std::tie(b.version.ref, b.version.from);
  });
  return read;
}

enum class Fit { fresh, revision, known, conflict, undated, erased };

/// How a version stands to those that the book has.
Fit fit_of(store::Reader& reader, const PersonVersion& version) {
  const auto row = reader.person(version.ref);
  if (!row) return Fit::fresh;
  if (row->erased) return Fit::erased;
  const auto history = reader.history(row->id);
  for (const auto& there : history.versions()) {
    if (there.from != version.from) continue;
    return there == version ? Fit::known : Fit::conflict;
  }
  return version.from ? Fit::revision : Fit::undated;
}

std::string day_of(const PersonVersion& version) {
  return version.from ? " from " + ledger::text(*version.from) : " from the beginning";
}

/// Adds one version to the work; the refusal when it may not be.
std::optional<Error> add(store::Work& work, const Read& read, Loaded& loaded) {
  const auto& version = read.version;
  switch (fit_of(work.reader(), version)) {
    case Fit::fresh:
      work.add_version(version);
      ++loaded.people;
      return std::nullopt;
    case Fit::revision:
      work.add_version(version);
      ++loaded.versions;
      return std::nullopt;
    case Fit::known:
      ++loaded.known;
      return std::nullopt;
    case Fit::conflict:
      // Without a day of its own, what the file lacks is the day, not another one.
      if (!version.from) {
        return Error{Rule::version_from_missing, {read.file, 0, 0}, version.ref, ""};
      }
      return Error{Rule::version_conflict, {read.file, 0, 0}, version.ref + day_of(version), ""};
    case Fit::undated:
      return Error{Rule::version_from_missing, {read.file, 0, 0}, version.ref, ""};
    case Fit::erased:
      return Error{Rule::person_erased, {read.file, 0, 0}, version.ref, ""};
  }
  ledger::ensure(false, "every fit of a version is handled");
  return std::nullopt;
}

std::set<std::string> pools_in(const std::vector<Read>& read) {
  std::set<std::string> pools;
  for (const auto& one : read) {
    for (const auto& account : one.version.accounts) {
      if (!account.pool.empty()) pools.insert(account.pool);
    }
  }
  return pools;
}

/// What of their plans somebody should know, though it is no reason to refuse them.
std::vector<std::string> notes_of(const std::vector<Read>& read) {
  std::vector<std::string> notes;
  for (const auto& one : read) {
    for (const auto& budget : one.version.budgets) {
      const auto say = [&](const std::string& note) {
        if (!note.empty()) notes.push_back(one.version.ref + "/" + budget.ref + ": " + note);
      };
      say(ledger::contribution_note(budget, one.version.from));
      if (budget.agreed && !budget.agreed_on) {
        say("It does not say when it was agreed: it is taken as agreed from " +
            pretty(budget.from) + ", its first day. Write agreed_on.");
      }
    }
  }
  return notes;
}

std::string sentence(const Loaded& loaded) {
  if (loaded.people + loaded.versions == 0) return "All of it is in the book already.";
  auto text = std::to_string(loaded.people) + (loaded.people == 1 ? " person" : " people") +
              " and " + std::to_string(loaded.versions) +
              (loaded.versions == 1 ? " revision" : " revisions") + " added";
  if (loaded.known > 0) text += "; " + std::to_string(loaded.known) + " there already";
  return text + ".";
}

}  // namespace

Outcome run_load(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  Errors refused;
  const auto read = read_all(arguments.words, refused);
  const auto work = book.value()->begin(stamp(arguments));
  Loaded loaded;
  for (const auto& one : read) {
    if (auto error = add(*work, one, loaded)) refused.push_back(std::move(*error));
  }
  if (!refused.empty()) return refused;
  if (loaded.people + loaded.versions > 0) {
    keep_pools(*work, pools_in(read));
    work->commit();
  }
  return Finished{reports::done("dpledger.load/1", sentence(loaded),
                                {{"people", std::to_string(loaded.people)},
                                 {"revisions", std::to_string(loaded.versions)},
                                 {"known", std::to_string(loaded.known)}},
                                notes_of(read))};
}

}  // namespace app
