#include "tests/import/support_pdf_words.hpp"

#include "import/pdf/pdf.hpp"
#include "tests/import/support_files.hpp"

#include <filesystem>
#include <utility>

#include <catch2/catch.hpp>

namespace pdf_words {

using ledger::Rule;

namespace {

/// A page of words drawn on a grid of characters, 5 points wide and 12 high: columns as one types.
class Typed {
 public:
  explicit Typed(const std::vector<std::string>& rows) {
    xhtml_ = "<html><body><doc>\n<page width=\"595\" height=\"842\">\n";
    int top = 40;
    for (const auto& row : rows) {
      if (row == "---") {
        xhtml_ += "</page>\n<page width=\"595\" height=\"842\">\n";
        top = 40;
        continue;
      }
      add_row(row, top);
      top += 12;
    }
    xhtml_ += "</page>\n</doc></body></html>\n";
  }
  const std::string& xhtml() const { return xhtml_; }

 private:
  void add_row(const std::string& row, int top) {
    std::size_t column = 0;  // in characters
    std::string word;
    for (const char c : row + " ") {
      if (c != ' ') {
        word += c;
        column += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
        continue;
      }
      if (!word.empty()) add_word(word, column, top);
      word.clear();
      ++column;
    }
  }
  void add_word(const std::string& word, std::size_t end, int top) {
    std::size_t size = 0;
    for (const char c : word) size += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
    xhtml_ += "<word xMin=\"" + std::to_string((end - size) * 5) + ".0\" yMin=\"" +
              std::to_string(top) + ".0\" xMax=\"" + std::to_string(end * 5 - 1) + ".5\" yMax=\"" +
              std::to_string(top + 9) + ".5\">" + word + "</word>\n";
  }
  std::string xhtml_;
};

}  // namespace

const std::vector<std::string> small = {
    "Small Bank      Sort code 30-90-21   Account number 01234567",
    "Statement 1 April 2025 to 30 April 2025",
    "",
    "Date         Details                 Paid out    Paid in    Balance",
    "1 Apr 2025   Opening balance                                £100.00",
    "2 Apr 2025   BUS                         2.50                 97.50",
    "             SHOP                        7.50                 90.00",
    "9 Apr 2025   NHS DIRECT PAYMENT                   250.00     340.00",
    "30 Apr 2025  Closing balance                                 340.00",
};

std::string words_of(const std::string& name) {
  return support::bytes_of(std::filesystem::path{DPLEDGER_FIXTURES} / "pdf-words" /
                           (name + ".xhtml"));
}

ledger::Result<imports::Source> read_words(std::string xhtml) {
  imports::Asked asked;
  asked.pdf_words = [xhtml = std::move(xhtml)](std::string_view, const std::string&) {
    return ledger::Result<std::string>{xhtml};
  };
  return imports::read("%PDF-1.4\n", "s.pdf", asked);
}

ledger::Statement statement_of(const std::string& xhtml) {
  const auto source = read_words(xhtml);
  if (!source) FAIL(text(source.error()));
  REQUIRE(source.value().statements.size() == 1);
  CHECK(source.value().format == "pdf");
  return source.value().statements.front();
}

Rule refusal_of(const std::string& xhtml) {
  const auto source = read_words(xhtml);
  REQUIRE_FALSE(source);
  return source.error().broken;
}

std::string typed(const std::vector<std::string>& rows) {
  return Typed{rows}.xhtml();
}

std::vector<std::string> with_row(std::vector<std::string> rows, std::size_t at, std::string row) {
  rows.at(at) = std::move(row);
  return rows;
}

std::string remedy_for(const std::vector<std::string>& rows) {
  const auto source = read_words(typed(rows));
  REQUIRE_FALSE(source);
  return text(source.error());
}

}  // namespace pdf_words
