#include "ledger/item.hpp"

#include "ledger/ensure.hpp"

namespace ledger {
namespace {

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const auto part : parts) {
    if (!key.empty()) key += ':';
    key += part;
  }
  return key;
}

std::string numbered(std::string key, int nth) {
  return nth > 1 ? key + "#" + std::to_string(nth) : key;
}

}  // namespace

std::string_view text(ItemKind kind) {
  switch (kind) {
    case ItemKind::net_pay:
      return "net-pay";
    case ItemKind::paye:
      return "paye";
    case ItemKind::pension:
      return "pension";
    case ItemKind::funding:
      return "funding";
    case ItemKind::contribution:
      return "contribution";
    case ItemKind::invoice:
      return "invoice";
    case ItemKind::regular:
      return "plan";
    case ItemKind::repayment:
      return "repayment";
  }
  throw Defect{"an item of no kind"};
}

bool is_instalment(ItemKind kind) {
  return kind == ItemKind::funding || kind == ItemKind::contribution;
}

std::string net_pay_key(std::string_view person, std::string_view worker, Date pay_date, int nth) {
  return numbered(joined({"net-pay", person, worker, text(pay_date)}), nth);
}
std::string paye_key(std::string_view person, TaxMonth month) {
  return joined({"paye", person, text(month)});
}
std::string pension_key(std::string_view person, Month month) {
  return joined({"pension", person, text(month)});
}
std::string funding_key(std::string_view person, std::string_view budget, Date due, int nth) {
  return numbered(joined({"funding", person, budget, text(due)}), nth);
}
std::string contribution_key(std::string_view person, std::string_view budget, Date due, int nth) {
  return numbered(joined({"contribution", person, budget, text(due)}), nth);
}
std::string invoice_key(std::string_view person, std::string_view supplier, std::string_view number,
                        int nth) {
  return numbered(joined({"invoice", person, slug(supplier), number}), nth);
}
std::string plan_key(std::string_view person, std::string_view budget, std::string_view line,
                     Date due, int nth) {
  return numbered(joined({"plan", person, budget, line, text(due)}), nth);
}
std::string repayment_key(std::string_view person, std::string_view ref, std::optional<Date> due) {
  return due ? joined({"repayment", person, ref, text(*due)}) : joined({"repayment", person, ref});
}
std::string reversal_key(LineId undone) {
  return "reversal:" + text(undone);
}
std::string transfer_key(LineId other_side) {
  return "transfer:" + text(other_side);
}

std::string slug(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool keeps = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       static_cast<unsigned char>(c) >= 0x80;
    if (c == '\'') continue;  // "Ann's" is one word
    if (!keeps) {
      if (!out.empty() && out.back() != '-') out += '-';
      continue;
    }
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

}  // namespace ledger
