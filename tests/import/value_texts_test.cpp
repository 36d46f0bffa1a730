// Amounts, days, account numbers and encodings as banks write them.
#include "import/account_text.hpp"
#include "import/cell_text.hpp"
#include "import/date_text.hpp"
#include "import/decimal_money.hpp"
#include "import/encoding.hpp"
#include "import/money_text.hpp"
#include "import/payee_text.hpp"

#include <catch2/catch.hpp>
#include <rapidcheck.h>

using namespace imports;
using ledger::Money;
using ledger::Rule;

namespace {

std::optional<std::int64_t> pence(std::string_view text, MoneyForms forms = {}) {
  const auto read = read_bank_money(text, forms);
  return read.wrong ? std::nullopt : std::optional{read.value.pence()};
}
std::optional<Rule> wrong(std::string_view text) {
  return read_bank_money(text).wrong;
}

std::string day(std::string_view text) {
  const auto read = read_bank_date(text);
  if (read.date) return ledger::text(*read.date);
  return std::string{ledger::describe(*read.wrong).name};
}

}  // namespace

TEST_CASE("a point alone is the decimal mark, padded or not; a comma before three is neither") {
  const auto pence = [](const char* text) {
    const auto read = imports::read_decimal_money(text);
    return read.wrong ? -1 : read.value.pence();
  };
  CHECK(pence("1.230") == 123);
  CHECK(pence("30.000") == 3000);
  CHECK(pence("3.77000") == 377);
  CHECK(pence("0.500") == 50);
  CHECK(pence("1.230,50") == 123050);
  CHECK(pence("1.230.000") == 123000000);
  const auto wrong = [](const char* text) { return imports::read_decimal_money(text).wrong; };
  CHECK(wrong("1.234") == ledger::Rule::money_fraction_of_penny);
  CHECK(wrong("1,230") == ledger::Rule::money_not_understood);
  CHECK(wrong("30,000") == ledger::Rule::money_not_understood);
}

TEST_CASE("amounts are read in every way in which banks write them") {
  CHECK(pence("1,234.56") == 123456);
  CHECK(pence("£1,806.00") == 180600);
  CHECK(pence("-£2.00") == -200);
  CHECK(pence("£-2.00") == -200);
  CHECK(pence("+£1,100.00") == 110000);
  CHECK(pence("+ £1,100.00") == 110000);
  CHECK(pence("2000") == 200000);
  CHECK(pence("-8.5") == -850);
  CHECK(pence("60.00 GBP") == 6000);
  CHECK(pence("\xC2\xA0-60.00\xC2\xA0") == -6000);
  CHECK(pence("\xC3\x82\xC2\xA3"
              "5.00") == 500);
  CHECK(pence("\xEF\xBF\xBD"
              "5.00") == 500);
  CHECK(pence("'-60.00") == -6000);
  CHECK(pence("=\"1,000.00\"") == 100000);
  CHECK(pence("99,999,999,999.99") == 9'999'999'999'999);
}

TEST_CASE("what is no amount is refused, never repaired") {
  for (const auto* text :
       {"",      "-",        "£",     "1,23.4", "12,34", "1,2345", ",123",     "1,,234", "1234,567",
        "1.",    ".50",      "1.2.3", "--1",    "-£-1",  "1e3",    "1.23E+15", "12.00-", "(12.00)",
        "1 000", "1.000,00", "0x10",  "١٢",     "12.0a", "CR",     "£ £1"}) {
    INFO(text);
    CHECK(wrong(text) == Rule::money_not_understood);
  }
  CHECK(wrong("1.005") == Rule::money_fraction_of_penny);
  CHECK(wrong("1.000") == Rule::money_fraction_of_penny);
  CHECK(wrong("100000000000") == Rule::money_too_large);
  CHECK(wrong("123456789012345678901234567890") == Rule::money_too_large);
}

TEST_CASE("brackets and a trailing minus mean out only where the layout says so") {
  CHECK(pence("(12.00)", {.parentheses = true}) == -1200);
  CHECK(pence("£12.00-", {.trailing_minus = true}) == -1200);
  CHECK(pence("-12.00-", {.trailing_minus = true}) == std::nullopt);
}

TEST_CASE("an amount printed with or without commas and pound is the same amount") {
  CHECK(rc::check("any amount", [] {
    const auto amount =
        Money::of_pence(*rc::gen::inRange<std::int64_t>(-9'999'999'999'999, 9'999'999'999'999));
    RC_ASSERT(pence(ledger::text(amount)) == amount.pence());
    RC_ASSERT(pence(ledger::pretty(amount)) == amount.pence());
  }));
}

TEST_CASE("days are read in every form, and what is no day is told from what is no date") {
  CHECK(day("30/04/2025") == "2025-04-30");
  CHECK(day("30/04/25") == "2025-04-30");
  CHECK(day("30/04/70") == "1970-04-30");
  CHECK(day("30/04/69") == "2069-04-30");
  CHECK(day("01 Sep 2026") == "2026-09-01");
  CHECK(day("1 September 2026") == "2026-09-01");
  CHECK(day("10 Feb 18") == "2018-02-10");
  CHECK(day("12-Dec-2019") == "2019-12-12");
  CHECK(day("12-Dec-19") == "2019-12-12");
  CHECK(day("2025-04-30") == "2025-04-30");
  CHECK(day("2025-04-30 12:34:56") == "2025-04-30");
  CHECK(day("2018-02-25 12:34:56 +0000") == "2018-02-25");
  CHECK(day("2018-02-25T12:34:56.789Z") == "2018-02-25");
  CHECK(day("2018-02-25T12:34:56+01:00") == "2018-02-25");
  CHECK(day("29/02/2024") == "2024-02-29");
  for (const auto* text : {"31/02/2025", "29/02/2025", "99 Jan 2025", "00/01/2025", "12/25/2025",
                           "2025-13-01", "01/01/1800"}) {
    INFO(text);
    CHECK(day(text) == "date-impossible");
  }
  for (const auto* text :
       {"", "1/2/2025", "30/04/202", "30.04.2025", "30/Apr/2025", "2025/4/30", "30 Foo 2025",
        "2025-04-30 25", "45748", "2025-04-30T12:34:56+1", "30/04/2025x", "Pending"}) {
    INFO(text);
    CHECK(day(text) == "date-not-understood");
  }
}

