// The statement of account as a PDF, seen by programs that are not ours: poppler's and qpdf's.
#include "tests/app/support_program.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <stdlib.h>
#include <sys/stat.h>

using nlohmann::json;
using support::Folder;
using Words = std::vector<std::string>;

namespace {

const Words year{"statement", "P0001", "--from", "2025-04-01", "--to", "2026-03-31"};

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

void write_year(const Folder& folder, const std::string& format, const std::string& file) {
  const auto ran =
      folder.run(with(year, {"--format", format, "--out", file, "--as-of", "2026-05-01"}));
  CAPTURE(ran.err);
  REQUIRE(ran.exit == 0);
}

std::string said(const Folder& folder, const Words& command) {
  const auto ran = folder.run_other(command);
  CAPTURE(command.front(), ran.err);
  REQUIRE(ran.exit == 0);
  return ran.out;
}

/// What pdfinfo says under a name.
std::string fact(const std::string& facts, const std::string& name) {
  const auto at = facts.find(name + ":");
  if (at == std::string::npos) return {};
  auto value = facts.substr(at + name.size() + 1);
  value = value.substr(0, value.find('\n'));
  return value.substr(value.find_first_not_of(' '));
}

/// Every amount of money of a document: strings like "-1234.50".
void collect(const json& node, std::set<std::string>& amounts) {
  if (node.is_structured()) {
    for (const auto& part : node) collect(part, amounts);
    return;
  }
  if (!node.is_string()) return;
  const auto text = node.get<std::string>();
  const auto digits = text.starts_with("-") ? text.substr(1) : text;
  const auto point = digits.find('.');
  if (point == std::string::npos || point == 0 || digits.size() != point + 3) return;
  if (digits.find_first_not_of("0123456789.") == std::string::npos) amounts.insert(text);
}

/// "-1,234.50" for "-1234.50".
std::string grouped(std::string amount) {
  const std::size_t first = amount.starts_with("-") ? 1 : 0;
  for (auto at = amount.find('.'); at > first + 3;) amount.insert(at -= 3, 1, ',');
  return amount;
}

/// The amount as its sentence or its cell has it: a minus may stand before the pound sign, or in
/// the words ("less").
bool holds(const std::string& page, const std::string& amount) {
  const auto shown = grouped(amount);
  if (page.find(shown) != std::string::npos || page.find(amount) != std::string::npos) return true;
  return amount.starts_with("-") && page.find("-£" + shown.substr(1)) != std::string::npos;
}

std::vector<std::string> missing(const std::string& page, const std::set<std::string>& amounts) {
  std::vector<std::string> missing;
  for (const auto& amount : amounts) {
    if (!holds(page, amount)) missing.push_back(amount);
  }
  return missing;
}

std::size_t count_of(const std::string& text, const std::string& words) {
  std::size_t count = 0;
  for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
  return count;
}

/// The pages of a PDF as text.
std::vector<std::string> pages_of(const Folder& folder, const std::string& file) {
  const auto text = said(folder, {"pdftotext", "-layout", file, "-"});
  std::vector<std::string> pages;
  for (std::size_t from = 0; from < text.size();) {
    const auto end = text.find('\f', from);
    pages.push_back(text.substr(from, end - from));
    if (end == std::string::npos) break;
    from = end + 1;
  }
  return pages;
}

}  // namespace

TEST_CASE("the PDF of a year is tagged, whole, and has its fonts and its data in it",
          "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  write_year(folder, "pdf", "s.pdf");
  struct stat facts {};
  REQUIRE(stat(folder.file("s.pdf").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777U) == 0600U);

  const auto info = said(folder, {"pdfinfo", "s.pdf"});
  CHECK(fact(info, "Tagged") == "yes");
  CHECK(fact(info, "Title") == "Statement of account: P0001, 1 April 2025 to 31 March 2026");
  CHECK(fact(info, "Page size").find("A4") != std::string::npos);
  CHECK(said(folder, {"qpdf", "--check", "s.pdf"}).find("No syntax or stream encoding errors") !=
        std::string::npos);

  const auto fonts = said(folder, {"pdffonts", "s.pdf"});
  CHECK(count_of(fonts, "Liberation") >= 2);
  CHECK(count_of(fonts, "\n") - 2 == count_of(fonts, " yes yes yes "));

  said(folder, {"pdfdetach", "-save", "1", "-o", "inside.json", "s.pdf"});
  write_year(folder, "json", "s.json");
  CHECK(folder.read("inside.json") + "\n" == folder.read("s.json"));
}

