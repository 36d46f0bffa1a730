// The parts of the plain page that stand in files of their own.
#pragma once

#include "reports/plain.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reports {

/// Sentences and figures of one part of the page in the making. Figures whose amount is nothing say
/// nothing and are left out.
class PlainWriter {
 public:
  PlainWriter(std::string code, std::string title);
  void figure(std::string code, std::string what, ledger::Money amount);
  void say(std::string sentence) { made_.sentences.push_back(std::move(sentence)); }
  /// Only under several figures.
  void sum(std::string code, std::string what, ledger::Money amount);
  bool is_empty() const { return made_.figures.empty(); }
  PlainSection done() && { return std::move(made_); }

 private:
  PlainSection made_;
};

/// A plan line for the person whose plan it is: the outcome in their own words where it is short,
/// else what the category means.
std::string plain_name(const ledger::PlanLine* line, std::string_view category, bool after_death);
/// "Days out and things to do".
std::string_view plain_category(std::string_view category);

/// Payments on the bank's pages that wait for somebody to say what they are for, each put to what
/// it is likely for: what may be paid already is not asked for again.
class LikelyPayments {
 public:
  explicit LikelyPayments(const PlainSource& source);
  /// What they may have paid of an item that goes out; not negative.
  ledger::Money of(const reconcile::ItemView& item) const;
  /// What is left of it to pay.
  ledger::Money open(const reconcile::ItemView& item) const;
  /// Of all items of a kind that the budget of the page pays.
  ledger::Money of_kind(ledger::ItemKind kind) const;
  /// Of what a plan that went over into the next left to somebody without being asked.
  ledger::Money gone_back(const std::string& funder) const;
  bool has(const reconcile::LineView& line) const { return lines_.contains(&line); }

 private:
  bool take(const reconcile::LineView& line, const ledger::Alternative& offered);
  const PlainSource& source_;
  std::map<std::string, ledger::Money, std::less<>> paid_;  ///< by key of item
  std::set<const reconcile::LineView*> lines_;
};

/// Whether the budget of the page pays what is owed of an item.
bool is_ours(const PlainSource& source, const reconcile::ItemView& item);
/// "HMRC may have £600.00 already. We are checking this. Do not pay it twice."
std::string may_be_paid(const std::string& whom, ledger::Money amount,
                        const std::string& back = {});
/// Who holds the money of a third-party budget; else, or where it is not said, empty.
const std::string& organisation_of(const PlainSource& source);

/// The hold in force on the day of the page, with its reason; else nothing.
std::optional<std::string> plain_hold(const PlainSource& source);
/// Money that is paid once, for one thing.
bool is_paid_once(const PlainSource& source);
/// No page of the bank was ever shown to us.
bool no_pages(const PlainSource& source);
/// The same of an account of one's own, and a whole month of the budget is over.
bool pages_are_missing(const PlainSource& source);
/// The last day of the bank's pages, where newer ones should have come; nothing where none have to.
std::optional<ledger::Date> pages_end(const PlainSource& source);
/// What was asked back and is not given back yet: each sum, by when, and who is to have it; of the
/// person's own part, that it is theirs. Whether it was given back, newer pages of the bank may
/// show: it is asked for all the same.
std::vector<std::string> plain_giving_back(const PlainSource& source);
/// The next money that comes in less what is kept back: how much, by whom and why.
std::vector<std::string> plain_kept_back(const PlainSource& source);
/// What is more than is needed, whose it is, and what of it may still be asked for.
void say_surplus(PlainWriter& section, const PlainSource& source);
/// What is left, and until when.
PlainSection plain_left(const PlainSource& source);

/// What the open findings of the budget ask the holder to do, the most pressing first; those that
/// have no sentence are counted.
struct PlainFindings {
  std::vector<std::string> sentences;
  std::size_t unsaid = 0;
};
PlainFindings plain_findings(const PlainSource& source);
/// Whether one of them asks about a line of the bank: nothing else on the page does then.
bool finding_asks_about(const PlainSource& source, const reconcile::LineView& line);

/// What to do next, the most pressing first; what goes beyond so many is counted.
PlainSection plain_actions(const PlainSource& source, std::size_t actions_most);

}  // namespace reports
