#include "import/payroll/nest.hpp"

#include "import/cell_text.hpp"
#include "import/csv/csv.hpp"
#include "import/money_text.hpp"
#include "import/payroll/money_sum.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace imports {
namespace {

using ledger::Rule;

// Behind the employer reference.
constexpr std::size_t period_end = 2;
constexpr std::size_t due_date = 4;
constexpr std::size_t period_start = 8;
constexpr std::size_t record_count = 9;
// Behind the NINO.
constexpr std::size_t earnings = 2;
constexpr std::size_t employer_part = 3;
constexpr std::size_t member_part = 4;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_employer_reference(std::string_view text) {
  return text.size() == 12 && text.starts_with("EMP") &&
         std::ranges::all_of(text.substr(3), is_digit);
}

/// Two letters, six digits, a letter.
bool is_nino(std::string_view text) {
  return text.size() == 9 && is_letter(text[0]) && is_letter(text[1]) &&
         std::ranges::all_of(text.substr(2, 6), is_digit) && is_letter(text[8]);
}

std::string_view cell(const Row& row, std::size_t at) {
  return at < row.cells.size() ? unguarded(row.cells[at].text) : std::string_view{};
}

/// Where the employer reference of a heading row stands; nothing when it is no heading row.
std::optional<std::size_t> heading_at(const Row& row) {
  for (std::size_t at = 0; at < 2; ++at) {
    if (is_employer_reference(cell(row, at)) && same_word(cell(row, at + 1), "CS")) return at;
  }
  return std::nullopt;
}

bool names_employer(const Row& row) {
  return std::ranges::any_of(
      row.cells, [](const Cell& each) { return is_employer_reference(unguarded(each.text)); });
}

/// The last row names the employer again, or has little in it.
bool is_last_row(const Row& row) {
  constexpr std::size_t most_cells = 3;
  return row.filled() <= most_cells || names_employer(row);
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class NestReader {
 public:
  NestReader(std::string_view text, Source& source, Refusals& refusals)
      : reader_{text}, source_{source}, refusals_{refusals} {}

  void read_all() {
    if (!next()) return;
    read_heading();
    bool ended = false;
    while (!refusals_.full() && next()) {
      if (ended) {
        return refuse(Rule::row_not_understood, "a row behind the last one");
      }
      ended = is_last_row(row_);
      if (ended) read_last();
      if (!ended) read_member();
    }
    if (!refusals_.any()) prove(ended);
    if (!refusals_.any()) tell();
  }

 private:
  /// The next row that is not blank.
  bool next() {
    auto got = reader_.next(row_);
    while (got == CsvReader::Got::row && row_.blank()) got = reader_.next(row_);
    if (got == CsvReader::Got::row) return true;
    if (got == CsvReader::Got::unterminated || got == CsvReader::Got::misquoted) {
      refusals_.add(Rule::text_unterminated, reader_.fault(), {});
    } else if (got == CsvReader::Got::too_long) {
      refusals_.add(Rule::line_too_long, reader_.fault(), {});
    }
    return false;
  }

  void read_heading() {
    const auto at = heading_at(row_).value_or(0);
    said_ = whole(cell(row_, at + record_count));
    from_ = tidied(cell(row_, at + period_start));
    to_ = tidied(cell(row_, at + period_end));
    due_ = tidied(cell(row_, at + due_date));
  }

  void read_member() {
    ++members_;
    if (!nino_at_) {
      const auto nino = std::ranges::find_if(
          row_.cells, [](const Cell& each) { return is_nino(unguarded(each.text)); });
      if (nino != row_.cells.end()) {
        nino_at_ = static_cast<std::size_t>(nino - row_.cells.begin());
      }
    }
    added_ = added_ && nino_at_ && add(*nino_at_ + earnings, earnings_) &&
             add(*nino_at_ + employer_part, employer_) && add(*nino_at_ + member_part, member_);
  }

  /// Proves the file's end: by the employer's reference, or by the number of rows.
  void read_last() {
    end_is_proved_ = names_employer(row_) || std::ranges::any_of(row_.cells, [&](const Cell& each) {
                       return whole(unguarded(each.text)) == members_;
                     });
  }

  bool add(std::size_t at, MoneySum& sum) {
    const auto text = cell(row_, at);
    const auto read = read_bank_money(text);
    if (read.wrong) return text.empty() && at < row_.cells.size();
    sum.add(read.value);
    return true;
  }

  void prove(bool ended) {
    const std::string remedy = "the file is cut short or was changed: have it written again";
    if (members_ == 0 && ended) {
      refuse(Rule::statement_without_lines, {}, "there is nothing in it: nobody contributes");
    } else if (!ended || !(said_ || end_is_proved_)) {
      refuse(Rule::row_not_understood, "no row at the end", remedy);
    } else if (said_ && *said_ != members_) {
      refuse(Rule::row_not_understood,
             std::to_string(*said_) + " records by its heading, and " + std::to_string(members_) +
                 " rows",
             remedy);
    }
  }

  void tell() {
    const auto tell = [&](std::string text) { source_.warnings.push_back({0, std::move(text)}); };
    tell(
        "a pension contribution file: it books nothing, for the payslips of the period carry the "
        "same contributions");
    std::string what = std::to_string(members_) + (members_ == 1 ? " member" : " members");
    if (!from_.empty() && !to_.empty()) what += ", " + from_ + " to " + to_;
    if (!due_.empty()) what += ", due " + due_;
    tell(what + (said_ ? ": as many as its heading says" : ""));
    const auto pay = earnings_.value();
    const auto employer = employer_.value();
    const auto member = member_.value();
    if (added_ && pay && employer && member) {
      tell("pensionable earnings " + text(*pay) + ", employer's contributions " + text(*employer) +
           ", members' contributions " + text(*member));
    } else {
      tell("its amounts are not added up: the columns of its rows are not those known here");
    }
  }

  void refuse(Rule rule, std::string_view found, std::string remedy = {}) {
    refusals_.add(rule, {row_.line, 1}, found, std::move(remedy));
  }

  CsvReader reader_;
  Source& source_;
  Refusals& refusals_;
  Row row_;
  std::optional<int> said_;
  std::string from_, to_, due_;
  int members_ = 0;
  std::optional<std::size_t> nino_at_;
  bool end_is_proved_ = false;
  bool added_ = true;
  MoneySum earnings_, employer_, member_;
};

}  // namespace

bool is_nest(std::string_view text) {
  CsvReader reader{text.substr(0, longest_row)};
  Row row;
  return reader.next(row) == CsvReader::Got::row && heading_at(row).has_value();
}

void read_nest(const File& file, const Asked&, Source& source, Refusals& refusals) {
  source.kind = ledger::FileKind::payroll;
  NestReader{file.text, source, refusals}.read_all();
}

}  // namespace imports
