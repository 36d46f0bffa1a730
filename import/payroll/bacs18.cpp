#include "import/payroll/bacs18.hpp"

#include "import/accounts_of_file.hpp"
#include "import/cell_text.hpp"
#include "import/payroll/bacs18_records.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace imports {
namespace {

using ledger::Date;
using ledger::Money;
using ledger::Rule;

enum class Moves { pays, collects, nothing };

struct Code {
  std::string_view code;
  Moves moves;
};
constexpr auto codes = std::to_array<Code>({{"99", Moves::pays},
                                            {"01", Moves::collects},
                                            {"17", Moves::collects},
                                            {"18", Moves::collects},
                                            {"19", Moves::collects},
                                            {"0N", Moves::nothing},
                                            {"0C", Moves::nothing},
                                            {"0S", Moves::nothing}});

/// Where a field stands: from 0, and how long it is.
struct Field {
  std::size_t at;
  std::size_t width;
  std::string_view of(std::string_view record) const {
    return at < record.size() ? record.substr(at, width) : std::string_view{};
  }
};
constexpr Field destination_sort_code{0, 6};
constexpr Field destination_number{6, 8};
constexpr Field transaction_code{15, 2};
constexpr Field originator_account{17, 14};
constexpr Field pence{35, 11};
constexpr Field originator_name{46, 18};
constexpr Field reference{64, 18};
constexpr Field destination_name{82, 18};
constexpr Field processing_day{100, 6};
constexpr Field label_day{4, 6};  // of UHL1

int whole(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "26015": the year and the day of the year.
std::optional<Date> by_day_of_year(std::string_view digits) {
  const int year = 2000 + whole(digits.substr(0, 2));
  const int day = whole(digits.substr(2));
  const auto date = plus_days(*Date::of(year, 1, 1), std::max(day, 1) - 1);
  if (day < 1 || date.year() != year) return std::nullopt;
  return date;
}

std::optional<Date> read_day(std::string_view text) {
  const auto digits = trimmed(text);
  if (!is_digits(digits)) return std::nullopt;
  if (digits.size() == 5) return by_day_of_year(digits);
  if (digits.size() != 6) return std::nullopt;
  const auto day = Date::of(2000 + whole(digits.substr(4)), whole(digits.substr(2, 2)),
                            whole(digits.substr(0, 2)));
  if (day || digits[0] != '0') return day;
  return by_day_of_year(digits.substr(1));
}

/// What one originating account pays and collects, and what its contra records say of it.
struct Originator {
  std::string name;
  Money paid, collected, contra_of_paid, contra_of_collected;
  int contra_line = 0;
};

class BacsReader {
 public:
  BacsReader(std::string_view text, AccountsOfFile& accounts, Source& source, Refusals& refusals)
      : records_{text}, accounts_{accounts}, source_{source}, refusals_{refusals} {}

  void read_all() {
    bool first = true;
    while (records_.next() && !refusals_.full()) {
      const auto record = records_.record();
      if (is_bacs_label(record)) {
        read_label(record);
        has_labels_ |= first;
      } else {
        read_record(record);
      }
      first = false;
    }
    if (has_labels_ && !has_trailer_ && !refusals_.any()) {
      refusals_.add(Rule::row_not_understood, records_.place(), "no EOF1 or UTL1 at the end",
                    "the file is cut short: have it written again");
    }
    warn();
  }

 private:
  void read_label(std::string_view record) {
    has_trailer_ |= is_bacs_trailer(record);
    if (record.starts_with("UHL1")) day_ = read_day(label_day.of(record));
  }

  void read_record(std::string_view record) {
    if (has_trailer_) return refuse(Rule::row_not_understood, 0, "a record behind the last label");
    if (!is_whole(record)) {
      return refuse(Rule::row_not_understood, 0, record,
                    "a record has 100 or 106 characters: have the file written again");
    }
    const auto code = std::ranges::find(codes, transaction_code.of(record), &Code::code);
    if (code == codes.end()) {
      return refuse(Rule::word_unknown, transaction_code.at, transaction_code.of(record),
                    "the transaction codes are 99, 01, 17, 18, 19, 0N, 0C and 0S");
    }
    if (code->moves == Moves::nothing) {
      ++without_money_;
      return;
    }
    read_payment(record, code->moves);
  }

  /// Blanks that were lost at the end of a line are missed only where nothing else shows the end.
  bool is_whole(std::string_view record) const {
    const bool sound = is_bacs_record(record) &&
                       std::ranges::all_of(record, [](char c) { return c >= ' ' && c <= '~'; });
    const bool full = record.size() == bacs_day_width || record.size() == bacs_days_width;
    return sound && (full || (has_labels_ && record.size() < bacs_days_width));
  }

  void read_payment(std::string_view record, Moves moves) {
    std::int64_t amount = 0;
    const auto digits = pence.of(record);
    std::from_chars(digits.data(), digits.data() + digits.size(), amount);
    auto& originator = originators_[std::string{originator_account.of(record)}];
    const bool pays = moves == Moves::pays;
    if (record.substr(0, 14) == originator_account.of(record)) {
      // The contra of what is paid takes it from the originator; so it collects.
      (pays ? originator.contra_of_collected : originator.contra_of_paid) +=
          Money::of_pence(amount);
      originator.contra_line = records_.place().line;
      ++contras_;
      return;
    }
    (pays ? originator.paid : originator.collected) += Money::of_pence(amount);
    if (originator.name.empty()) originator.name = tidied(originator_name.of(record));
    const auto day = day_of(record);
    if (!day) return;
    add_line(record, *day, Money::of_pence(pays ? amount : -amount));
  }

  std::optional<Date> day_of(std::string_view record) {
    const auto own = trimmed(processing_day.of(record));
    const auto day = own.empty() ? day_ : read_day(own);
    if (day) return day;
    if (own.empty()) {
      refuse(Rule::text_missing, 0, "the processing day",
             "neither the record nor a UHL1 label says it: have the file written with its labels");
    } else {
      refuse(Rule::date_not_understood, processing_day.at, own,
             "it is written as the year and the day of the year, 26015, or as 150126");
    }
    return std::nullopt;
  }

  void add_line(std::string_view record, Date day, Money amount) {
    LineAccount whose;
    whose.account.sort_code = destination_sort_code.of(record);
    whose.account.number = destination_number.of(record);
    auto& statement = accounts_.of(whose);
    statement.basis = ledger::Basis::instruction;
    if (statement.holder.empty()) statement.holder = tidied(destination_name.of(record));
    ledger::StatementLine line{.date = day,
                               .amount = amount,
                               .balance = {},
                               .type = std::string{transaction_code.of(record)},
                               .payee = tidied(originator_name.of(record)),
                               .reference = tidied(reference.of(record)),
                               .bank_id = {}};
    line.file_line = records_.place().line;
    line.pending = true;
    statement.lines.push_back(std::move(line));
  }

  void warn() {
    const auto add = [&](int line, std::string text) {
      if (source_.warnings.size() < most_warnings)
        source_.warnings.push_back({line, std::move(text)});
    };
    add(0, "these are instructions to a bank: a statement shows what became of them");
    for (const auto& [account, sums] : originators_) {
      const auto number = account.substr(0, 6) + " " + account.substr(6);
      add(0, number + (sums.name.empty() ? "" : " (" + sums.name + ")") + " pays " +
                 text(sums.paid) + " and collects " + text(sums.collected));
      const bool differs =
          (!sums.contra_of_paid.is_zero() && sums.contra_of_paid != sums.paid) ||
          (!sums.contra_of_collected.is_zero() && sums.contra_of_collected != sums.collected);
      if (differs) add(sums.contra_line, "the contra record is not the sum of its payments");
    }
    if (contras_ > 0) add(0, std::to_string(contras_) + " contra records left out");
    if (without_money_ > 0) {
      add(0, std::to_string(without_money_) +
                 " Direct Debit instructions (AUDDIS) left out: they move no money");
    }
  }

  void refuse(Rule rule, std::size_t column, std::string_view found, std::string remedy = {}) {
    refusals_.add(rule, records_.place(column), found, std::move(remedy));
  }

  BacsRecords records_;
  AccountsOfFile& accounts_;
  Source& source_;
  Refusals& refusals_;
  std::map<std::string, Originator> originators_;
  std::optional<Date> day_;
  bool has_labels_ = false;
  bool has_trailer_ = false;
  int contras_ = 0;
  int without_money_ = 0;
};

}  // namespace

bool is_bacs18(std::string_view text) {
  const auto first = text.substr(0, text.find_first_of("\r\n"));
  if (is_bacs_label(first) && !is_bacs_trailer(first)) {
    const auto labels = text.substr(0, 5 * (bacs_label_width + 2));
    return labels.find("HDR1") != labels.npos || labels.find("UHL1") != labels.npos;
  }
  return first.size() >= bacs_day_width && is_bacs_record(first);
}

void read_bacs18(const File& file, const Asked&, Source& source, Refusals& refusals) {
  AccountsOfFile accounts{1};
  BacsReader{file.text, accounts, source, refusals}.read_all();
  if (!refusals.any() && accounts.empty()) {
    return refusals.add(Rule::statement_without_lines, {1, 1}, {},
                        "there is nothing to pay in it: check that it is the right file");
  }
  if (!refusals.any()) source.statements = accounts.finish(refusals);
}

}  // namespace imports
