#include "tests/app/support_signing.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::make_signer;
using support::openssl;
using support::refused_by;
using support::sign;
using support::Words;

TEST_CASE("stock openssl accepts our signature, whatever use the certificate allows", "[app]") {
  const Folder folder;
  const auto extensions = GENERATE(values<std::string>(
      {"basicConstraints=CA:FALSE", "extendedKeyUsage=emailProtection",
       "keyUsage=critical,digitalSignature\nextendedKeyUsage=emailProtection"}));
  make_signer(folder, "ann", extensions);
  folder.write("page.txt", "line one\nline two\r\n\xC2\xA3\n");
  REQUIRE(folder.run(sign("page.txt", "ann.key", "ann.pem")).exit == 0);
  const std::string verify =
      "cms -verify -binary -inform DER -in page.txt.p7s -content page.txt -CAfile ca.pem";
  openssl(folder, verify + " -out /dev/null");
  openssl(folder, verify + " -purpose any -out /dev/null");
  CHECK(folder.run({"verify", "page.txt", "--ca", "ca.pem"}).exit == 0);
  CHECK(folder.run({"verify", "page.txt.p7s", "--ca", "ca.pem"}).exit == 0);
}

TEST_CASE("verify shows signer, role and declaration, and whether anyone vouches", "[app]") {
  const Folder folder;
  make_signer(folder, "ann", "extendedKeyUsage=emailProtection");
  folder.write("page.txt", "one\n");
  auto words = sign("page.txt", "ann.key", "ann.pem");
  words.insert(words.end(), {"--role", "Auditor", "--declare", "I have read it – all"});
  REQUIRE(folder.run(words).exit == 0);
  const auto alone = folder.run({"verify", "page.txt", "--json"});
  CHECK(alone.exit == 0);
  const auto file = json::parse(alone.out)["files"][0];
  CHECK(file["holds"] == true);
  CHECK(file["trusted"] == "no");
  CHECK(file["signer"] == "CN = Ann Auditor");
  CHECK(file["role"] == "Auditor");
  CHECK(file["declaration"] == "I have read it – all");
  CHECK(folder.run({"verify", "page.txt"}).out.find("not trusted by anyone yet") !=
        std::string::npos);
  const auto trusted = folder.run({"verify", "page.txt", "--ca", "ca.pem", "--json"});
  CHECK(json::parse(trusted.out)["files"][0]["trusted"] == "yes");
}

TEST_CASE("verify says of a signed draft that it is one, whatever its format", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  make_signer(folder, "ann", support::for_documents);
  const auto verified = [&](const std::string& page) {
    REQUIRE(folder
                .run({"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30", "--out",
                      page})
                .exit == 0);
    REQUIRE(folder.run(sign(page, "ann.key", "ann.pem")).exit == 0);
    const auto ran = folder.run({"verify", page, "--json"});
    CAPTURE(ran.out);
    REQUIRE(ran.exit == 0);
    return json::parse(ran.out)["files"][0];
  };
  for (const std::string format : {"txt", "csv", "json", "html", "pdf", "xlsx"}) {
    CAPTURE(format);
    const auto draft = verified("draft." + format);
    CHECK(draft["status"] == "draft");
    CHECK(draft["says"].get<std::string>().find("is a DRAFT") != std::string::npos);
  }
  for (const auto& [command, who] : {std::pair{"submit", "m.hall"}, {"approve", "r.patel"}}) {
    REQUIRE(folder.run({command, "P0001", "--to", "2025-06-30", "--by", who}).exit == 0);
  }
  for (const std::string format : {"txt", "html", "pdf"}) {
    const auto approved = verified("approved." + format);
    CHECK_FALSE(approved.contains("status"));
    CHECK(approved["says"].get<std::string>().find("DRAFT") == std::string::npos);
  }
}

TEST_CASE("verify says of a certificate and a return that are drafts why they are", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  make_signer(folder, "ann", support::for_documents);
  const auto said = [&](std::vector<std::string> words, const std::string& page) {
    const auto made = folder.run(words);
    REQUIRE(made.exit == 0);
    folder.write(page, made.out);
    REQUIRE(folder.run(sign(page, "ann.key", "ann.pem")).exit == 0);
    const auto ran = folder.run({"verify", page, "--json"});
    CAPTURE(ran.out);
    const auto file = json::parse(ran.out)["files"][0];
    CHECK(file["status"] == "draft");
    return file["says"].get<std::string>();
  };
  const std::vector<std::string> closure{"closure", "P0001", "2025", "--as-of", "2026-05-31"};
  auto as_json = closure;
  as_json.emplace_back("--json");
  auto as_html = closure;
  as_html.insert(as_html.end(), {"--format", "html"});
  for (const auto& [words, page] :
       {std::pair{closure, "c.txt"}, {as_json, "c.json"}, {as_html, "c.html"}}) {
    CAPTURE(page);
    CHECK(said(words, page).find("DRAFT: something was left to be done when it was made") !=
          std::string::npos);
  }
  CHECK(said({"monitoring", "P0001", "--from", "2025-04-01", "--to", "2025-06-30", "--json"},
             "m.json")
            .find("DRAFT: its days were not approved when it was made") != std::string::npos);
}

