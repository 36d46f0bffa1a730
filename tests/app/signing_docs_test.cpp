// The commands of docs/signing.md that need none of our program, run as they stand there.
#include "tests/app/support_signing.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using support::Folder;
using support::sign;
using support::small_pdf;

namespace {

std::string text_of(const std::string& file) {
  std::ifstream in{std::string{DPLEDGER_FIXTURES} + "/../" + file};
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// What stands in ```sh blocks after a heading (or any words) of a page.
std::vector<std::string> commands_after(const std::string& file, const std::string& heading) {
  const auto text = text_of(file);
  std::vector<std::string> blocks;
  auto at = text.find(heading);
  REQUIRE(at != text.npos);
  const auto end = std::min(text.find("\n## ", at + heading.size()), text.size());
  const std::string opens = "\n```sh\n";
  while ((at = text.find(opens, at)) < end) {
    const auto from = at + opens.size();
    at = text.find("\n```", from);
    blocks.push_back(text.substr(from, at + 1 - from));
  }
  return blocks;
}

/// Q1.pdf, signed by two with a timestamp in the second, and Q1.html with its signature beside it.
void make_signed_files(const Folder& folder) {
  support::make_signer(folder, "ann", support::for_documents);
  support::make_signer(folder, "bob", support::for_documents);
  support::make_time_stamper(folder);
  folder.write("Q1.pdf", small_pdf("Closing 2,557.84"));
  folder.write("Q1.html", "<p>Closing 2,557.84</p>\n");
  REQUIRE(folder.run(sign("Q1.pdf", "bob")).exit == 0);
  for (const std::string file : {"Q1.pdf", "Q1.html"}) {
    auto words = sign(file, "ann");
    words.insert(words.end(), {"--role", "Auditor", "--declare", "I have examined it"});
    REQUIRE(folder.run(words).exit == 0);
  }
  REQUIRE(folder.run({"timestamp", "Q1.pdf"}).exit == 0);
  support::openssl(folder,
                   "ts -reply -config tsa.cnf -section tsa -queryfile Q1.pdf.tsq -signer tsa.pem "
                   "-inkey tsa.key -out Q1.tsr");
  REQUIRE(folder.run({"timestamp", "Q1.pdf", "--reply", "Q1.tsr"}).exit == 0);
}

support::Ran strictly(const Folder& folder, const std::string& block) {
  return folder.run_other({"bash", "-euo", "pipefail", "-c", block});
}

bool says(const support::Ran& ran, const std::string& what) {
  return (ran.out + ran.err).find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("the stock commands of docs/signing.md check what we signed", "[app][pdfsign][docs]") {
  const Folder folder;
  make_signed_files(folder);
  const auto blocks = commands_after("docs/signing.md", "## Checking without dpledger");
  const std::vector<std::string> expected{"Total document signed", "Verification successful",
                                          "Verification: OK", "Verification successful",
                                          "I have examined it"};
  REQUIRE(blocks.size() == expected.size());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto ran = strictly(folder, blocks[i]);
    CAPTURE(blocks[i], ran.out, ran.err);
    CHECK(ran.exit == 0);
    CHECK(says(ran, expected[i]));
    if (i != 0) continue;
    const auto first = ran.out.find("Signature is Valid");
    REQUIRE(first != std::string::npos);
    CHECK(ran.out.find("Signature is Valid", first + 1) != std::string::npos);
  }
}

TEST_CASE("the stock commands of the README check a PDF signed with a key made here",
          "[app][pdfsign][docs]") {
  const Folder folder;
  folder.write("jo.pdf", small_pdf("Closing 2,557.84"));
  REQUIRE(folder.run({"key", "new", "jo", "--name", "Jo Okafor", "--plain"}).exit == 0);
  REQUIRE(folder.run(sign("jo.pdf", "jo")).exit == 0);
  const auto blocks = commands_after("README.md", "Whoever gets `jo.pdf`");
  REQUIRE(blocks.size() == 1);
  const auto ran = strictly(folder, blocks.front());
  CAPTURE(ran.out, ran.err);
  CHECK(ran.exit == 0);
  CHECK(says(ran, "Signature is Valid"));
  CHECK(says(ran, "Total document signed"));
  CHECK(says(ran, "Verification successful"));
}

TEST_CASE("the stock commands of docs/signing.md notice a changed figure", "[app][pdfsign][docs]") {
  const Folder folder;
  make_signed_files(folder);
  const auto blocks = commands_after("docs/signing.md", "## Checking without dpledger");
  REQUIRE(blocks.size() == 5);
  for (const std::string file : {"Q1.pdf", "Q1.html"}) {
    auto bytes = folder.read(file);
    bytes.replace(bytes.find("2,557.84"), 8, "3,557.84");
    folder.write(file, bytes);
  }
  CHECK(says(strictly(folder, blocks[0]), "Digest Mismatch"));
  CHECK(strictly(folder, blocks[1]).exit != 0);
  CHECK(strictly(folder, blocks[3]).exit != 0);
  auto longer = folder.read("Q1.pdf") + "more\n";
  folder.write("Q1.pdf", longer);
  CHECK(strictly(folder, blocks[1]).exit != 0);
}
