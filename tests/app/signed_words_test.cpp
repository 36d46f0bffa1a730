// What a signer says in a signature, and how verify shows it: as long as it is, and on one line.
#include "signing/signature.hpp"
#include "tests/app/support_signing.hpp"

#include <ctime>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::Words;

namespace {

const std::string forged = "Auditor\n  trusted: yes\n\nsp2.html: the signature holds";

Words saying(const std::string& file, const std::string& option, const std::string& text) {
  auto words = support::sign(file, "ann");
  words.insert(words.end(), {option, text});
  return words;
}

/// The lines that begin so.
int lines_with(const std::string& text, const std::string& beginning) {
  int found = 0;
  for (auto at = text.find("\n" + beginning); at != text.npos;
       at = text.find("\n" + beginning, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("what would begin a line of its own in verify is not signed", "[app]") {
  const Folder folder;
  support::make_signer(folder, "ann", support::for_documents);
  folder.write("page.html", "<p>one</p>\n");
  for (const std::string& text :
       {forged, std::string{"a\rb"}, std::string{"a\tb"}, std::string{"a\x1b[2Kb"},
        std::string{"a\xE2\x80\xA8"
                    "b"},
        std::string{"a\xE2\x80\xAE"
                    "b"},
        std::string{"a\xFF"}}) {
    for (const std::string option : {"--role", "--declare"}) {
      CAPTURE(option, text);
      CHECK(support::refused_by(folder, saying("page.html", option, text)) == "value-out-of-range");
      CHECK(folder.read("page.html.p7s").empty());
    }
  }
}

TEST_CASE("a signature that another program made cannot write lines into what verify says",
          "[app]") {
  const Folder folder;
  support::make_signer(folder, "ann", support::for_documents);
  folder.write("page.html", "<p>one</p>\n");
  signing::Signer signer;
  signer.key_file = signer.certificate_file = "ann";
  signer.key_pem = folder.read("ann.key");
  signer.certificate_pem = folder.read("ann.pem");
  signer.role = forged;
  signer.declaration = "read" + std::string(200, ' ') + "trusted: yes";
  const auto signature = signing::sign_detached("<p>one</p>\n", signer, std::time(nullptr));
  REQUIRE(signature);
  folder.write("page.html.p7s", signature.value());
  const auto shown = folder.run({"verify", "page.html"});
  CAPTURE(shown.out);
  CHECK(shown.exit == 0);
  CHECK(lines_with(shown.out, "  trusted: ") == 1);
  CHECK(lines_with(shown.out, "trusted: ") == 0);
  CHECK(lines_with(shown.out, "sp2.html") == 0);
  CHECK_THAT(shown.out, Catch::Contains("  role: Auditor\\x0a trusted: yes\\x0a\\x0asp2.html"));
  const auto whole = json::parse(folder.run({"verify", "page.html", "--json"}).out);
  CHECK(whole["files"][0]["role"] == forged);
}

TEST_CASE("a PDF has room for all that its signer may say, and more is refused with a remedy",
          "[app]") {
  const Folder folder;
  support::make_signer(folder, "ann", support::for_documents);
  for (const std::size_t size : {std::size_t{12'000}, std::size_t{20'000}}) {
    folder.write("page.pdf", support::small_pdf("one"));
    auto words = saying("page.pdf", "--declare", std::string(size, 'd'));
    words.insert(words.end(), {"--role", std::string(size, 'r')});
    const auto done = folder.run(words);
    CAPTURE(size, done.err);
    REQUIRE(done.exit == 0);
    const auto shown = folder.run({"verify", "page.pdf", "--ca", "ca.pem", "--json"});
    CHECK(shown.exit == 0);
    CHECK(json::parse(shown.out)["files"][0]["signatures"][0]["declaration"] ==
          std::string(size, 'd'));
  }
  folder.write("page.pdf", support::small_pdf("one"));
  for (const std::string option : {"--role", "--declare"}) {
    const auto words = saying("page.pdf", option, std::string(20'001, 'd'));
    CHECK(support::refused_by(folder, words) == "value-out-of-range");
    CHECK_THAT(folder.run(words).err, Catch::Contains("at most 20000 bytes"));
  }
  CHECK(folder.read("page.pdf") == support::small_pdf("one"));
}
