// review: what it is asked to do, and the queue as data.
#include "app/judged_by.hpp"
#include "app/review.hpp"
#include "ledger/parameters.hpp"
#include "reconcile/reconcile.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace app {
namespace {

using reports::QueueEntry;

Outcome list(const Arguments& arguments) {
  auto opened = open_people(arguments, Among::pools_too);
  if (!opened) return opened.errors();
  reports::Queue queue{arguments.today(), whole_queue(opened.value(), arguments.today())};
  queue.postponed = std::ranges::count_if(
      queue.entries, [](const QueueEntry& entry) { return entry.postponed.has_value(); });
  queue.waiting = std::ssize(queue.entries) - queue.postponed;
  if (!arguments.all) {
    std::erase_if(queue.entries, [](const QueueEntry& entry) { return bool{entry.postponed}; });
  }
  if (arguments.top && queue.entries.size() > *arguments.top) {
    queue.entries.erase(queue.entries.begin() + static_cast<std::ptrdiff_t>(*arguments.top),
                        queue.entries.end());
  }
  return Finished{reports::queue(queue)};
}

}  // namespace

std::vector<QueueEntry> whole_queue(OpenedPeople& people, ledger::Date as_of) {
  std::vector<QueueEntry> all;
  for_each_person<std::vector<QueueEntry>>(
      people, "looking for what waits",
      [&](store::Reader& reader, const store::PersonRow& row) {
        return reports::queue_of(PersonBooks{reader, row.id, as_of}.view());
      },
      [&](std::vector<QueueEntry> made) {
        all.insert(all.end(), std::make_move_iterator(made.begin()),
                   std::make_move_iterator(made.end()));
      });
  std::ranges::sort(all, reports::comes_before);
  return all;
}

ledger::Decision decision_of(const reports::QueueChoice& choice, ledger::LineId line,
                             const store::Stamp& stamp) {
  using Kind = ledger::Decision::Kind;
  const auto& what = choice.rival.what;
  if (what.items.empty()) return {line, Kind::code, {}, what.plan_line, stamp.by, stamp.at};
  ledger::Decision decision{line, Kind::match, {}, "", stamp.by, stamp.at};
  for (const auto& item : what.items) decision.keys.push_back(item.key);
  return decision;
}

std::vector<ledger::Item> items_of(const ledger::PersonFacts& facts) {
  return reconcile::expected_items(facts, parameters());
}

Outcome run_review(const Arguments& arguments) {
  if (!arguments.decide.empty()) return decide_from_file(arguments);
  if (arguments.list || arguments.shape != Shape::people) return list(arguments);
  return review_in_terminal(arguments);
}

}  // namespace app
