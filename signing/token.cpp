// Keys that never leave a PKCS#11 token (a card, a stick, a softhsm2 folder), through the engine of
// libp11. OpenSSL 3.0 calls engines deprecated and Debian 12 has nothing in their place yet, so
// this one file asks for them; where the engine is not installed the program does without.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "signing/key.hpp"

#include <algorithm>
#include <memory>

#include <openssl/engine.h>
#include <openssl/err.h>
#include <openssl/ui.h>

namespace signing {
namespace {

using ledger::Error;
using ledger::Rule;

struct EngineClosed {
  void operator()(ENGINE* engine) const {
    ENGINE_finish(engine);
    ENGINE_free(engine);
  }
};

/// The URI without its PIN: what may be shown, and what the engine is given, for it repeats to
/// everybody what it does not find.
std::string without_pin(const std::string& uri) {
  const auto from = uri.find("pin-value=");
  if (from == uri.npos) return uri;
  const auto to = std::min(uri.find_first_of(";?&", from), uri.size());
  // Its own separator goes with it: the one before, or for the first of a query the one behind.
  const bool first_of_query = uri[from - 1] == '?' && to < uri.size();
  return first_of_query ? uri.substr(0, from) + uri.substr(to + 1)
                        : uri.substr(0, from - 1) + uri.substr(to);
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// "%31" is "1" in a URI (RFC 3986).
std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? digit(text[i + 1]) : -1;
    const int low = high < 0 ? -1 : digit(text[i + 2]);
    out += low < 0 ? text[i] : static_cast<char>(high * 16 + low);
    if (low >= 0) i += 2;
  }
  return out;
}

Error unavailable(const Signer& signer, std::string found, std::string remedy = "") {
  return {Rule::token_unavailable,
          {without_pin(signer.key_file), 0, 0},
          std::move(found),
          std::move(remedy)};
}

/// The value of an attribute of the URI (RFC 7512), as it stands there; empty when it has none.
std::string attribute(std::string_view uri, std::string_view name) {
  uri.remove_prefix(std::string_view{"pkcs11:"}.size());
  while (!uri.empty()) {
    const auto end = std::min(uri.find_first_of(";?&"), uri.size());
    const auto part = uri.substr(0, end);
    const auto equals = part.find('=');
    if (part.substr(0, equals) == name && equals != part.npos) {
      return std::string{part.substr(equals + 1)};
    }
    uri.remove_prefix(std::min(end + 1, uri.size()));
  }
  return "";
}

ledger::Result<std::shared_ptr<ENGINE>> begin_engine(const Signer& signer) {
  ENGINE_load_builtin_engines();
  ENGINE* found = ENGINE_by_id("pkcs11");
  if (found == nullptr) {
    ERR_clear_error();
    return unavailable(signer, "OpenSSL's engine for PKCS#11 is not installed",
                       "install the package libengine-pkcs11-openssl and the token's own");
  }
  const auto module = attribute(signer.key_file, "module-path");
  if (!module.empty()) ENGINE_ctrl_cmd_string(found, "MODULE_PATH", decoded(module).c_str(), 0);
  ENGINE_ctrl_cmd_string(found, "QUIET", nullptr, 0);  // what is wrong is said here, once
  if (ENGINE_init(found) == 1) return std::shared_ptr<ENGINE>{found, EngineClosed{}};
  ENGINE_free(found);
  return unavailable(signer, "the token's driver cannot be opened (" + openssl_error() + ")",
                     "name it in the URI (?module-path=FILE) or in PKCS11_MODULE_PATH");
}

}  // namespace

bool names_token(std::string_view key) {
  return key.starts_with("pkcs11:");
}

ledger::Result<SigningKey> key_in_token(const Signer& signer) {
  auto engine = begin_engine(signer);
  if (!engine) return engine.errors();
  auto* opened = engine.value().get();
  auto pin = decoded(attribute(signer.key_file, "pin-value"));
  if (pin.empty()) pin = signer.passphrase;
  if (pin.empty() && !asked("PIN of " + signer.key_file + ": ", signer, pin)) {
    return unavailable(signer, "its PIN was not given",
                       "type it in a terminal, or set DPLEDGER_PASSPHRASE");
  }
  ENGINE_ctrl_cmd_string(opened, "PIN", pin.c_str(), 0);
  const auto uri = without_pin(signer.key_file);
  // The engine's own questions would stop a script: the PIN is known by now, or wrong.
  UI_METHOD* silent = UI_create_method("no questions");
  Key key{ENGINE_load_private_key(opened, uri.c_str(), silent, nullptr)};
  UI_destroy_method(silent);
  if (key) return SigningKey{std::move(engine).value(), std::move(key), {}};
  return unavailable(signer, "no such key, or a wrong PIN (" + openssl_error() + ")");
}

}  // namespace signing
