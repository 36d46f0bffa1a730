#include "reconcile/reasons.hpp"

#include "reconcile/match_rules.hpp"
#include "reconcile/reasons_desk.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <tuple>

namespace reconcile {
namespace {

using ledger::MatchState;

constexpr int lines_that_show_a_habit = 4;

/// A party's ref or name without what separates the parts of evidence.
std::string plain(std::string text) {
  for (auto& c : text) {
    if (c == ';' || c == '=' || c == ',' || c == ':') c = '-';
  }
  return text;
}

bool has_surname(const Row& row, const Party& party) {
  return std::ranges::any_of(party.names, [&](const PartyName& spelled) {
    const auto* name = std::get_if<PersonName>(&spelled);
    return name != nullptr && !name->joined.empty() &&
           std::ranges::find(row.text.words, name->joined) != row.text.words.end();
  });
}

}  // namespace

std::string who(const Desk& desk, const Party& party) {
  switch (party.kind) {
    case PartyKind::worker:
      return plain(party.name);
    case PartyKind::organisation: {
      const bool supplies = std::ranges::any_of(party.items, [&](std::size_t item) {
        return desk.items[item].kind == ledger::ItemKind::invoice;
      });
      return supplies ? ledger::slug(party.name) : "payee";
    }
    case PartyKind::funder:
      return "funder";
    case PartyKind::hmrc:
      return "HMRC";
    case PartyKind::pension:
      return "pension";
    case PartyKind::person:
      return "person";
  }
  throw ledger::Defect{"a party of no kind"};
}

namespace {

/// The pairs that go in front of one line's evidence; nothing but the version for most lines.
void put_before(const Pairs& pairs, std::string& evidence) {
  static const std::string version = "rules=" + std::to_string(rules_version) + ";";
  std::string front = pairs.text();
  if (!front.empty() && !evidence.empty()) front += ';';
  evidence.insert(0, front);
  evidence.insert(0, version);
  if (evidence.size() == version.size()) evidence.pop_back();
}

/// What speaks against the matches of one pass.
class Doubts {
 public:
  explicit Doubts(const DeskItems& settled)
      : desk_{settled.desk()}, settled_{settled}, usual_(desk_.parties().all().size(), unknown) {}

  void raise(Row& row) {
    Pairs pairs;
    if (row.decision == nullptr || row.match.rule != rule::decided) {
      doubt_the_name(row, pairs);
      if (row.match.state == MatchState::matched) {
        doubt_the_day(row, pairs);
        doubt_the_amount(row, pairs);
      } else {
        doubt_the_kind(row, pairs);
      }
    }
    const bool nothing_names_it = settled_.own().empty() && row.match.items.empty();
    if (nothing_names_it && row.party())
      pairs.add("who", who(desk_, desk_.parties()[*row.party()]));
    put_before(pairs, row.match.evidence);
  }

 private:
  static constexpr int unknown = -1;

  /// Lines of one kind say so in their own words; what pairs with a line or is coded needs no name.
  bool needs_a_name(const Row& row) const {
    const bool says_so = row.lists.has(WordList::payroll) || row.lists.has(WordList::wages);
    return !says_so && row.match.rule != rule::reference && !settled_.own().empty();
  }

  void doubt_the_name(const Row& row, Pairs& pairs) {
    const auto grade = row.grade();
    if (row.named.size() > 1) also_named(row, pairs);
    if (row.named.empty()) surname_with_another_first_name(row, pairs);
    if (!needs_a_name(row)) return;
    if (grade < Grade::initial) {
      pairs.against("name", text(grade));
    } else if (row.party() && grade < usual(*row.party())) {
      pairs.against("wording", text(grade));
    }
  }

  /// Whom else the text may mean: who has nothing of what it was taken for.
  void also_named(const Row& row, Pairs& pairs) {
    const auto own = settled_.own();
    std::size_t told = 0;
    for (const auto& naming : row.named) {
      const bool has_it = std::ranges::any_of(
          own, [&](std::size_t item) { return settled_.belongs(item, naming.party); });
      if (has_it || told == considered_most) continue;
      ++told;
      pairs.against("also", who(desk_, desk_.parties()[naming.party]));
    }
  }

  /// A surname that the books know, and beside it a first name or initial that is somebody else's.
  void surname_with_another_first_name(const Row& row, Pairs& pairs) const {
    std::size_t told = 0;
    for (const auto& party : desk_.parties().all()) {
      if (party.kind != PartyKind::worker || told == considered_most) continue;
      if (!has_surname(row, party)) continue;
      ++told;
      pairs.against("first-name", who(desk_, party));
    }
  }

