#include "import/bai2/reader.hpp"

#include "import/bai2/amounts.hpp"
#include "import/cell_text.hpp"
#include "import/swift/values.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace imports {
namespace {

using ledger::Basis;
using ledger::Date;
using ledger::Money;
using ledger::Rule;

/// The least that a movement takes in a file, about: "16,142,1,,,/".
constexpr std::size_t shortest_movement = 20;

bool are_digits(std::string_view text, std::size_t size) {
  return text.size() == size &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}
bool is_currency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

int number(std::string_view digits) {
  int out = 0;
  for (const char c : digits) out = out * 10 + (c - '0');
  return out;
}

/// YYMMDD; nothing when it is no day.
std::optional<Date> day_of(std::string_view text) {
  if (!are_digits(text, 6)) return std::nullopt;
  const int year = number(text.substr(0, 2));
  return Date::of(year >= 70 ? 1900 + year : 2000 + year, number(text.substr(2, 2)),
                  number(text.substr(4)));
}

/// Movements, about: the lines that begin with 16, and never more than the file can hold.
std::size_t movements_expected(std::string_view text) {
  static constexpr std::string_view begin = "\n16,";
  std::size_t count = 0;
  for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at + begin.size())) {
    ++count;
  }
  return std::min(count, text.size() / shortest_movement) + 1;
}

/// "88888888 600004", the number and then the sort code, is one British bank's way.
void read_account(std::string_view text, ledger::Statement& whose) {
  if (text.size() == 15 && text[8] == ' ' && are_digits(text.substr(0, 8), 8) &&
      are_digits(text.substr(9), 6)) {
    whose.number = text.substr(0, 8);
    whose.sort_code = text.substr(9);
  } else if (are_digits(text, text.size()) && whose.currency != "GBP") {
    whose.number = text;  // of no British bank, however many digits it has
  } else {
    read_swift_account(text, whose);
  }
}

enum class Side { in, out, none, unknown };

/// By the type's hundreds. (890 is a message; 900 and more are a bank's own.)
Side side_of(std::string_view type) {
  if (type[0] >= '1' && type[0] <= '3') return Side::in;
  if (type[0] >= '4' && type[0] <= '6') return Side::out;
  return type == "890" ? Side::none : Side::unknown;
}

}  // namespace

void BaiReader::Control::add(std::int64_t amount) {
  fits = fits && !__builtin_add_overflow(sum, amount, &sum);
}

BaiReader::BaiReader(std::string_view text, Refusals& refusals)
    : refusals_{refusals}, records_{text}, accounts_{movements_expected(text)} {}

std::vector<ledger::Statement> BaiReader::read(std::vector<ledger::Warning>& warnings) {
  warnings_ = &warnings;
  BaiRecord record;
  int last_line = 1;
  while (!refusals_.full() && records_.next(record, refusals_)) {
    last_line = record.line;
    read_record(record);
  }
  if (in_file_ && !refusals_.any()) {
    refusals_.add(Rule::file_cut_short, {last_line, 1}, "the record 99 is missing");
  }
  add_held_page();
  if (refusals_.any()) return {};
  auto statements = accounts_.finish(refusals_);
  if (statements.empty() && !refusals_.any()) refusals_.add(Rule::statement_missing, {}, {});
  return statements;
}

void BaiReader::read_record(const BaiRecord& record) {
  for (auto* control : {&file_, &group_, &account_}) control->records += record.physical;
  if (record.code == 1) return begin_file(record);
  if (record.code == 2) return begin_group(record);
  if (record.code == 3) return begin_account(record);
  if (record.code == 16) return read_movement(record);
  if (record.code == 49) return end_account(record);
  if (record.code == 98) return end_group(record);
  end_file(record);
}

void BaiReader::refuse(Rule rule, const BaiRecord& record, std::string_view found,
                       std::string remedy) {
  refusals_.add(rule, {record.line, 1}, found, std::move(remedy));
}

/// Refuses a record that stands where it cannot.
bool BaiReader::is_inside(const BaiRecord& record, bool holds, std::string_view what) {
  if (!holds) {
    refuse(Rule::row_not_understood, record, record.fields.substr(0, 60),
           "the record " + std::to_string(record.code) + " stands " + std::string{what} +
               ": the file is damaged; download it again");
  }
  return holds;
}

void BaiReader::begin_file(const BaiRecord& record) {
  if (!is_inside(record, !in_file_, "inside another file")) return;
  in_file_ = true;
  file_ = {};
  file_.records = record.physical;
  BaiFields fields{record.fields};
  for (int i = 0; i < 7; ++i) (void)fields.next();
  const auto version = fields.next();
  if (version.empty() || version == "2" || version == "3") return;
  refuse(Rule::not_supported, record, "version " + std::string{version},
         "ask the bank for BAI version 2, or BTRS");
}