TEST_CASE("every element of the PDF says what it is, and the chart says what it shows",
          "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  write_year(folder, "pdf", "s.pdf");
  const auto tree = said(folder, {"pdfinfo", "-struct-text", "s.pdf"});
  CHECK(tree.starts_with("Document"));
  CHECK(count_of(tree, "H1 (block)") == 1);
  CHECK(count_of(tree, "H2 (block)") > 8);
  CHECK(count_of(tree, "Figure") == 1);
  CHECK(tree.find("NonStruct") == std::string::npos);
  CHECK(tree.find("Every line of the period") < tree.find("Sources"));
  const auto plain = said(folder, {"qpdf", "--qdf", "--object-streams=disable", "s.pdf", "-"});
  CHECK(plain.find("/Lang (en-GB)") != std::string::npos);
  CHECK(plain.find("/Alt (") != std::string::npos);
  CHECK(count_of(plain, "/Scope /Column") >= 20);
  CHECK(plain.find("/NonStruct") == std::string::npos);
}

TEST_CASE("every page of a draft says so, and tells which page of whose statement it is",
          "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  write_year(folder, "pdf", "s.pdf");
  const auto pages = pages_of(folder, "s.pdf");
  REQUIRE(pages.size() > 3);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    CAPTURE(i);
    CHECK(pages[i].find("DRAFT: not approved") != std::string::npos);
    CHECK(pages[i].find("P0001, 1 April 2025 to 31 March 2026") != std::string::npos);
    CHECK(count_of(pages[i], "DRAFT") <= 3);  // the word across the page is a picture
    CHECK(pages[i].find("Page " + std::to_string(i + 1) + " of " + std::to_string(pages.size())) !=
          std::string::npos);
  }
  std::size_t heads = 0, with_lines = 0;
  for (const auto& page : pages) {
    if (page.find("What the bank says") != std::string::npos) ++heads;
    if (page.find("lloyds-2025-0") != std::string::npos && page.find("WAGES") != std::string::npos)
      ++with_lines;
  }
  CHECK(with_lines > 1);
  CHECK(heads >= with_lines);  // the head of the table stands on every page of it
}

TEST_CASE("an approved PDF says DRAFT nowhere", "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  REQUIRE(folder.run({"submit", "P0001", "--to", "2026-03-31", "--by", "M. Hall"}).exit == 0);
  REQUIRE(folder.run({"approve", "P0001", "--to", "2026-03-31", "--by", "R. Patel"}).exit == 0);
  write_year(folder, "pdf", "s.pdf");
  const auto text = said(folder, {"pdftotext", "-layout", "s.pdf", "-"});
  CHECK(text.find("DRAFT") == std::string::npos);
  CHECK(text.find("approved by R. Patel") != std::string::npos);
}

