// Expected items: what should appear on a statement, and the keys by which all of us name them.
#pragma once

#include "ledger/date.hpp"
#include "ledger/id.hpp"
#include "ledger/money.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ledger {

enum class ItemKind { net_pay, paye, pension, funding, contribution, invoice, regular, repayment };
std::string_view text(ItemKind kind);
/// Money that a funder, or the person of their own, pays in by the agreement.
bool is_instalment(ItemKind kind);

/// The part of an item that belongs to a budget (and plan line, where there is one).
struct ItemPart {
  std::string budget;
  std::string line;  ///< may be empty (funding)
  Money amount;      ///< the sign of the item
};

struct Item {
  ItemKind kind;
  std::string key;    ///< contract section 4: "net-pay:P0001:W1:2025-04-25"
  std::string payee;  ///< worker ref, funder's name, supplier's name, plan payee; "HMRC"; "pension"
  Money amount;       ///< with the sign its statement line has: a payment is negative
  Date due;           ///< pay date, 22nd, due date
  Date arises;        ///< from when it can be paid: pay date, end of the tax month, invoice date
  std::vector<ItemPart> parts;        ///< sum to the amount
  std::vector<std::string> evidence;  ///< "file:line" sources are found through these source names
  bool held = false;                  ///< payments are on hold: nobody expects it
  Money at_most{};  ///< of a repayment: the most it ever was, where costs that came later made it
                    ///< less; as a sum, with no sign. Nothing: `amount`
};

// The keys. PERSON is the ref; nth is 1 for the first of a kind on one day.
std::string net_pay_key(std::string_view person, std::string_view worker, Date pay_date,
                        int nth = 1);
std::string paye_key(std::string_view person, TaxMonth month);
std::string pension_key(std::string_view person, Month month);
std::string funding_key(std::string_view person, std::string_view budget, Date due, int nth = 1);
std::string contribution_key(std::string_view person, std::string_view budget, Date due,
                             int nth = 1);
std::string invoice_key(std::string_view person, std::string_view supplier, std::string_view number,
                        int nth = 1);
std::string plan_key(std::string_view person, std::string_view budget, std::string_view line,
                     Date due, int nth = 1);
/// What was asked back under a ref; with a day, the part of it that is due then.
std::string repayment_key(std::string_view person, std::string_view ref,
                          std::optional<Date> due = std::nullopt);
std::string reversal_key(LineId undone);
std::string transfer_key(LineId other_side);

/// "Helping Hands Community Care Ltd." → "helping-hands-community-care-ltd".
std::string slug(std::string_view name);

}  // namespace ledger
