// What spoke against a match, and what else was considered and lost. Worked out once all stages
// are through, from the desk alone, so that no stage needs to think of it and the order of files
// says nothing. It is kept with the match for good, as it was when the line was matched.
//
// In front of what the stages said, a match's evidence gets the pairs
//   rules=1                      the version of the rules (match_rules.hpp)
//   against=days:9,name:surname  what spoke against it, or is missing, none when nothing did:
//     days:9        days from the days on which its item is usually paid; early ones negative
//     name:GRADE    the name alone would be little: none, a surname, one that is cut or misspelt
//     first-name:W1 the surname of that worker, with a first name or initial of somebody else
//     wording:GRADE other lines to this payee name it better than this grade
//     also:WHO      the text may as well mean WHO: a worker's ref, a supplier as in keys, or one of
//                   payee (of the plan), funder, HMRC, pension, person
//     over:PENCE    the line is more than what it settles; short:PENCE: its item is not paid whole
//     paid:LINE     what it pays was paid by that line
//     marked:WHAT   cash, prohibited, holder: never taken for anything by its amount alone
//   who=WHO                      whom the text names, where no item says so
// and behind it, of an instalment of several funders who pay each by itself,
//   funder=SLUG                  whose share of it the line is
//
// Each explanation that fits a suggested line has the same pairs as its own evidence, as they would
// be had it been taken: name, days, who, against, and
//   number=1                     the text has the numbers of its invoices
//   learned=LINE;by=R;on=D;to=K  it was learned from what R decided about that line on that day
// and may have against it, beside the above,
//     paper:none    the payee has payslips or bills, and none of them is for this
//     payee:other   the line that came back and the one that it undoes name different payees; none:
//                   the one that came back names nobody
//     word:none     nothing in the text says that a payment came back
//
// An alternative that lost has one of these as `against`:
//   paid=LINE    that line pays it
//   name         the text names somebody else
//   further=6    that many days further from its day than what was taken
//   early=6      it would be that many days early, and a payment is rather late than early
//   far=95       that many days from its day, more than may be
//   amount       nothing but the amount is wrong
//   number       the text has the other's number
//   weaker       there was better evidence for what was taken
#pragma once

#include "ledger/entry.hpp"

#include <string_view>

namespace reconcile {

class Desk;

/// The value of a name in "name=full;days=2"; empty when it is not there.
std::string_view pair_value(std::string_view evidence, std::string_view name);

/// Of the lines that are matched, suggested or left in this pass: those that are undone, or those
/// that are not.
void give_reasons(Desk& desk);

/// Whether two entries say the same of a line and book it the same way, whatever rules were in
/// force and whatever was considered beside it. Such an entry stays as it stands.
bool same_but_for_reasons(const ledger::Entry& one, const ledger::Entry& other);

}  // namespace reconcile
