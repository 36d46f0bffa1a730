#include "reconcile/parties.hpp"

#include "ledger/ensure.hpp"

#include <algorithm>
#include <tuple>

namespace reconcile {
namespace {

using ledger::Item;
using ledger::ItemKind;

constexpr std::size_t shortest_listed =
    10;  // letters and space of a name in which one may be wrong

/// What every funder is called is evidence for none of them.
constexpr std::string_view every_funder = "nhs";

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const auto word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

/// "HNY ICB" for Humber and North Yorkshire ICB, "CALDER MBC" for Calder Metropolitan Borough
/// Council: the first words, or none of them, and the initials of the others. A funder pays in
/// under such names, and nobody else does.
void add_initials(std::vector<PartyName>& names, const std::vector<std::string_view>& words) {
  if (words.size() < 3) return;
  std::string initials;
  for (const auto word : words) initials += word[0];
  const auto last = words.back();
  const auto all = initials.substr(0, initials.size() - 1);
  const auto rest = initials.substr(1);
  names.emplace_back(OrganisationName{std::vector<std::string_view>{all, last}});
  names.emplace_back(OrganisationName{std::vector<std::string_view>{words.front(), rest}});
}

}  // namespace

Parties::Parties(const Groundwork& ground, const std::vector<Item>& items, const WordIndex& index) {
  hmrc_ = all_.size();
  all_.push_back({PartyKind::hmrc, "HMRC"});
  pension_ = all_.size();
  all_.push_back({PartyKind::pension, "pension"});
  add_listed(hmrc_, "hmrc", ground);
  add_listed(pension_, "pension", ground);
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
  all_.push_back({kind, std::move(name), words_of(keep(fold(spelled)))});
  all_.back().names.emplace_back(PersonName{spelled});
  return all_.size() - 1;
}

/// Names of several words on a list, which may have a letter wrong; the list itself tells the rest.
void Parties::add_listed(std::size_t party, std::string_view list, const Groundwork& ground) {
  for (const auto& phrase : ground.parameters.words(list)) {
    if (phrase.size() < shortest_listed || phrase.find(' ') == std::string::npos) continue;
    all_[party].names.emplace_back(OrganisationName{words_of(phrase)});
  }
}

void Parties::add_workers(const Groundwork& ground) {
  const auto& versions = ground.facts.history.versions();
  for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
    for (const auto& worker : version->workers) {
      const auto known = workers_.find(worker.ref);
      if (known == workers_.end()) {
        workers_.emplace(worker.ref, add_person(PartyKind::worker, worker.ref, worker.name));
        continue;
      }
      // Another name, before a marriage or spelled wrongly, still stands in the lines of its time.
      auto& party = all_[known->second];
      if (fold(worker.name) != joined(party.words)) {
        party.names.emplace_back(PersonName{worker.name});
      }
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
  all_.push_back({kind, std::string{name}, std::move(words)});
  all_.back().names.emplace_back(OrganisationName{all_.back().words});
  if (kind == PartyKind::funder) add_initials(all_.back().names, all_.back().words);
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
    case ItemKind::funding: {
      // A share of one of several funders is nobody else's to pay.
      const auto& funders = ground.plans.on(from.parts[0].budget, from.due)->funders;
      const bool one = std::ranges::count(funders, from.payee, &ledger::Funder::name) > 0;
      for (const auto& funder : funders) {
        if (one && funder.name != from.payee) continue;
        all_[add_organisation(PartyKind::funder, funder.name, index)].items.push_back(item);
      }
      return;
    }
    case ItemKind::repayment:
      if (from.payee == ground.facts.ref()) {
        for (const auto party : persons_) all_[party].items.push_back(item);
      } else {
        all_[add_organisation(PartyKind::funder, from.payee, index)].items.push_back(item);
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

const std::vector<std::size_t>& Parties::hinted_by(std::string_view word) const {
  const auto known = hints_.find(word);
  if (known != hints_.end()) return known->second;
  std::vector<std::size_t> found;
  for (std::size_t party = 0; party < all_.size(); ++party) {
    const bool hint = std::ranges::any_of(all_[party].names, [&](const PartyName& name) {
      return std::visit([&](const auto& one) { return hints_at(word, one); }, name);
    });
    if (hint) found.push_back(party);
  }
  return hints_.emplace(word, std::move(found)).first->second;
}

void Parties::grade(std::vector<Naming>& named, const LineWords& line, std::size_t party) const {
  const auto seen = [&](const Naming& naming) { return naming.party == party; };
  if (std::ranges::any_of(named, seen)) return;
  NameFit best;
  for (const auto& name : all_[party].names) {
    const auto* person = std::get_if<PersonName>(&name);
    best = std::max(best, person != nullptr
                              ? grade_person(line, *person)
                              : grade_organisation(line, std::get<OrganisationName>(name)));
  }
  if (best.grade != Grade::none) named.push_back({party, best.grade, best.letters});
}

std::vector<Naming> Parties::named_in(const LineWords& line, WordLists lists) const {
  std::vector<Naming> named;
  for (const auto word : line.words) {
    for (const auto party : hinted_by(word)) grade(named, line, party);
  }
  const bool well = std::ranges::any_of(
      named, [](const Naming& naming) { return naming.grade >= Grade::partial; });
  if (!well && lists.has(WordList::hmrc)) named.assign(1, {hmrc_, Grade::full, 4});
  if (!well && lists.has(WordList::pension)) named.assign(1, {pension_, Grade::full, 4});
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
