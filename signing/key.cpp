#include "signing/key.hpp"

#include "signing/trust.hpp"

#include <cstring>
#include <utility>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace signing {
namespace {

using ledger::Error;
using ledger::Rule;

extern "C" int give_passphrase(char* buffer, int size, int /*writing*/, void* signer_pointer) {
  const auto& signer = *static_cast<const Signer*>(signer_pointer);
  auto secret = signer.passphrase;
  if (secret.empty() && !asked("Passphrase of " + signer.key_file + ": ", signer, secret))
    return -1;
  if (secret.size() > static_cast<std::size_t>(size)) return -1;
  std::memcpy(buffer, secret.data(), secret.size());
  return static_cast<int>(secret.size());
}

/// Why OpenSSL could not read a key, in words for whoever typed the passphrase.
Error unreadable(const Signer& signer) {
  const auto code = ERR_peek_last_error();
  const auto why = openssl_error();
  const bool locked = signer.key_pem.find("ENCRYPTED") != std::string::npos;
  const bool damaged =
      ERR_GET_LIB(code) == ERR_LIB_PEM && ERR_GET_REASON(code) == PEM_R_NO_START_LINE;
  if (!locked || damaged) return {Rule::key_unreadable, {signer.key_file, 0, 0}, why, ""};
  return {Rule::key_unreadable,
          {signer.key_file, 0, 0},
          "it has a passphrase, and the right one was not given",
          "type it in a terminal, or set DPLEDGER_PASSPHRASE"};
}

ledger::Result<SigningKey> key_of(const Signer& signer) {
  if (names_token(signer.key_file)) return key_in_token(signer);
  const auto bio = reading(signer.key_pem);
  // OpenSSL hands the pointer back to give_passphrase, which only reads.
  auto* for_callback = const_cast<Signer*>(&signer);
  Key key{PEM_read_bio_PrivateKey(bio.get(), nullptr, give_passphrase, for_callback)};
  if (key) return SigningKey{nullptr, std::move(key), {}};
  return unreadable(signer);
}

/// Signatures here are made over SHA-256, which RSA and elliptic-curve keys can do; RSA below 2048
/// bits has been too short for years (NIST SP 800-131A).
std::optional<Error> unsuitable(EVP_PKEY* key, const Signer& signer) {
  const int kind = EVP_PKEY_get_base_id(key);
  const ledger::Where place{signer.key_file, 0, 0};
  if (kind == EVP_PKEY_EC) return std::nullopt;
  if (kind == EVP_PKEY_RSA) {
    const int bits = EVP_PKEY_get_bits(key);
    if (bits >= 2048) return std::nullopt;
    return Error{Rule::key_unsuitable, place, "RSA of " + std::to_string(bits) + " bits",
                 "use a P-256 key, or RSA of 2048 bits at least"};
  }
  const char* name = EVP_PKEY_get0_type_name(key);
  return Error{Rule::key_unsuitable, place, name == nullptr ? "" : name, ""};
}

std::optional<Error> unusable(X509* certificate, EVP_PKEY* key, const Signer& signer,
                              std::time_t now) {
  const ledger::Where place{signer.certificate_file, 0, 0};
  if (X509_check_private_key(certificate, key) != 1) {
    ERR_clear_error();
    return Error{Rule::certificate_mismatch, place, signer.key_file, ""};
  }
  const auto days = out_of_its_days(certificate, now);
  if (!days.empty()) return Error{Rule::certificate_not_valid, place, days, ""};
  if (X509_check_purpose(certificate, X509_PURPOSE_SMIME_SIGN, 0) != 1) {
    return Error{Rule::certificate_not_valid, place, "it does not allow signing documents",
                 "use one whose key usage has digitalSignature and whose extended key usage has "
                 "emailProtection, or that has neither"};
  }
  return std::nullopt;
}

}  // namespace

bool asked(std::string_view prompt, const Signer& signer, std::string& secret) {
  return signer.ask != nullptr && signer.ask(prompt, secret);
}

ledger::Result<SigningKey> open_key(const Signer& signer, std::time_t now) {
  auto certificates = certificates_of(signer.certificate_pem);
  if (certificates.empty()) {
    return Error{
        Rule::certificate_unreadable, {signer.certificate_file, 0, 0}, "no certificate in it", ""};
  }
  auto opened = key_of(signer);
  if (!opened) return opened.errors();
  auto* key = opened.value().key.get();
  if (auto error = unsuitable(key, signer)) return *error;
  if (auto error = unusable(certificates.front().get(), key, signer, now)) return *error;
  opened.value().certificates = std::move(certificates);
  return opened;
}

}  // namespace signing
