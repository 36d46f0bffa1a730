// Somebody with a key of their own adds to a PDF that somebody else has signed: whatever they bring
// beside a signature, the first signature no longer holds.
#include "signing/pdf_gap.hpp"
#include "signing/pdf_signature.hpp"
#include "signing/pdf_update.hpp"
#include "tests/app/support_signing.hpp"

#include <algorithm>
#include <ctime>
#include <functional>

#include <catch2/catch.hpp>

namespace {

constexpr std::time_t today = 1'750'000'000;

signing::Signer signer_named(const std::string& name) {
  const auto made = signing::make_throw_away(name, today);
  signing::Signer signer;
  signer.key_file = "key";
  signer.key_pem = made.key_pem;
  signer.certificate_file = "certificate";
  signer.certificate_pem = made.certificate_pem;
  return signer;
}

std::string signed_once() {
  const auto made = signing::sign_pdf(support::small_pdf("Closing 2,557.84"), "page.pdf",
                                      signer_named("Ann"), today);
  REQUIRE(made);
  return made.value();
}

/// What the attacker writes behind the first signature. As it stands it adds a signature and
/// nothing else: objects 1 to 5 are the page's own, 6 and 7 the first signature and its field.
struct Attack {
  std::string catalog =
      "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) /AcroForm << /Fields [7 0 R 9 0 R] /SigFlags 3 "
      ">> >>";
  std::string page =
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << "
      "/F1 5 0 R >> >> /Annots [7 0 R 9 0 R] >>";
  std::string field =
      "<< /Type /Annot /Subtype /Widget /FT /Sig /T (S2) /V 8 0 R /F 132 /Rect [0 0 0 0] /P 3 0 R "
      ">>";
  std::vector<signing::PdfObject> more = {};
  signing::PdfTrailer trailer{10, "1 0 R", "", "", 0, false};
  std::function<void(std::string&)> at_last = [](std::string&) {};  ///< before it is signed
};

constexpr std::size_t range_width = 40;

std::string signed_again(const std::string& pdf, const Attack& attack) {
  const std::string begins = "<< /Type /Sig /SubFilter /ETSI.CAdES.detached /ByteRange ";
  const auto body =
      begins + std::string(range_width, ' ') + "/Contents <" + std::string(16'000, '0') + "> >>";
  std::vector<signing::PdfObject> objects{
      {1, 0, attack.catalog}, {3, 0, attack.page}, {8, 0, body}, {9, 0, attack.field}};
  objects.insert(objects.end(), attack.more.begin(), attack.more.end());
  std::sort(objects.begin(), objects.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  auto trailer = attack.trailer;
  if (trailer.previous == 0) {
    const auto at = pdf.rfind("startxref");
    trailer.previous = std::stoul(pdf.substr(at + 10));
  }
  auto whole = pdf + signing::make_update(pdf.size(), objects, trailer).bytes;
  attack.at_last(whole);
  const auto at = whole.rfind(begins) + begins.size();
  const auto from = whole.find('<', at);
  const auto to = whole.find('>', at) + 1;
  const signing::SignedRange range{from, to, whole.size()};
  const auto text = "[0 " + std::to_string(from) + " " + std::to_string(to) + " " +
                    std::to_string(whole.size() - to) + "]";
  whole.replace(at, text.size(), text);
  const auto signature =
      signing::sign_detached(signing::signed_bytes(whole, range), signer_named("Mallory"), today);
  REQUIRE(signature);
  REQUIRE(signing::fill_gap(whole, range, signature.value()));
  return whole;
}

std::vector<signing::PdfSignature> judged(const std::string& pdf) {
  const auto verdicts = signing::verify_pdf(pdf, std::nullopt, "", today);
  REQUIRE(verdicts);
  return verdicts.value();
}

/// Nothing but the attacker's own signature holds any more, and the reason is said.
void check_noticed(const Attack& attack, const std::string& expected) {
  const auto verdicts = judged(signed_again(signed_once(), attack));
  bool noticed = false;
  for (const auto& one : verdicts) {
    CAPTURE(one.field, one.verdict.reason);
    CHECK((one.field == "S2" || !one.verdict.holds));
    noticed = noticed || one.verdict.reason.find(expected) != std::string::npos;
  }
  CHECK(noticed);
}

void replace(std::string& text, const std::string& what, const std::string& with) {
  const auto at = text.rfind(what);
  REQUIRE(at != text.npos);
  text.replace(at, what.size(), with);
}

/// Says again where the last table begins, after something was put before it.
void point_to_table(std::string& pdf) {
  const auto table = pdf.rfind("\nxref\n") + 1;
  const auto at = pdf.rfind("startxref\n") + 10;
  pdf.replace(at, pdf.find('\n', at) - at, std::to_string(table));
}

}  // namespace

TEST_CASE("a second signature that adds nothing else leaves the first one valid",
          "[app][pdfsign][attack]") {
  const auto verdicts = judged(signed_again(signed_once(), {}));
  REQUIRE(verdicts.size() == 2);
  CHECK(verdicts[0].verdict.reason == "");
  CHECK(verdicts[0].verdict.holds);
  CHECK(verdicts[1].verdict.holds);
  CHECK_FALSE(verdicts[0].covers_all);
  CHECK(verdicts[1].covers_all);
}

TEST_CASE("other content behind a signature is noticed", "[app][pdfsign][attack]") {
  Attack attack;
  SECTION("what a page draws") {
    attack.more = {{4, 0, "<< /Length 0 >>\nstream\n\nendstream"}};
    check_noticed(attack, "an object that was signed was changed");
  }
  SECTION("a page that draws something else") {
    replace(attack.page, "/Contents 4 0 R", "/Contents 5 0 R");
    check_noticed(attack, "a page was changed");
  }
  SECTION("other pages") {
    replace(attack.catalog, "/Pages 2 0 R", "/Pages 3 0 R");
    check_noticed(attack, "the catalog was changed");
  }
  SECTION("something that runs when it is opened") {
    replace(attack.catalog, "/Lang", "/OpenAction << /S /JavaScript /JS (x) >> /Lang");
    check_noticed(attack, "the catalog was changed");
  }
  SECTION("another font") {
    attack.more = {{5, 0, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"}};
    check_noticed(attack, "an object that was signed was changed");
  }
  SECTION("a note on the page") {
    replace(attack.page, "/Annots [7 0 R 9 0 R]",
            "/Annots [7 0 R 9 0 R << /Subtype /FreeText /Contents (x) >>]");
    check_noticed(attack, "a page was changed");
  }
  SECTION("the first signature's own field") {
    attack.more = {{7, 0, attack.field}};
    check_noticed(attack, "does not list it");
  }
}

TEST_CASE("a second signature that shows or hides something is noticed", "[app][pdfsign][attack]") {
  Attack attack;
  SECTION("it has looks of its own") {
    replace(attack.field, "/F 132", "/F 132 /AP << /N 4 0 R >>");
    check_noticed(attack, "a signature that shows something was added");
  }
  SECTION("it covers a part of the page") {
    replace(attack.field, "[0 0 0 0]", "[0 0 500 500]");
    check_noticed(attack, "a signature that shows something was added");
  }
  SECTION("it does something") {
    replace(attack.field, "/F 132", "/F 132 /A << /S /URI /URI (x) >>");
    check_noticed(attack, "a signature that shows something was added");
  }
  SECTION("it brings a stream") {
    attack.more = {{10, 0, "<< /Length 1 >>\nstream\nx\nendstream"}};
    attack.trailer.size = 11;
    check_noticed(attack, "a stream was added");
  }
  SECTION("it brings an object that the page may have waited for") {
    attack.more = {{10, 0, "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"}};
    attack.trailer.size = 11;
    check_noticed(attack, "an object of another kind was added");
  }
  SECTION("it brings a third one") {
    attack.more = {{10, 0, "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>"}};
    attack.trailer.size = 11;
    check_noticed(attack, "not one signature was added but 2");
  }
}

TEST_CASE("a first signature that is no longer listed is missed", "[app][pdfsign][attack]") {
  Attack attack;
  replace(attack.catalog, "[7 0 R 9 0 R]", "[9 0 R]");
  const auto verdicts = judged(signed_again(signed_once(), attack));
  REQUIRE(verdicts.size() == 2);
  CHECK_FALSE(verdicts[0].verdict.holds);
  CHECK(verdicts[0].verdict.reason.find("does not list it") != std::string::npos);
  CHECK(verdicts[1].verdict.signer == "CN = Mallory");
}

TEST_CASE("an update that two readers could read differently is refused",
          "[app][pdfsign][attack]") {
  Attack attack;
  SECTION("a comment between its parts") {
    attack.at_last = [](std::string& pdf) {
      replace(pdf, "\nxref\n", "\n%x\nxref\n");
      point_to_table(pdf);
    };
    check_noticed(attack, "at byte");
  }
  SECTION("an object that its table does not name") {
    attack.at_last = [](std::string& pdf) {
      replace(pdf, "\nxref\n", "\n11 0 obj\nnull\nendobj\nxref\n");
      point_to_table(pdf);
    };
    check_noticed(attack, "a table of other objects");
  }
  SECTION("a table that takes an object from elsewhere") {
    attack.at_last = [](std::string& pdf) {
      const auto place = std::to_string(pdf.find("4 0 obj"));
      replace(pdf, "\n8 2\n",
              "\n4 1\n" + std::string(10 - place.size(), '0') + place + " 00000 n \n8 2\n");
    };
    check_noticed(attack, "a table of other objects");
  }
  SECTION("another catalog") {
    attack.trailer.root = "3 0 R";
    const auto verdicts = judged(signed_again(signed_once(), attack));
    for (const auto& one : verdicts) CHECK_FALSE(one.verdict.holds);
  }
  SECTION("built on something else") {
    attack.trailer.previous = 17;
    for (const auto& one : judged(signed_again(signed_once(), attack))) {
      CHECK_FALSE(one.verdict.holds);
    }
  }
  SECTION("an end that points elsewhere") {
    attack.at_last = [](std::string& pdf) {
      const auto at = pdf.rfind("startxref\n") + 10;
      pdf.replace(at, pdf.size() - at, pdf.substr(at, pdf.find('\n', at) - at) + "\n%%EOF\nx");
    };
    check_noticed(attack, "behind its end");
  }
}

TEST_CASE("a field changed without a signature is noticed by all of them",
          "[app][pdfsign][attack]") {
  auto pdf = signed_again(signed_once(), {});
  const auto at = pdf.rfind("startxref");
  signing::PdfTrailer trailer{10, "1 0 R", "", "", std::stoul(pdf.substr(at + 10)), false};
  pdf += signing::make_update(pdf.size(), {{4, 0, "<< /Length 0 >>\nstream\n\nendstream"}}, trailer)
             .bytes;
  const auto verdicts = judged(pdf);
  REQUIRE(verdicts.size() == 2);
  for (const auto& one : verdicts) {
    CHECK_FALSE(one.verdict.holds);
    CHECK(one.verdict.reason.find("bytes that no signature covers") != std::string::npos);
  }
}
