// A disk that fails at the nth write or sync, and a program that is killed at any moment.
#include "ledger/periods.hpp"
#include "tests/store/support_book.hpp"

#include <chrono>
#include <cstring>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ledger;
using namespace store_tests;

namespace {

/// Counts writes and syncs down; at zero the disk fails with `code`, once or from then on.
struct Fault {
  int left = -1;
  int code = SQLITE_OK;
  bool for_good = false;
  int strike() {
    if (left < 0) return SQLITE_OK;
    if (left-- > 0) return SQLITE_OK;
    left = for_good ? 0 : -1;
    return code;
  }
};
Fault fault;

struct File {
  sqlite3_file base;
  sqlite3_file* real;
};
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<File*>(file)->real;
}

sqlite3_vfs* system_disk = nullptr;

int file_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 at) {
  const int struck = fault.strike();
  return struck != SQLITE_OK ? struck : real(file)->pMethods->xWrite(real(file), bytes, size, at);
}
int file_sync(sqlite3_file* file, int flags) {
  const int struck = fault.strike();
  if (struck == SQLITE_FULL) return SQLITE_IOERR_FSYNC;  // a sync has no other way to fail
  return struck != SQLITE_OK ? struck : real(file)->pMethods->xSync(real(file), flags);
}

sqlite3_io_methods methods() {
  sqlite3_io_methods m{};
  m.iVersion = 2;
  m.xClose = [](sqlite3_file* f) {
    const int code = real(f)->pMethods->xClose(real(f));
    sqlite3_free(reinterpret_cast<File*>(f)->real);
    return code;
  };
  m.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
    return real(f)->pMethods->xRead(real(f), to, size, at);
  };
  m.xWrite = file_write;
  m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
    return real(f)->pMethods->xTruncate(real(f), size);
  };
  m.xSync = file_sync;
  m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
    return real(f)->pMethods->xFileSize(real(f), size);
  };
  m.xLock = [](sqlite3_file* f, int lock) { return real(f)->pMethods->xLock(real(f), lock); };
  m.xUnlock = [](sqlite3_file* f, int lock) { return real(f)->pMethods->xUnlock(real(f), lock); };
  m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
  };
  m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
    return real(f)->pMethods->xFileControl(real(f), op, arg);
  };
  m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
  m.xDeviceCharacteristics = [](sqlite3_file* f) {
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
  };
  m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
  };
  m.xShmLock = [](sqlite3_file* f, int offset, int n, int flags) {
    return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
  };
  m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
  m.xShmUnmap = [](sqlite3_file* f, int remove) {
    return real(f)->pMethods->xShmUnmap(real(f), remove);
  };
  return m;
}

int disk_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
  static const sqlite3_io_methods all = methods();
  auto* mine = reinterpret_cast<File*>(file);
  mine->base.pMethods = nullptr;
  const auto size = static_cast<std::size_t>(system_disk->szOsFile);
  mine->real = static_cast<sqlite3_file*>(sqlite3_malloc64(size));
  std::memset(mine->real, 0, size);
  const int code = system_disk->xOpen(system_disk, name, mine->real, flags, out);
  if (code != SQLITE_OK) {
    sqlite3_free(mine->real);
    return code;
  }
  mine->base.pMethods = &all;
  return SQLITE_OK;
}

/// While it lives, every book is on the disk that fails.
class FailingDisk {
 public:
  FailingDisk() {
    system_disk = sqlite3_vfs_find(nullptr);
    vfs_ = *system_disk;
    vfs_.zName = "failing";
    vfs_.szOsFile = sizeof(File);
    vfs_.xOpen = disk_open;
    sqlite3_vfs_register(&vfs_, 1);
  }
  ~FailingDisk() {
    fault = {};
    sqlite3_vfs_unregister(&vfs_);
    sqlite3_vfs_register(system_disk, 1);
  }
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

 private:
  sqlite3_vfs vfs_{};
};

std::string state_of(const std::string& path) {
  const auto book = opened(path);
  CHECK(breaches(*book).empty());
  return all_of(*book->read());
}

