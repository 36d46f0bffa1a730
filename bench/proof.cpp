// How long it takes to check chains of so many entries, to seal, and to prove: in books made here,
// of one person and of many. Prints a row a book; `bench/run` puts them into docs/measured.md.
//
//   dpledger_bench_proof FOLDER [ENTRIES [keep]]
//
// With `keep` the books stay, for `dpledger check` and `dpledger prove` to be timed on.
#include "ledger/ensure.hpp"
#include "ledger/merkle.hpp"
#include "ledger/sealed.hpp"
#include "ledger/statement.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/book_file.hpp"
#include "ledger/store/chain_check.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace ledger;

constexpr int lines_a_file = 250;
const store::Stamp who{"bench", "2025-05-01T10:00:00Z"};

double seconds_of(const auto& work) {
  const auto begin = std::chrono::steady_clock::now();
  const auto busy = std::clock();
  work();
  std::fprintf(stderr, "%.2f s of CPU\n", double(std::clock() - busy) / CLOCKS_PER_SEC);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Entry entry_of(const StatementLine& line) {
  Match match{MatchState::matched, "net-pay-exact", 980, "name=full;days=2", {}, {}, {}};
  const std::string item = "net-pay:W1:" + text(line.date);
  match.items = {{item, line.amount}};
  return {line.date,
          EntryKind::line,
          "line:" + text(line.id),
          {{"2025", "owed:net-pay:W1", "bank:dp", -line.amount, item}},
          std::move(match)};
}

/// A file's lines and their entries: two links.
void add_file(store::Work& work, PersonId person, const std::string& ref, int number) {
  std::vector<StatementLine> lines;
  for (int n = 0; n < lines_a_file; ++n) {
    const int nth = number * lines_a_file + n;
    lines.push_back({plus_days(*Date::of(2016, 4, 1), nth % 3650),
                     Money::of_pence(-1000 - nth),
                     std::nullopt,
                     "FPO",
                     "A JONES WAGES " + std::to_string(nth),
                     "REF",
                     {},
                     n + 2,
                     false,
                     {}});
  }
  number_lines(ref + "/dp", lines);
  store::NewEntries entries{person, {}, {}};
  for (const StatementLine& line : lines) entries.posted.push_back(entry_of(line));
  store::NewImport import;
  import.file = ref + "-" + std::to_string(number) + ".csv";
  import.sha256 = store::sha256_hex(import.file);
  import.account = ref + "/dp";
  import.format = "lloyds";
  import.statements.push_back(
      {person, {{}, "dp", {}, {}, {}, {}, {}, {}}, std::move(lines), {}, {}});
  work.add_import(import);
  work.post(entries);
}

void fill(store::Book& book, int people, int entries) {
  const int files = std::max(entries / people / lines_a_file, 1);
  const auto work = book.begin(who);
  for (int n = 0; n < people; ++n) {
    PersonVersion version;
    version.ref = "P" + std::to_string(100'000 + n);
    version.name = "Invented Person";
    const auto person = work->add_version(version);
    for (int file = 0; file < files; ++file) add_file(*work, person, version.ref, file);
  }
  work->seal();
  work->commit();
}

/// From opening the book to a proof that was checked.
double prove(const std::string& path) {
  return seconds_of([&] {
    const auto book = store::open_book(path, store::Access::read_only);
    ensure(static_cast<bool>(book), "the book can be opened");
    const auto reader = book.value()->read();
    const auto row = *reader->person("P100000");
    const auto size = reader->log_size();
    const auto leaf = *reader->newest_leaf(row.id, size);
    const auto proof = reader->inclusion(leaf.position, size);
    const auto links =
        reader->links(row.id, std::max<std::int64_t>(row.links - 1000, 0), row.links);
    ensure(links.back().head == leaf.sealed.head, "the links lead to the leaf");
    ensure(proves_inclusion(proof, leaf_hash(leaf_text(leaf.sealed)),
                            static_cast<std::uint64_t>(leaf.position), reader->log_head(size)),
           "what is proved holds");
  });
}

void measure(const std::string& folder, int people, int entries, bool keep) {
  const auto path = folder + "/proof-" + std::to_string(people) + ".dpledger";
  const auto made = store::create_book(path, {"NHS Bench", "icb", "2025-04-01T09:00:00Z", 0});
  ensure(static_cast<bool>(made), "a book can be made in the folder");
  auto& book = *made.value();
  const double filling = seconds_of([&] { fill(book, people, entries); });
  const auto reader = book.read();
  const double chains = seconds_of([&] {
    const auto connection = store::connect(path, store::Access::read_only);
    for (const auto& row : reader->people()) {
      ensure(store::check_chain(*connection, row).empty(), "what was just made holds");
    }
  });
  const double all =
      seconds_of([&] { ensure(store::check(*reader).empty(), "it holds altogether"); });
  double proof = prove(path);
  for (int n = 0; n < 20; ++n) proof = std::max(proof, prove(path));
  std::printf("| %d | %d | %.1f | %.2f | %.2f | %.1f |\n", people, entries, filling, chains, all,
              proof * 1000);
  if (keep) return;
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return 2;
  const int entries = count > 2 ? std::atoi(words[2]) : 1'000'000;
  std::puts(
      "| people | entries | made, s | chains checked, s | all checked, s | a proof, at most "
      "ms |\n|---:|---:|---:|---:|---:|---:|");
  for (const int people : {1, 1000}) measure(words[1], people, entries, count > 3);
  return 0;
}
