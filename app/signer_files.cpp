#include "app/signer_files.hpp"

#include "app/clock.hpp"
#include "app/files.hpp"
#include "app/terminal.hpp"
#include "app/timestamp_service.hpp"
#include "signing/timestamp.hpp"

#include <cstdlib>
#include <utility>

namespace app {

using ledger::Error;
using ledger::Errors;
using ledger::Rule;

ledger::Result<signing::Signer> signer_of(const Arguments& arguments) {
  signing::Signer signer;
  signer.ask = ask_secret;
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
  if (!signing::names_token(arguments.key))
    read_into(arguments.key, Rule::key_unreadable, signer.key_pem);
  read_into(arguments.certificate, Rule::certificate_unreadable, signer.certificate_pem);
  if (!refused.empty()) return refused;
  const char* passphrase = std::getenv("DPLEDGER_PASSPHRASE");
  if (passphrase != nullptr) signer.passphrase = passphrase;
  signer.role = arguments.role;
  signer.declaration = arguments.declaration;
  return signer;
}

ledger::Result<std::optional<std::string>> authority_of(const Arguments& arguments) {
  if (arguments.authority.empty()) return std::optional<std::string>{};
  auto pem = read_file(arguments.authority);
  if (pem) return std::optional{std::move(pem).value()};
  return Error{Rule::certificate_unreadable, {arguments.authority, 0, 0}, pem.error().found, ""};
}

ledger::Result<std::string> stamped_by(const Arguments& arguments, const std::string& signature,
                                       const std::string& file) {
  if (arguments.service.empty()) return signature;
  auto authority = authority_of(arguments);
  if (!authority) return authority.errors();
  auto query = signing::timestamp_query(signature, file);
  if (!query) return query.errors();
  auto bytes = ask_service(arguments.service, query.value());
  if (!bytes) return bytes.errors();
  const signing::TimestampReply reply{std::move(bytes).value(), arguments.service, query.value(),
                                      std::move(authority).value(), arguments.authority};
  return signing::with_timestamp(signature, reply, now());
}

}  // namespace app
