#include "import/csv/statement_rows.hpp"

#include "import/date_text.hpp"
#include "import/payee_text.hpp"
#include "import/csv/row_amounts.hpp"
#include "import/csv/row_cells.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace imports {
namespace {

using ledger::Date;
using ledger::Rule;
using ledger::StatementLine;

/// Words of a state column, and of a date column where a card prints one instead of a day.
constexpr auto not_booked = std::to_array<std::string_view>(
    {"pending", "reverted", "declined", "failed", "authorised", "authorized"});
constexpr auto booked = std::to_array<std::string_view>({"completed", "settled", "booked", ""});

bool is_one_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return same_word(trimmed(text), word); });
}

std::string examples_of(DateForms forms) {
  std::string out;
  for (unsigned bit = 1; bit <= static_cast<unsigned>(DateForm::iso_time); bit *= 2) {
    if ((forms & bit) == 0) continue;
    if (!out.empty()) out += " or ";
    out += example(static_cast<DateForm>(bit));
  }
  return out;
}

class RowReader {
 public:
  RowReader(CsvReader& reader, const Heading& heading, const std::string& masked,
            AccountsOfFile& accounts, Refusals& refusals)
      : reader_{reader},
        masked_{masked},
        accounts_{accounts},
        refusals_{refusals},
        cells_{reader, heading, refusals},
        amounts_{cells_} {}

  void read_all() {
    auto got = reader_.next(cells_.row);
    for (; got == CsvReader::Got::row && !refusals_.full(); got = reader_.next(cells_.row)) {
      if (!cells_.row.blank() && !is_trailer() && row_fits()) read_row();
    }
    if (got != CsvReader::Got::row) refuse_row(got, reader_, refusals_);
    amounts_.refuse_missing_pounds();
    settle_undated();
  }

 private:
  /// A pending row without a day.
  struct Undated {
    LineAccount whose;
    StatementLine line;
  };

  const Layout& layout() const { return cells_.layout(); }

  bool is_trailer() const {
    return std::ranges::any_of(layout().trailers, [&](auto word) {
      return same_word(unguarded(cells_.row.cells.front().text), word);
    });
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
    const bool pending = is_pending();
    const bool undated = pending && has_no_day();
    const auto date = undated ? std::optional{Date::of_days(0)} : read_date();
    const auto amount = amounts_.amount();
    const auto balance = amounts_.balance();
    if (!whose() || !date || !amount) return;
    if (is_opening()) {
      if (balance) accounts_.of(whose_).opening = *balance;
      return;
    }
    if (amount->is_zero()) {
      accounts_.of(whose_).warnings.push_back(
          {cells_.row.line, "a row that moves no money is left out"});
      return;
    }
    auto line = line_of(*date);
    line.amount = *amount;
    line.balance = balance;
    line.pending = pending;
    if (undated) {
      undated_.push_back({whose_, std::move(line)});
    } else {
      accounts_.of(whose_).lines.push_back(std::move(line));
    }
  }

  bool is_opening() const {
    if (layout().opening.empty()) return false;
    return same_word(unguarded(cells_.cell(Role::payee).text), layout().opening) ||
           same_word(unguarded(cells_.cell(Role::type).text), layout().opening);
  }

  bool has_no_day() const {
    return cells_.words(Role::date).empty() || is_one_of(cells_.words(Role::date), not_booked);
  }

  bool is_pending() {
    if (is_one_of(cells_.words(Role::date), not_booked)) return true;
    const auto& state = cells_.cell(Role::state);
    if (is_one_of(state.text, not_booked)) return true;
    if (!is_one_of(state.text, booked)) {
      cells_.refuse(Rule::word_unknown, state, "COMPLETED, PENDING, REVERTED or DECLINED");
    }
    return false;
  }

  std::optional<Date> read_date() {
    const auto& where = cells_.cell(Role::date);
    const auto read = read_bank_date(where.text);
    const bool allowed = read.form && holds(layout().dates, *read.form);
    if (allowed && !form_) form_ = read.form;
    if (!allowed || read.form != form_) {
      cells_.refuse(Rule::date_not_understood, where,
                    form_ ? "every day of this file is written as " + std::string{example(*form_)}
                          : "this layout writes the day as " + examples_of(layout().dates));
      return std::nullopt;
    }
    if (read.wrong) {
      cells_.refuse(*read.wrong, where);
      return std::nullopt;
    }
    latest_ = std::max(latest_.value_or(*read.date), *read.date);
    return read.date;
  }

  /// Into `whose_`; false when a cell is refused. Rows mostly repeat the account of the one before.
  bool whose() {
    const auto sort_code = cells_.cell(Role::sort_code).text;
    const auto account = cells_.cell(Role::account).text;
    const auto currency = cells_.words(Role::currency);
    const auto product = cells_.words(Role::product);
    const bool same = known_ && sort_code == sort_code_ && account == account_ &&
                      currency == currency_ && product == product_;
    if (same) return true;
    known_ = false;
    whose_ = {};
    whose_.account.masked = masked_;
    if (!take_sort_code(sort_code, whose_.account)) {
      cells_.refuse(Rule::number_not_understood, cells_.cell(Role::sort_code),
                    "a sort code has six digits");
      return false;
    }
    if (!take_account(account, layout().loses_zeros, whose_.account)) {
      cells_.refuse(Rule::number_not_understood, cells_.cell(Role::account),
                    "this is no account number; a spreadsheet may have changed it: download the "
                    "file again");
      return false;
    }
    whose_.currency = currency.empty() ? cells_.heading().currency : tidied(currency);
    whose_.product = tidied(product);
    sort_code_ = sort_code;
    account_ = account;
    currency_ = currency;
    product_ = product;
    return known_ = true;
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
    line.payee = tidied(cells_.cell(Role::payee).text);
    line.reference = tidied(cells_.cell(Role::reference).text);
    if (layout().payee_in_type) take_payee_from_type(line.type, line.payee, line.reference);
    if (line.payee.empty()) line.payee.swap(line.reference);
    if (line.reference == line.payee) line.reference.clear();
    return line;
  }

  /// They stand on the last day that the file knows.
  void settle_undated() {
    if (undated_.empty() || refusals_.any()) return;
    if (!latest_) {
      refusals_.add(Rule::statement_without_lines, {}, {},
                    "every row is pending: download the file again when the bank has booked them");
      return;
    }
    for (auto& [whose, line] : undated_) {
      line.date = *latest_;
      accounts_.of(whose).lines.push_back(std::move(line));
    }
  }

  CsvReader& reader_;
  const std::string& masked_;
  AccountsOfFile& accounts_;
  Refusals& refusals_;
  RowCells cells_;
  RowAmounts amounts_;
  std::optional<DateForm> form_;  ///< of the whole file
  std::optional<Date> latest_;
  std::vector<Undated> undated_;
  bool known_ = false;
  LineAccount whose_;  ///< of the row before, with its cells:
  std::string sort_code_, account_, currency_, product_;
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