TEST_CASE("sort codes and account numbers survive guards, hyphens and blanks") {
  AccountText account;
  CHECK(take_sort_code("'30-00-00", account));
  CHECK(take_account("01234567", false, account));
  CHECK(account == AccountText{"300000", "01234567", ""});
  AccountText both;
  CHECK(take_account("'600000-12345678", false, both));
  CHECK(both == AccountText{"600000", "12345678", ""});
  AccountText barclays;
  CHECK(take_account("20-00-00 12345678", false, barclays));
  CHECK(barclays == AccountText{"200000", "12345678", ""});
  AccountText guarded;
  CHECK(take_account("=\"01234567\"", false, guarded));
  CHECK(guarded.number == "01234567");
  AccountText none;
  CHECK_FALSE(take_sort_code("3000", none));
  CHECK_FALSE(take_account("1.23E+15", false, none));
  CHECK(masked_part("Care current ****40718") == "****40718");
  CHECK(masked_part("X MARKS 12345").empty());
}

TEST_CASE("texts lose one guard and their padding, and nothing else") {
  CHECK(tidied("  'CORNER   SHOP\t LONDON \xC2\xA0") == "CORNER SHOP LONDON");
  CHECK(tidied("''QUOTED'") == "'QUOTED");
  CHECK(tidied("=\"0042\"") == "0042");
  CHECK(tidied("=1+1") == "=1+1");
  std::string type = "Transfer to A SMITH";
  std::string payee = "CARE WEEK 35";
  std::string reference;
  take_payee_from_type(type, payee, reference);
  CHECK(type == "Transfer to");
  CHECK(payee == "A SMITH");
  CHECK(reference == "CARE WEEK 35");
}

TEST_CASE("wherever a second blank, a tab or a no-break space stands, one blank is kept") {
  for (std::size_t before = 1; before < 20; ++before) {
    for (std::size_t after = 1; after < 12; ++after) {
      const std::string first(before, 'a');
      const std::string last(after, 'b');
      for (const std::string gap :
           {" ", "  ", "\t", " \t", "\x7F", "\xC2\xA0", "\xC2\xA0 ", "\n"}) {
        CAPTURE(before, after, gap);
        CHECK(tidied(first + gap + last) == first + " " + last);
        std::string kept;
        add_tidied(kept, first + gap + last);
        CHECK(kept == first + " " + last);
      }
      CHECK(tidied(first + "\xC3\xA9" + last) == first + "\xC3\xA9" + last);
    }
  }
}

TEST_CASE("bytes become UTF-8 from every encoding that banks use") {
  using std::string_view_literals::operator""sv;
  CHECK(Decoded{"caf\xC3\xA9"}.encoding == "utf-8");
  CHECK(Decoded{"\xEF\xBB\xBF"
                "caf\xC3\xA9"}
            .text == "caf\xC3\xA9");
  CHECK(Decoded{"caf\xE9 \xA3 \x80"}.text == "caf\xC3\xA9 \xC2\xA3 \xE2\x82\xAC");
  CHECK(Decoded{"caf\xE9"}.encoding == "windows-1252");
  CHECK(Decoded{"\xFF\xFE"
                "a\0\xA3\0"sv}
            .text == "a\xC2\xA3");
  CHECK(Decoded{"\0a\0b\0c\0d"sv}.text == "abcd");
  CHECK(Decoded{"\xFE\xFF\xD8\x3D\xDE\x00"sv}.text == "\xF0\x9F\x98\x80");
}

TEST_CASE("bytes that are no text are refused at their place in the original") {
  using std::string_view_literals::operator""sv;
  for (const auto byte : {"\x81"sv, "\x8D"sv, "\x8F"sv, "\x90"sv, "\x9D"sv}) {
    const auto bytes = std::string{"\xA3 a\nb"}.append(byte);
    const Decoded decoded{bytes};
    CHECK(decoded.fault == Decoded::Fault::undefined);
    CHECK(decoded.where == Place{2, 2});
  }
  const Decoded nul{"abcdefgh\n\xC3\xA9\0x"sv};
  CHECK(nul.fault == Decoded::Fault::binary);
  CHECK(nul.where == Place{2, 2});
  CHECK(Decoded{"\xFF\xFE"
                "a\0b"sv}
            .fault == Decoded::Fault::undefined);
  CHECK(Decoded{"\xFF\xFE\x00\xDC"sv}.fault == Decoded::Fault::undefined);
  CHECK(Decoded{"\xEF\xBB\xBF\xC0\xAF"sv}.fault == Decoded::Fault::undefined);
}

TEST_CASE("strict UTF-8 stops at overlong forms, surrogates and what lies beyond Unicode") {
  for (const auto* bad :
       {"\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "\x80"}) {
    CHECK(valid_utf8_prefix(bad) == 0);
  }
  CHECK(valid_utf8_prefix("12345678\xE2\x82\xAC\xF0\x9F\x98\x80") == 15);
}
