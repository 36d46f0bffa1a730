// sign and verify.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/signature.hpp"
#include "app/verdict.hpp"
#include "reports/answers.hpp"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Error;
using ledger::Errors;
using ledger::Result;
using ledger::Rule;

/// What is signed or verified may be a book of many people.
constexpr std::size_t largest_signed = std::size_t{1} << 30U;

bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024).find("%PDF-") != bytes.npos;
}
bool is_book(const std::string& file) {
  return read_beginning(file, 15) == "SQLite format 3";
}

void append(Errors& all, const Errors& more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// Reads key and certificate; a file that cannot be read is refused as what it should have been.
Result<Signer> signer_of(const Arguments& arguments) {
  Signer signer;
  Errors refused;
  const auto read_into = [&](const std::string& file, Rule rule, std::string& pem) {
    auto bytes = read_file(file, std::size_t{1} << 20U);
    if (bytes) {
      pem = std::move(bytes).value();
      return;
    }
    refused.push_back(Error{rule, {file, 0, 0}, bytes.error().found, ""});
  };
  signer.key_file = arguments.key;
  signer.certificate_file = arguments.certificate;
  read_into(arguments.key, Rule::key_unreadable, signer.key_pem);
  read_into(arguments.certificate, Rule::certificate_unreadable, signer.certificate_pem);
  if (!refused.empty()) return refused;
  const char* passphrase = std::getenv("DPLEDGER_PASSPHRASE");
  if (passphrase != nullptr) signer.passphrase = passphrase;
  signer.role = arguments.role;
  signer.declaration = arguments.declaration;
  return signer;
}

Verdict no_signature(const std::string& file) {
  Verdict verdict{file, "signature", false, "there is no signature " + file + ".p7s beside it",
                  {},   {}};
  verdict.breaches.push_back({"", verdict.sentence});
  return verdict;
}

Verdict verdict_of(const std::string& file, const SignatureVerdict& signature) {
  Verdict verdict{file, "signature", signature.holds, "", {}, {}};
  if (!signature.holds) {
    verdict.sentence = "the signature does not hold: " + signature.reason;
    verdict.breaches.push_back({"", verdict.sentence});
  } else {
    verdict.sentence = signature.trusted
                           ? "the signature holds, and the authority given vouches for its signer"
                           : "the signature holds; its signer is not trusted by anyone yet (give "
                             "--ca)";
  }
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) verdict.facts.emplace_back(name, value);
  };
  add("signer", signature.signer);
  add("issuer", signature.issuer);
  add("signed_at", signature.signed_at);
  add("role", signature.role);
  add("declaration", signature.declaration);
  verdict.facts.emplace_back("trusted", signature.trusted ? "yes" : "no");
  return verdict;
}

Result<Verdict> verify_one(const std::string& file, const std::optional<std::string>& authority,
                           const Arguments& arguments) {
  const bool is_signed = exists(file + ".p7s");
  if (!is_signed && is_book(file)) {
    const auto book = store::open_book(file, store::Access::read_only);
    if (!book) return book.errors();
    return check_book(*book.value(), file);
  }
  const auto bytes = read_file(file, largest_signed);
  if (!bytes) return bytes.errors();
  if (!is_signed) return no_signature(file);
  const auto signature = read_file(file + ".p7s");
  if (!signature) return signature.errors();
  const auto verdict =
      verify_detached(bytes.value(), signature.value(), authority, arguments.authority, now());
  if (!verdict) return verdict.errors();
  return verdict_of(file, verdict.value());
}

/// A signature is never replaced.
std::optional<Error> signature_there(const std::string& out) {
  auto refused = taken(out);
  if (refused) {
    refused->found = "a signature of this name";
    refused->remedy = "move it away first, or sign a copy of the file under another name";
  }
  return refused;
}

/// FILE.p7s stands for the file it signs.
std::string signed_file(const std::string& file) {
  if (!file.ends_with(".p7s")) return file;
  return file.substr(0, file.size() - 4);
}

}  // namespace

Outcome run_sign(const Arguments& arguments) {
  const auto& file = arguments.words.front();
  const auto out = file + ".p7s";
  if (auto refused = signature_there(out)) return *refused;
  const auto bytes = read_file(file, largest_signed);
  if (!bytes) return bytes.errors();
  if (is_pdf(bytes.value())) {
    return Error{Rule::not_supported,
                 {file, 0, 0},
                 "a PDF is signed inside itself",
                 "that cannot be done yet: sign the same statement as text or HTML"};
  }
  const auto signer = signer_of(arguments);
  if (!signer) return signer.errors();
  const auto signature = sign_detached(bytes.value(), signer.value(), now());
  if (!signature) return signature.errors();
  if (auto refused = write_new_file(out, signature.value())) return *refused;
  return Finished{reports::done("dpledger.signed/1", "Signed: " + out + ".",
                                {{"file", file},
                                 {"signature", out},
                                 {"sha256", store::sha256_hex(bytes.value())},
                                 {"role", arguments.role},
                                 {"declaration", arguments.declaration}})};
}

Outcome run_verify(const Arguments& arguments) {
  std::optional<std::string> authority;
  if (!arguments.authority.empty()) {
    auto pem = read_file(arguments.authority);
    if (!pem) {
      return Error{
          Rule::certificate_unreadable, {arguments.authority, 0, 0}, pem.error().found, ""};
    }
    authority = std::move(pem).value();
  }
  std::vector<Verdict> verdicts;
  Errors refused;
  for (const auto& named : arguments.words) {
    auto verdict = verify_one(signed_file(named), authority, arguments);
    if (verdict) {
      verdicts.push_back(std::move(verdict).value());
    } else {
      append(refused, verdict.errors());
    }
  }
  if (!refused.empty()) return refused;
  return verdict_on(verdicts, "dpledger.verify/1");
}

}  // namespace app
