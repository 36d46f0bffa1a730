#include "ledger/store/entry_writer.hpp"

#include "ledger/ensure.hpp"
#include "ledger/store/match_codec.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace store {

using namespace ledger;

namespace {

/// The line of a source "line:L0123456789abcdef", when it reads so and no other way.
std::optional<std::int64_t> line_of(const std::string& source) {
  static constexpr std::string_view prefix = "line:";
  if (!source.starts_with(prefix)) return std::nullopt;
  const std::string_view rest = std::string_view{source}.substr(prefix.size());
  const auto id = parse_line_id(rest);
  if (!id || text(*id) != rest) return std::nullopt;
  return id->value;
}

}  // namespace

EntryWriter::EntryWriter(Connection& connection, ChainWriter& chain)
    : connection_{connection},
      chain_{chain},
      entries_{connection, Recorded::entry},
      postings_{connection, Recorded::posting} {}

void EntryWriter::post(const NewEntries& entries, std::vector<RecordedEntry> recorded,
                       std::optional<Date> closed) {
  person_ = entries.person.value;
  movements_.clear();
  for (const EntryNo number : entries.reversed) reverse(number, recorded, closed);
  for (const Entry& entry : entries.posted) {
    ensure(!closed || entry.date > *closed, "an approved period takes no new entries");
    write(entry, std::nullopt);
  }
  move_balances();
}

/// A reversal may itself be reversed: then what it reversed stands again, to be reversed once more.
void EntryWriter::reverse(EntryNo number, std::vector<RecordedEntry>& recorded,
                          std::optional<Date> closed) {
  const auto find = [&](EntryNo wanted) {
    const auto at = std::ranges::lower_bound(recorded, wanted, {}, &RecordedEntry::number);
    ensure(at != recorded.end() && at->number == wanted, "only what is recorded is reversed");
    return at;
  };
  const auto at = find(number);
  ensure(!at->reversed, "only an entry that stands is reversed");
  at->reversed = true;
  if (at->reverses) find(*at->reverses)->reversed = false;
  Entry reversal = reversal_of(*at);
  if (closed && reversal.date <= *closed) reversal.date = plus_days(*closed, 1);
  write(reversal, number.value);
}

void EntryWriter::write(const Entry& entry, std::optional<std::int64_t> reverses) {
  ensure_sound(entry);
  Progress& progress = chain_.progress();
  const std::int64_t number = ++progress.entries;
  if (!progress.newest || *progress.newest < entry.date) progress.newest = entry.date;
  write_entry_row(number, entry, reverses);
  write_postings(number, entry);
}

std::optional<std::int64_t> EntryWriter::maybe_name(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return chain_.name(text);
}

void EntryWriter::write_entry_row(std::int64_t number, const Entry& entry,
                                  std::optional<std::int64_t> reverses) {
  std::optional<std::int64_t> state;
  std::optional<std::int64_t> rule;
  std::optional<std::int64_t> confidence;
  std::optional<std::int64_t> plan_line;
  std::optional<std::string_view> evidence;
  std::optional<std::string> items;
  std::optional<std::string> alternatives;
  if (entry.match) {
    const Match& match = *entry.match;
    state = static_cast<std::int64_t>(match.state);
    rule = maybe_name(match.rule);
    confidence = match.confidence;
    plan_line = maybe_name(match.plan_line);
    if (!match.evidence.empty()) evidence = match.evidence;
    if (match.items != settled_by(entry.postings)) items = encode_items(match.items);
    if (!match.alternatives.empty()) alternatives = encode_alternatives(match.alternatives);
  }
  const auto line = line_of(entry.source);
  std::optional<std::string_view> source;
  if (!line) source = entry.source;
  entries_.write(chain_.batch(), person_, number, entry.date, static_cast<std::int64_t>(entry.kind),
                 line, source, reverses, chain_.link(), state, rule, confidence, evidence,
                 plan_line, items, alternatives);
}

void EntryWriter::write_postings(std::int64_t number, const Entry& entry) {
  std::int64_t ordinal = 0;
  for (const Posting& posting : entry.postings) {
    const std::int64_t budget = chain_.name(posting.budget);
    const std::int64_t debit = chain_.name(posting.debit);
    const std::int64_t credit = chain_.name(posting.credit);
    postings_.write(chain_.batch(), person_, number, ordinal++, budget, debit, credit,
                    posting.amount, posting.item);
    movements_[{budget, debit}].debit += posting.amount;
    movements_[{budget, credit}].credit += posting.amount;
  }
}

void EntryWriter::move_balances() {
  Statement& move = connection_.prepared(
      "INSERT INTO balance VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
      "debit = debit + excluded.debit, credit = credit + excluded.credit");
  for (const auto& [key, movement] : movements_) {
    run(move, person_, key.first, key.second, movement.debit.pence(), movement.credit.pence());
  }
}

}  // namespace store
