// payees: what people's decisions have taught about the wording of lines; --withdraw: no longer
// propose what one of them taught. The decision itself stands.
#include "app/of_people.hpp"
#include "app/person_books.hpp"
#include "app/settle.hpp"
#include "reconcile/learned.hpp"
#include "reports/answers.hpp"
#include "reports/payees.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using Learned = std::vector<reports::LearnedPayee>;

Outcome withdraw(const Arguments& arguments) {
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto who = stamp(arguments);
  const auto work = book.value()->begin(who);
  const auto id = ledger::parse_line_id(arguments.withdraw);
  const auto person = id ? work->reader().owner_of(*id) : std::nullopt;
  if (!person) return refusal(ledger::Rule::line_unknown, arguments.withdraw);
  const auto taught = reconcile::lessons(work->reader().facts(*person));
  const auto lesson = std::ranges::find(taught, *id, &reconcile::Lesson::line);
  if (lesson == taught.end()) {
    return refusal(ledger::Rule::nothing_to_take_back, arguments.withdraw,
                   "`dpledger payees` lists the lines that have taught something");
  }
  work->decide(*person, {*id, ledger::Decision::Kind::unlearn, {}, "", who.by, who.at});
  settle_now(*work, *person);
  work->commit();
  return Finished{reports::done(
      "dpledger.unlearnt/1",
      "No longer proposed for lines that say \"" + lesson->wording +
          "\". What was decided about this line stands; deciding it again teaches it again.",
      {{"line", ledger::text(*id)}, {"wording", lesson->wording}, {"by", who.by}, {"at", who.at}})};
}

}  // namespace

Outcome run_payees(const Arguments& arguments) {
  if (!arguments.withdraw.empty()) return withdraw(arguments);
  const auto as_of = arguments.today();
  Learned all;
  const auto refused = of_people<Learned>(
      arguments, "reading",
      [&](store::Reader& reader, const store::PersonRow& row) {
        return reports::learned_payees(PersonBooks{reader, row.id, as_of}.view());
      },
      [&](Learned more) { std::ranges::move(more, std::back_inserter(all)); });
  if (refused) return *refused;
  return Finished{reports::payees(all)};
}

}  // namespace app
