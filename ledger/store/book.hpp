// The book: everything recorded, and nothing ever changed. The one door to the disk.
//
// Reader   a consistent view; any number of them, in any thread, one thread each.
// Work     one command's changes: all of them on commit(), none of them otherwise. One at a time.
// Book     opens, creates, copies, rewrites.
//
// No SQL and no SQLite type shows here, so that another engine can stand behind the same door.
// Errors   store::Failure when the surroundings fail (disk, lock, permission; exit 4);
//          Result where the caller's file is wrong (not a book, a newer book).
#pragma once

#include "ledger/entry.hpp"
#include "ledger/facts.hpp"
#include "ledger/id.hpp"
#include "ledger/merkle.hpp"
#include "ledger/person.hpp"
#include "ledger/pool.hpp"
#include "ledger/result.hpp"
#include "ledger/sealed.hpp"
#include "ledger/settled.hpp"

#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// The surroundings failed: disk, lock, permission. Nothing in the book changed.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the file holds is no book any more: a page, a table or a row is damaged or missing.
class Damaged : public Failure {
 public:
  explicit Damaged(const std::string& what) : Failure{what + ": go back to a backup"} {}
};

struct BookInfo {
  std::string commissioner;
  std::string kind;  ///< ccg | icb | la
  std::string made_at;
  int schema = 0;
};

struct PersonRow {
  ledger::PersonId id;
  std::string ref;
  std::int64_t links = 0;     ///< how many links its chain has
  std::string head;           ///< the newest link's hash, hexadecimal; empty with no links
  bool to_reconcile = false;  ///< facts or decisions came since it was last reconciled
  bool erased = false;        ///< their details were erased: nothing more is recorded
};

/// The book's log as it stood when it was sealed.
struct Seal {
  std::int64_t tree_size = 0;
  std::string root;  ///< hexadecimal
  std::string at, by;
};

/// A leaf of the log and its place.
struct Leaf {
  std::int64_t position = 0;
  ledger::SealedHead sealed;
};

/// A link of a person's chain: what its head is made from, and the head.
struct ChainLink {
  std::int64_t number = 0;
  std::int64_t kind = 0;
  std::int64_t work = 0;
  std::string digest, head;  ///< hexadecimal
  std::string at, by;
};

/// What left the house or was signed.
struct Disclosure {
  std::string what;    ///< "statement", "sign", "export", "prove", "letter" …
  std::string person;  ///< ref; empty when it is about several people, or the book
  std::string file;
  std::string sha256;   ///< of what the file holds; empty when it is not known
  std::string at, by;   ///< of the work that recorded it
  bool erased = false;  ///< the name of the file was erased with the person's details
};

/// That a person's details were erased.
struct Erasure {
  ledger::LinkNo link;  ///< that records it; covers what came before
  std::string reason, by, at;
};

/// A line already in the book, as much of it as recognising a second import needs. One that files
/// word differently comes once for each wording.
struct KnownLine {
  ledger::LineId id;
  ledger::Date date;
  ledger::Money amount;
  std::optional<ledger::Money> balance;
  std::string text;  ///< StatementLine::description()
  std::string bank_id;
  std::string format;  ///< of the file that words it so
  bool own = true;     ///< the words it was brought with
};

/// A file, not undone, that speaks of an account's days.
struct KnownFile {
  std::string format;
  std::optional<ledger::Period> printed;
  std::optional<ledger::Period> covered;
};

/// A profile that was saved; its text is TOML (docs/formats/profiles.md).
struct SavedProfile {
  std::string name;
  int version = 1;
  std::string text;
  std::string by;
  std::string at;
};

/// What `check` found not to hold.
struct Breach {
  std::string person;  ///< ref, or empty for the whole book
  std::string what;
};

