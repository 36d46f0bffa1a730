#include "ledger/store/chain.hpp"

#include <algorithm>

namespace store {

namespace {

/// A number of seven bits a byte, built aside so that it is appended once.
class Varint {
 public:
  explicit Varint(std::uint64_t value) { add(value); }
  Varint(char kind, std::uint64_t value) {
    bytes_[size_++] = kind;
    add(value);
  }
  std::string_view bytes() const { return {bytes_.data(), size_}; }

 private:
  void add(std::uint64_t value) {
    while (value >= 0x80U) {
      bytes_[size_++] = static_cast<char>((value & 0x7fU) | 0x80U);
      value >>= 7U;
    }
    bytes_[size_++] = static_cast<char>(value);
  }
  std::array<char, 11> bytes_{};
  std::size_t size_ = 0;
};

void put_number(std::string& out, std::uint64_t value) {
  out += Varint{value}.bytes();
}

void put_text(std::string& out, std::string_view value) {
  put_number(out, value.size());
  out += value;
}

/// How long the rows of each table are; of a table that came later, only when it has some.
template <class Sections, class Part>
void put_sizes(std::string& out, const Sections& sections, Part part) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string& bytes = sections[i].*part;
    if (i >= first_recorded_tables) {
      if (bytes.empty()) continue;
      put_number(out, i);
    }
    put_number(out, bytes.size());
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
  for (Section& one : sections_) {
    one.rows.clear();
    one.texts.clear();
    one.has_texts = false;
  }
  subject_.clear();
  subject_text_.clear();
}

void Batch::add(Recorded table, Role role, std::int64_t value) {
  if (role == Role::linked) return;
  part(table, role) += Varint{number, folded(value)}.bytes();
}

void Batch::add(Recorded table, Role role, std::string_view value) {
  if (role == Role::linked) return;
  std::string& out = part(table, role);
  out += Varint{characters, value.size()}.bytes();
  out += value;
  if (role == Role::personal && !value.empty()) section(table).has_texts = true;
}

void Batch::add_nothing(Recorded table, Role role) {
  if (role != Role::linked) part(table, role) += nothing;
}

void Batch::add(Recorded table, Role role, const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::nothing:
      return add_nothing(table, role);
    case Cell::Kind::number:
      return add(table, role, cell.number);
    case Cell::Kind::characters:
      return add(table, role, cell.characters);
  }
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
  return std::ranges::any_of(sections_, &Section::has_texts);
}

Digest Batch::commitment(Hasher& hasher, std::string_view salt) const {
  std::string sizes;
  put_text(sizes, subject_text_);
  put_sizes(sizes, sections_, &Section::texts);
  hasher.add(salt).add(sizes);
  for (const Section& one : sections_) {
    if (!one.texts.empty()) hasher.add(one.texts);
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
  put_sizes(start, sections_, &Section::rows);
  hasher.add(start);
  for (const Section& one : sections_) {
    if (!one.rows.empty()) hasher.add(one.rows);
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

void read_cells(const Rows& rows, Recorded which, std::vector<Cell>& cells) {
  cells.resize(table(which).columns.size());
  for (std::size_t at = 1; at < cells.size(); ++at) cells[at] = rows.cell(static_cast<int>(at));
}

void absorb(Batch& batch, Recorded which, const std::vector<Cell>& cells) {
  const Table& shape = table(which);
  for (std::size_t at = 1; at < cells.size(); ++at) {
    batch.add(which, shape.columns[at].role, cells[at]);
  }
}

}  // namespace store
