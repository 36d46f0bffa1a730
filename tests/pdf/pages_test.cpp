#include "reports/pdf/finish.hpp"
#include "reports/pdf/letters.hpp"
#include "reports/pdf/pdf.hpp"
#include "reports/pdf/sheets.hpp"
#include "reports/pdf/words.hpp"

#include <cmath>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace reports;
using reports::pdf::Laid;
using reports::pdf::Letters;
using reports::pdf::Piece;
using reports::pdf::Placed;
using reports::pdf::Type;
using reports::pdf::Weight;
using reports::pdf::Words;

namespace {

std::string repeated(const std::string& words, int times) {
  std::string text;
  for (int n = 0; n < times; ++n) text += words;
  return text;
}

Table lines(int count, const std::string& text) {
  Table table;
  table.title = "Every line";
  table.columns = {{"Amount", "amount"}, {"Says", "says"}};
  for (int n = 0; n < count; ++n) {
    table.rows.push_back({ledger::Money::of_pence(n * 101), text + std::to_string(n)});
  }
  table.totals = {ledger::Money::of_pence(count), std::string{"Total"}};
  table.notes = {"A note."};
  return table;
}

Answer answer_of(std::vector<Table> tables) {
  Answer answer;
  answer.heading = {"Statement of account", "Person: P1, Ada Fenn"};
  answer.tables = std::move(tables);
  answer.json = R"({"schema":"dpledger.statement/1"})";
  return answer;
}

PdfAbout about() {
  return {.title = "Statement of account",
          .running = "P1, April 2025",
          .author = "NHS Example",
          .attachment = "statement.json",
          .created = ledger::parse_date("2025-05-01").value()};
}

std::string page_of(const Answer& answer) {
  return as_pdf(answer, about());
}

/// Everything of the answer stands on a sheet, once, in its order and inside the margins; what
/// belongs together is not parted.
void check_sheets(const Answer& answer) {
  Letters letters;
  Laid laid;
  cut_into_pieces(answer, about(), letters, laid);
  const auto sheets = on_sheets(laid);
  auto next = laid.pieces.begin();
  for (const auto& sheet : sheets) {
    REQUIRE(!sheet.empty());
    double below = pdf::text_top;
    for (const Placed& placed : sheet) {
      CHECK(placed.top >= below - 0.001);
      below = placed.top + placed.piece->height;
      CHECK(below <= pdf::text_bottom + 0.001);
      if (placed.again) continue;
      REQUIRE(next != laid.pieces.end());
      CHECK(placed.piece == &*next++);
    }
    const auto first = sheet.front().piece->kind;
    CHECK(first != Piece::Kind::total);
    CHECK((first != Piece::Kind::row));  // a table that goes on begins with its head
    const auto last = sheet.back().piece->kind;
    CHECK(last != Piece::Kind::heading);
    CHECK(last != Piece::Kind::head);
  }
  CHECK(next == laid.pieces.end());
}

}  // namespace

TEST_CASE("text set by the widths of its letters is as wide as pango sets it", "[pdf]") {
  Letters letters;
  for (const std::string text :
       {"HELPING HANDS COMM CARE HH-1031", "-1,234.56", "Gwenllïan Ŵyn-Ŷsgafn", "£ 10 – “quoted” €",
        "invoice:P0001:helping-hands-community-care:HH-1031"}) {
    for (const Weight weight : {Weight::plain, Weight::bold}) {
      CAPTURE(text);
      std::set<char32_t> unknown;
      const Words words{letters, text, {weight, 9}, unknown};
      int width = 0;
      const auto layout = letters.layout(text, {weight, 9}, 0);
      pango_layout_get_size(layout.get(), &width, nullptr);
      CHECK(std::abs(words.widest() - width / static_cast<double>(PANGO_SCALE)) < 0.3);
      CHECK(unknown.empty());
    }
  }
}

TEST_CASE("lines are no wider than their column, and a word that is too long is cut", "[pdf]") {
  Letters letters;
  for (const std::string& text : std::vector<std::string>{repeated("word ", 40), repeated("x", 300),
                                                          repeated("plan:P1:2025:", 20),
                                                          "one\n\nthree", repeated("محمد ", 60)}) {
    for (const double width : {30.0, 77.5, 200.0}) {
      std::set<char32_t> unknown;
      Words words{letters, text, {Weight::plain, 8}, unknown};
      words.fit(letters, width);
      for (std::size_t i = 0; i < words.lines(); ++i) CHECK(words.line_width(i) <= width + 0.1);
    }
  }
}

TEST_CASE("figures are all of one width, so that they stand under each other", "[pdf]") {
  Letters letters;
  std::set<char32_t> unknown;
  std::set<double> widths;
  for (char digit = '0'; digit <= '9'; ++digit) {
    widths.insert(Words{letters, std::string(4, digit), {Weight::plain, 8}, unknown}.widest());
  }
  CHECK(widths.size() == 1);
}

