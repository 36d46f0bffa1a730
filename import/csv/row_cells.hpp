// One row of a statement seen through its layout: the cell of a role, and how a cell is refused.
#pragma once

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/csv/layout.hpp"
#include "import/refusals.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace imports {

class RowCells {
 public:
  RowCells(const CsvReader& reader, const Heading& heading, Refusals& refusals)
      : reader_{reader}, heading_{heading}, refusals_{refusals} {
    positions_.fill(absent);
    for (std::size_t i = 0; i < heading.roles.size(); ++i) {
      positions_[static_cast<std::size_t>(heading.roles[i])] = i;
    }
  }

  Row row;  ///< the one that is looked at

  const Heading& heading() const { return heading_; }
  const Layout& layout() const { return *heading_.layout; }
  bool has(Role role) const { return positions_[static_cast<std::size_t>(role)] != absent; }

  /// An empty one where the row or the layout has none.
  const Cell& cell(Role role) const {
    static constexpr Cell nothing;
    const auto at = positions_[static_cast<std::size_t>(role)];
    return at < row.cells.size() ? row.cells[at] : nothing;
  }
  std::string_view words(Role role) const { return trimmed(cell(role).text); }

  /// The texts of all columns of a role, tidied, in the order of the file.
  std::string joined(Role role) const {
    if (!layout().profile) return tidied(cell(role).text);
    std::string out;
    const auto count = std::min(heading_.roles.size(), row.cells.size());
    for (std::size_t i = 0; i < count; ++i) {
      if (heading_.roles[i] != role) continue;
      const auto more = tidied(row.cells[i].text);
      if (!more.empty() && !out.empty()) out += ' ';
      out += more;
    }
    return out;
  }

  Place place(const Cell& where) const {
    const bool missing = where.text.data() == nullptr;
    return missing ? Place{row.line, 1} : reader_.place(where);
  }
  void refuse(ledger::Rule rule, const Cell& where, std::string remedy = {}) {
    refusals_.add(rule, place(where), where.text, std::move(remedy));
  }
  void refuse_at(ledger::Rule rule, Place where, std::string_view found, std::string remedy = {}) {
    refusals_.add(rule, where, found, std::move(remedy));
  }

  /// "CR" in a cell of its own, beyond the last heading: some cards print it beside a payment.
  bool has_credit_mark() const {
    const auto columns = heading_.roles.size();
    return layout().sign == Sign::charge_is_positive && row.cells.size() > columns &&
           same_word(trimmed(row.cells[columns].text), "CR");
  }

  /// The last column with what follows it, where it may hold commas that are not quoted.
  std::string_view tail() const {
    const auto last = heading_.roles.size() - 1;
    if (last >= row.cells.size()) return {};
    const auto& cell = row.cells[last];
    if (row.filled() <= heading_.roles.size()) return cell.text;
    return reader_.text().substr(cell.offset, row.end - cell.offset);
  }

 private:
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);

  const CsvReader& reader_;
  const Heading& heading_;
  Refusals& refusals_;
  std::array<std::size_t, role_count> positions_{};
};

}  // namespace imports