/// One command of each kind in one unit of work, large enough to fill several pages.
void command(store::Book& book, const std::string& file) {
  auto work = book.begin(stamp());
  const PersonId person = work->reader().person("P0001")->id;
  const auto links = static_cast<int>(work->reader().person("P0001")->links);
  const auto fresh = lines("P0001", 80, links * 100);
  work->add_import(bank_file(person, "P0001", file, fresh));
  store::NewEntries entries{person, {}, {}};
  for (const StatementLine& line : fresh) entries.posted.push_back(line_entry(line, "item"));
  work->post(entries);
  work->add_version(version("P0001"));
  work->note(person, {text(fresh.front().id), "asked the bureau", day(2025, 6, 1), "r.patel", "t"});
  const auto to = day(2025, 3, 31);  // before all that is booked
  work->period(person,
               {PeriodEvent::Kind::submit, to, {}, "r.patel", "t", standing_digest({}, to)});
  work->commit();
}

}  // namespace

TEST_CASE("a disk that fails at any write leaves the book as it was", "[store][fault]") {
  const int code = GENERATE(SQLITE_IOERR_WRITE, SQLITE_FULL);
  const bool for_good = GENERATE(false, true);
  const FailingDisk disk;
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  const auto before = state_of(path);
  int failures = 0;
  for (int nth = 0;; ++nth) {
    REQUIRE(nth < 2000);
    bool done = false;
    {
      const auto book = opened(path);
      fault = {nth, code, for_good};
      try {
        command(*book, "more.csv");
        done = true;
      } catch (const store::Failure& failure) {
        ++failures;
        const std::string said = failure.what();
        CHECK((said.find("the disk is full") != std::string::npos ||
               said.find("the disk failed") != std::string::npos));
      }
      fault = {};  // closing the book is no part of the command
    }
    if (done) break;
    INFO("fault at " << nth);
    REQUIRE(state_of(path) == before);
  }
  CHECK(failures > 3);
  CHECK(state_of(path) != before);
}

TEST_CASE("a disk that fails while a book is made or copied leaves no file", "[store][fault]") {
  const FailingDisk disk;
  const Folder folder;
  const auto small = small_book(folder.file("book"));
  const auto fails = [&](auto act) {
    int failures = 0;
    for (int nth = 0; nth < 2000; ++nth) {
      fault = {nth, SQLITE_FULL, true};
      try {
        act();
        fault = {};
        return failures;
      } catch (const store::Failure&) {
        ++failures;
      }
      fault = {};
      REQUIRE_FALSE(std::filesystem::exists(folder.file("new")));
    }
    return 0;
  };
  const int copying =
      fails([&] { ensure(bool(small.book->backup(folder.file("new"))), "copied"); });
  CHECK(copying > 3);
  CHECK(state_of(folder.file("new")) == all_of(*small.book->read()));
  std::filesystem::remove(folder.file("new"));
  const int making = fails([&] { new_book(folder.file("new")); });
  CHECK(making > 3);
  CHECK(breaches(*opened(folder.file("new"))).empty());
}

TEST_CASE("a program that is killed leaves the book as before or as after", "[store][fault]") {
  const Folder folder;
  const auto path = folder.file("book");
  small_book(path);
  std::int64_t links = 0;
  int moved = 0;
  for (int round = 0; round < 30; ++round) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      try {
        const auto book = opened(path);
        for (;;) command(*book, "more.csv");
      } catch (...) {
        ::_exit(1);
      }
    }
    std::this_thread::sleep_for(std::chrono::microseconds{2000 + round * 3700});
    ::kill(child, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    const auto book = opened(path);
    REQUIRE(breaches(*book).empty());
    const auto reader = book->read();
    const auto person = *reader->person("P0001");
    // A command is five links, 80 lines and 80 entries: all of them or none.
    CHECK((person.links - 7) % 5 == 0);
    const auto commands = (person.links - 7) / 5;
    CHECK(reader->facts(person.id).notes.size() == static_cast<std::size_t>(commands));
    CHECK(reader->facts(person.id).periods.size() == static_cast<std::size_t>(commands));
    CHECK(reader->facts(person.id).lines.size() == static_cast<std::size_t>(3 + 80 * commands));
    CHECK(reader->entries(person.id).size() == static_cast<std::size_t>(5 + 80 * commands));
    CHECK(person.links >= links);
    moved += person.links > links ? 1 : 0;
    links = person.links;
  }
  CHECK(moved > 0);
  const auto book = opened(path);
  command(*book, "after.csv");
  CHECK(breaches(*book).empty());
}
