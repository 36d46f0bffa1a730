// key new, and keys that live in a PKCS#11 token.
#include "tests/app/support_signing.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::for_documents;
using support::make_signer;
using support::openssl;
using support::refused_by;
using support::shell;
using support::sign;
using support::small_pdf;
using support::Words;

namespace {

const std::string passphrase = "three quiet words";

/// The program with a passphrase in its environment.
support::Ran with_secret(const Folder& folder, const std::string& secret, const Words& words) {
  Words command{"env", "DPLEDGER_PASSPHRASE=" + secret, DPLEDGER_PROGRAM};
  command.insert(command.end(), words.begin(), words.end());
  return folder.run_other(command);
}

std::string rule_of(const support::Ran& ran) {
  CAPTURE(ran.out, ran.err);
  REQUIRE(ran.exit == 1);
  return json::parse(ran.out)["refusals"][0]["rule"];
}

const Words new_key{"key", "new", "anna", "--name", "Anna Jones", "--organisation", "Trent Audit"};

Words with(Words words, const Words& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("a new key is locked, its own, and signs what stock tools accept", "[app][key]") {
  const Folder folder;
  REQUIRE(with_secret(folder, passphrase, new_key).exit == 0);
  CHECK(folder.read("anna.key").find("BEGIN ENCRYPTED PRIVATE KEY") != std::string::npos);
  CHECK(shell(folder, "stat -c %a anna.key anna.pem") == "600\n600\n");
  const auto inside = shell(folder, "openssl asn1parse -in anna.key");
  CHECK(inside.find("scrypt") != std::string::npos);
  CHECK(inside.find("INTEGER           :4000\n") != std::string::npos);  // N = 2^14
  openssl(folder, "pkey -in anna.key -passin 'pass:" + passphrase + "' -noout");
  const auto says = shell(folder, "openssl x509 -in anna.pem -noout -subject -purpose -dates");
  CHECK(says.find("O = Trent Audit, CN = Anna Jones") != std::string::npos);
  CHECK(says.find("S/MIME signing : Yes\n") != std::string::npos);
  CHECK(says.find("S/MIME signing CA : No") != std::string::npos);
  folder.write("page.txt", "one\n");
  REQUIRE(with_secret(folder, passphrase, sign("page.txt", "anna")).exit == 0);
  openssl(
      folder,
      "cms -verify -binary -inform DER -in page.txt.p7s -content page.txt -CAfile anna.pem -out "
      "/dev/null");
  const auto told = folder.run({"verify", "page.txt", "--ca", "anna.pem"});
  CHECK(told.exit == 0);
}

TEST_CASE("a request goes to an authority, and what it answers signs", "[app][key]") {
  const Folder folder;
  make_signer(folder, "any", for_documents);
  REQUIRE(with_secret(folder, passphrase, with(new_key, {"--request"})).exit == 0);
  CHECK(folder.read("anna.pem").empty());
  openssl(folder, "req -in anna.csr -verify -noout");
  openssl(folder,
          "x509 -req -in anna.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out anna.pem -days 30 "
          "-copy_extensions copy");
  folder.write("page.pdf", small_pdf("One"));
  REQUIRE(with_secret(folder, passphrase, sign("page.pdf", "anna")).exit == 0);
  CHECK(folder.run({"verify", "page.pdf", "--ca", "ca.pem"}).exit == 0);
}

TEST_CASE("a plain key is made only when that is said, and the answer warns", "[app][key]") {
  const Folder folder;
  CHECK(rule_of(folder.run(with(new_key, {"--json"}))) == "passphrase-missing");
  CHECK(rule_of(with_secret(folder, "short", with(new_key, {"--json"}))) == "passphrase-missing");
  CHECK(folder.read("anna.key").empty());
  const auto ran = folder.run(with(new_key, {"--plain"}));
  REQUIRE(ran.exit == 0);
  CHECK(ran.out.find("NO PASSPHRASE") != std::string::npos);
  CHECK(folder.read("anna.key").find("BEGIN PRIVATE KEY") != std::string::npos);
}

TEST_CASE("a new key replaces nothing and is refused for what it cannot be", "[app][key]") {
  const Folder folder;
  folder.write("anna.pem", "mine\n");
  CHECK(refused_by(folder, with(new_key, {"--plain"})) == "file-exists");
  CHECK(folder.read("anna.key").empty());
  CHECK(folder.read("anna.pem") == "mine\n");
  const Words bob{"key", "new", "bob", "--plain", "--name"};
  CHECK(refused_by(folder, with(bob, {"Bob", "--days", "4000"})) == "value-out-of-range");
  CHECK(refused_by(folder, with(bob, {std::string(65, 'b')})) == "value-out-of-range");
  CHECK(refused_by(folder, with(bob, {"two\nlines"})) == "value-out-of-range");
  CHECK(refused_by(folder, with(bob, {""})) == "text-missing");
  CHECK(folder.run({"key", "old", "bob", "--name", "Bob"}).exit == 2);
  CHECK(folder.run({"key", "new", "bob"}).exit == 2);
}

TEST_CASE("keys and certificates that cannot sign say why", "[app][key]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  folder.write("page.txt", "one\n");
  const auto says = [&](const std::string& key, const std::string& certificate) {
    const auto ran = folder.run(sign("page.txt", key, certificate));
    CHECK(ran.exit == 1);
    return ran.err;
  };
  SECTION("Ed25519, which CMS of OpenSSL 3.0 cannot do") {
    openssl(folder,
            "req -x509 -newkey ed25519 -nodes -keyout e.key -out e.pem -subj '/CN=E' -days 30");
    CHECK(says("e.key", "e.pem").find("ED25519") != std::string::npos);
  }
  SECTION("RSA too short to mean anything") {
    openssl(folder,
            "req -x509 -newkey rsa:1024 -nodes -keyout e.key -out e.pem -subj '/CN=E' -days 30");
    CHECK(says("e.key", "e.pem").find("1024 bits") != std::string::npos);
  }
  SECTION("not yet valid") {
    openssl(folder, "req -new -key ann.key -subj /CN=A -out r");
    shell(
        folder,
        "faketime '+1 year' openssl x509 -req -in r -CA ca.pem -CAkey ca.key -CAcreateserial -out "
        "late.pem -days 30");
    CHECK(says("ann.key", "late.pem").find("holds only from") != std::string::npos);
  }
  SECTION("a passphrase that was not given") {
    openssl(folder, "pkcs8 -topk8 -in ann.key -out locked.key -passout pass:sesame");
    CHECK(says("locked.key", "ann.pem").find("it has a passphrase") != std::string::npos);
    const auto ran = with_secret(folder, "guess", sign("page.txt", "locked.key", "ann.pem"));
    CHECK(ran.exit == 1);
    CHECK(ran.err.find("the right one was not given") != std::string::npos);
    CHECK(ran.err.find("guess") == std::string::npos);
  }
  CHECK(folder.read("page.txt.p7s").empty());
}

namespace {

/// A token in this folder that holds the key of ann.key under the name "anna".
class SoftToken {
 public:
  explicit SoftToken(const Folder& folder) : folder_{folder} {
    folder.write("softhsm.conf", "directories.tokendir = " + folder.file("tokens") +
                                     "\nobjectstore.backend = file\nlog.level = ERROR\n");
    const auto in_token = "export SOFTHSM2_CONF=" + folder.file("softhsm.conf") + "; ";
    shell(folder, "mkdir tokens; " + in_token +
                      "softhsm2-util --init-token --free --label ledger --pin 1234 --so-pin 5678");
    openssl(folder, "pkcs8 -topk8 -nocrypt -in ann.key -out plain.key");
    shell(folder, in_token +
                      "softhsm2-util --import plain.key --token ledger --label anna --id a1 --pin "
                      "1234");
    shell(folder, "rm ann.key plain.key");
  }

  support::Ran run(const std::string& secret, const Words& words) const {
    // The driver keeps what it allocated when a key is not found: not ours to be judged for.
    Words command{"env",
                  "ASAN_OPTIONS=detect_leaks=0",
                  "SOFTHSM2_CONF=" + folder_.file("softhsm.conf"),
                  "PKCS11_MODULE_PATH=/usr/lib/softhsm/libsofthsm2.so",
                  "DPLEDGER_PASSPHRASE=" + secret,
                  DPLEDGER_PROGRAM};
    command.insert(command.end(), words.begin(), words.end());
    return folder_.run_other(command);
  }

 private:
  const Folder& folder_;
};

const std::string in_token = "pkcs11:token=ledger;object=anna;type=private";

}  // namespace

TEST_CASE("a key that never leaves its token signs PDFs and other files", "[app][key][token]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  const SoftToken token{folder};
  folder.write("page.pdf", small_pdf("One"));
  folder.write("page.txt", "one\n");
  REQUIRE(token.run("1234", sign("page.txt", in_token, "ann.pem")).exit == 0);
  REQUIRE(token.run("", sign("page.pdf", in_token + ";pin-value=1234", "ann.pem")).exit == 0);
  CHECK(folder.run({"verify", "page.txt", "page.pdf", "--ca", "ca.pem"}).exit == 0);
  openssl(folder,
          "cms -verify -binary -inform DER -in page.txt.p7s -content page.txt -CAfile ca.pem -out "
          "/dev/null");
}

TEST_CASE("a token without that key, or a wrong PIN, is refused and shows no PIN",
          "[app][key][token]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  const SoftToken token{folder};
  folder.write("page.txt", "one\n");
  const auto refused = [&](const std::string& secret, const std::string& key) {
    auto words = sign("page.txt", key, "ann.pem");
    words.push_back("--json");
    const auto ran = token.run(secret, words);
    CHECK((ran.out + ran.err).find("9876") == std::string::npos);
    return rule_of(ran);
  };
  CHECK(refused("9876", in_token) == "token-unavailable");
  CHECK(refused("", in_token + ";pin-value=9876") == "token-unavailable");
  CHECK(refused("", in_token) == "token-unavailable");
  CHECK(refused("1234", "pkcs11:token=ledger;object=nobody;type=private") == "token-unavailable");
  CHECK(refused("1234", in_token + "?module-path=/nowhere.so") == "token-unavailable");
  CHECK(folder.read("page.txt.p7s").empty());
}

TEST_CASE("without OpenSSL's engine for tokens the refusal names its package",
          "[app][key][token]") {
  const Folder folder;
  make_signer(folder, "ann", for_documents);
  folder.write("page.txt", "one\n");
  auto words = sign("page.txt", in_token, "ann.pem");
  Words command{"env", "OPENSSL_ENGINES=" + folder.path(), DPLEDGER_PROGRAM};
  command.insert(command.end(), words.begin(), words.end());
  const auto ran = folder.run_other(command);
  CHECK(ran.exit == 1);
  CHECK(ran.err.find("libengine-pkcs11-openssl") != std::string::npos);
}
