// balance --plain in any life: that its figures are the position's, that it is one page, and that
// it can be read.
#include "tests/reports/plain_pages.hpp"
#include "tests/reports/support_plain_known.hpp"
#include "tests/reports/support_plain_lives.hpp"
#include "tests/support/readability.hpp"

#include <cstdlib>
#include <iostream>
#include <set>

#include <rapidcheck.h>

using namespace build;
using namespace plain_pages;

namespace {

/// Every amount that stands in a text, as it stands there.
std::set<std::string> amounts_in(const std::string& text) {
  const std::string pound = "£";
  std::set<std::string> found;
  for (auto at = text.find(pound); at != std::string::npos; at = text.find(pound, at + 1)) {
    auto end = text.find_first_not_of("0123456789.,", at + pound.size());
    if (end == std::string::npos) end = text.size();
    while (text[end - 1] == '.' || text[end - 1] == ',') --end;
    if (end > at + pound.size()) found.insert(text.substr(at, end - at));
  }
  return found;
}

constexpr std::ptrdiff_t page_lines = 60;  // of a sheet of paper
/// Of a page: reading age 9, the easier end of the goal, and what Flesch calls easy.
constexpr double grade_most = 4.0;
constexpr double ease_least = 80.0;
constexpr double sentence_grade_most = 8.0;  // of a single one: reading age 13

struct Hardest {
  double grade = -99, strict = -99, sentence = -99, ease = 999;
  std::ptrdiff_t lines = 0;
  int pages = 0;
};

/// Of a budget that is over: the bank less all that is spoken for and what nobody can explain is
/// what is left. (What HMRC is to give back is said in a sentence.)
bool left_adds_up(const reconcile::PersonView& view, const reconcile::BudgetPosition& at,
                  const PlainPage& page) {
  if (at.deployment == ledger::Deployment::notional) return true;
  const auto over = surplus_of(view, at.budget);
  if (!over.over) return true;
  auto ours = at.bank - std::min(at.owed.paye, Money{});
  for (const auto& figure : section(page, "spoken-for").figures) ours -= figure.amount;
  auto left = ours;
  for (const auto& step : over.left_steps) {
    if (step.code == "unexplained") left += step.amount;
  }
  return over.left_short() == ledger::at_least_nothing(-ours) &&
         over.left == ledger::at_least_nothing(left);
}

/// What is true of every page; what is wrong with this one, else nothing.
std::string wrong_with(const reconcile::PersonView& view, Hardest& hardest) {
  const auto positions = reconcile::positions(view);
  const auto findings = reconcile::findings(view);
  const auto pages = reports::plain_pages(view);
  if (pages.size() != positions.size()) return "not a page a budget";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto& at = positions[i];
    Money spent, came_in;
    for (const auto& one : pages[i].sections) {
      for (const auto& figure : one.figures) {
        if (one.code == "spent") spent += figure.amount;
        if (one.code == "came-in") came_in += figure.amount;
        if (figure.code == "rest" || figure.code == "received:other") continue;
        if (figure.amount != told(view, at, figure.code)) return figure.code + " differs";
      }
      if (one.sum && one.sum->amount != told(view, at, one.sum->code))
        return one.code + ": the sum";
    }
    if (spent != at.spent) return "what is spent does not add up";
    if (!left_adds_up(view, at, pages[i])) return "what is left does not add up";
    const bool has_bank = at.deployment != ledger::Deployment::notional;
    if (has_bank && came_in != at.opening + at.received + at.contributed) {
      return "what came in does not add up";
    }
    const auto said = sentences(pages[i]);
    const auto known = known_amounts(view, at, findings);
    for (const auto& amount : amounts_in(said)) {
      if (!known.contains(amount)) return amount + " is no figure of the position: " + said;
    }
    const auto page = text_of(pages[i], view.as_of);
    if (const auto word = readability::jargon_in(page); !word.empty()) return "says " + word;
    const auto lines = std::ranges::count(page, '\n');
    if (lines > page_lines) return std::to_string(lines) + " lines:\n" + page;
    std::size_t start = 0;
    for (auto end = page.find('\n'); end != std::string::npos; end = page.find('\n', start)) {
      if (end - start > 90) return "a line is too long: " + page.substr(start, end - start);
      start = end + 1;
    }
    const auto score = readability::tally(said);
    const auto strict = readability::tally(said, true);
    hardest.grade = std::max(hardest.grade, score.grade());
    hardest.strict = std::max(hardest.strict, strict.grade());
    hardest.ease = std::min(hardest.ease, score.ease());
    hardest.lines = std::max(hardest.lines, lines);
    for (const auto& one : pages[i].sections) {
      for (const auto& sentence : one.sentences) {
        const auto grade = readability::tally(sentence).grade();
        hardest.sentence = std::max(hardest.sentence, grade);
        if (grade > sentence_grade_most) return "hard to read: " + sentence;
      }
    }
    ++hardest.pages;
    const bool hard = std::max(score.grade(), strict.grade()) > grade_most ||
                      std::min(score.ease(), strict.ease()) < ease_least;
    if (hard) return "hard to read: " + said;
  }
  return {};
}

}  // namespace

