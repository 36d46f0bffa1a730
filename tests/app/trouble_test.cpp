// Locks, full disks, forbidden folders, and programs that are killed.
#include "tests/app/support_program.hpp"

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using support::Folder;
using support::Ran;
using Words = std::vector<std::string>;

namespace {

const std::string day = "2026-03-31";

std::string answers(const Folder& folder) {
  std::string all;
  for (const auto* command : {"matches", "findings", "balance"}) {
    const auto ran = folder.run({command, "--json", "--as-of", day});
    REQUIRE(ran.exit == 0);
    all += ran.out;
  }
  return all;
}

/// A book with Stephen in it and nothing imported.
void make_book(const Folder& folder) {
  folder.copy_scenario("stephen");
  REQUIRE(folder.run({"init", "--commissioner", "X"}).exit == 0);
  REQUIRE(folder.run({"load", "stephen/person.toml"}).exit == 0);
}

const Words import_all{"import", "--manifest", "stephen/manifest.csv"};

std::size_t imports_in(const Folder& folder) {
  return nlohmann::json::parse(folder.run({"imports", "--json"}).out)["imports"].size();
}

std::chrono::microseconds time_of(const Folder& folder, const Words& words) {
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(folder.run(words).exit == 0);
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

}  // namespace

TEST_CASE("a locked book ends with 4, and nothing changed", "[app]") {
  const Folder folder;
  make_book(folder);
  sqlite3* holder = nullptr;
  REQUIRE(sqlite3_open(folder.file("book.dpledger").c_str(), &holder) == SQLITE_OK);
  REQUIRE(sqlite3_exec(holder, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  const auto ran = folder.run(import_all);
  CHECK(ran.exit == 4);
  CHECK_FALSE(ran.err.empty());
  CHECK(folder.run({"balance"}).exit == 0);
  sqlite3_exec(holder, "ROLLBACK", nullptr, nullptr, nullptr);
  sqlite3_close(holder);
  CHECK(imports_in(folder) == 0);
  CHECK(folder.run(import_all).exit == 0);
}

TEST_CASE("two writers at once: each is done or says that it could not be", "[app]") {
  const Folder folder;
  make_book(folder);
  const auto first = folder.begin(import_all);
  const auto second = folder.begin(import_all);
  const int ends[] = {support::wait_for(first), support::wait_for(second)};
  for (const int end : ends) CHECK((end == 0 || end == 4));
  CHECK((ends[0] == 0 || ends[1] == 0));
  CHECK(imports_in(folder) == 9);
  CHECK(folder.run({"check"}).exit == 0);
}

TEST_CASE("a disk that is full ends with 4, and nothing changed", "[app]") {
  const Folder folder;
  make_book(folder);
  // Nothing at all; room for the lock file alone.
  const auto limit = GENERATE(rlim_t{0}, rlim_t{40960});
  Words command{DPLEDGER_PROGRAM};
  command.insert(command.end(), import_all.begin(), import_all.end());
  const auto ran = folder.run_other(command, [limit] {
    const rlimit files{limit, limit};
    setrlimit(RLIMIT_FSIZE, &files);
  });
  CAPTURE(ran.err, limit, ran.signal);
  CHECK(ran.exit == 4);
  CHECK(imports_in(folder) == 0);
  CHECK(folder.run({"check"}).exit == 0);
  CHECK(folder.run(import_all).exit == 0);
}

TEST_CASE("a tiny file system that is full ends with 4, and nothing changed", "[app]") {
  const Folder folder;
  make_book(folder);
  REQUIRE(folder.run_other({"mkdir", "tiny"}).exit == 0);
  if (geteuid() != 0 ||
      folder.run_other({"mount", "-t", "tmpfs", "-o", "size=600k", "none", "tiny"}).exit != 0) {
    WARN("no file system may be mounted here: a full disk is tested by a limit on files alone");
    return;
  }
  folder.run_other({"cp", "book.dpledger", "tiny/book.dpledger"});
  folder.run_other({"sh", "-c", "cat /dev/zero > tiny/filler; rm -f tiny/none"});
  Words words = import_all;
  words.insert(words.begin(), {"--book", "tiny/book.dpledger"});
  const auto full = folder.run(words);
  const auto statement = folder.run({"statement", "P0001", "--from", "2025-04-01", "--to",
                                     "2025-04-30", "--out", "tiny/statement.txt"});
  folder.run_other({"rm", "tiny/filler"});
  const auto after = folder.run({"imports", "--json", "--book", "tiny/book.dpledger"});
  const bool left_something = folder.run_other({"sh", "-c", "ls tiny | grep statement"}).exit == 0;
  folder.run_other({"umount", "tiny"});
  CAPTURE(full.err, statement.err);
  CHECK(full.exit == 4);
  CHECK(statement.exit == 4);
  CHECK_FALSE(left_something);
  CHECK(nlohmann::json::parse(after.out)["imports"].empty());
}

TEST_CASE("a folder that may not be written ends with 4", "[app]") {
  const Folder folder;
  make_book(folder);
  const auto statement = folder.run({"statement", "P0001", "--from", "2025-04-01", "--to",
                                     "2025-04-30", "--out", "no/such/folder.txt"});
  CHECK(statement.exit == 4);
  if (geteuid() == 0) {
    const auto ran = folder.run({"init", "--commissioner", "X", "--book", "/proc/book"});
    CHECK(ran.exit == 4);
    return;
  }
  REQUIRE(chmod(folder.path().c_str(), 0500) == 0);
  const auto ran = folder.run({"init", "--commissioner", "X", "--book", "other"});
  REQUIRE(chmod(folder.path().c_str(), 0700) == 0);
  CHECK(ran.exit == 4);
}

TEST_CASE(
    "killed at any moment of import and reconcile, a book is as before or as after, and the "
    "work can be finished",
    "[app]") {
  const Folder whole;
  make_book(whole);
  const auto import_time = time_of(whole, import_all);
  const auto reconcile_time = time_of(whole, {"reconcile", "--as-of", day});
  const auto expected = answers(whole);
  constexpr int moments = 16;
  for (int moment = 0; moment < moments; ++moment) {
    const Folder folder;
    make_book(folder);
    const auto kill_after = [&](const Words& words, std::chrono::microseconds time) {
      const auto process = folder.begin(words);
      std::this_thread::sleep_for(time * moment / moments);
      kill(process, SIGKILL);
      support::wait_for(process);
    };
    CAPTURE(moment);
    kill_after(import_all, import_time);
    const auto there = imports_in(folder);
    CHECK((there == 0 || there == 9));
    CHECK(folder.run({"check"}).exit == 0);
    REQUIRE(folder.run(import_all).exit == 0);
    kill_after({"reconcile", "--as-of", day}, reconcile_time);
    CHECK(folder.run({"check"}).exit == 0);
    REQUIRE(folder.run({"reconcile", "--as-of", day}).exit == 0);
    CHECK(answers(folder) == expected);
  }
}
