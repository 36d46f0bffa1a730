// One walk through the queue in a terminal: what waits, what was passed over, what was decided and
// how it can be taken back.
#pragma once

#include "app/keys.hpp"
#include "app/review.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace app {

/// What comes after a key.
enum class Then { ask, show, pass, quit };

class Session {
 public:
  Session(const Arguments& arguments, const std::vector<store::PersonRow>& rows,
          std::vector<reports::QueueEntry> entries, Keys& keys);

  void run();

  // --- what the keys do; the entry is the one that is shown ---
  Then accept(const reports::QueueEntry& entry);
  Then choose(const reports::QueueEntry& entry, std::size_t number);
  Then choose_other(const reports::QueueEntry& entry);
  Then code(const reports::QueueEntry& entry);
  Then split(const reports::QueueEntry& entry);
  Then postpone(const reports::QueueEntry& entry);
  Then note_down(const reports::QueueEntry& entry);
  Then waive(const reports::QueueEntry& entry);
  Then unmatch(const reports::QueueEntry& entry);
  Then explain(const reports::QueueEntry& entry);
  Then take_back(const reports::QueueEntry& entry);
  Then skip(const reports::QueueEntry& entry);
  Then help(const reports::QueueEntry& entry);
  Then quit(const reports::QueueEntry& entry);
  bool has_taken() const { return !taken_.empty(); }

 private:
  /// What was recorded while an entry was shown, and what takes it back.
  struct Taken {
    std::string person;
    std::string subject;
    std::vector<Record> back;
  };

  const reports::QueueEntry* next() const;
  Then ask(const reports::QueueEntry& entry);
  Then act(const reports::QueueEntry& entry, char key);
  Then decide(const reports::QueueEntry& entry, ledger::Decision decision);
  Then keep(const reports::QueueEntry& entry, const Record& record, std::vector<Record> back,
            const std::string& sentence);
  /// Records in one transaction and settles the person anew. False, and nothing is recorded, when
  /// it was refused, which has been said.
  bool record(const std::string& person, const std::vector<Record>& records, std::string& sentence);
  void refresh(const std::string& person, store::Book& book);
  std::unique_ptr<PersonBooks> books_of(const std::string& person) const;
  /// What brings back what was noted of a subject before.
  std::vector<Record> notes_as_before(const reports::QueueEntry& entry) const;
  ledger::Decision new_decision(const reports::QueueEntry& entry,
                                ledger::Decision::Kind kind) const;
  std::size_t walk() const;
  std::string what_still_waits() const;
  bool is_asked(const reports::QueueEntry& entry) const;
  Then show_refused(const ledger::Errors& refused) const;

  const Arguments& arguments_;
  Keys& keys_;
  std::map<std::string, ledger::PersonId> people_;
  std::vector<reports::QueueEntry> entries_;  ///< in their order
  std::set<std::string> passed_;              ///< subjects that were skipped
  std::set<std::string> shown_;               ///< subjects
  std::string first_;                         ///< the subject to be shown next, before all others
  std::vector<Taken> taken_;
};

/// The keys that an entry has, as they are offered: "[a] accept  [c] code".
std::string offered(const Session& session, const reports::QueueEntry& entry);
/// What each of them does.
std::string explained(const Session& session, const reports::QueueEntry& entry);
/// Does what a key stands for; asks again where it stands for nothing.
Then pressed(Session& session, const reports::QueueEntry& entry, char key);

}  // namespace app
