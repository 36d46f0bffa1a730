// The entries of an officer's acts: money asked back, given up, set off. No money moves by them; a
// line that repays what was asked is booked as every line is (line_entries.cpp).
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "ledger/set_off.hpp"
#include "reconcile/groundwork.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace reconcile {
namespace {

using ledger::Act;
using ledger::Date;
using ledger::Entry;
using ledger::EntryKind;
using ledger::Money;

void add(std::vector<Entry>& entries, Entry entry) {
  if (!entry.postings.empty()) entries.push_back(std::move(entry));
}

/// More asked for is due to the funder; less asked for is surplus again.
void add_reclaims(std::vector<Entry>& entries, const ledger::PersonFacts& facts) {
  for (const auto& reclaim : ledger::reclaims(facts.acts)) {
    const auto& asked = *reclaim.asked;
    for (const auto& step : reclaim.steps) {
      Entry entry{
          step.on, EntryKind::act, "reclaim:" + reclaim.ref() + ":" + text(step.on), {}, {}};
      move(entry.postings,
           {asked.budget, "surplus:" + asked.funder, "due-to:" + asked.funder, step.more, {}});
      add(entries, std::move(entry));
    }
  }
}

/// The instalments that an offset serves as: the day each was due, the day it counts, how much.
std::map<std::pair<Date, Date>, Money> days_taken(
    const Act& offset, const std::vector<ledger::DueInstalment>& instalments) {
  std::map<std::pair<Date, Date>, Money> days;
  for (const auto& each : instalments) {
    if (each.held) continue;
    for (const auto& off : each.set_off) {
      if (off.act != offset.number) continue;
      days[{each.due, std::max(each.payable(), offset.on)}] += off.amount;
    }
  }
  return days;
}

/// What is set off is due to the funder from the day of the decision, and serves as its instalment
/// on the day of that. What finds no instalment any more is surplus again.
void add_offsets(std::vector<Entry>& entries, const ledger::PersonFacts& facts) {
  const auto due = due_instalments(facts.history, facts.acts);
  for (const auto* act : ledger::standing_acts(facts.acts)) {
    if (act->kind != Act::Kind::offset) continue;
    const auto source = "offset:" + std::to_string(act->number);
    Entry decided{act->on, EntryKind::act, source, {}, {}};
    move(decided.postings,
         {act->budget, "surplus:" + act->funder, "due-to:" + act->funder, act->amount, {}});
    add(entries, std::move(decided));
    for (const auto& [day, taken] : days_taken(*act, due)) {
      Entry entry{day.second, EntryKind::act, source + ":" + text(day.first), {}, {}};
      move(entry.postings,
           {act->budget, "due-to:" + act->funder, "received:" + act->funder, taken, {}});
      add(entries, std::move(entry));
    }
  }
  for (const auto& ended : ledger::ended_offsets(facts.history, facts.acts)) {
    const auto act = std::ranges::find(facts.acts, ended.act, &Act::number);
    Entry entry{ended.on, EntryKind::act, "offset:" + std::to_string(ended.act) + ":ended", {}, {}};
    move(entry.postings,
         {act->budget, "due-to:" + act->funder, "surplus:" + act->funder, ended.amount, {}});
    add(entries, std::move(entry));
  }
}

}  // namespace

std::vector<Entry> act_entries(const ledger::PersonFacts& facts) {
  std::vector<Entry> entries;
  if (facts.acts.empty()) return entries;
  add_reclaims(entries, facts);
  add_offsets(entries, facts);
  return entries;
}

}  // namespace reconcile
