#include "ledger/store/chain.hpp"

#include <algorithm>

namespace store {

namespace {

void put_number(std::string& out, std::uint64_t value) {
  while (value >= 0x80U) {
    out += static_cast<char>((value & 0x7fU) | 0x80U);
    value >>= 7U;
  }
  out += static_cast<char>(value);
}

void put_text(std::string& out, std::string_view value) {
  put_number(out, value.size());
  out += value;
}

/// How long the rows of each table are; of a table that came later, only when it has some.
template <class Sections>
void put_sizes(std::string& out, const Sections& sections) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (i >= first_recorded_tables) {
      if (sections[i].empty()) continue;
      put_number(out, i);
    }
    put_number(out, sections[i].size());
  }
}

/// Small numbers of either sign stay small.
std::uint64_t folded(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  return value < 0 ? ~(bits << 1U) : bits << 1U;
}

constexpr char nothing = 0;
constexpr char number = 1;
constexpr char characters = 2;

}  // namespace

void Batch::clear() {
  for (std::string& rows : rows_) rows.clear();
  for (std::string& texts : texts_) texts.clear();
  subject_.clear();
  subject_text_.clear();
  has_texts_.fill(false);
}

std::string& Batch::section(Recorded table, Role role) {
  const auto at = static_cast<std::size_t>(table);
  return role == Role::personal ? texts_[at] : rows_[at];
}

void Batch::add(Recorded table, Role role, std::int64_t value) {
  if (role == Role::linked) return;
  std::string& out = section(table, role);
  out += number;
  put_number(out, folded(value));
}

void Batch::add(Recorded table, Role role, std::string_view value) {
  if (role == Role::linked) return;
  std::string& out = section(table, role);
  out += characters;
  put_text(out, value);
  if (role == Role::personal && !value.empty()) has_texts_[static_cast<std::size_t>(table)] = true;
}

void Batch::add_nothing(Recorded table, Role role) {
  if (role != Role::linked) section(table, role) += nothing;
}

void Batch::add_subject(const ImportRow& import) {
  put_text(subject_, import.sha256);
  put_text(subject_, import.format);
  put_text(subject_, import.account);
  for (const std::int64_t value : {import.work, import.kind, import.kept, import.known}) {
    put_number(subject_, folded(value));
  }
  subject_ += import.person ? number : nothing;
  if (import.person) put_number(subject_, folded(*import.person));
  subject_text_ += import.file;
}

bool Batch::has_texts() const {
  return !subject_text_.empty() || has_texts_in_rows();
}

bool Batch::has_texts_in_rows() const {
  return std::ranges::any_of(has_texts_, [](bool has) { return has; });
}

Digest Batch::commitment(Hasher& hasher, std::string_view salt) const {
  std::string sizes;
  put_text(sizes, subject_text_);
  put_sizes(sizes, texts_);
  hasher.add(salt).add(sizes);
  for (const std::string& texts : texts_) {
    if (!texts.empty()) hasher.add(texts);
  }
  return hasher.finish();
}

Digest Batch::digest(Hasher& hasher, LinkKind kind, std::int64_t about,
                     std::optional<std::string_view> texts) const {
  std::string start = "dpledger.batch/1";
  put_number(start, static_cast<std::uint64_t>(kind));
  put_number(start, folded(about));
  put_text(start, texts.value_or(std::string_view{}));
  put_text(start, subject_);
  put_sizes(start, rows_);
  hasher.add(start);
  for (const std::string& rows : rows_) {
    if (!rows.empty()) hasher.add(rows);
  }
  return hasher.finish();
}

BookInfo book_row(Connection& connection) {
  Rows rows{connection.prepared("SELECT commissioner, kind, made_at FROM book")};
  if (!rows.next()) throw Damaged{connection.path() + ": the book does not say whose it is"};
  return {rows.text(0), rows.text(1), rows.text(2), 0};
}

Digest first_head(Hasher& hasher, const BookInfo& book, std::string_view ref) {
  std::string start = "dpledger.chain/1";
  put_text(start, book.commissioner);
  put_text(start, book.kind);
  put_text(start, book.made_at);
  put_text(start, ref);
  return hasher.add(start).finish();
}

Digest next_head(Hasher& hasher, std::string_view previous, const LinkRow& link) {
  std::string all = "dpledger.link/1";
  put_text(all, previous);
  put_number(all, folded(link.number));
  put_number(all, static_cast<std::uint64_t>(link.kind));
  put_number(all, folded(link.work));
  put_text(all, link.digest);
  put_text(all, link.at);
  put_text(all, link.by);
  return hasher.add(all).finish();
}

void absorb(Batch& batch, Recorded which, const Rows& rows) {
  const Table& shape = table(which);
  for (std::size_t at = 1; at < shape.columns.size(); ++at) {
    const int column = static_cast<int>(at);
    const Role role = shape.columns[at].role;
    if (rows.is_null(column)) {
      batch.add_nothing(which, role);
    } else if (rows.statement().is_integer(column)) {
      batch.add(which, role, rows.integer(column));
    } else {
      batch.add(which, role, rows.view(column));
    }
  }
}

}  // namespace store
