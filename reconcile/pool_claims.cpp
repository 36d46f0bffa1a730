#include "reconcile/pool_claims.hpp"

#include "reconcile/engine.hpp"
#include "reconcile/subsets.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace reconcile {

using ledger::Date;
using ledger::Item;
using ledger::ItemKind;

namespace {

constexpr std::size_t shortest_code = 4;  // of a budget or an invoice, to mean something by itself
constexpr std::size_t most_words = 4;     // into which a bank may have broken a reference
constexpr std::size_t most_summed = 12;   // items: with more, some sum to anything

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool has_digit(std::string_view text) {
  return std::ranges::any_of(text, is_digit);
}

/// "P-0001" → "p0001".
std::string joined(std::string_view text) {
  auto folded = fold(text);
  std::erase(folded, ' ');
  return folded;
}

/// Every reference that a line may mean: its words, a few in a row together, and what stands before
/// the letters that were glued to its number ("p0001wages").
std::set<std::string> codes_in(const PoolRow& row) {
  std::set<std::string> codes;
  for (std::size_t at = 0; at < row.words.size(); ++at) {
    std::string run;
    for (std::size_t next = at; next < row.words.size() && next - at < most_words; ++next) {
      run += row.words[next];
      if (next == at || (run.size() >= shortest_code && has_digit(run))) codes.insert(run);
      for (std::size_t end = 1; end < run.size(); ++end) {
        if (is_digit(run[end - 1]) && !is_digit(run[end])) codes.insert(run.substr(0, end));
      }
    }
  }
  return codes;
}

/// "4711" of "INV-0004711": what a bank may have kept of it. Empty where it is too short to tell.
std::string last_digits(std::string_view code) {
  while (!code.empty() && !is_digit(code.back())) code.remove_suffix(1);
  auto begin = code.size();
  while (begin > 0 && is_digit(code[begin - 1])) --begin;
  code.remove_prefix(begin);
  while (code.starts_with('0')) code.remove_prefix(1);
  return code.size() >= shortest_code ? std::string{code} : std::string{};
}

Identity identity_of(PartyKind kind, Grade grade) {
  switch (kind) {
    case PartyKind::hmrc:
    case PartyKind::pension:
      return Identity::none;  // everybody's
    case PartyKind::funder:
      return Identity::perhaps;  // it pays for others too
    case PartyKind::worker:
    case PartyKind::organisation:
    case PartyKind::person:
      return grade >= Grade::initial ? Identity::named : Identity::perhaps;
  }
  throw ledger::Defect{"a party of no kind"};
}

/// What nobody expects: the bank's own lines, and cash.
bool is_the_banks(const PoolRow& row) {
  return row.lists.has(WordList::interest) || row.lists.has(WordList::bank_charge) ||
         row.lists.has(WordList::cash);
}

}  // namespace

struct PoolClaims::Side {
  Side(const PoolMember& member, const ledger::Parameters& parameters)
      : ground{*member.facts, parameters},
        items{expected_items(ground)},
        parties{ground, items, ground.words} {
    for (const auto& item : items) open.push_back(item.amount.pence());
  }
  Groundwork ground;
  std::vector<Item> items;
  Parties parties;
  std::vector<std::int64_t> open;
};

PoolClaims::PoolClaims(const ledger::PersonFacts& pool, const std::vector<PoolMember>& members,
                       const ledger::Parameters& parameters)
    : parameters_{parameters} {
  for (const auto& member : members) {
    sides_.push_back(std::make_unique<Side>(member, parameters));
    const auto& items = sides_.back()->items;
    for (std::size_t item = 0; item < items.size(); ++item) {
      by_amount_.emplace(items[item].amount.pence(), Open{sides_.size() - 1, item});
    }
  }
  read_codes();
  if (sides_.empty()) {
    read_rows(pool, WordIndex::built_in());
  } else {
    read_rows(pool, sides_.front()->ground.words);
  }
}

PoolClaims::~PoolClaims() = default;

void PoolClaims::add_code(std::string_view code, std::size_t member) {
  auto text = joined(code);
  if (text.empty()) return;
  const auto [known, fresh] = codes_.try_emplace(std::move(text), member);
  if (!fresh && known->second != member) known->second.reset();
}

