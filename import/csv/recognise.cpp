#include "import/csv/recognise.hpp"

#include "import/account_text.hpp"
#include "import/cell_text.hpp"
#include "import/csv/statement_rows.hpp"
#include "import/own/own_files.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::FileKind;
using ledger::Rule;

/// Of a file without headings, so many rows may be damaged before one that shows its shape.
constexpr int rows_of_shape = 5;

class Recogniser {
 public:
  Recogniser(std::string_view text, std::span<const Layout> layouts, Refusals& refusals)
      : reader_{text}, layouts_{layouts}, refusals_{refusals} {}

  std::optional<Recognised> look(std::optional<FileKind> meant) {
    auto got = CsvReader::Got::row;
    for (int seen = 0; seen < rows_looked_at; seen += row_.blank() ? 0 : 1) {
      got = reader_.next(row_);
      if (got != CsvReader::Got::row) break;
      ++row_number_;
      if (row_.blank()) continue;
      note_widest();
      if (is_bank_heading() || is_own_heading(meant)) return answer();
      if (seen < rows_of_shape) note_shape();
      note_masked();
    }
    if (!found_.empty()) return answer();
    refuse_row(got, reader_, refusals_);
    if (!refusals_.any()) refuse_unknown();
    return std::nullopt;
  }

 private:
  void name_cells() {
    const auto filled = row_.filled();
    names_.resize(filled);
    for (std::size_t i = 0; i < filled; ++i) names_[i] = heading(row_.cells[i].text);
  }

  bool is_bank_heading() {
    name_cells();
    if (names_.size() < 3) return false;
    std::vector<Heading> fitting;
    for (const auto& layout : layouts_) {
      if (auto heading = heading_of(layout, names_)) fitting.push_back(std::move(*heading));
    }
    if (fitting.empty()) return false;
    found_ = std::move(fitting);
    recognised_.shape_row = 0;
    recognised_.heading_row = row_number_;
    return true;
  }

  bool is_own_heading(std::optional<FileKind> meant) {
    if (names_.size() < 2) return false;
    auto kind = own_kind_of(names_);
    const bool is_said = meant && *meant != FileKind::bank && found_.empty() && row_number_ == 1;
    if (!kind && is_said) kind = meant;
    if (!kind) return false;
    found_.clear();
    recognised_.kind = *kind;
    recognised_.heading_row = row_number_;
    return true;
  }

  void note_shape() {
    for (const auto& layout : layouts_) {
      const bool known =
          std::ranges::any_of(found_, [&](const Heading& each) { return each.layout == &layout; });
      if (known) continue;
      auto heading = shape_of(layout, row_);
      if (!heading) continue;
      if (found_.empty()) recognised_.shape_row = row_number_;
      found_.push_back(std::move(*heading));
    }
  }

  void note_masked() {
    for (const auto& cell : row_.cells) {
      if (recognised_.masked.empty()) recognised_.masked = masked_part(cell.text);
    }
  }

  void note_widest() {
    if (row_.filled() <= widest_) return;
    widest_ = row_.filled();
    widest_line_ = row_.line;
    widest_seen_.clear();
    for (std::size_t i = 0; i < std::min<std::size_t>(widest_, 24); ++i) {
      if (i > 0) widest_seen_ += ", ";
      widest_seen_ += tidied(row_.cells[i].text);
    }
  }

  std::optional<Recognised> answer() {
    if (recognised_.kind != FileKind::bank) return recognised_;
    if (recognised_.heading_row == 0) recognised_.masked.clear();
    if (found_.size() == 1) {
      recognised_.heading = std::move(found_.front());
      return recognised_;
    }
    std::string names;
    for (const auto& heading : found_) {
      if (!names.empty()) names += ", ";
      names += heading.layout->name;
    }
    refusals_.add(Rule::format_ambiguous, {row_.line, 1}, names);
    return std::nullopt;
  }

  void refuse_unknown() {
    refusals_.add(Rule::format_unknown, {std::max(widest_line_, 1), 1},
                  "columns seen: " + widest_seen_);
  }

  CsvReader reader_;
  std::span<const Layout> layouts_;
  Refusals& refusals_;
  Recognised recognised_;
  std::vector<Heading> found_;
  Row row_;
  std::vector<std::string> names_;
  int row_number_ = 0;
  std::size_t widest_ = 0;
  int widest_line_ = 0;
  std::string widest_seen_;
};

}  // namespace

Row Recognised::go_below_heading(CsvReader& reader) const {
  Row row;
  for (int i = 0; i < heading_row; ++i) {
    const auto got = reader.next(row);
    ledger::ensure(got == CsvReader::Got::row, "the heading was read once already");
  }
  return row;
}

std::optional<Recognised> recognise(std::string_view text, std::span<const Layout> layouts,
                                    std::optional<FileKind> meant, Refusals& refusals) {
  return Recogniser{text, layouts, refusals}.look(meant);
}

}  // namespace imports
