// surplus, owed-back, acts, letter: what is free, what is owed back, what was decided, and what
// people are told of it.
#include "app/command.hpp"
#include "app/judged_by.hpp"
#include "app/of_people.hpp"
#include "app/pages.hpp"
#include "app/pdf_page.hpp"
#include "app/person_books.hpp"
#include "app/verdict.hpp"
#include "ledger/reclaims.hpp"
#include "reports/answers.hpp"
#include "reports/letter.hpp"
#include "reports/owed_back.hpp"
#include "reports/surplus.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Act;
using ledger::Rule;
using store::PersonRow;

}  // namespace

Outcome run_surplus(const Arguments& arguments) {
  if (auto nothing = withheld_if_given_out(arguments)) return std::move(*nothing);
  const auto all = rows_of_books<reports::SurplusOf>(arguments, Knowing::when_approved, Years::all,
                                                     reports::surplus_rows);
  if (!all) return all.errors();
  return Finished{reports::surplus(all.value(), arguments.today())};
}

Outcome run_owed_back(const Arguments& arguments) {
  const auto all = rows_of_books<reconcile::OwedBack>(arguments, Knowing::when_approved, Years::all,
                                                      reconcile::owed_back);
  if (!all) return all.errors();
  return Finished{reports::owed_back(
      all.value(), reconcile::band_limits(parameters(), arguments.today()), arguments.today())};
}

Outcome run_acts(const Arguments& arguments) {
  std::vector<reports::PersonActs> people;
  const auto refused = of_people<reports::PersonActs>(
      arguments, "reading",
      [&](store::Reader& reader, const PersonRow& row) {
        return reports::PersonActs{row.ref, reader.facts(row.id).acts};
      },
      [&](reports::PersonActs made) { people.push_back(std::move(made)); });
  if (refused) return *refused;
  return Finished{reports::acts(people)};
}

namespace {

/// The act that a ref ("R1": the notice itself) or a number names. One that was taken back since
/// has its letter still: it was sent.
const Act* act_named(const ledger::PersonFacts& facts, const std::string& word) {
  for (const auto& act : facts.acts) {
    const bool notice = act.kind == Act::Kind::reclaim && act.ref == word;
    if (notice || std::to_string(act.number) == word) return &act;
  }
  return nullptr;
}

std::string letters_of(const ledger::PersonFacts& facts) {
  std::string all;
  for (const auto& act : facts.acts) {
    if (!reports::has_letter(act.kind)) continue;
    all += (all.empty() ? "" : ", ") + std::to_string(act.number) + " (" +
           std::string{text(act.kind)} + (act.ref.empty() ? "" : " " + act.ref) +
           (ledger::withdrawal_of(facts.acts, act) == nullptr ? "" : ", taken back") + ")";
  }
  return all.empty() ? "nothing was decided about this person that a letter tells"
                     : "there are letters about act " + all;
}

}  // namespace

Outcome run_letter(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto reader = book.value()->read();
  const auto people = people_named(*reader, {arguments.words.front()});
  if (!people) return people.errors();
  const auto& row = people.value().front();
  if (const auto why = why_withheld(*reader, row.ref); !why.empty()) {
    return broken(arguments, arguments.book, why);
  }
  const auto facts = reader->facts(row.id);
  const auto* act = act_named(facts, arguments.words.at(1));
  if (act == nullptr || !reports::has_letter(act->kind)) {
    return refusal(Rule::act_unknown, arguments.words.at(1), letters_of(facts));
  }
  // What was so when it was recorded: later entries and acts change no letter.
  const PersonBooks books{*reader, row.id, act->on, reader->link_of_act(row.id, act->number)};
  reports::LetterAbout about{&books.facts(), act, std::nullopt, arguments.by};
  about.withdrawal = ledger::withdrawal_of(facts.acts, *act);
  for (const auto& owed : reconcile::owed_back(books.view())) {
    const bool same = owed.kind == reconcile::OwedBack::Kind::reclaim && owed.ref == act->ref;
    if (same) about.repaid = owed.repaid + owed.elsewhere;
  }
  for (const auto* budget : books.view().history().budgets_known(books.view().as_of)) {
    if (budget->ref == act->budget) about.surplus = reconcile::surplus_of(books.view(), *budget);
  }
  const auto title = reports::letter_title(*act);
  return in_format(
      arguments, reports::letter(about),
      [&](const reports::Answer& answer) { return reports::as_html(answer, title); },
      [&](const reports::Answer& answer) {
        need_fonts();
        const auto foot = row.ref + ", " + ledger::pretty(act->on);
        return reports::as_pdf(answer, {title, foot, reader->info().commissioner, "letter.json",
                                        "en-GB", act->on, true});
      });
}

}  // namespace app