void BaiReader::begin_group(const BaiRecord& record) {
  if (!is_inside(record, in_file_ && !in_group_, "outside a file or inside a group")) return;
  in_group_ = true;
  group_ = {};
  group_.records = record.physical;
  BaiFields fields{record.fields};
  (void)fields.next();
  (void)fields.next();
  const auto status = fields.next();
  const auto day = fields.next();
  (void)fields.next();
  group_currency_ = fields.next();
  const auto modifier = fields.next();
  if (status == "2" || status == "4") {
    refuse(Rule::word_unknown, record, "status " + std::string{status},
           status == "2" ? "the bank takes an earlier file back: undo that import"
                         : "this is a test of the bank's and no statement");
  } else if (!status.empty() && status != "1" && status != "3") {
    refuse(Rule::word_unknown, record, "status " + std::string{status}, "it is 1, 2, 3 or 4");
  }
  if (status == "3") {
    warnings_->push_back({record.line, "the bank says that this corrects an earlier file"});
  }
  day_ = day_of(day);
  if (!day_) {
    refuse(are_digits(day, 6) ? Rule::date_impossible : Rule::date_not_understood, record, day,
           "the fourth field is the day, as 250430");
  }
  // 1 and 3 are interim: what they hold will stand in a final report, too.
  basis_ = modifier == "1" || modifier == "3" ? Basis::intraday : Basis::statement;
}

void BaiReader::begin_account(const BaiRecord& record) {
  if (!is_inside(record, in_group_ && !in_account_, "outside a group or inside an account")) return;
  add_held_page();
  in_account_ = true;
  account_ = {};
  account_.records = record.physical;
  BaiFields fields{record.fields};
  key_ = fields.next();
  std::string currency{fields.next()};
  if (currency.empty()) currency = group_currency_;
  whose_ = {};
  page_ = {};
  page_.lines = accounts_.empty_lines();
  if (currency.empty()) {
    currency = "USD";
    page_.warnings.push_back({record.line, "no currency is named: in this format, US dollars"});
  }
  if (!is_currency(currency)) {
    refuse(Rule::word_unknown, record, currency, "a currency is three letters, as GBP");
  }
  whose_.currency = currency;
  whose_.basis = basis_;
  read_account(key_, whose_);
  while (!fields.done()) {
    const auto amount = take_amount(fields, record);
    if (!amount) return;
    if (amount->type.empty() && fields.done()) return;
    const auto count = fields.next();
    if (!are_digits(count, count.size())) {
      return refuse(Rule::number_not_understood, record, count, "a count of items is digits");
    }
    if (!skip_funds(fields, record)) return;
    keep_balance(*amount, record);
  }
}

/// Nothing when it is refused.
std::optional<BaiReader::Amount> BaiReader::take_amount(BaiFields& fields,
                                                        const BaiRecord& record) {
  Amount out;
  out.type = fields.next();
  const auto amount = fields.next();
  if (!are_digits(out.type, 3) && !(out.type.empty() && amount.empty())) {
    refuse(Rule::word_unknown, record, out.type, "a type is three digits");
    return std::nullopt;
  }
  if (amount.empty()) return out;
  out.minor_units = bai_number(amount);
  if (!out.minor_units) {
    refuse(Rule::money_not_understood, record, amount, "an amount is digits, without a point");
    return std::nullopt;
  }
  account_.add(*out.minor_units);
  return out;
}

/// When it is available: S has three amounts, V a day and a time, D a count and as many pairs.
bool BaiReader::skip_funds(BaiFields& fields, const BaiRecord& record) {
  const auto funds = fields.next();
  std::size_t more = 0;
  if (funds == "S") {
    more = 3;
  } else if (funds == "V") {
    more = 2;
  } else if (funds == "D") {
    const auto count = fields.next();
    if (count.empty() || count.size() > 3 || !are_digits(count, count.size())) {
      refuse(Rule::number_not_understood, record, count, "D is followed by a count");
      return false;
    }
    more = 2 * static_cast<std::size_t>(number(count));
  } else if (!funds.empty() && funds != "Z" && funds != "0" && funds != "1" && funds != "2") {
    refuse(Rule::word_unknown, record, funds, "the type of funds is S, V, D, Z, 0, 1 or 2");
    return false;
  }
  for (; more > 0; --more) (void)fields.next();
  return true;
}

std::optional<Money> BaiReader::money(std::int64_t minor_units, const BaiRecord& record) {
  const auto read = bai_money(minor_units, whose_.currency);
  if (!read.wrong) return read.value;
  refuse(*read.wrong, record, std::to_string(minor_units), {});
  return std::nullopt;
}

