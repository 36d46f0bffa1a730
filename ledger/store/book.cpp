// Opening, making and copying a book; and the unit of work, which hands each kind of change to the
// one who writes it.
#include "ledger/store/book.hpp"

#include "ledger/ensure.hpp"
#include "ledger/periods.hpp"
#include "ledger/store/allocation.hpp"
#include "ledger/store/book_file.hpp"
#include "ledger/store/chain_writer.hpp"
#include "ledger/store/database.hpp"
#include "ledger/store/entry_writer.hpp"
#include "ledger/store/erasing.hpp"
#include "ledger/store/import_writer.hpp"
#include "ledger/store/log.hpp"
#include "ledger/store/match_codec.hpp"
#include "ledger/store/reader.hpp"
#include "ledger/store/schema.hpp"
#include "ledger/store/settled.hpp"
#include "ledger/store/version_codec.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace store {

using namespace ledger;

namespace {

std::int64_t next_number(Statement& newest, PersonId person) {
  Rows rows{newest, person.value};
  ensure(rows.next(), "the newest number can be asked");
  return rows.integer(0) + 1;
}

class BookWork : public Work {
 public:
  BookWork(std::shared_ptr<Connection> connection, const Stamp& stamp)
      : connection_{std::move(connection)},
        stamp_{stamp},
        reader_{connection_},
        chain_{*connection_, stamp},
        imports_{*connection_, chain_},
        entries_{*connection_, chain_},
        versions_{*connection_, Recorded::version},
        decisions_{*connection_, Recorded::decision},
        waivers_{*connection_, Recorded::waiver},
        unwaived_{*connection_, Recorded::unwaived},
        notes_{*connection_, Recorded::note},
        periods_{*connection_, Recorded::period},
        acts_{*connection_, Recorded::act},
        allocations_{*connection_, chain_} {
    connection_->run("BEGIN IMMEDIATE");
  }
  ~BookWork() override {
    try {
      if (connection_->in_transaction()) connection_->run("ROLLBACK");
    } catch (const std::exception&) {
      // The connection is closed next, and what was not committed goes with it.
    }
  }
  BookWork(const BookWork&) = delete;
  BookWork& operator=(const BookWork&) = delete;

  PersonId add_version(const PersonVersion& version) override {
    const auto known = reader_.person(version.ref);
    const PersonId person = known ? known->id : chain_.add_person(version.ref);
    chain_.open(person, LinkKind::version);
    forget_settled(person);
    const std::int64_t number = next_number(
        connection_->prepared("SELECT coalesce(max(number), 0) FROM version WHERE person = ?"),
        person);
    const EncodedVersion encoded = encode(version);
    versions_.write(chain_.batch(), person.value, number, chain_.link(), encoded.agreed,
                    encoded.details);
    close_to_reconcile();
    wake_pools_of(person);
    return person;
  }

  ImportId add_import(const NewImport& import) override {
    ensure_open();
    const ImportId id = imports_.add(import);
    forget_settled_before(*connection_, import);
    for (const PersonId person : reader_.people_of(id)) wake_pools_of(person);
    return id;
  }

  void undo_import(ImportId import) override {
    ensure_open();
    run(connection_->prepared("INSERT INTO undone VALUES (?, ?)"), import.value, chain_.work());
    for (const PersonId person : reader_.people_of(import)) {
      chain_.open(person, LinkKind::undo, import.value);
      forget_settled(person);
      ++chain_.progress().undone;
      close_to_reconcile();
      wake_pools_of(person);
    }
  }

  void decide(PersonId person, const Decision& decision) override {
    chain_.open(person, LinkKind::decision);
    forget_settled_before(*connection_, person, decision);
    const std::int64_t number = next_number(
        connection_->prepared("SELECT coalesce(max(number), 0) FROM decision WHERE person = ?"),
        person);
    decisions_.write(chain_.batch(), person.value, number, chain_.link(), decision.line.value,
                     static_cast<std::int64_t>(decision.kind), encode_texts(decision.keys),
                     decision.plan_line, decision.by, decision.at);
    close_to_reconcile();
  }

  void waive(PersonId person, const Waiver& waiver) override {
    chain_.open(person, LinkKind::waiver);
    forget_settled(person);
    const std::int64_t number = next_number(
        connection_->prepared("SELECT coalesce(max(number), 0) FROM waiver WHERE person = ?"),
        person);
    waivers_.write(chain_.batch(), person.value, number, chain_.link(), waiver.finding,
                   waiver.reason, waiver.by, waiver.at);
    if (waiver.withdrawn) unwaived_.write(chain_.batch(), person.value, number, chain_.link());
    chain_.close();
  }

