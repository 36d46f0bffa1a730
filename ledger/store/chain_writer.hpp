// One person at a time: what is recorded about them in one act, and the link that covers it.
//
//   open(person, kind) … rows through batch() and name() … close(): the link, and the kept state
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/chain.hpp"
#include "ledger/store/database.hpp"
#include "ledger/store/row_writer.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace store {

/// Kept about a person, and derived again by `check`.
struct Progress {
  std::int64_t links = 0;
  Digest head{};
  std::int64_t names = 0;
  std::int64_t entries = 0;
  std::optional<ledger::Date> newest;
  std::int64_t undone = 0;  ///< imports of theirs that were undone
  bool to_reconcile = false;
};

class ChainWriter {
 public:
  ChainWriter(Connection& connection, const Stamp& stamp);

  /// A person's row and the beginning of their chain.
  ledger::PersonId add_person(std::string_view ref);
  void open(ledger::PersonId person, LinkKind kind, std::int64_t about = 0);
  /// The number of a short text of the open person's, given now when it is new.
  std::int64_t name(std::string_view text);
  /// Nothing began that did not end.
  bool whole() const { return !open_; }
  Batch& batch() { return batch_; }
  Progress& progress() { return progress_; }
  const std::string& ref() const { return ref_; }
  /// The number that the link of this act will have.
  std::int64_t link() const { return progress_.links + 1; }
  void close();
  /// What is kept was changed past this writer: it is read again at the next open().
  void forget() { person_ = 0; }

  /// The number of this unit of work: who and when, recorded once.
  std::int64_t work();

 private:
  void load(ledger::PersonId person);
  void add_link();
  void keep_progress();

  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  Connection& connection_;
  Stamp stamp_;
  Hasher hasher_;
  RowWriter name_rows_;
  std::int64_t work_ = 0;

  std::int64_t person_ = 0;  ///< whose state this is; none at first
  std::string ref_;
  bool erased_ = false;  ///< their details were
  Progress progress_;
  std::unordered_map<std::string, std::int64_t, TextHash, std::equal_to<>> names_;

  bool open_ = false;  ///< between open() and close(); stays so when something failed between
  Batch batch_;
  LinkKind kind_ = LinkKind::version;
  std::int64_t about_ = 0;
};

}  // namespace store
