// A person's chain: what a link covers and how it follows from the one before.
//
//   texts  = SHA-256(salt, personal texts of the batch)          none without such texts
//   digest = SHA-256("dpledger.batch/1", kind, about, texts, rows of each table)
//   head   = SHA-256("dpledger.link/1", previous head, number, kind, work, digest, at, by)
//
// The head before the first link is SHA-256("dpledger.chain/1", the row of the book, ref of the
// person). Every part is preceded by its length; a value in a row by its kind, so that no two rows
// read alike.
#pragma once

#include "ledger/store/book.hpp"
#include "ledger/store/database.hpp"
#include "ledger/store/digest.hpp"
#include "ledger/store/schema.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace store {

/// What a link records.
enum class LinkKind {
  version = 1,
  import = 2,
  undo = 3,
  entries = 4,
  decision = 5,
  waiver = 6,
  note = 7,
  period = 8,
  act = 9,
  allocation = 10,
  erasure = 11,
};

/// The row of an import, but its id.
struct ImportRow {
  std::int64_t work = 0;
  std::optional<std::int64_t> person;  ///< when all that the file holds is one person's
  std::string_view file;
  std::string_view sha256;  ///< bytes
  std::string_view account;
  std::int64_t kind = 0;
  std::string_view format;
  std::int64_t kept = 0;
  std::int64_t known = 0;
};

/// The rows of one link, in the order of their keys within each table.
class Batch {
 public:
  void clear();
  void add(Recorded table, Role role, std::int64_t value);
  void add(Recorded table, Role role, std::string_view value);
  void add_nothing(Recorded table, Role role);
  void add(Recorded table, Role role, const Cell& cell);
  /// What is not in a person's rows and yet belongs to the link: the import it is about.
  void add_subject(const ImportRow& import);

  /// In its rows, or the name of the file it is about.
  bool has_texts() const;
  bool has_texts_in_rows() const;
  Digest commitment(Hasher& hasher, std::string_view salt) const;
  Digest digest(Hasher& hasher, LinkKind kind, std::int64_t about,
                std::optional<std::string_view> texts) const;

 private:
  /// The rows of one table; side by side in memory, for they are added to side by side.
  struct Section {
    std::string rows;
    std::string texts;
    bool has_texts = false;
  };
  Section& section(Recorded table) { return sections_[static_cast<std::size_t>(table)]; }
  std::string& part(Recorded table, Role role) {
    return role == Role::personal ? section(table).texts : section(table).rows;
  }
  std::array<Section, recorded_tables> sections_;
  std::string subject_;
  std::string subject_text_;
};

struct LinkRow {
  std::int64_t number = 0;
  LinkKind kind = LinkKind::version;
  std::int64_t work = 0;
  std::string_view digest;
  std::string_view at;
  std::string_view by;
};

/// Damaged when the book does not say whose it is.
BookInfo book_row(Connection& connection);
Digest first_head(Hasher& hasher, const BookInfo& book, std::string_view ref);
Digest next_head(Hasher& hasher, std::string_view previous, const LinkRow& link);

/// The row that `rows` stands on (every column of the table, in order); lives until the next.
void read_cells(const Rows& rows, Recorded which, std::vector<Cell>& cells);
/// Adds a row to the batch: its cells but the first, which is the person.
void absorb(Batch& batch, Recorded which, const std::vector<Cell>& cells);

}  // namespace store
