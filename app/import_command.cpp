// import: files into the book, all of them or none. Threads read, parse and tell apart; this thread
// alone writes, in the order in which the files were named.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/known_deliveries.hpp"
#include "app/pdf_words.hpp"
#include "app/pools.hpp"
#include "app/prepare.hpp"
#include "app/profiles.hpp"
#include "app/terminal.hpp"
#include "app/workers.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Errors;

/// A manifest lists many small files: this is more than 20,000 long rows.
constexpr std::size_t largest_manifest = std::size_t{16} << 20U;

ledger::Result<std::vector<Asked>> asked_files(const Arguments& arguments) {
  std::vector<Asked> asked;
  if (arguments.manifest.empty()) {
    for (const auto& file : arguments.words) {
      asked.push_back({file, file, std::nullopt, arguments.account, arguments.profile});
    }
    return asked;
  }
  const auto bytes = read_file(arguments.manifest, largest_manifest);
  if (!bytes) return bytes.errors();
  auto rows = imports::read_manifest(bytes.value(), arguments.manifest);
  if (!rows) return rows.errors();
  for (auto& row : rows.value()) {
    asked.push_back({row.file, beside(arguments.manifest, row.file), row.kind,
                     std::move(row.account), arguments.profile});
  }
  return asked;
}

/// Writes what was prepared, file by file, and remembers what this command itself has written.
class Writer {
 public:
  Writer(store::Work& work, store::Stamp stamp) : work_{work}, stamp_{std::move(stamp)} {}

  /// After the first refusal nothing more is written, but refusals are still collected.
  void take(Prepared prepared) {
    refused_.insert(refused_.end(), prepared.refused.begin(), prepared.refused.end());
    if (!refused_.empty()) return;
    if (prepared.already) {
      done_.push_back({*prepared.already, true, {}, {}});
      return;
    }
    const std::pair key{prepared.made.sha256, prepared.made.account};
    const auto twice = written_.find(key);
    if (twice != written_.end()) {
      done_.push_back({done_[twice->second].import, true, {}, {}});
      return;
    }
    written_.emplace(key, done_.size());
    write(std::move(prepared));
  }

  const Errors& refused() const { return refused_; }
  const std::vector<reports::ImportedFile>& done() const { return done_; }
  bool wrote() const { return !written_.empty(); }

 private:
  void write(Prepared prepared) {
    auto& made = prepared.made;
    bool meets = false;
    for (const auto& part : prepared.parts) meets = meets_earlier(part) || meets;
    if (meets) {
      auto again = told(prepared.parts, work_.reader());
      for (std::size_t part = 0; part < again.size(); ++part) {
        made.statements[part] = std::move(again[part].made);
        prepared.known[part] = std::move(again[part].known);
      }
    }
    ledger::Import import;
    import.file = made.file;
    import.sha256 = made.sha256;
    import.kind = made.kind;
    import.format = made.format;
    import.at = stamp_.at;
    import.by = stamp_.by;
    for (const auto& statement : made.statements) {
      import.kept += static_cast<std::int64_t>(statement.kept.size());
      import.known += static_cast<std::int64_t>(statement.known.size());
    }
    auto told = known_deliveries(made.deliveries, work_.reader());
    std::ranges::move(told.notes, std::back_inserter(prepared.notes));
    import.known += told.known;
    import.kept += static_cast<std::int64_t>(made.payslips.size() + made.summaries.size() +
                                             made.invoices.size() + made.deliveries.size()) -
                   told.known;
    made.known = import.known;
    import.id = work_.add_import(made);
    done_.push_back(
        {std::move(import), false, std::move(prepared.notes), held_back(prepared.known)});
  }

  static std::vector<reports::HeldBack> held_back(
      const std::vector<std::vector<imports::KnownAgain>>& parts) {
    std::vector<reports::HeldBack> held;
    for (const auto& part : parts) {
      for (const auto& again : part) {
        held.push_back({again.id, again.file_line, std::string{text(again.by)}});
      }
    }
    std::ranges::stable_sort(held, {}, &reports::HeldBack::file_line);
    return held;
  }

  /// Has a file of this command, before this one, spoken of the same days of the same account? Then
  /// what the worker saw is out of date.
  bool meets_earlier(const Part& part) {
    if (!part.days) return false;
    auto& earlier = days_[part.target.address];
    const bool meets = std::any_of(earlier.begin(), earlier.end(), [&](const auto& days) {
      return days.first <= part.days->last && part.days->first <= days.last;
    });
    earlier.push_back(*part.days);
    return meets;
  }

  store::Work& work_;
  store::Stamp stamp_;
  Errors refused_;
  std::vector<reports::ImportedFile> done_;
  std::map<std::pair<std::string, std::string>, std::size_t> written_;
  std::map<std::string, std::vector<ledger::Period>> days_;
};

/// The pools that are named and that a book made before there were any does not have yet.
void make_pools(store::Book& book, const std::vector<Asked>& files, const store::Stamp& who) {
  std::set<std::string> missing;
  for (const auto& file : files) {
    if (ledger::is_pool(file.account)) missing.insert(file.account.substr(1));
  }
  if (missing.empty()) return;
  const auto reader = book.read();
  std::erase_if(missing, [&](const std::string& name) {
    return reader->person(ledger::pool_ref(name)).has_value();
  });
  if (missing.empty()) return;
  const auto work = book.begin(who);
  keep_pools(*work, missing);
  work->commit();
}

}  // namespace

Outcome run_import(const Arguments& arguments) {
  const auto opened = book_to_change(arguments);
  if (!opened) return opened.errors();
  auto& book = *opened.value();
  auto asked = asked_files(arguments);
  if (!asked) return asked.errors();
  const auto& files = asked.value();

  auto profiles = profiles_for(*book.read(), arguments.profile);
  if (!profiles) return profiles.errors();
  for (auto& file : asked.value()) file.profile = profiles.value().named;
  const Reading reading{&profiles.value().profiles, pdf_words()};

  const auto who = stamp(arguments);
  make_pools(book, files, who);
  const auto work = book.begin(who);
  // Readers are made after the work was begun: nobody else can write in between.
  std::vector<std::unique_ptr<store::Reader>> readers;
  const auto workers = std::min(worker_count(), std::max<std::size_t>(files.size(), 1));
  for (std::size_t worker = 0; worker < workers; ++worker) readers.push_back(book.read());

  AccountIndex index{book};
  Writer writer{*work, who};
  Progress progress{"importing"};
  in_order<Prepared>(
      files.size(), workers,
      [&](std::size_t worker, std::size_t number) {
        return prepare(files[number], reading, *readers[worker], index);
      },
      [&](std::size_t number, Prepared prepared) {
        writer.take(std::move(prepared));
        progress.at(number + 1, files.size());
      });
  if (!writer.refused().empty()) return writer.refused();
  if (writer.wrote()) work->commit();
  return Finished{reports::imported(writer.done())};
}

}  // namespace app
