// sign.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/signature.hpp"
#include "app/verify_kinds.hpp"
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

bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024).find("%PDF-") != bytes.npos;
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

/// A signature is never replaced.
std::optional<Error> signature_there(const std::string& out) {
  auto refused = taken(out);
  if (refused) {
    refused->found = "a signature of this name";
    refused->remedy = "move it away first, or sign a copy of the file under another name";
  }
  return refused;
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

}  // namespace app
