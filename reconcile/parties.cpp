#include "reconcile/parties.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Item;
using ledger::ItemKind;

/// What every funder is called is evidence for none of them.
constexpr std::string_view every_funder = "nhs";

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const auto word : words) {
    text += word;
    text += ' ';
  }
  return text;
}

}  // namespace

Parties::Parties(const Groundwork& ground, const std::vector<Item>& items, const WordIndex& index) {
  hmrc_ = all_.size();
  all_.push_back({PartyKind::hmrc, "HMRC", {}, {}});
  pension_ = all_.size();
  all_.push_back({PartyKind::pension, "pension", {}, {}});
  add_workers(ground);
  const auto& person = ground.facts.history.latest();
  for (const auto* name : {&person.name, &person.holder_name}) {
    if (!name->empty()) persons_.push_back(add_person(PartyKind::person, person.ref, *name));
  }
  add_plan_payees(ground, index);
  for (const auto* budget : ground.plans.budgets()) {
    for (const auto& funder : budget->funders) {
      add_organisation(PartyKind::funder, funder.name, index);
    }
  }
  for (std::size_t i = 0; i < items.size(); ++i) give(i, items[i], ground, index);
  for (auto& party : all_) {
    std::ranges::sort(party.items, [&](std::size_t a, std::size_t b) {
      return std::tie(items[a].arises, items[a].due, items[a].key) <
             std::tie(items[b].arises, items[b].due, items[b].key);
    });
    const auto twice = std::ranges::unique(party.items);
    party.items.erase(twice.begin(), twice.end());
  }
}

std::string_view Parties::keep(std::string folded) {
  return texts_.emplace_back(std::move(folded));
}

std::size_t Parties::add_person(PartyKind kind, std::string name, std::string_view spelled) {
  const auto party = all_.size();
  all_.push_back({kind, std::move(name), words_of(keep(fold(spelled))), {}});
  const auto& words = all_.back().words;
  if (!words.empty()) by_word_.emplace(words.back(), party);
  return party;
}

void Parties::add_workers(const Groundwork& ground) {
  const auto& versions = ground.facts.history.versions();
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    for (const auto& worker : version->workers) {
      if (workers_.contains(worker.ref)) continue;
      workers_.emplace(worker.ref, add_person(PartyKind::worker, worker.ref, worker.name));
    }
  }
  // Somebody who is paid and is no worker of the person still has a name.
  for (const auto& cost : ground.slips) {
    if (workers_.contains(cost.slip->worker)) continue;
    workers_.emplace(cost.slip->worker,
                     add_person(PartyKind::worker, cost.slip->worker, cost.slip->name));
  }
}

std::size_t Parties::add_organisation(PartyKind kind, std::string_view name,
                                      const WordIndex& index) {
  auto words = significant(words_of(keep(fold(name))), index);
  if (kind == PartyKind::funder && words.size() > 1) std::erase(words, every_funder);
  const auto [at, added] = organisations_.try_emplace(
      (kind == PartyKind::funder ? "+" : "") + joined(words), all_.size());
  if (!added) return at->second;
  if (!words.empty()) by_word_.emplace(words.front(), all_.size());
  all_.push_back({kind, std::string{name}, std::move(words), {}});
  return at->second;
}

void Parties::add_plan_payees(const Groundwork& ground, const WordIndex& index) {
  for (const auto& version : ground.facts.history.versions()) {
    for (const auto& budget : version.budgets) {
      for (const auto& line : budget.lines) {
        for (const auto& payee : line.payees) {
          if (workers_.contains(payee)) continue;
          add_organisation(PartyKind::organisation, payee, index);
        }
      }
    }
  }
}

void Parties::give(std::size_t item, const Item& from, const Groundwork& ground,
                   const WordIndex& index) {
  switch (from.kind) {
    case ItemKind::net_pay:
      all_[workers_.at(from.payee)].items.push_back(item);
      return;
    case ItemKind::paye:
      all_[hmrc_].items.push_back(item);
      return;
    case ItemKind::pension:
      all_[pension_].items.push_back(item);
      return;
    case ItemKind::contribution:
      for (const auto party : persons_) all_[party].items.push_back(item);
      return;
    case ItemKind::invoice:
      all_[add_organisation(PartyKind::organisation, from.payee, index)].items.push_back(item);
      return;
    case ItemKind::funding:
      for (const auto& funder : ground.plans.on(from.parts[0].budget, from.due)->funders) {
        all_[add_organisation(PartyKind::funder, funder.name, index)].items.push_back(item);
      }
      return;
    case ItemKind::regular: {
      const auto* budget = ground.plans.on(from.parts[0].budget, from.due);
      const auto* line = budget->line(from.parts[0].line);
      if (line == nullptr) return;
      for (const auto& payee : line->payees) {
        if (workers_.contains(payee)) continue;
        const auto party = add_organisation(PartyKind::organisation, payee, index);
        all_[party].items.push_back(item);
      }
      return;
    }
  }
  throw ledger::Defect{"an item of no kind"};
}

void Parties::grade(std::vector<Naming>& named, const LineWords& line, std::size_t party) const {
  const auto seen = [&](const Naming& naming) { return naming.party == party; };
  if (std::ranges::any_of(named, seen)) return;
  const auto& candidate = all_[party];
  const bool person = candidate.kind == PartyKind::worker || candidate.kind == PartyKind::person;
  if (!person) {
    const auto fit = grade_organisation(line, candidate.words);
    if (fit.grade != Grade::none) named.push_back({party, fit.grade, fit.letters});
    return;
  }
  const auto grade = grade_person(line, candidate.words);
  if (grade == Grade::none) return;
  std::size_t letters = 0;
  for (const auto word : candidate.words) letters += word.size();
  const auto surname = candidate.words.back().size();
  named.push_back({party, grade, grade == Grade::full ? letters : surname});
}

std::vector<Naming> Parties::named_in(const LineWords& line, WordLists lists) const {
  std::vector<Naming> named;
  for (std::size_t at = 0; at < line.words.size(); ++at) {
    const auto [begin, end] = by_word_.equal_range(line.words[at]);
    for (auto found = begin; found != end; ++found) grade(named, line, found->second);
    if (!line.may_be_cut(at) || line.words[at].size() < 4) continue;
    for (const auto& [word, party] : by_word_) {
      if (word.size() > line.words[at].size() && word.starts_with(line.words[at])) {
        grade(named, line, party);
      }
    }
  }
  if (named.empty() || named.front().grade < Grade::partial) {
    if (lists.has(WordList::hmrc)) named.assign(1, {hmrc_, Grade::full, 4});
    if (lists.has(WordList::pension)) named.assign(1, {pension_, Grade::full, 4});
  }
  if (named.size() < 2) return named;
  const auto rank = [](const Naming& naming) { return std::pair{naming.grade, naming.letters}; };
  const auto best = rank(*std::ranges::max_element(named, {}, rank));
  // Persons are told apart by grade: more letters in one surname than in another say nothing.
  std::erase_if(named, [&](const Naming& naming) { return rank(naming) < best; });
  std::ranges::sort(named, {}, &Naming::party);
  const auto organisation = [&](const Naming& naming) {
    return all_[naming.party].kind != PartyKind::person;
  };
  if (std::ranges::any_of(named, organisation)) {
    std::erase_if(named, [&](const Naming& naming) { return !organisation(naming); });
  }
  return named;
}

}  // namespace reconcile