TEST_CASE("every amount of the data stands in every format", "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  for (const std::string person : {"P0001", "P0002"}) {
    CAPTURE(person);
    const auto write = [&](const std::string& format) {
      const auto ran =
          folder.run({"statement", person, "--from", "2025-04-01", "--to", "2026-03-31", "--format",
                      format, "--out", person + "." + format});
      REQUIRE(ran.exit == 0);
      return folder.read(person + "." + format);
    };
    std::set<std::string> amounts;
    collect(json::parse(write("json")), amounts);
    CHECK(amounts.size() > 100);
    for (const std::string format : {"text", "csv", "html"}) {
      CAPTURE(format);
      CHECK(missing(write(format), amounts) == std::vector<std::string>{});
    }
    write("pdf");
    CHECK(missing(said(folder, {"pdftotext", "-layout", person + ".pdf", "-"}), amounts) ==
          std::vector<std::string>{});
    write("xlsx");
    // Cells are numbers without a second place of nought; what stands beside them is text.
    const auto sheets = said(folder, {"unzip", "-p", person + ".xlsx", "xl/worksheets/*"});
    std::set<std::string> as_cells;
    for (auto amount : amounts) {
      if (!holds(sheets, amount)) as_cells.insert(amount);
    }
    CHECK(as_cells == std::set<std::string>{});
  }
}

TEST_CASE("the same question gives the same PDF, wherever and in whatever surroundings",
          "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  write_year(folder, "pdf", "a.pdf");
  const auto book = folder.file("book.dpledger");
  const Folder elsewhere;
  const auto ran = [&] {
    ::setenv("TZ", "Pacific/Auckland", 1);
    ::setenv("LC_ALL", "cy_GB.UTF-8", 1);
    ::setenv("LANG", "ja_JP.UTF-8", 1);
    ::setenv("PANGO_LANGUAGE", "ja", 1);
    const auto again = elsewhere.run(
        with(year, {"--book", book, "--format", "pdf", "--out", "b.pdf", "--as-of", "2026-05-01"}));
    for (const char* name : {"TZ", "LC_ALL", "LANG", "PANGO_LANGUAGE"}) ::unsetenv(name);
    return again;
  }();
  CAPTURE(ran.err);
  REQUIRE(ran.exit == 0);
  CHECK(folder.read("a.pdf") == elsewhere.read("b.pdf"));
}

TEST_CASE("a PDF is no text: standard output is refused, and what is signed stays", "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto refused = folder.run(with(year, {"--format", "pdf"}));
  CHECK(refused.exit == 1);
  CHECK(refused.out.empty());
  CHECK(refused.err.find("add --out FILE: a PDF is no text") != std::string::npos);
  write_year(folder, "pdf", "s.pdf");
  write_year(folder, "pdf", "s.pdf");  // ours, and nobody signed it
  folder.write("s.pdf", folder.read("s.pdf") + "\n% /ByteRange [0 1 2 3]\n");
  CHECK(folder.run(with(year, {"--format", "pdf", "--out", "s.pdf"})).exit == 1);
}

TEST_CASE("a folder takes a file each of everybody, all of them or none", "[app][pdf]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  const Words all{"statement", "--from", "2025-04-01", "--to", "2026-03-31", "--out-dir", "out"};
  const auto ran = folder.run(with(all, {"--format", "pdf", "--json", "--as-of", "2026-05-01"}));
  CAPTURE(ran.err);
  REQUIRE(ran.exit == 0);
  const auto told = json::parse(ran.out);
  CHECK(told["schema"] == "dpledger.statements/1");
  REQUIRE(told["files"].size() == 2);
  write_year(folder, "pdf", "alone.pdf");
  CHECK(folder.read("out/P0001-2025-04-01-2026-03-31.pdf") == folder.read("alone.pdf"));
  CHECK(told["files"][0]["status"] == "draft");

  folder.write("out/P0002-2025-04-01-2026-03-31.csv", "mine");
  CHECK(folder.run(with(all, {"--format", "csv"})).exit == 1);
  CHECK(said(folder, {"ls", "-A", "out"}) ==
        "P0001-2025-04-01-2026-03-31.pdf\nP0002-2025-04-01-2026-03-31.csv\n"
        "P0002-2025-04-01-2026-03-31.pdf\n");
  CHECK(folder.run({"statement", "--from", "2025-04-01", "--to", "2026-03-31"}).exit == 2);
  CHECK(folder
            .run({"statement", "P0001", "P9", "--from", "2025-04-01", "--to", "2026-03-31",
                  "--out-dir", "new"})
            .exit == 1);
}
