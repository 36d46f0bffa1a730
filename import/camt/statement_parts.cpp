#include "import/camt/statement_parts.hpp"

#include "import/accounts_of_file.hpp"
#include "import/camt/values.hpp"

#include <algorithm>

namespace imports::camt {
namespace {

using ledger::Basis;
using ledger::Date;
using ledger::Money;
using ledger::Rule;
using ledger::Statement;
using ledger::StatementLine;

constexpr std::size_t most_currencies = 60;

bool is_currency(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

void StatementParts::begin(Basis basis, std::size_t offset) {
  basis_ = basis;
  head_.begin(offset);
  holder_.clear();
  by_currency_.clear();
  opening_is_booked_.clear();
  stated_.clear();
  booked_ = {};
  all_ = {};
  line_ = lines_.line_of(offset);
}

void StatementParts::refuse(Rule rule, const Written* written, std::size_t offset,
                            std::string_view found, std::string remedy) {
  const auto at = written == nullptr ? offset : written->offset;
  refusals_.add(rule, place_of(text_, at), found, std::move(remedy));
}

Statement& StatementParts::of(const std::string& currency) {
  const auto same = std::ranges::find(by_currency_, currency, &Statement::currency);
  if (same != by_currency_.end()) return *same;
  auto& statement = by_currency_.emplace_back();
  statement.currency = currency;
  statement.basis = basis_;
  opening_is_booked_.push_back(false);
  return statement;
}

std::optional<std::string> StatementParts::currency_of(const Written& amount) {
  auto currency = std::string{attribute(amount.attributes, "Ccy").value_or("")};
  if (currency.empty()) currency = text_of(head_.find(Field::account_currency));
  if (currency.empty() && !by_currency_.empty()) currency = by_currency_.front().currency;
  if (is_currency(currency) && by_currency_.size() < most_currencies) return currency;
  refuse(Rule::word_unknown, &amount, 0, currency,
         "every amount names its currency, as Ccy=\"GBP\"");
  return std::nullopt;
}

std::optional<bool> StatementParts::is_credit(const Fields& fields) {
  const auto* written = fields.find(Field::direction);
  const auto word = text_of(written);
  if (word == "CRDT" || word == "DBIT") return word == "CRDT";
  refuse(Rule::word_unknown, written, fields.offset(), word, "CdtDbtInd is CRDT or DBIT");
  return std::nullopt;
}

std::optional<Money> StatementParts::signed_amount(const Fields& fields) {
  const auto* written = fields.find(Field::amount);
  const auto credit = is_credit(fields);
  if (written == nullptr) {
    refuse(Rule::text_missing, nullptr, fields.offset(), "no amount");
    return std::nullopt;
  }
  const auto amount = read_amount(text_of(written));
  if (amount.wrong) refuse(*amount.wrong, written, 0, text_of(written));
  if (amount.wrong || !credit) return std::nullopt;
  return *credit ? amount.value : -amount.value;
}

/// OPBD opens, else PRCD, the closing balance of the day before; CLBD closes, the last of several.
/// What is reported during a day may be closed by the balance of that moment.
void StatementParts::end_balance(const Fields& balance) {
  const auto code = text_of(balance.find(Field::code));
  const bool opens = code == "OPBD" || code == "PRCD";
  const bool interim = code == "ITBD" && basis_ == Basis::intraday;
  if (!opens && !interim && code != "CLBD") return;
  const auto amount = signed_amount(balance);
  const auto* written = balance.find(Field::amount);
  const auto currency = amount ? currency_of(*written) : std::nullopt;
  if (!currency) return;
  auto& statement = of(*currency);
  if (opens) {
    const auto place = static_cast<std::size_t>(&statement - by_currency_.data());
    const bool better = code == "OPBD" && !opening_is_booked_[place];
    if (better || !statement.opening) statement.opening = amount;
    if (better) opening_is_booked_[place] = true;
    return;
  }
  if (interim && statement.closing_line > 0) return;
  statement.closing = amount;
  if (!interim) statement.closing_line = lines_.line_of(balance.offset());
}

void StatementParts::Total::add(Money amount) {
  ++count;
  auto& side = amount.is_negative() ? debits : credits;
  overflown |= __builtin_add_overflow(side, ledger::magnitude(amount).pence(), &side);
}

void StatementParts::end_total(const Fields& total, std::string_view which) {
  stated_.push_back({which, lines_.line_of(total.offset()), text_of(total.find(Field::count)),
                     text_of(total.find(Field::sum))});
}

/// A sum of all entries is told without signs, by some banks with them.
bool StatementParts::agrees(const Stated& stated, const Total& total) {
  if (stated.which != "TtlNtries") {
    const auto side = stated.which == "TtlCdtNtries" ? total.credits : total.debits;
    return stated.sum.empty() || read_amount(stated.sum).value == Money::of_pence(side);
  }
  const bool same_count = stated.count.empty() || stated.count == std::to_string(total.count);
  std::int64_t sum = 0;
  if (!same_count || __builtin_add_overflow(total.credits, total.debits, &sum)) return same_count;
  const auto net = std::max(total.credits, total.debits) - std::min(total.credits, total.debits);
  const auto read = read_amount(stated.sum).value;
  return stated.sum.empty() || read == Money::of_pence(sum) || read == Money::of_pence(net);
}

void StatementParts::prove_totals(Statement& statement) const {
  if (all_.overflown) return;
  for (const auto& stated : stated_) {
    if (agrees(stated, booked_) || agrees(stated, all_)) continue;
    statement.breaks.push_back(stated.line);
    statement.warnings.push_back({stated.line, "the total here is not that of the entries"});
  }
}

void StatementParts::begin_entry(std::size_t offset) {
  entry_line_ = lines_.line_of(offset);
  entry_begun_ = false;
}

void StatementParts::end_details(const Fields& entry, const Fields& details) {
  if (!entry_begun_) {
    if (holder_.empty()) holder_ = text_of(head_.find(Field::owner));
    details_.begin(text_of(entry.find(Field::direction)) == "CRDT", holder_);
    const auto* amount = entry.find(Field::amount);
    entry_currency_ = amount == nullptr ? "" : attribute(amount->attributes, "Ccy").value_or("");
    entry_begun_ = true;
  }
  details_.add(details, entry_currency_);
}

std::optional<bool> StatementParts::is_pending(const Fields& entry) {
  const auto* written = entry.find(Field::state);
  const auto word = text_of(written);
  if (word == "BOOK") return false;
  if (word == "PDNG" || word == "INFO" || word == "FUTR") return true;
  refuse(Rule::word_unknown, written, entry.offset(), word, "Sts is BOOK, PDNG, INFO or FUTR");
  return std::nullopt;
}

std::optional<Date> StatementParts::day_in(const Written* written) {
  const auto day = read_day(text_of(written));
  if (day.wrong) refuse(*day.wrong, written, 0, text_of(written));
  return day.wrong ? std::nullopt : day.date;
}

/// The day it was booked, else the day from which it counts. What will be booked by another file
/// may be without a day: it stands on the last of the report.
std::optional<Date> StatementParts::date_of(const Fields& entry, bool pending) {
  for (const auto field : {Field::booked_on, Field::valued_on}) {
    if (const auto* written = entry.find(field)) return day_in(written);
  }
  if (pending || basis_ != Basis::statement) {
    for (const auto field : {Field::to, Field::made_on}) {
      if (const auto* written = head_.find(field)) return day_in(written);
    }
  }
  refuse(Rule::text_missing, nullptr, entry.offset(), "no booking date (BookgDt)");
  return std::nullopt;
}

void StatementParts::describe(const Fields& entry, StatementLine& line) const {
  if (entry_begun_) details_.describe(line);
  for (const auto field : {Field::domain, Field::family, Field::sub_family}) {
    const auto part = text_of(entry.find(field));
    if (!part.empty()) line.type += (line.type.empty() ? "" : "-") + part;
  }
  if (line.type.empty()) line.type = text_of(entry.find(Field::own_type));
  const auto own = text_of(entry.find(Field::servicer_reference));
  if (!says_nothing(own)) line.bank_id = own;
  const auto of_batch = text_of(entry.find(Field::batch_count));
  if (!of_batch.empty() && !entry_begun_) {
    line.reference = text_of(entry.find(Field::batch_id));
    line.reference += (line.reference.empty() ? "(" : " (") + of_batch + " payments)";
  }
  const auto remark = text_of(entry.find(Field::remark));
  if (line.payee.empty()) {
    line.payee = remark;
  } else if (line.reference.find(remark) == line.reference.npos) {
    line.reference += (line.reference.empty() ? "" : "; ") + remark;
  }
  if (line.payee.empty()) line.payee.swap(line.reference);
}

void StatementParts::end_entry(const Fields& entry) {
  const auto amount = signed_amount(entry);
  const auto pending = is_pending(entry);
  const auto date = date_of(entry, pending.value_or(true));
  const auto currency = amount ? currency_of(*entry.find(Field::amount)) : std::nullopt;
  if (!pending || !date || !currency) return;
  StatementLine line{.date = *date,
                     .amount = *amount,
                     .balance = {},
                     .type = {},
                     .payee = {},
                     .reference = {},
                     .bank_id = {}};
  line.file_line = entry_line_;
  line.pending = *pending;
  describe(entry, line);
  all_.add(*amount);
  if (!line.pending) booked_.add(*amount);
  auto& statement = of(*currency);
  if (entry_begun_ && details_.contradict(*amount)) {
    statement.warnings.push_back(
        {entry_line_, "the payments of this entry do not add up to it: the entry is what moved"});
  }
  if (amount->is_zero()) {
    statement.warnings.push_back({entry_line_, "an entry that moves no money is left out"});
    return;
  }
  statement.lines.push_back(std::move(line));
}

}  // namespace imports::camt