class Reader {
 public:
  virtual ~Reader() = default;
  virtual BookInfo info() = 0;
  virtual std::vector<PersonRow> people() = 0;  ///< by ref
  virtual std::optional<PersonRow> person(std::string_view ref) = 0;
  /// All facts of a person that are not undone.
  virtual ledger::PersonFacts facts(ledger::PersonId person) = 0;
  /// The same as they were known when that link was made: what an approved period rests on.
  virtual ledger::PersonFacts facts_at(ledger::PersonId person, ledger::LinkNo link) = 0;
  /// The entries that were recorded up to that link, and the hash of the link.
  virtual std::vector<ledger::RecordedEntry> entries_at(ledger::PersonId person,
                                                        ledger::LinkNo link) = 0;
  /// The link that recorded the act of that number; nothing when there is no such act.
  virtual std::optional<ledger::LinkNo> link_of_act(ledger::PersonId person, int number) = 0;
  virtual std::vector<ledger::PeriodEvent> periods(ledger::PersonId person) = 0;
  virtual std::string head_at(ledger::PersonId person, ledger::LinkNo link) = 0;
  virtual ledger::PersonHistory history(ledger::PersonId person) = 0;
  virtual std::vector<ledger::RecordedEntry> entries(ledger::PersonId person) = 0;
  /// What the settled years of a person leave to those after them, when it is kept.
  virtual std::optional<ledger::SettledYears> settled(ledger::PersonId person) = 0;
  /// The facts of a person, of the days from `settled.from` on; as they were known when a link was
  /// made, or now.
  virtual ledger::PersonFacts facts_since(ledger::PersonId person,
                                          const ledger::SettledYears& settled,
                                          std::optional<ledger::LinkNo> at = std::nullopt) = 0;
  /// The entries dated from a day on, up to a link or all; those before `first` are known to be
  /// dated before the day.
  virtual std::vector<ledger::RecordedEntry> entries_since(
      ledger::PersonId person, ledger::EntryNo first, ledger::Date day,
      std::optional<ledger::LinkNo> at = std::nullopt) = 0;
  /// Only the entries that no later entry reverses, and no reversals.
  virtual std::vector<ledger::RecordedEntry> standing_entries(ledger::PersonId person) = 0;
  virtual std::vector<ledger::Balance> balances(ledger::PersonId person) = 0;
  /// The newest date of any entry of the person; nothing without entries.
  virtual std::optional<ledger::Date> newest_entry(ledger::PersonId person) = 0;
  virtual std::vector<ledger::Import> imports() = 0;
  virtual std::vector<ledger::PersonId> people_of(ledger::ImportId import) = 0;
  /// The import, not undone, of the same bytes against the same account ("" where the file says).
  virtual std::optional<ledger::Import> import_of(std::string_view sha256,
                                                  std::string_view account) = 0;
  virtual std::vector<KnownLine> known_lines(ledger::PersonId person, std::string_view account,
                                             ledger::Period period) = 0;
  virtual std::vector<KnownFile> known_files(ledger::PersonId person, std::string_view account) = 0;
  /// Every version of every profile, by name and version.
  virtual std::vector<SavedProfile> profiles() = 0;
  virtual std::vector<ledger::Waiver> waivers() = 0;
  /// The person that a line, or the part of a pool's line, belongs to.
  virtual std::optional<ledger::PersonId> owner_of(ledger::LineId line) = 0;
  /// What of the lines of a pool is allotted to a person, by line.
  virtual std::vector<ledger::Allotted> allotted(ledger::PersonId member,
                                                 ledger::PersonId pool) = 0;
  // The log. Sizes are numbers of leaves, no larger than log_size().
  virtual std::int64_t log_size() = 0;
  virtual ledger::TreeHead log_head(std::int64_t size) = 0;
  virtual std::vector<Seal> seals() = 0;
  /// The last of a person's leaves among the first `size`.
  virtual std::optional<Leaf> newest_leaf(ledger::PersonId person, std::int64_t size) = 0;
  virtual std::vector<ledger::Digest> inclusion(std::int64_t position, std::int64_t size) = 0;
  virtual std::vector<ledger::Digest> consistency(std::int64_t older, std::int64_t newer) = 0;
  /// The links after `after`, up to and with `last`.
  virtual std::vector<ChainLink> links(ledger::PersonId person, std::int64_t after,
                                       std::int64_t last) = 0;
  virtual std::vector<Disclosure> disclosures() = 0;
  virtual std::vector<Erasure> erasures(ledger::PersonId person) = 0;
  /// Re-derives every balance, re-walks every chain, re-makes every entry: of one person, as this
  /// reader sees them; and of what is no one person's. Several readers may share the people.
  virtual std::vector<Breach> check_person(std::string_view ref) = 0;
  virtual std::vector<Breach> check_rest() = 0;
};

/// Everybody; what keeps the list from being read is one more breach.
std::vector<PersonRow> people_to_check(Reader& reader, std::vector<Breach>& breaches);
/// All of it by one reader.
std::vector<Breach> check(Reader& reader);

/// Who changes the book and when; goes into every link.
struct Stamp {
  std::string by;
  std::string at;  ///< "2025-05-01T10:00:00Z"
};

/// One bank account's lines of one file, already told apart from what the book has.
struct NewStatement {
  ledger::PersonId person;
  ledger::StatementFrame frame;             ///< import is filled in by add_import
  std::vector<ledger::StatementLine> kept;  ///< new to the book
  /// Lines of the file that the book has already, and the line of the file they stand on.
  std::vector<std::pair<ledger::LineId, int>> known;
  /// Those among `known` that this file words differently; each has the id of the book's line.
  std::vector<ledger::StatementLine> reworded;
};

