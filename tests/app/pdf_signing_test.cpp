// Signatures inside PDFs, made by the program and judged by it and by stock tools.
#include "tests/app/support_signing.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::for_documents;
using support::make_signer;
using support::refused_by;
using support::shell;
using support::sign;
using support::small_pdf;
using support::Words;

namespace {

/// A PDF of each build: its objects in the open, and packed into streams.
void write_pdf(const Folder& folder, bool packed) {
  folder.write("plain.pdf", small_pdf("Closing 2,557.84"));
  shell(folder,
        packed ? "qpdf --object-streams=generate plain.pdf page.pdf" : "cp plain.pdf page.pdf");
}

json verified(const Folder& folder, int exit, const Words& more = {}) {
  Words words{"verify", "page.pdf", "--json"};
  words.insert(words.end(), more.begin(), more.end());
  const auto ran = folder.run(words);
  CAPTURE(ran.out, ran.err);
  REQUIRE(ran.exit == exit);
  return json::parse(ran.out)["files"][0];
}

/// What pdfsig says, with the test authority trusted in a store of NSS.
std::string pdfsig(const Folder& folder) {
  shell(folder,
        "mkdir -p nss && certutil -N -d sql:nss --empty-password && certutil -A -d sql:nss -n root "
        "-t CT,C,C -i ca.pem");
  return shell(folder, "pdfsig -nssdir sql:nss page.pdf");
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("pdfsig finds a signed PDF valid, trusted and signed as a whole", "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  write_pdf(folder, GENERATE(false, true));
  auto words = sign("page.pdf", "ann");
  words.insert(words.end(), {"--role", "Auditor", "--declare", "I have read it – all"});
  REQUIRE(folder.run(words).exit == 0);
  const auto said = pdfsig(folder);
  CAPTURE(said);
  CHECK(count(said, "Signature is Valid") == 1);
  CHECK(count(said, "Certificate is Trusted") == 1);
  CHECK(count(said, "Total document signed") == 1);
  CHECK(count(said, "ETSI.CAdES.detached") == 1);
  CHECK(count(said, "Ann Auditor") > 0);
  shell(folder, "qpdf --check page.pdf");
  CHECK(shell(folder, "stat -c %a page.pdf") == "600\n");
  CHECK(shell(folder, "pdftotext page.pdf -").find("Closing 2,557.84") != std::string::npos);
}

TEST_CASE("a signature leaves every byte of the PDF as it was", "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  write_pdf(folder, GENERATE(false, true));
  const auto before = folder.read("page.pdf");
  REQUIRE(folder.run(sign("page.pdf", "ann")).exit == 0);
  const auto once = folder.read("page.pdf");
  CHECK(once.substr(0, before.size()) == before);
  REQUIRE(folder.run(sign("page.pdf", "ann")).exit == 0);
  CHECK(folder.read("page.pdf").substr(0, once.size()) == once);
}

TEST_CASE("a countersigned PDF shows both signatures in order, and both hold", "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  make_signer(folder, "bob", for_documents);
  write_pdf(folder, GENERATE(false, true));
  auto first = sign("page.pdf", "bob");
  first.insert(first.end(), {"--role", "Countersigning officer"});
  REQUIRE(folder.run(first).exit == 0);
  auto second = sign("page.pdf", "ann");
  second.insert(second.end(), {"--role", "Auditor"});
  REQUIRE(folder.run(second).exit == 0);
  const auto file = verified(folder, 0, {"--ca", "ca.pem"});
  REQUIRE(file["signatures"].size() == 2);
  CHECK(file["signatures"][0]["role"] == "Countersigning officer");
  CHECK(file["signatures"][1]["role"] == "Auditor");
  CHECK(file["trusted"] == "yes");
  const auto said = pdfsig(folder);
  CAPTURE(said);
  CHECK(count(said, "Signature is Valid") == 2);
  CHECK(count(said, "Total document signed") == 1);
  shell(folder, "qpdf --check page.pdf");
}

TEST_CASE("an RSA key signs a PDF as well", "[app][pdfsign]") {
  const Folder folder;
  write_pdf(folder, false);
  support::openssl(folder,
                   "req -x509 -newkey rsa:2048 -nodes -keyout r.key -out r.pem -subj '/CN=R' -days "
                   "30");
  REQUIRE(folder.run(sign("page.pdf", "r")).exit == 0);
  CHECK(verified(folder, 0, {"--ca", "r.pem"})["trusted"] == "yes");
}

TEST_CASE("every change of a signed PDF is noticed", "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  write_pdf(folder, false);
  REQUIRE(folder.run(sign("page.pdf", "ann")).exit == 0);
  auto pdf = folder.read("page.pdf");
  std::string expected;
  SECTION("a figure on the page") {
    pdf.replace(pdf.find("2,557.84"), 8, "3,557.84");
    expected = "not what was signed";
  }
  SECTION("the reason shown in the signature") {
    pdf.replace(pdf.find("(D:20"), 5, "(D:19");
    expected = "not what was signed";
  }
  SECTION("bytes behind the end") {
    pdf += "\n% nothing to see here\n";
    expected = "bytes that no signature covers were added";
  }
  SECTION("something hidden behind the signature in its gap") {
    const auto gap = pdf.find("/Contents <", pdf.find("/ByteRange"));
    pdf[pdf.find('>', gap) - 1] = '1';
    expected = "hides behind it";
  }
  SECTION("a gap that is wider than the signature") {
    const auto range = pdf.find("/ByteRange [0 ");
    const auto number = pdf.find(' ', range + 14);
    pdf[number - 1] = pdf[number - 1] == '0' ? '1' : '0';
    expected = "signature alone";
  }
  SECTION("a signature cut short") {
    const auto gap = pdf.find("/Contents <", pdf.find("/ByteRange")) + 11;
    for (std::size_t at = gap + 200; pdf[at] != '>'; ++at) pdf[at] = '0';
    expected = "no signature of one signer";
  }
  SECTION("the file cut short") {
    pdf.resize(pdf.size() / 2);
    expected = "damaged";
  }
  folder.write("page.pdf", pdf);
  const auto file = verified(folder, 3);
  CHECK(file["holds"] == false);
  CHECK(file.dump().find(expected) != std::string::npos);
}

TEST_CASE("what is not a sound PDF to sign is refused, and stays as it is", "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  std::string pdf = small_pdf("One");
  SECTION("encrypted") {
    folder.write("open.pdf", pdf);
    shell(folder, "qpdf --encrypt '' secret 256 -- open.pdf page.pdf");
    pdf = folder.read("page.pdf");
  }
  SECTION("cut short") {
    pdf.resize(pdf.size() - 40);
  }
  SECTION("a hybrid") {
    pdf = small_pdf("One", "", "/XRefStm 15 ");
  }
  SECTION("a form that writes itself") {
    pdf = small_pdf("One", "/AcroForm << /Fields [] /XFA (x) >> ");
  }
  SECTION("closed by whoever certified it") {
    pdf = small_pdf("One", "/Perms << /DocMDP 5 0 R >> ");
  }
  SECTION("something before its beginning") {
    pdf = "junk" + pdf;
  }
  folder.write("page.pdf", pdf);
  CHECK(refused_by(folder, sign("page.pdf", "ann")) == "pdf-not-signable");
  CHECK(folder.read("page.pdf") == pdf);
}

TEST_CASE("a file whose first signature does not hold gets no second one", "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  write_pdf(folder, false);
  REQUIRE(folder.run(sign("page.pdf", "ann")).exit == 0);
  auto pdf = folder.read("page.pdf");
  pdf.replace(pdf.find("2,557.84"), 8, "3,557.84");
  folder.write("page.pdf", pdf);
  CHECK(refused_by(folder, sign("page.pdf", "ann")) == "pdf-not-signable");
  CHECK(folder.read("page.pdf") == pdf);
}

TEST_CASE("--out leaves the PDF as it is and signs a copy", "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  write_pdf(folder, false);
  const auto before = folder.read("page.pdf");
  auto words = sign("page.pdf", "ann");
  words.insert(words.end(), {"--out", "signed.pdf"});
  REQUIRE(folder.run(words).exit == 0);
  CHECK(folder.read("page.pdf") == before);
  CHECK(folder.run({"verify", "signed.pdf", "--ca", "ca.pem"}).exit == 0);
  CHECK(folder.run({"verify", "page.pdf"}).exit == 3);
  CHECK(refused_by(folder, words) == "file-exists");
}

TEST_CASE("a draft statement may be signed by two, stays a draft, and carries its JSON",
          "[app][pdfsign]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  make_signer(folder, "bob", for_documents);
  folder.make_reconciled_book({"stephen"});
  REQUIRE(folder
              .run({"statement", "P0001", "--from", "2025-04-01", "--to", "2025-09-30", "--format",
                    "pdf", "--out", "page.pdf"})
              .exit == 0);
  REQUIRE(folder.run(sign("page.pdf", "bob")).exit == 0);
  REQUIRE(folder.run(sign("page.pdf", "ann")).exit == 0);
  CHECK(verified(folder, 0, {"--ca", "ca.pem"})["signatures"].size() == 2);
  CHECK(shell(folder, "pdftotext page.pdf -").find("DRAFT") != std::string::npos);
  const auto said = pdfsig(folder);
  CHECK(count(said, "Signature is Valid") == 2);
  CHECK(count(said, "Total document signed") == 1);
  shell(folder, "pdfdetach -save 1 -o inside.json page.pdf");
  CHECK(json::parse(folder.read("inside.json")).contains("schema"));
}