void PoolClaims::read_codes() {
  for (std::size_t member = 0; member < sides_.size(); ++member) {
    const auto& ground = sides_[member]->ground;
    add_code(ground.facts.ref(), member);
    for (const auto& version : ground.facts.history.versions()) {
      add_code(version.nhs_number, member);
      if (version.employer) add_code(version.employer->paye_reference, member);
      for (const auto& budget : version.budgets) {
        const bool lettered = !std::ranges::all_of(budget.ref, is_digit);
        const bool tells = lettered && has_digit(budget.ref) && budget.ref.size() >= shortest_code;
        if (tells) add_code(budget.ref, member);
      }
    }
    for (const auto& cost : ground.invoices) {
      const auto& items = sides_[member]->items;
      const auto item = std::ranges::find(items, cost.key, &Item::key);
      const auto number = joined(cost.invoice->number);
      if (item == items.end() || number.size() < 2 || !has_digit(number)) continue;
      const Open open{member, static_cast<std::size_t>(item - items.begin())};
      invoices_.emplace(number, open);
      const auto digits = last_digits(number);
      if (!digits.empty() && digits != number) invoices_.emplace(digits, open);
    }
  }
}

void PoolClaims::read_words(PoolRow& row, const ledger::StatementLine& line,
                            const WordIndex& index) {
  auto& payee = *texts_.emplace_back(std::make_unique<std::string>(fold(line.payee)));
  row.words = words_of(payee);
  row.payee_end = row.words.size();
  if (line.reference != line.payee) {
    auto& reference = *texts_.emplace_back(std::make_unique<std::string>(fold(line.reference)));
    for (const auto word : words_of(reference)) row.words.push_back(word);
  }
  for (std::size_t at = 0; at < row.words.size(); ++at) {
    row.lists_of_words.push_back(index.at(row.words, at));
    row.lists.add(row.lists_of_words.back());
  }
}

/// Lines that say the same are read once.
void PoolClaims::read_rows(const ledger::PersonFacts& pool, const WordIndex& index) {
  std::map<std::pair<std::string, std::string>, std::size_t> wordings;
  std::vector<std::size_t> like;  // by wording: the row that was read for it
  wording_of_.resize(pool.lines.size());
  for (std::size_t i = 0; i < pool.lines.size(); ++i) {
    const auto& line = pool.lines[i].line;
    const auto month = plus_days(line.date, 1 - line.date.day());
    const auto tolerances =
        tolerances_.try_emplace(month.days(), Tolerances{parameters_, month}).first;
    PoolRow row;
    row.book = &pool.lines[i];
    row.index = i;
    row.pence = line.amount.pence();
    row.tolerances = &tolerances->second;
    const auto [known, fresh] =
        wordings.try_emplace({line.payee, line.reference}, wordings_.size());
    wording_of_[i] = known->second;
    if (fresh) {
      read_words(row, line, index);
      wordings_.push_back(names_in(row));
      like.push_back(i);
    } else {
      const auto& same = rows_[like[known->second]];
      row.words = same.words;
      row.lists_of_words = same.lists_of_words;
      row.payee_end = same.payee_end;
      row.lists = same.lists;
    }
    rows_.push_back(std::move(row));
  }
  std::ranges::sort(rows_, [](const PoolRow& a, const PoolRow& b) {
    return std::tuple{a.date(), a.book->place, a.book->line.id} <
           std::tuple{b.date(), b.book->place, b.book->line.id};
  });
}

PoolClaims::Hits PoolClaims::names_in(const PoolRow& row) const {
  Hits hits;
  const LineWords words{row.words, row.lists_of_words, row.payee_end};
  for (std::size_t member = 0; member < sides_.size(); ++member) {
    const auto& parties = sides_[member]->parties;
    NamedMember hit{member, Identity::none, "name", {}};
    for (const auto& naming : parties.named_in(words, row.lists)) {
      hit.parties.push_back(naming.party);
      hit.identity = std::max(hit.identity, identity_of(parties[naming.party].kind, naming.grade));
    }
    if (!hit.parties.empty()) hits.push_back(std::move(hit));
  }
  add_references(row, hits);
  return hits;
}

void PoolClaims::add_references(const PoolRow& row, Hits& hits) const {
  for (const auto& code : codes_in(row)) {
    const auto found = codes_.find(code);
    if (found == codes_.end() || !found->second) continue;
    const auto member = *found->second;
    auto hit = std::ranges::find(hits, member, &NamedMember::member);
    if (hit == hits.end()) hit = hits.insert(hits.end(), {member, Identity::none, "name", {}});
    hit->identity = Identity::reference;
    hit->by = "reference";
  }
  std::ranges::sort(hits, {}, &NamedMember::member);
}

const std::vector<NamedMember>& PoolClaims::named(const PoolRow& row) const {
  return wordings_[wording_of_[row.index]];
}

const std::vector<Item>& PoolClaims::items(std::size_t member) const {
  return sides_[member]->items;
}

bool PoolClaims::fits(const PoolRow& row, std::size_t member, std::size_t item) const {
  const auto& side = *sides_[member];
  if (side.open[item] == 0 || (side.open[item] < 0) != (row.pence < 0)) return false;
  const auto& expected = side.items[item];
  const auto day = row.date();
  const Gap gap{day < expected.arises ? expected.arises - day : 0,
                day > expected.due ? day - expected.due : 0};
  return gap.within(row.tolerances->window(expected.kind));
}