  void note(PersonId person, const Note& note) override {
    chain_.open(person, LinkKind::note);
    const std::int64_t number = next_number(
        connection_->prepared("SELECT coalesce(max(number), 0) FROM note WHERE person = ?"),
        person);
    notes_.write(chain_.batch(), person.value, number, chain_.link(), note.subject, note.until,
                 std::int64_t{note.withdrawn}, note.text, note.by, note.at);
    chain_.close();
  }

  void period(PersonId person, const PeriodEvent& event) override {
    chain_.open(person, LinkKind::period);
    const std::int64_t number = next_number(
        connection_->prepared("SELECT coalesce(max(number), 0) FROM period WHERE person = ?"),
        person);
    periods_.write(chain_.batch(), person.value, number, chain_.link(),
                   static_cast<std::int64_t>(event.kind), event.to, event.reason, event.standing,
                   event.by, event.at);
    if (event.kind == PeriodEvent::Kind::reopen) {
      chain_.progress().to_reconcile = true;
      forget_settled(person);
    }
    chain_.close();
  }

  int act(PersonId person, const Act& act) override {
    chain_.open(person, LinkKind::act);
    if (act.kind != Act::Kind::pay) {
      store::forget_settled_before(*connection_, reader_.history(person), person, act);
    }
    const std::int64_t number = next_number(
        connection_->prepared("SELECT coalesce(max(number), 0) FROM act WHERE person = ?"), person);
    std::optional<std::int64_t> every;
    if (act.every) every = static_cast<std::int64_t>(*act.every);
    acts_.write(chain_.batch(), person.value, number, chain_.link(),
                static_cast<std::int64_t>(act.kind), act.ref, act.budget, act.funder, act.amount,
                act.on, act.until, every, act.withdrawn, act.ground, act.total, act.who, act.reason,
                act.by, act.at);
    close_to_reconcile();
    wake_pools_of(person);
    return static_cast<int>(number);
  }

  int save_profile(const std::string& name, const std::string& text) override {
    ensure_open();
    std::int64_t version = 0;
    {
      Rows newest{
          connection_->prepared("SELECT coalesce(max(version), 0) FROM profile WHERE name = ?"),
          std::string_view{name}};
      ensure(newest.next(), "the newest version can be asked");
      version = newest.integer(0) + 1;
    }
    run(connection_->prepared("INSERT INTO profile VALUES (?, ?, ?, ?)"), std::string_view{name},
        version, std::string_view{text}, chain_.work());
    return static_cast<int>(version);
  }

  void post(const NewEntries& entries, bool reconciled) override {
    std::vector<RecordedEntry> recorded;
    if (!entries.reversed.empty()) recorded = reader_.entries(entries.person);
    if (entries.reversed.empty() && entries.posted.empty()) {
      ensure_open();
      if (reconciled) mark_reconciled(entries.person);
      return;
    }
    chain_.open(entries.person, LinkKind::entries);
    forget_settled_before(*connection_, entries, recorded);
    entries_.post(entries, std::move(recorded),
                  closed_to(read_periods(*connection_, entries.person)));
    if (reconciled) chain_.progress().to_reconcile = false;
    chain_.close();
  }

  void keep_settled(PersonId person, const SettledYears& settled) override {
    ensure_open();
    auto numbered = settled;
    numbered.first_read = first_entry_since(*connection_, person, settled.from);
    numbered.first_entry = first_entry_since(*connection_, person, settled.day);
    write_settled(*connection_, person, numbered);
  }

  void forget_settled(PersonId person) override { store::forget_settled(*connection_, person); }

  void allot(const Allotment& allotment) override {
    ensure_open();
    forget_settled(allotment.member);
    allocations_.add(allotment);
  }

  std::int64_t seal() override {
    ensure_open();
    return seal_log(*connection_, chain_);
  }

  void disclose(const std::vector<Disclosure>& disclosures) override {
    ensure_open();
    add_disclosures(*connection_, chain_, stamp_, disclosures);
  }

  void erase(PersonId person, const std::string& reason) override {
    ensure_open();
    forget_settled(person);
    erase_person(*connection_, chain_, person, stamp_, reason);
  }

  Reader& reader() override { return reader_; }

  void commit() override {
    ensure_open();
    connection_->run("COMMIT");
  }