TEST_CASE("a page that has everything on it is still one page", "[plain]") {
  Acted stephen;
  auto& plan = stephen.plan();
  stephen.person.accounts[0].balance = pounds("100.00");
  plan.funders.clear();
  for (int i = 0; i < 6; ++i) {
    plan.funders.push_back({"NHS Trent ICB of the " + std::to_string(i) + "th place and region",
                            "health", pounds("1000.00")});
  }
  plan.instalments[0].amount = pounds("6000.00");
  plan.pots = {{"redundancy", pounds("300.00")}};
  stephen.bank("2025-04-01", "6000.00", "NHS TRENT ICB OF THE 0TH PLACE AND REGION");
  for (int i = 0; i < 12; ++i) {
    const auto shop = "SHOP NUMBER " + std::to_string(i);
    plan.lines.push_back(plan_line("more-" + std::to_string(i), "equipment", {shop}));
    stephen.bank("2025-05-02", "-" + std::to_string(20 + i) + ".00", shop);
  }
  plan.lines.back().amount = pounds("1.00");
  stephen.payslip("W1", "2025-04-25", "120.00", "60.00", "15.00");
  stephen.payslips.back().record.gross += pounds("5.00");
  stephen.payslips.back().record.other_deductions = pounds("5.00");
  stephen.invoice("77", "2025-04-26", "90.00");
  stephen.bank("2025-05-03", "-60.00", "CASH WITHDRAWAL LNK HIGH ST");
  stephen.bank("2025-05-04", "-25.00", "BETFAIR CASINO");
  stephen.bank("2025-05-05", "-40.00", "STEPHEN ASHDOWN");
  stephen.bank("2025-05-06", "-41.00", "SOMEBODY UNKNOWN");
  stephen.bank("2025-05-07", "55.00", "AUNT MABEL");
  stephen.bank("2025-05-08", "-90.00", "HELPING HANDS COMMUNITY CARE LTD 77");
  stephen.bank("2025-05-09", "-90.00", "HELPING HANDS COMMUNITY CARE LTD 77");
  stephen.invoice("78", "2025-05-26", "80.00");
  plan.contingency_weeks = 0;
  plan.instalments.push_back(
      {ledger::Payer::person, pounds("50.00"), ledger::Every::month, day("2025-04-02"), false});
  stephen.bank("2025-04-02", "50.00", "STEPHEN ASHDOWN");
  for (auto& one : stephen.person.workers) {
    one.hours = ledger::Quantity{2000};
    one.rate = pounds("12.60");
  }
  const Books books{stephen, "2025-09-30"};
  Hardest hardest;
  CHECK(wrong_with(books.view(), hardest) == "");
  CHECK(hardest.lines >= 50);
  const auto page = reports::plain_pages(books.view()).at(0);
  CHECK(section(page, "spent").figures.back().what == "All the rest");
}

TEST_CASE("every page is one page, in plain English, with the position's figures",
          "[plain][property]") {
  Hardest hardest;
  REQUIRE(rc::check("any life", [&] {
    Acted made;
    vary(made);
    for (int i = pick(0, 25); i > 0; --i) befall(made);
    const Books books{made, ledger::text(plus_days(day("2025-04-01"), pick(0, 380)))};
    const auto wrong = wrong_with(books.view(), hardest);
    if (!wrong.empty()) RC_FAIL(wrong);
  }));
  CHECK(hardest.pages >= 100);
  if (std::getenv("DPLEDGER_SCORES") != nullptr) {
    std::cout << hardest.pages << " pages: grade at most " << hardest.grade << " ("
              << hardest.strict << " without numbers), a sentence at most " << hardest.sentence
              << ", ease at least " << hardest.ease << ", " << hardest.lines << " lines at most\n";
  }
}
