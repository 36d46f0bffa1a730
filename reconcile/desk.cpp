#include "reconcile/desk.hpp"

#include "reconcile/match_rules.hpp"
#include "reconcile/quotes.hpp"
#include "reconcile/trading_names.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace reconcile {

using ledger::Date;
using ledger::Item;
using ledger::Money;

namespace {

void add_words(std::vector<std::pair<std::size_t, std::size_t>>& places, std::string& text,
               std::string_view more) {
  const auto begin = text.size();
  fold_onto(text, more);
  for (std::size_t at = begin; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) places.emplace_back(at, end - at);
    at = end + 1;
  }
  text += ' ';
}

}  // namespace

Tolerances::Tolerances(const ledger::Parameters& parameters, Date on)
    : close{parameters.days("close-early-days", on), parameters.days("close-late-days", on)},
      differs{parameters.days("differs-early-days", on), parameters.days("differs-late-days", on)},
      run{parameters.days("run-early-days", on), parameters.days("run-late-days", on)},
      charge{parameters.days("bank-keeps-most-pence", on)},
      differs_most{parameters.days("differs-most-percent", on)},
      differs_most_instalment{parameters.days("differs-most-percent-instalment", on)},
      differs_most_numbered{parameters.days("differs-most-percent-numbered", on)},
      differs_late_invoice{parameters.days("differs-late-days-invoice", on)},
      duplicate{parameters.days("duplicate-days", on)},
      returned{parameters.days("returned-days", on)},
      transfer{parameters.days("transfer-days", on)},
      transfer_at_most{parameters.days("transfer-days-at-most", on)},
      sums_late{parameters.days("sums-late-days", on)},
      together{parameters.days("together-days", on)},
      unknown_rhythm{parameters.days("duplicate-days-unknown-rhythm", on)},
      unfamiliar_funding{parameters.days("unfamiliar-funding-days", on)},
      advance{parameters.days("advance-days", on)},
      subset_items{static_cast<std::size_t>(parameters.days("subset-items", on))},
      alternatives_most{static_cast<std::size_t>(parameters.days("alternatives-most", on))} {
  const auto read = [&](ledger::ItemKind kind, std::string_view early, std::string_view late) {
    windows[static_cast<std::size_t>(kind)] = {parameters.days(early, on),
                                               parameters.days(late, on)};
  };
  read(ledger::ItemKind::net_pay, "net-pay-early-days", "net-pay-late-days");
  read(ledger::ItemKind::paye, "paye-early-days", "paye-late-days");
  read(ledger::ItemKind::pension, "pension-early-days", "pension-late-days");
  read(ledger::ItemKind::funding, "funding-early-days", "funding-late-days");
  read(ledger::ItemKind::contribution, "contribution-early-days", "contribution-late-days");
  read(ledger::ItemKind::invoice, "invoice-early-days", "invoice-late-days");
  read(ledger::ItemKind::regular, "regular-early-days", "regular-late-days");
  read(ledger::ItemKind::repayment, "repayment-early-days", "repayment-late-days");
}

Desk::Desk(const Groundwork& from, const std::vector<Item>& expected)
    : ground{from}, items{expected}, parties_{from, expected, from.words} {
  reopen();
  by_key_.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) by_key_.emplace(items[i].key, i);
  rows_of_.resize(parties_.all().size());
  read_lines();
  read_decisions();
  traded_ = trading_names(*this);
  quotes_ = std::make_unique<const Quotes>(*this);
}

Desk::~Desk() = default;

const std::vector<std::size_t>& Desk::items_of(std::size_t party) const {
  const auto traded = traded_.empty() ? traded_.end() : traded_.find(party);
  return traded == traded_.end() ? parties_[party].items : traded->second;
}

const Tolerances& Desk::tolerances_on(Date day) {
  const auto month = plus_days(day, 1 - day.day());
  const auto known = tolerances_.find(month.days());
  if (known != tolerances_.end()) return known->second;
  return tolerances_.emplace(month.days(), Tolerances{ground.parameters, month}).first->second;
}

void Desk::read_lines() {
  const auto& lines = ground.facts.lines;
  std::vector<std::pair<std::size_t, std::size_t>> places;
  std::vector<Extent> extents;
  text_.reserve(lines.size() * 40);
  places.reserve(lines.size() * 8);
  for (const auto& book : lines) {
    const auto begin = places.size();
    add_words(places, text_, book.line.payee);
    const auto payee_end = places.size();
    if (book.line.reference != book.line.payee) add_words(places, text_, book.line.reference);
    extents.push_back({begin, payee_end, places.size()});
  }
  for (const auto& [at, size] : places) {
    line_words_.push_back(std::string_view{text_}.substr(at, size));
  }
  line_lists_.resize(line_words_.size());
  lay_out(extents);
}

std::string_view Desk::text_of(const Extent& extent) const {
  if (extent.begin == extent.end) return {};
  const auto& first = line_words_[extent.begin];
  const auto& last = line_words_[extent.end - 1];
  return {first.data(), static_cast<std::size_t>(last.data() - first.data()) + last.size()};
}

void Desk::read_words(Row& row, const Extent& extent) {
  const auto words = std::span{line_words_}.subspan(extent.begin, extent.end - extent.begin);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto here = ground.words.at(words, at);
    line_lists_[extent.begin + at] = here;
    row.lists.add(here);
  }
  row.text = {words, std::span{line_lists_}.subspan(extent.begin, words.size()),
              extent.payee_end - extent.begin};
  row.named = parties_.named_in(row.text, row.lists);
}