TEST_CASE("no row is cut, no heading stands alone and a table that goes on repeats its head",
          "[pdf]") {
  check_sheets(answer_of({lines(0, ""), lines(1, "a"), lines(3, "b"), lines(600, "a line ")}));
  check_sheets(answer_of({lines(3, repeated("more than a page ", 900))}));
  CHECK(rc::check("whatever the lengths of tables and texts", [] {
    std::vector<Table> tables;
    for (int n = *rc::gen::inRange(1, 6); n > 0; --n) {
      tables.push_back(
          lines(*rc::gen::inRange(0, 90), repeated("some words ", *rc::gen::inRange(0, 30))));
    }
    check_sheets(answer_of(std::move(tables)));
  }));
}

TEST_CASE("a table of more columns than there is room for is set in smaller letters", "[pdf]") {
  Table table;
  for (int n = 0; n < 12; ++n) table.columns.push_back({"Column " + std::to_string(n), "c"});
  table.rows.push_back(std::vector<Cell>(12, ledger::Money::of_pence(1'234'567'89)));
  Letters letters;
  std::set<char32_t> unknown;
  const auto grid = pdf::set_grid(table, {pdf::text_width}, letters, unknown);
  CHECK(grid.width <= pdf::text_width + 0.001);
  CHECK(grid.size < pdf::largest_in_tables);
}

TEST_CASE("a short table is as wide as the page, and its amounts end at the margin", "[pdf]") {
  Table table;
  table.columns = {{"From", "name"}, {"£", "amount"}};
  table.rows = {{std::string{"Interest"}, ledger::Money::of_pence(12)}};
  Letters letters;
  std::set<char32_t> unknown;
  const auto grid = pdf::set_grid(table, {pdf::text_width}, letters, unknown);
  CHECK(grid.width == Approx(pdf::text_width));
  CHECK(grid.size >= 9);
  CHECK(grid.columns[1].right);
  CHECK(grid.columns[1].left + grid.columns[1].width == Approx(pdf::text_width));
}

TEST_CASE("a letter is set in large type, and an empty line makes room", "[pdf]") {
  Answer answer;
  answer.heading = {"", "Dear Ada,", "", "We write about the money."};
  answer.closing = {"Please ask us.", "", "For the council"};
  const auto laid_as = [&](bool letter) {
    Letters letters;
    Laid laid;
    auto words = about();
    words.letter = letter;
    cut_into_pieces(answer, words, letters, laid);
    std::vector<std::pair<double, double>> heights;
    for (const auto& piece : laid.pieces) heights.emplace_back(piece.before, piece.height);
    return heights;
  };
  const auto letter = laid_as(true);
  const auto page = laid_as(false);
  REQUIRE(letter.size() == 5);
  CHECK(letter[1].second == Approx(12 * 1.24));
  CHECK(page[1].second < letter[1].second);
  CHECK(letter[2].first == Approx(letter[1].first));
  CHECK(letter[4].first == Approx(letter[1].first));
  CHECK(letter[1].first > 8);
}

TEST_CASE("a line does not end inside a day", "[pdf]") {
  Letters letters;
  std::set<char32_t> unknown;
  pdf::Words words{letters, "funding:P0001:2025:2025-04-04", {pdf::Weight::plain, 9}, unknown};
  const auto width_of = [&](const char* text) {
    return pdf::Words{letters, text, {pdf::Weight::plain, 9}, unknown}.widest();
  };
  words.fit(letters, width_of("funding:P0001:2025:2025-04"));
  REQUIRE(words.lines() == 2);
  CHECK(words.line_width(1) == Approx(width_of("2025-04-04")));
}

TEST_CASE("what no font has a letter for stands as its number, and the page says so", "[pdf]") {
  auto answer = answer_of({});
  answer.heading.push_back("Name: 王 Ж Ŵ");
  Letters letters;
  Laid laid;
  cut_into_pieces(answer, about(), letters, laid);
  CHECK(laid.unknown == std::set<char32_t>{0x738B});
  CHECK(laid.pieces[2].value.text() == "[U+738B] Ж Ŵ");
  CHECK(laid.pieces.back().words.text().find("no letter for 1 character of the book") !=
        std::string::npos);
}

TEST_CASE("what a bank's text says cannot pass for a mark of the page", "[pdf]") {
  CHECK(pdf::with_artifacts("/NonStruct << /MCID 2 >> BDC 0 0 m EMC") == "/Artifact BMC 0 0 m EMC");
  const std::string text = R"((a \) /NonStruct << /MCID 1 >> BDC (b)) Tj)";
  CHECK(pdf::with_artifacts(text) == text);
  CHECK(pdf::with_artifacts("/NonStruct ") == "/NonStruct ");
}

TEST_CASE("the same answer gives the same PDF, in several threads at once too", "[pdf]") {
  auto answer = answer_of({lines(120, "café ŵ محمد ")});
  answer.draft = true;
  const auto page = page_of(answer);
  CHECK(page.starts_with("%PDF-1.7\n"));
  CHECK(page == page_of(answer));
  std::vector<std::string> made(4);
  std::vector<std::thread> threads;
  for (auto& one : made) threads.emplace_back([&] { one = page_of(answer); });
  for (auto& thread : threads) thread.join();
  for (const auto& one : made) CHECK(one == page);
  CHECK(missing_fonts().empty());
}

TEST_CASE("an empty answer is one page", "[pdf]") {
  const auto page =
      as_pdf({}, {.title = "Nothing", .created = ledger::parse_date("2025-05-01").value()});
  CHECK(page.find("/Count 1") != std::string::npos);
}