/// 010 is the ledger balance that the day opened with, 015 the one it closed with.
void BaiReader::keep_balance(const Amount& amount, const BaiRecord& record) {
  if (!amount.minor_units || (amount.type != "010" && amount.type != "015")) return;
  const auto value = money(*amount.minor_units, record);
  if (!value || !day_) return;
  const bool opens = amount.type == "010";
  (opens ? page_.opening : page_.closing) =
      PageBalance{*value, opens ? plus_days(*day_, -1) : *day_, record.line, false};
}

void BaiReader::read_movement(const BaiRecord& record) {
  if (!is_inside(record, in_account_, "outside an account")) return;
  BaiFields fields{record.fields};
  const auto amount = take_amount(fields, record);
  if (!amount) return;
  if (amount->type.empty()) {
    return refuse(Rule::text_missing, record, record.fields.substr(0, 60), "its type is missing");
  }
  if (!skip_funds(fields, record) || !day_) return;
  const auto side = side_of(amount->type);
  const auto minor_units = amount->minor_units.value_or(0);
  const auto bank_reference = fields.next();
  const auto reference = fields.next();
  if (side == Side::none || (side == Side::unknown && minor_units == 0)) {
    std::string remark = "a record of type " + std::string{amount->type} + " moves no money:";
    add_tidied(remark, fields.rest());
    page_.warnings.push_back({record.line, std::move(remark)});
    return;
  }
  if (side == Side::unknown) {
    return refuse(Rule::word_unknown, record, amount->type,
                  "whether this type is money in or out is not said by the format: ask the bank");
  }
  if (minor_units < 0) {
    return refuse(Rule::money_not_understood, record, std::to_string(minor_units),
                  "a movement has no sign: its type says whether it is in or out");
  }
  const auto value = money(minor_units, record);
  if (!value) return;
  auto& line = page_.lines.emplace_back(ledger::StatementLine{.date = *day_,
                                                              .amount = *value,
                                                              .balance = {},
                                                              .type = std::string{amount->type},
                                                              .payee = {},
                                                              .reference = {},
                                                              .bank_id = {}});
  if (side == Side::out) line.amount = -line.amount;
  line.file_line = record.line;
  add_tidied(line.payee, fields.rest());
  add_tidied(line.reference, reference);
  if (line.payee.empty()) std::swap(line.payee, line.reference);
  add_tidied(line.bank_id, bank_reference);
}

void BaiReader::end_account(const BaiRecord& record) {
  if (!is_inside(record, in_account_, "outside an account")) return;
  in_account_ = false;
  has_page_ = true;
  check(record, account_, false);
}

void BaiReader::end_group(const BaiRecord& record) {
  if (!is_inside(record, in_group_ && !in_account_, "outside a group or inside an account")) return;
  in_group_ = false;
  check(record, group_, true);
}

void BaiReader::end_file(const BaiRecord& record) {
  if (!is_inside(record, in_file_ && !in_group_, "outside a file or inside a group")) return;
  in_file_ = false;
  check(record, file_, true);
  add_held_page();
}

/// A trailer against what it ends; then its sum goes to what is around it. A blank says nothing.
void BaiReader::check(const BaiRecord& record, const Control& control, bool counts_parts) {
  BaiFields fields{record.fields};
  const auto sum = fields.next();
  const auto said = bai_number(sum);
  if (!sum.empty() && !said) {
    return refuse(Rule::money_not_understood, record, sum, "a total is digits, without a point");
  }
  auto& around = record.code == 49 ? group_ : file_;
  if (record.code != 99) {
    around.add(said.value_or(control.sum));
    around.parts += 1;
  }
  if (said && (!control.fits || *said != control.sum)) {
    disagrees(record, "total", sum,
              control.fits ? std::to_string(control.sum) : "more than any total");
  }
  const auto parts = counts_parts ? fields.next() : std::string_view{};
  const auto records = fields.next();
  for (const auto& [count, found, what] :
       {std::tuple{parts, control.parts,
                   record.code == 98 ? "number of accounts" : "number of groups"},
        std::tuple{records, control.records, "number of records"}}) {
    const auto number_said = bai_number(count);
    if (!count.empty() && number_said != static_cast<std::int64_t>(found)) {
      disagrees(record, what, count, std::to_string(found));
    }
  }
}

void BaiReader::disagrees(const BaiRecord& record, std::string_view what, std::string_view said,
                          const std::string& found) {
  std::string remark = "the " + std::string{what} + " in record " + std::to_string(record.code) +
                       " is " + std::string{said} + ", but the records come to " + found;
  if (!has_page_) return warnings_->push_back({record.line, std::move(remark)});
  page_.breaks.push_back(record.line);
  page_.warnings.push_back({record.line, std::move(remark)});
}

void BaiReader::add_held_page() {
  if (!has_page_) return;
  has_page_ = false;
  accounts_.add(key_, whose_, std::move(page_), refusals_);
}

}  // namespace imports
