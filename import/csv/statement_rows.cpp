#include "import/csv/statement_rows.hpp"

#include "import/csv/row_amounts.hpp"
#include "import/csv/row_cells.hpp"
#include "import/csv/row_dates.hpp"
#include "import/csv/row_owner.hpp"
#include "import/csv/row_words.hpp"
#include "import/payee_text.hpp"
#include "import/profile/balance_labels.hpp"
#include "import/profile/profile.hpp"

#include <algorithm>

namespace imports {
namespace {

using ledger::Date;
using ledger::Rule;
using ledger::StatementLine;

class RowReader {
 public:
  RowReader(CsvReader& reader, const Heading& heading, const std::string& masked,
            AccountsOfFile& accounts, Refusals& refusals)
      : reader_{reader},
        accounts_{accounts},
        refusals_{refusals},
        cells_{reader, heading, refusals},
        amounts_{cells_},
        dates_{cells_},
        words_{cells_},
        owner_{cells_, masked},
        labels_{layout().profile} {}

  void read_all() {
    auto got = reader_.next(cells_.row);
    for (; got == CsvReader::Got::row && !refusals_.full(); got = reader_.next(cells_.row)) {
      if (accounts_.has_too_many()) return;
      if (!cells_.row.blank() && !is_no_movement() && row_fits()) read_row();
    }
    if (got != CsvReader::Got::row) refuse_row(got, reader_, refusals_);
    amounts_.refuse_missing_pounds();
    settle_undated();
    if (!refusals_.any()) labels_.settle(accounts_);
  }

 private:
  /// A pending row without a day.
  struct Undated {
    LineAccount whose;
    StatementLine line;
  };

  const Layout& layout() const { return cells_.layout(); }

  /// A balance with its label, a footer, or more of the text above.
  bool is_no_movement() {
    if (labels_.take(cells_.row) || words_.is_footer()) return true;
    if (!words_.continues()) return false;
    if (text_is_dropped_) return true;
    if (last_ == nullptr) {
      refusals_.add(Rule::row_not_understood, {cells_.row.line, 1}, cells_.joined(Role::payee),
                    "there is no row above that it could go on with");
      return true;
    }
    const auto add = [](std::string& text, const std::string& more) {
      if (!text.empty() && !more.empty()) text += ' ';
      text += more;
    };
    add(last_->payee, cells_.joined(Role::payee));
    add(last_->reference, cells_.joined(Role::reference));
    return true;
  }

  /// As many cells as the heading needs, and nothing in cells that it does not have.
  bool row_fits() {
    const auto& row = cells_.row;
    const auto columns = cells_.heading().roles.size();
    const auto spare = cells_.has_credit_mark() ? 1U : 0U;
    const bool too_many = row.filled() > columns + spare && !layout().tail_has_commas;
    if (row.cells.size() >= cells_.heading().needed && !too_many) return true;
    refusals_.add(
        Rule::column_count, {row.line, 1},
        std::to_string(row.cells.size()) + " cells for " + std::to_string(columns) + " columns");
    return false;
  }

  void read_row() {
    const auto state = words_.state();
    if (state == RowState::left_out) return leave_out("a row that was never booked is left out");
    const bool pending = state == RowState::pending;
    const bool undated = pending && words_.has_no_day();
    const auto date = undated ? std::optional{Date::of_days(0)} : dates_.date();
    const auto amount = amounts_.amount();
    const auto balance = amounts_.balance();
    if (!owner_.take(amounts_.currency()) || !date || !amount) return;
    if (words_.is_opening()) return take_opening(balance ? *balance : *amount);
    if (amount->is_zero()) return leave_out("a row that moves no money is left out");
    text_is_dropped_ = false;
    auto line = line_of(*date);
    line.amount = *amount;
    line.balance = balance;
    line.pending = pending;
    if (undated) {
      undated_.push_back({owner_.whose(), std::move(line)});
      last_ = &undated_.back().line;
    } else {
      auto& lines = accounts_.of(owner_.whose()).lines;
      lines.push_back(std::move(line));
      last_ = &lines.back();
    }
  }

  void leave_out(std::string_view why) {
    text_is_dropped_ = true;
    if (!owner_.take({})) return;
    accounts_.of(owner_.whose()).warnings.push_back({cells_.row.line, std::string{why}});
  }

  /// A layout whose opening row shows no balance has its amount for one.
  void take_opening(ledger::Money balance) {
    text_is_dropped_ = true;
    const bool says = cells_.has(Role::balance) ? !cells_.words(Role::balance).empty()
                                                : layout().profile != nullptr;
    if (says) accounts_.of(owner_.whose()).opening = balance;
  }

  StatementLine line_of(Date date) const {
    StatementLine line{.date = date,
                       .amount = {},
                       .balance = {},
                       .type = {},
                       .payee = {},
                       .reference = {},
                       .bank_id = {}};
    line.file_line = cells_.row.line;
    line.type = tidied(cells_.cell(Role::type).text);
    line.bank_id = unguarded(cells_.cell(Role::bank_id).text);
    if (layout().padded_tail) {
      split_padded(cells_.tail(), line.payee, line.reference);
      return line;
    }
    line.payee = cells_.joined(Role::payee);
    line.reference = cells_.joined(Role::reference);
    if (layout().payee_in_type) take_payee_from_type(line.type, line.payee, line.reference);
    if (line.payee.empty()) line.payee.swap(line.reference);
    if (line.reference == line.payee) line.reference.clear();
    return line;
  }

  /// They stand on the last day that the file knows.
  void settle_undated() {
    if (undated_.empty() || refusals_.any()) return;
    if (!dates_.latest()) {
      refusals_.add(Rule::statement_without_lines, {}, {},
                    "every row is pending: download the file again when the bank has booked them");
      return;
    }
    for (auto& [whose, line] : undated_) {
      line.date = *dates_.latest();
      accounts_.of(whose).lines.push_back(std::move(line));
    }
  }

  CsvReader& reader_;
  AccountsOfFile& accounts_;
  Refusals& refusals_;
  RowCells cells_;
  RowAmounts amounts_;
  RowDates dates_;
  RowWords words_;
  RowOwner owner_;
  BalanceLabels labels_;
  std::vector<Undated> undated_;
  StatementLine* last_ = nullptr;  ///< into the statement or `undated_`, until the next is added
  bool text_is_dropped_ = false;   ///< the row above was no movement: so is what goes on with it
};

}  // namespace

void read_statement_rows(CsvReader& reader, const Heading& heading, const std::string& masked,
                         AccountsOfFile& accounts, Refusals& refusals) {
  RowReader{reader, heading, masked, accounts, refusals}.read_all();
}

void refuse_row(CsvReader::Got got, const CsvReader& reader, Refusals& refusals) {
  switch (got) {
    case CsvReader::Got::row:
    case CsvReader::Got::end:
      return;
    case CsvReader::Got::unterminated:
      return refusals.add(Rule::text_unterminated, reader.fault(), {});
    case CsvReader::Got::misquoted:
      return refusals.add(Rule::text_unterminated, reader.fault(), {},
                          "the text that is quoted here goes on after its closing quotation mark: "
                          "download the file again");
    case CsvReader::Got::too_long:
      return refusals.add(Rule::line_too_long, reader.fault(), {});
  }
}

}  // namespace imports