/// Everything one file brings.
struct NewImport {
  std::string file;
  std::string sha256;
  std::string account;  ///< "P0001/dp" for a bank file imported against one account, else ""
  ledger::FileKind kind = ledger::FileKind::bank;
  std::string format;
  std::int64_t known = 0;
  std::vector<NewStatement> statements;
  std::vector<std::pair<ledger::PersonId, ledger::Payslip>> payslips;
  std::vector<std::pair<ledger::PersonId, ledger::EmployerSummary>> summaries;
  std::vector<std::pair<ledger::PersonId, ledger::Invoice>> invoices;
  std::vector<std::pair<ledger::PersonId, ledger::Delivery>> deliveries;
};

/// What the reconciling of a pool changed for one member.
struct Allotment {
  ledger::PersonId member;
  ledger::PersonId pool;
  std::vector<ledger::Allotted> given;     ///< new to the member, or otherwise than before
  std::vector<ledger::LineId> taken_back;  ///< the pool's lines that are theirs no longer
};

/// What reconciling changed about one person.
struct NewEntries {
  ledger::PersonId person;
  /// Entries to reverse, in order, each by a new entry on its day, or on the first open day.
  std::vector<ledger::EntryNo> reversed;
  std::vector<ledger::Entry> posted;  ///< new entries, in order; none on a closed day
};

class Work {
 public:
  virtual ~Work() = default;  ///< rolls back what was not committed
  /// A new person or a new version of one; the caller has shown that it is no conflict.
  virtual ledger::PersonId add_version(const ledger::PersonVersion& version) = 0;
  virtual ledger::ImportId add_import(const NewImport& import) = 0;
  /// Marks an import undone and its people as to be reconciled.
  virtual void undo_import(ledger::ImportId import) = 0;
  virtual void decide(ledger::PersonId person, const ledger::Decision& decision) = 0;
  virtual void waive(ledger::PersonId person, const ledger::Waiver& waiver) = 0;
  virtual void note(ledger::PersonId person, const ledger::Note& note) = 0;
  /// The book gives the event its link. Who is reopened is to be reconciled.
  virtual void period(ledger::PersonId person, const ledger::PeriodEvent& event) = 0;
  /// The number that the book gives the act. Its person is to be reconciled.
  virtual int act(ledger::PersonId person, const ledger::Act& act) = 0;
  /// The version it gets: 1, or one more than the newest of its name.
  virtual int save_profile(const std::string& name, const std::string& text) = 0;
  /// Posts entries and reversals, moves the kept balances; `reconciled`: nothing is left to do.
  virtual void post(const NewEntries& entries, bool reconciled = true) = 0;
  /// Keeps what settled years leave to those after them, until anything that touches them is
  /// recorded: an undone import, a version, a waiver, a reopening, a file or decision about days
  /// before the fence, an act about them or a budget from before the day, an entry before the day.
  /// `first_read` and `first_entry` are found by the book: what is posted is posted before.
  virtual void keep_settled(ledger::PersonId person, const ledger::SettledYears& settled) = 0;
  virtual void forget_settled(ledger::PersonId person) = 0;
  /// Hands lines of a pool to a member, or takes them back. The member is to be reconciled.
  virtual void allot(const Allotment& allotment) = 0;
  /// Puts every chain that moved since the last seal into the log and seals it; answers how many
  /// there were. Damaged when a chain is no longer what was sealed of it.
  virtual std::int64_t seal() = 0;
  virtual void disclose(const std::vector<Disclosure>& disclosures) = 0;
  /// Takes away every personal text of theirs alone, and records that it was done.
  virtual void erase(ledger::PersonId person, const std::string& reason) = 0;
  /// The same reading within the unit of work (sees its own changes).
  virtual Reader& reader() = 0;
  virtual void commit() = 0;
};

class Book {
 public:
  virtual ~Book() = default;
  virtual std::unique_ptr<Reader> read() = 0;
  virtual std::unique_ptr<Work> begin(const Stamp& stamp) = 0;
  /// A consistent copy while others work, readable by its owner alone; answers the copy's info.
  /// Refuses a file that is there already (Rule::book_exists).
  virtual ledger::Result<BookInfo> backup(const std::string& file) = 0;
  /// Writes the file anew, so that no byte of what was taken away is left in it or in its log.
  virtual void rewrite() = 0;
};

/// untouched: for reading, and refused (book_not_ours) rather than brought to a newer schema.
enum class Access { read_only, read_write, untouched };
ledger::Result<std::unique_ptr<Book>> create_book(const std::string& path, const BookInfo& info);
ledger::Result<std::unique_ptr<Book>> open_book(const std::string& path,
                                                Access access = Access::read_write);

/// SHA-256 of bytes, lower-case hexadecimal.
std::string sha256_hex(std::string_view bytes);

}  // namespace store
