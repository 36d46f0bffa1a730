// allot: a person says whose a line of a pool is. The pool's books and its members' follow at once.
#include "app/command.hpp"
#include "app/decisions.hpp"
#include "app/pools.hpp"
#include "app/subjects.hpp"
#include "reconcile/split.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Decision;
using ledger::Money;
using ledger::Rule;

/// The pool's line that is named by its own id, or by that of a member's part of it.
ledger::Result<NamedLine> pool_line(store::Reader& reader, const std::string& text) {
  auto line = line_named(reader, text);
  if (!line || ledger::is_pool(line.value().facts.ref())) return line;
  const auto& [id, person, facts] = line.value();
  for (const auto& pool : ledger::pools_of(facts.history)) {
    const auto row = reader.person(ledger::pool_ref(pool));
    if (!row) continue;
    for (const auto& part : reader.allotted(person, row->id)) {
      if (part.line.line.id == id) return line_named(reader, ledger::text(part.of));
    }
  }
  return refusal(Rule::line_unknown, text + " is of " + facts.ref() + "'s own account",
                 "only a line of a pool can be given to somebody: `dpledger pool` shows them");
}

std::string listed(const std::vector<store::PersonRow>& members) {
  std::string refs;
  for (const auto& member : members) refs += (refs.empty() ? "" : ", ") + member.ref;
  return refs;
}

/// PERSON [AMOUNT [PERSON AMOUNT]...]: the keys of the decision, and of what kind it is.
class Parts {
 public:
  Parts(Money line, const std::vector<store::PersonRow>& members)
      : line_{line}, members_{members} {}

  ledger::Result<Decision> read(const std::vector<std::string>& words) {
    if (words.size() == 1) {
      if (auto wrong = no_member(words[0])) return *wrong;
      decision_.kind = Decision::Kind::match;
      decision_.keys = {ledger::share_key(words[0])};
      return decision_;
    }
    if (words.size() % 2 != 0) {
      return refusal(Rule::money_not_understood, words.back() + " has no amount",
                     "write PERSON AMOUNT for each of several");
    }
    decision_.kind = Decision::Kind::split;
    for (std::size_t at = 0; at < words.size(); at += 2) {
      if (auto wrong = add(words[at], words[at + 1])) return *wrong;
    }
    if (magnitude(sum_) > magnitude(line_)) {
      return refusal(
          Rule::amounts_do_not_agree,
          "the line is " + ledger::text(line_) + ", the parts come to " + ledger::text(sum_),
          "what is left of a line waits in suspense, but there is no more than that");
    }
    return decision_;
  }

 private:
  std::optional<ledger::Error> no_member(const std::string& person) const {
    if (std::ranges::find(members_, person, &store::PersonRow::ref) != members_.end()) return {};
    return refusal(Rule::person_unknown, person, "the members of the pool are " + listed(members_));
  }

  std::optional<ledger::Error> add(const std::string& person, const std::string& text) {
    if (auto wrong = no_member(person)) return wrong;
    const auto key = ledger::share_key(person);
    const bool twice = std::ranges::any_of(
        decision_.keys, [&](const std::string& part) { return part.starts_with(key + "="); });
    if (twice) return refusal(Rule::amounts_do_not_agree, person + " twice", "name each once");
    const auto amount = ledger::parse_money(text);
    if (!amount) return refusal(Rule::money_not_understood, text, "write an amount as 12.50");
    if (amount.value().is_zero() || (amount.value().is_negative() && !line_.is_negative())) {
      return refusal(Rule::amounts_do_not_agree, text,
                     "write what of the line is theirs, as 12.50");
    }
    const auto part = line_.is_negative() ? -magnitude(amount.value()) : amount.value();
    decision_.keys.push_back(reconcile::text_of_part({key, part}));
    sum_ += part;
    return {};
  }

  Money line_;
  const std::vector<store::PersonRow>& members_;
  Money sum_;
  Decision decision_;
};

}  // namespace

Outcome run_allot(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto who = stamp(arguments);
  const auto work = book.value()->begin(who);
  const auto line = pool_line(work->reader(), arguments.words.front());
  if (!line) return line.errors();
  const auto& [id, pool, facts] = line.value();
  const auto index = index_of_pools(work->reader());
  const auto members = index.find(facts.ref().substr(1));
  const std::vector<store::PersonRow> nobody;
  const auto& theirs = members == index.end() ? nobody : members->second;
  auto read = Parts{line.value().find(id)->line.amount, theirs}.read(
      {arguments.words.begin() + 1, arguments.words.end()});
  if (!read) return read.errors();
  auto decision = std::move(read).value();
  decision.line = id;
  decision.by = who.by;
  decision.at = who.at;
  const auto settlement = record_decision(*work, pool, decision);
  if (!settlement) return settlement.errors();
  work->commit();
  std::string said;
  const auto* match = match_of(settlement.value(), id);
  for (const auto& share : match == nullptr ? std::vector<ledger::Settled>{} : match->items) {
    const auto person = ledger::shared_with(share.key);
    if (!person) continue;
    said += (said.empty() ? "" : ", ") + std::string{*person} + " has " +
            ledger::pretty(share.amount) + " of it";
  }
  return Finished{reports::done(
      "dpledger.decision/1", "Recorded: " + said + ".",
      {{"line", ledger::text(id)}, {"decision", "allot"}, {"state", "matched"}, {"why", said}})};
}

}  // namespace app