TEST_CASE("what does not hold ends with 3", "[app]") {
  const Folder folder;
  make_signer(folder, "ann", "extendedKeyUsage=emailProtection");
  folder.write("page.txt", "one\n");
  REQUIRE(folder.run(sign("page.txt", "ann.key", "ann.pem")).exit == 0);
  SECTION("another content") {
    folder.write("page.txt", "two\n");
  }
  SECTION("a signature cut short") {
    folder.write("page.txt.p7s", folder.read("page.txt.p7s").substr(0, 200));
  }
  SECTION("something else in its place") {
    folder.write("page.txt.p7s", "signed, honestly\n");
  }
  SECTION("no signature") {
    folder.run_other({"rm", "page.txt.p7s"});
  }
  SECTION("an authority that does not know the signer") {
    openssl(folder,
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout o.key "
            "-out other.pem -subj '/CN=Other' -days 30");
    CHECK(folder.run({"verify", "page.txt"}).exit == 0);
    CHECK(folder.run({"verify", "page.txt", "--ca", "other.pem"}).exit == 3);
    return;
  }
  CHECK(folder.run({"verify", "page.txt"}).exit == 3);
  CHECK(folder.run({"verify", "page.txt", "--ca", "ca.pem"}).exit == 3);
}

TEST_CASE("every bit of a signed file counts", "[app][property]") {
  const Folder folder;
  make_signer(folder, "ann", "extendedKeyUsage=emailProtection");
  const std::string page = "a page of an account\n";
  folder.write("page.txt", page);
  REQUIRE(folder.run(sign("page.txt", "ann.key", "ann.pem")).exit == 0);
  for (std::size_t at = 0; at < page.size(); at += 5) {
    auto changed = page;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    folder.write("page.txt", changed);
    CHECK(folder.run({"verify", "page.txt", "--ca", "ca.pem"}).exit == 3);
  }
}

TEST_CASE("keys and certificates that cannot sign are refused by name", "[app]") {
  const Folder folder;
  make_signer(folder, "ann", "extendedKeyUsage=emailProtection");
  make_signer(folder, "bob", "extendedKeyUsage=emailProtection");
  make_signer(folder, "web", "extendedKeyUsage=serverAuth");
  make_signer(folder, "old", "extendedKeyUsage=emailProtection", "-1");
  folder.write("page.txt", "one\n");
  folder.write("noise", "nothing\n");
  CHECK(refused_by(folder, sign("page.txt", "noise", "ann.pem")) == "key-unreadable");
  CHECK(refused_by(folder, sign("page.txt", "absent", "ann.pem")) == "key-unreadable");
  CHECK(refused_by(folder, sign("page.txt", "ann.key", "noise")) == "certificate-unreadable");
  CHECK(refused_by(folder, sign("page.txt", "ann.key", "bob.pem")) == "certificate-mismatch");
  CHECK(refused_by(folder, sign("page.txt", "web.key", "web.pem")) == "certificate-not-valid");
  CHECK(refused_by(folder, sign("page.txt", "old.key", "old.pem")) == "certificate-not-valid");
  CHECK(refused_by(folder, sign("absent.txt", "ann.key", "ann.pem")) == "file-unreadable");
  folder.write("page.pdf", "%PDF-1.7\n");
  CHECK(refused_by(folder, sign("page.pdf", "ann.key", "ann.pem")) == "pdf-not-signable");
  CHECK(folder.read("page.txt.p7s").empty());
}

TEST_CASE("a key with a passphrase takes it from the environment", "[app]") {
  const Folder folder;
  make_signer(folder, "ann", "extendedKeyUsage=emailProtection");
  openssl(folder, "pkcs8 -topk8 -in ann.key -out locked.key -passout pass:sesame");
  folder.write("page.txt", "one\n");
  CHECK(refused_by(folder, sign("page.txt", "locked.key", "ann.pem")) == "key-unreadable");
  const auto with = [&](const std::string& secret) {
    return folder
        .run_other({"env", "DPLEDGER_PASSPHRASE=" + secret, DPLEDGER_PROGRAM, "sign", "page.txt",
                    "--key", "locked.key", "--cert", "ann.pem"})
        .exit;
  };
  CHECK(with("wrong") == 1);
  CHECK(with("sesame") == 0);
}

TEST_CASE("verify tells a book from a signed file, and says when it does not hold", "[app]") {
  const Folder folder;
  REQUIRE(folder.run({"init", "--commissioner", "X"}).exit == 0);
  CHECK(folder.run({"verify", "book.dpledger"}).exit == 0);
  CHECK(folder.run({"verify", "absent"}).exit == 1);
  CHECK(folder.run({"verify", "book.dpledger", "--ca", "absent.pem"}).exit == 1);
}

TEST_CASE("verify says in plain words why a signer is not trusted", "[app]") {
  const Folder folder;
  make_signer(folder, "ann", "extendedKeyUsage=emailProtection");
  make_signer(folder, "old", "extendedKeyUsage=emailProtection", "-1");
  openssl(folder,
          "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout o.key -out "
          "other.pem -subj '/CN=Other' -days 30");
  folder.write("page.txt", "one\n");
  const auto says = [&](const Words& words) {
    const auto ran = folder.run(words);
    CHECK(ran.exit == 3);
    return ran.out;
  };
  REQUIRE(folder.run(sign("page.txt", "ann.key", "ann.pem")).exit == 0);
  const auto other = says({"verify", "page.txt", "--ca", "other.pem", "--json"});
  CHECK(other.find("the authority given did not issue the certificate of CN = Ann Auditor") !=
        std::string::npos);
  folder.write("page.txt", "two\n");
  CHECK(says({"verify", "page.txt", "--ca", "ca.pem"}).find("the file is not what was signed") !=
        std::string::npos);
  folder.run_other({"rm", "page.txt.p7s"});
  openssl(folder,
          "cms -sign -binary -in page.txt -signer old.pem -inkey old.key -outform DER -out "
          "page.txt.p7s");
  for (const auto& words : {Words{"verify", "page.txt", "--ca", "ca.pem", "--json"},
                            {"verify", "page.txt", "--json"}}) {
    CHECK(says(words).find("expired on ") != std::string::npos);
  }
}