/// Lines that say the same are read once.
void Desk::lay_out(const std::vector<Extent>& extents) {
  const auto& lines = ground.facts.lines;
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return std::tuple{lines[a].line.date, lines[a].place, lines[a].line.id, a} <
           std::tuple{lines[b].line.date, lines[b].place, lines[b].line.id, b};
  });
  rows.reserve(lines.size());
  std::unordered_map<std::string_view, std::size_t> wordings;
  wordings.reserve(lines.size());
  for (const auto i : order) {
    const auto& line = lines[i].line;
    auto& row = rows.emplace_back(Row{.book = &lines[i],
                                      .index = i,
                                      .date = line.date,
                                      .pence = line.amount.pence(),
                                      .text = {},
                                      .lists = {},
                                      .named = {},
                                      .tolerances = &tolerances_on(line.date),
                                      .match = {}});
    const auto [known, fresh] = wordings.try_emplace(text_of(extents[i]), rows.size() - 1);
    const auto& like = rows[known->second];
    if (!fresh && like.text.payee_end == extents[i].payee_end - extents[i].begin) {
      row.text = like.text;
      row.lists = like.lists;
      row.named = like.named;
    } else {
      read_words(row, extents[i]);
    }
  }
  by_id_.reserve(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    by_id_.emplace(rows[i].id(), i);
    if (const auto party = rows[i].party()) rows_of_[*party].push_back(i);
  }
}

void Desk::read_decisions() {
  using Kind = ledger::Decision::Kind;
  for (const auto& decision : ground.facts.decisions) {
    const auto found = row(decision.line);
    if (!found || decision.kind == Kind::unlearn) continue;
    auto& newest = rows[*found].decision;
    if (newest == nullptr || newest->at <= decision.at) newest = &decision;
  }
  for (auto& row : rows) {
    if (row.decision != nullptr && row.decision->kind == Kind::withdraw) row.decision = nullptr;
  }
}

std::optional<std::size_t> Desk::item(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::size_t> Desk::row(ledger::LineId id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? std::nullopt : std::optional{found->second};
}

const std::vector<const ledger::PlanLine*>& Desk::lines_of_payee(
    std::size_t which, const ledger::Budget& budget) const {
  const auto [known, added] = lines_of_payee_.try_emplace({which, &budget});
  if (!added) return known->second;
  const auto& party = parties_[which];
  for (const auto& line : budget.lines) {
    const bool named = std::ranges::any_of(line.payees, [&](const std::string& payee) {
      if (party.kind == PartyKind::worker || payee == party.name) return payee == party.name;
      const auto folded = fold(payee);
      return significant(words_of(folded), ground.words) == party.words;
    });
    if (named) known->second.push_back(&line);
  }
  return known->second;
}

namespace {

/// What a budget left, and nobody has asked for yet, has no day by which it is late.
bool is_undated(const ledger::Item& item) {
  return item.kind == ledger::ItemKind::repayment && item.held;
}

}  // namespace

Gap Desk::gap(std::size_t item, Date day) const {
  const auto& expected = items[item];
  if (day < expected.arises) return {expected.arises - day, 0};
  if (is_undated(expected)) return {};
  return {0, day > expected.due ? day - expected.due : 0};
}

bool Desk::fits(const Row& row, std::size_t item) const {
  if (open[item] == 0 || (open[item] < 0) != (row.pence < 0)) return false;
  const auto away = gap(item, row.date);
  const auto& window = row.tolerances->window(items[item].kind);
  return away.within(window);
}

std::vector<std::size_t> Desk::near(const Row& row, std::size_t party) const {
  std::vector<std::size_t> fitting;
  for (const auto item : items_of(party)) {
    if (fits(row, item)) fitting.push_back(item);
  }
  return fitting;
}

std::int64_t Desk::settle(Row& row, std::size_t item, std::int64_t pence) {
  const auto most = open[item];
  const auto part = pence < 0 ? std::max(pence, std::min(most, std::int64_t{0}))
                              : std::min(pence, std::max(most, std::int64_t{0}));
  if (part == 0) return 0;
  open[item] -= part;
  settled_by[item] = static_cast<std::size_t>(&row - rows.data());
  row.match.items.push_back({items[item].key, Money::of_pence(part)});
  return part;
}

void Desk::match(Row& row, std::string_view rule, int confidence, std::string evidence) {
  row.done = true;
  row.match.state = ledger::MatchState::matched;
  row.match.rule = rule;
  row.match.confidence = confidence;
  row.match.evidence = std::move(evidence);
}

void Desk::suggest(Row& row, std::string_view rule, int confidence, std::string evidence,
                   std::vector<ledger::Alternative> alternatives) {
  row.done = true;
  row.match.state = ledger::MatchState::suggested;
  row.match.rule = rule;
  row.match.confidence = confidence;
  row.match.evidence = std::move(evidence);
  row.match.alternatives = std::move(alternatives);
}

void Desk::reopen() {
  open.clear();
  for (const auto& item : items) open.push_back(item.amount.pence());
  settled_by.assign(items.size(), std::nullopt);
}

std::string evidence_of(const Row& row, const Gap& gap) {
  std::string evidence = "name=";
  evidence += text(row.grade());
  evidence += ";days=";
  evidence += std::to_string(gap.days());
  return evidence;
}

}  // namespace reconcile