 private:
  /// After a failure SQLite may have rolled back by itself: nothing may then be written one by one.
  void ensure_open() const {
    if (!chain_.whole() || !connection_->in_transaction()) {
      throw Failure{connection_->path() + ": this work has failed or ended: start again"};
    }
  }
  void close_to_reconcile() {
    chain_.progress().to_reconcile = true;
    chain_.close();
  }
  /// Whose a pool's lines are rests on what is known of all its members.
  void wake_pools_of(PersonId person) {
    if (!has_pools(*connection_)) return;
    if (wake_pools(*connection_, reader_.history(person))) chain_.forget();
  }
  /// Nothing was recorded, so there is no link.
  void mark_reconciled(PersonId person) {
    run(connection_->prepared("UPDATE progress SET to_reconcile = 0 WHERE person = ?"),
        person.value);
    chain_.forget();
  }

  std::shared_ptr<Connection> connection_;
  Stamp stamp_;
  BookReader reader_;
  ChainWriter chain_;
  ImportWriter imports_;
  EntryWriter entries_;
  RowWriter versions_, decisions_, waivers_, unwaived_, notes_, periods_, acts_;
  AllocationWriter allocations_;
};

/// Sees the book as it was when it began, whatever is committed meanwhile.
class Snapshot : public BookReader {
 public:
  explicit Snapshot(const std::shared_ptr<Connection>& connection) : BookReader{connection} {
    connection->run("BEGIN");
    connection->ask("SELECT one FROM book");  // the first look fixes what is seen
  }
};

class BookFile : public Book {
 public:
  BookFile(std::string path, Access access, std::shared_ptr<Connection> anchor)
      : path_{std::move(path)}, access_{access}, anchor_{std::move(anchor)} {}
  ~BookFile() override {
    anchor_.reset();
    if (access_ != Access::untouched) fold_log(path_);
  }
  BookFile(const BookFile&) = delete;
  BookFile& operator=(const BookFile&) = delete;

  std::unique_ptr<Reader> read() override {
    return std::make_unique<Snapshot>(connect(path_, Access::read_only));
  }

  std::unique_ptr<Work> begin(const Stamp& stamp) override {
    ensure(access_ == Access::read_write, "a book opened for reading is not written");
    return std::make_unique<BookWork>(connect(path_, Access::read_write), stamp);
  }

  Result<BookInfo> backup(const std::string& file) override {
    return make_file(file, [this](const std::string& fresh) {
      Connection target{fresh, Connection::Mode::write};
      connect(path_, Access::read_only)->copy_into(target);
      const auto copy = connect(fresh, Access::read_write);
      return BookReader{copy}.info();
    });
  }

  void rewrite() override {
    const auto connection = connect(path_, Access::read_write);
    connection->run("PRAGMA temp_store = FILE");  // a large book has no place in memory
    connection->run("VACUUM");
    // The log of the book still has the pages as they were until it is cut off.
    if (connection->ask("PRAGMA wal_checkpoint(TRUNCATE)") == "0") return;
    throw Failure{path_ +
                  ": what was erased is still in the log of the book, for another program " +
                  "is reading it: close that one and do it again"};
  }

 private:
  std::string path_;
  Access access_;
  /// Keeps the log in place between one reading or work and the next.
  std::shared_ptr<Connection> anchor_;
};

}  // namespace

Result<std::unique_ptr<Book>> create_book(const std::string& path, const BookInfo& info) {
  const auto made = make_file(path, [&info](const std::string& fresh) {
    Connection connection{fresh, Connection::Mode::write};
    make_schema(connection, info);
    return info;
  });
  if (!made) return made.errors();
  return open_book(path, Access::read_write);
}

Result<std::unique_ptr<Book>> open_book(const std::string& path, Access access) {
  if (auto refusal = refuse_missing(path)) return *refusal;
  if (auto refusal = refuse_foreign(path)) return *refusal;
  const bool untouched = access == Access::untouched;
  auto anchor = connect(path, access);
  if (auto refusal = refuse_newer(*anchor)) return *refusal;
  if (schema_of(*anchor) < newest_schema) {
    if (auto refusal = refuse_mislabelled(*anchor)) return *refusal;
    if (untouched) return Error{Rule::book_not_ours, {path, 0, 0}, "an older schema", {}};
    upgrade(*connect(path, Access::read_write));
    anchor = connect(path, access);
  }
  std::unique_ptr<Book> book = std::make_unique<BookFile>(path, access, std::move(anchor));
  return book;
}

}  // namespace store