  /// How most lines to a party name it; none when there are too few to tell.
  Grade usual(std::size_t party) {
    auto& known = usual_[party];
    if (known == unknown) {
      std::array<int, static_cast<std::size_t>(Grade::full) + 1> count{};
      const auto& rows = desk_.rows_of(party);
      for (const auto at : rows) ++count[static_cast<std::size_t>(desk_.rows[at].grade())];
      const auto most = std::ranges::max_element(count);
      const bool habit = *most * 2 > std::ssize(rows) && *most >= lines_that_show_a_habit;
      known = habit ? static_cast<int>(most - count.begin()) : 0;
    }
    return static_cast<Grade>(known);
  }

  void doubt_the_day(const Row& row, Pairs& pairs) {
    if (row.match.rule == rule::duplicate || row.match.rule == rule::overpayment_returned) return;
    Gap worst;
    for (const auto item : settled_.own()) {
      const auto gap = desk_.gap(item, row.date);
      if (gap.cost() > worst.cost()) worst = gap;
    }
    if (!worst.within(row.tolerances->close)) {
      pairs.against("days", std::to_string(worst.days()));
    }
  }

  void doubt_the_amount(const Row& row, Pairs& pairs) {
    const auto own = settled_.own();
    if (own.empty() || row.match.rule == rule::overpayment_returned) return;
    if (row.match.rule == rule::duplicate) {
      const auto first = desk_.settled_by[own.front()];
      if (first) pairs.against("paid", ledger::text(desk_.rows[*first].id()));
      return;
    }
    auto beyond = row.pence;
    for (const auto& settled : row.match.items) beyond -= settled.amount.pence();
    if (beyond != 0 && (beyond < 0) == (row.pence < 0)) {
      pairs.against("over", std::to_string(std::abs(beyond)));
    }
    std::int64_t left = 0;
    for (const auto item : own) left += std::abs(desk_.open[item]);
    if (left != 0) pairs.against("short", std::to_string(left));
  }

  void doubt_the_kind(const Row& row, Pairs& pairs) {
    if (row.lists.has(WordList::cash)) pairs.against("marked", "cash");
    if (row.lists.has(WordList::prohibited)) pairs.against("marked", "prohibited");
    const bool holder = row.pence < 0 && std::ranges::any_of(row.named, [&](const Naming& naming) {
                          return desk_.parties()[naming.party].kind == PartyKind::person;
                        });
    if (holder) pairs.against("marked", "holder");
  }

  const Desk& desk_;
  const DeskItems& settled_;
  std::vector<int> usual_;  ///< by party
};

// --- whether an entry stays ---

constexpr std::array<std::string_view, 3> of_reasons{"rules", "against", "who"};

/// What the stages said: the evidence behind the pairs of reasons.
std::string_view of_stages(std::string_view evidence) {
  while (!evidence.empty()) {
    const auto end = evidence.find(';');
    const auto pair = evidence.substr(0, end);
    if (std::ranges::find(of_reasons, pair.substr(0, pair.find('='))) == of_reasons.end()) break;
    evidence = end == evidence.npos ? std::string_view{} : evidence.substr(end + 1);
  }
  return evidence;
}

/// Whether a person has the same to choose from.
bool same_choices(const ledger::Match& one, const ledger::Match& other) {
  const auto choices = [](const ledger::Match& match) {
    std::vector<ledger::Alternative> fits;
    for (const auto& each : match.alternatives) {
      if (each.fits()) fits.push_back({each.rule, each.items, each.plan_line});
    }
    return fits;
  };
  return choices(one) == choices(other);
}

bool same_match(const ledger::Match& one, const ledger::Match& other) {
  const auto answer = [](const ledger::Match& match) {
    return std::tie(match.state, match.rule, match.confidence, match.plan_line, match.items);
  };
  if (answer(one) != answer(other)) return false;
  if (one.evidence != other.evidence && of_stages(one.evidence) != of_stages(other.evidence)) {
    return false;
  }
  return one.state != MatchState::suggested || same_choices(one, other);
}

}  // namespace

std::string_view pair_value(std::string_view evidence, std::string_view name) {
  while (!evidence.empty()) {
    const auto end = evidence.find(';');
    const auto pair = evidence.substr(0, end);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
      return pair.substr(name.size() + 1);
    }
    evidence = end == std::string_view::npos ? std::string_view{} : evidence.substr(end + 1);
  }
  return {};
}

void give_reasons(Desk& desk) {
  DeskItems settled{desk};
  Doubts doubts{settled};
  for (auto& row : desk.rows) {
    if (!row.done || row.undone != desk.matching_undone) continue;
    settled.look_at(row);
    weigh_fits(settled, row);
    consider(settled, row);
    doubts.raise(row);
  }
}

bool same_but_for_reasons(const ledger::Entry& one, const ledger::Entry& other) {
  if (one.match.has_value() != other.match.has_value()) return false;
  const auto booked = [](const ledger::Entry& entry) {
    return std::tie(entry.date, entry.kind, entry.source, entry.postings);
  };
  return booked(one) == booked(other) && (!one.match || same_match(*one.match, *other.match));
}

}  // namespace reconcile