std::set<std::size_t> PoolClaims::items_of(std::size_t member,
                                           const std::vector<std::size_t>& parties) const {
  std::set<std::size_t> all;
  for (const auto party : parties) {
    const auto& items = sides_[member]->parties[party].items;
    all.insert(items.begin(), items.end());
  }
  return all;
}

void PoolClaims::settle(std::size_t member, const std::vector<std::size_t>& items) {
  for (const auto item : items) sides_[member]->open[item] = 0;
}

/// The items of the row's amount that fit it, the one due nearest first.
std::vector<std::size_t> PoolClaims::exact(const PoolRow& row, std::size_t member) const {
  std::vector<std::size_t> found;
  const auto [first, last] = by_amount_.equal_range(row.pence);
  for (auto at = first; at != last; ++at) {
    if (at->second.member != member || !fits(row, member, at->second.item)) continue;
    found.push_back(at->second.item);
  }
  const auto& all = items(member);
  std::ranges::sort(found, {}, [&](std::size_t item) {
    const auto away = all[item].due - row.date();
    return std::tuple{away < 0 ? -away : away, all[item].due, all[item].key};
  });
  return found;
}

/// The member's claim by those that the line names of theirs.
PoolClaim PoolClaims::claim_of(const PoolRow& row, const NamedMember& named) const {
  PoolClaim claim{named.member, named.identity, Amount::none, named.by, {}};
  const auto& side = *sides_[named.member];
  const auto theirs = items_of(named.member, named.parties);
  for (const auto item : exact(row, named.member)) {
    if (!named.parties.empty() && !theirs.contains(item)) continue;
    claim.items = {item};
    claim.amount = Amount::exact;
    return claim;
  }
  std::vector<std::size_t> open;
  std::vector<std::int64_t> values;
  for (const auto item : theirs) {
    if (!fits(row, named.member, item)) continue;
    open.push_back(item);
    values.push_back(side.open[item]);
  }
  if (open.size() < 2 || open.size() > most_summed) return claim;
  const auto sums = subsets_summing_to(values, row.pence, 1);
  if (sums.empty()) return claim;
  for (const auto at : sums.front()) claim.items.push_back(open[at]);
  claim.amount = Amount::sum_of_several;
  return claim;
}

/// Who has an invoice of this number: theirs when its amount agrees, or its supplier is named.
void PoolClaims::add_invoices(const PoolRow& row, const std::string& code, Hits& hits) const {
  const auto [first, last] = invoices_.equal_range(code);
  for (auto at = first; at != last; ++at) {
    const auto [member, item] = at->second;
    if (!fits(row, member, item)) continue;
    auto hit = std::ranges::find(hits, member, &NamedMember::member);
    const bool supplier =
        hit != hits.end() && std::ranges::any_of(hit->parties, [&](std::size_t party) {
          const auto& theirs = sides_[member]->parties[party].items;
          return std::ranges::find(theirs, item) != theirs.end();
        });
    const bool agrees =
        code.size() >= shortest_code && sides_[member]->items[item].amount.pence() == row.pence;
    if (!supplier && !agrees) continue;
    if (hit == hits.end()) hit = hits.insert(hits.end(), {member, Identity::none, "invoice", {}});
    if (hit->identity < Identity::reference) hit->by = "invoice";
    hit->identity = Identity::reference;
  }
}

std::vector<PoolClaim> PoolClaims::claims(const PoolRow& row) const {
  auto hits = named(row);
  if (!invoices_.empty()) {
    auto codes = codes_in(row);
    for (const auto word : row.words) codes.insert(last_digits(word));
    for (const auto& code : codes) add_invoices(row, code, hits);
  }
  std::vector<PoolClaim> claims;
  for (const auto& hit : hits) {
    auto claim = claim_of(row, hit);
    if (claim.identity > Identity::none || claim.tells()) claims.push_back(std::move(claim));
  }
  const auto [first, last] = by_amount_.equal_range(row.pence);
  for (auto at = first; at != last && !is_the_banks(row); ++at) {
    const auto [member, item] = at->second;
    const bool there = std::ranges::find(hits, member, &NamedMember::member) != hits.end() ||
                       std::ranges::find(claims, member, &PoolClaim::member) != claims.end();
    if (there || !fits(row, member, item)) continue;
    claims.push_back({member, Identity::none, Amount::alone, "amount", {exact(row, member)[0]}});
  }
  std::ranges::sort(claims, {}, &PoolClaim::member);
  return claims;
}

}  // namespace reconcile
