#include "import/camt/details.hpp"

#include "import/camt/values.hpp"
#include "import/xml_reader.hpp"

#include <array>
#include <span>

namespace imports::camt {
namespace {

constexpr std::string_view between = "; ";
constexpr auto who_pays = std::to_array<Field>({Field::debtor, Field::ultimate_debtor});
constexpr auto who_began = std::to_array<Field>({Field::initiator});
constexpr auto who_is_paid = std::to_array<Field>({Field::creditor, Field::ultimate_creditor});

/// The first of `fields` that names anybody but the holder.
std::string named(const Fields& fields, std::span<const Field> wanted, std::string_view holder) {
  for (const auto field : wanted) {
    auto name = text_of(fields.find(field));
    if (!name.empty() && name != holder && !says_nothing(name)) return name;
  }
  return {};
}

}  // namespace

void Gathered::clear() {
  text_.clear();
  left_out_ = 0;
}

/// It stands there whole, between separators.
bool Gathered::has(std::string_view text) const {
  for (auto at = text_.find(text); at != text_.npos; at = text_.find(text, at + 1)) {
    const bool begins = at == 0 || std::string_view{text_}.substr(0, at).ends_with(between);
    const auto rest = std::string_view{text_}.substr(at + text.size());
    if (begins && (rest.empty() || rest.starts_with(between))) return true;
  }
  return false;
}

void Gathered::add(std::string_view text) {
  if (text.empty() || has(text)) return;
  if (text_.size() + text.size() > most_ && !text_.empty()) {
    ++left_out_;
    return;
  }
  if (!text_.empty()) text_ += between;
  text_ += text;
}

std::string Gathered::whole() const {
  if (left_out_ == 0) return text_;
  return text_ + "; and " + std::to_string(left_out_) + " more";
}

void Details::begin(bool entry_is_credit, std::string_view holder) {
  is_credit_ = entry_is_credit;
  holder_ = holder;
  count_ = 0;
  names_.clear();
  references_.clear();
  bank_id_.clear();
  summable_ = true;
  unsigned_sum_ = 0;
  signed_sum_ = 0;
}

void Details::add(const Fields& fields, std::string_view entry_currency) {
  ++count_;
  add_amount(fields, entry_currency);
  names_.add(payee(fields));
  for (const auto& each : fields.remittance()) references_.add(text_of(&each));
  for (const auto field : {Field::end_to_end, Field::mandate}) {
    const auto reference = text_of(fields.find(field));
    if (!says_nothing(reference)) references_.add(reference);
  }
  if (count_ == 1) bank_id_ = text_of(fields.find(Field::servicer_reference));
}

/// Of a credit the one who pays, of a debit the one who is paid; banks have them the other way
/// round where a payment is sent back, so that the other one stands in.
std::string Details::payee(const Fields& fields) const {
  const auto& first = is_credit_ ? who_pays : who_is_paid;
  const auto& second = is_credit_ ? who_is_paid : who_pays;
  auto name = named(fields, first, holder_);
  if (name.empty()) name = named(fields, second, holder_);
  if (name.empty()) name = named(fields, who_began, holder_);
  if (!name.empty()) return name;
  return text_of(fields.find(is_credit_ ? Field::debtor_account : Field::creditor_account));
}

void Details::add_amount(const Fields& fields, std::string_view currency) {
  const auto* written = fields.find(Field::amount);
  if (written == nullptr) written = fields.find(Field::part_amount);
  summable_ = summable_ && written != nullptr;
  if (!summable_) return;
  const auto amount = read_amount(text_of(written));
  const auto own_currency = attribute(written->attributes, "Ccy").value_or(currency);
  const auto direction = text_of(fields.find(Field::direction));
  const bool against = !direction.empty() && (direction == "CRDT") != is_credit_;
  const auto pence = amount.value.pence();
  summable_ = !amount.wrong && own_currency == currency &&
              !__builtin_add_overflow(unsigned_sum_, pence, &unsigned_sum_) &&
              !__builtin_add_overflow(signed_sum_, against ? -pence : pence, &signed_sum_);
}

bool Details::contradict(ledger::Money booked) const {
  if (count_ == 0 || !summable_) return false;
  const auto size = ledger::magnitude(booked).pence();
  return size != unsigned_sum_ && size != signed_sum_;
}

void Details::describe(ledger::StatementLine& line) const {
  line.payee = names_.whole();
  line.reference = references_.whole();
  if (count_ == 1) line.bank_id = says_nothing(bank_id_) ? std::string{} : bank_id_;
  if (count_ < 2) return;
  if (!line.reference.empty()) line.reference += ' ';
  line.reference += '(' + std::to_string(count_) + " payments)";
}

}  // namespace imports::camt
