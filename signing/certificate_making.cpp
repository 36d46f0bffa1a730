#include "signing/certificate_making.hpp"

#include "ledger/ensure.hpp"

#include <array>
#include <memory>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace signing {
namespace {

constexpr const char* signing_use = "critical,digitalSignature,nonRepudiation";
constexpr const char* signing_purpose = "emailProtection";

// OpenSSL 3.0 refuses scrypt beyond 32 MiB, so that N stays at 2^14 and p makes up for it: a
// quarter of a second a guess.
constexpr std::uint64_t scrypt_n = 1U << 14U;
constexpr std::uint64_t scrypt_r = 8;
constexpr std::uint64_t scrypt_p = 5;

struct PartFreed {
  void operator()(X509_REQ* request) const { X509_REQ_free(request); }
  void operator()(X509_SIG* locked) const { X509_SIG_free(locked); }
  void operator()(PKCS8_PRIV_KEY_INFO* open) const { PKCS8_PRIV_KEY_INFO_free(open); }
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
  void operator()(STACK_OF(X509_EXTENSION) * all) const {
    sk_X509_EXTENSION_pop_free(all, X509_EXTENSION_free);
  }
};
template <typename T>
using Part = std::unique_ptr<T, PartFreed>;

void must(bool held) {
  ledger::ensure(held, "a key and certificate can be made: " + (held ? "" : openssl_error()));
}

void set_serial(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  must(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  bytes[0] &= 0x7FU;
  const Part<BIGNUM> number{BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)};
  must(number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr);
}

void add_name(X509_NAME* subject, const char* part, const std::string& text) {
  if (text.empty()) return;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.c_str());
  must(X509_NAME_add_entry_by_txt(subject, part, MBSTRING_UTF8, bytes, -1, -1, 0) == 1);
}

Part<X509_EXTENSION> extension_of(X509V3_CTX& context, int what, const char* value) {
  Part<X509_EXTENSION> extension{X509V3_EXT_conf_nid(nullptr, &context, what, value)};
  must(extension != nullptr);
  return extension;
}

}  // namespace

Key make_key() {
  Key key{EVP_EC_gen("P-256")};
  must(key != nullptr);
  return key;
}

Certificate begin_certificate(const std::string& name, const std::string& organisation,
                              EVP_PKEY* key, std::time_t now, long days) {
  Certificate certificate{X509_new()};
  must(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  set_serial(certificate.get());
  X509_time_adj_ex(X509_getm_notBefore(certificate.get()), 0, -60, &now);
  must(X509_time_adj_ex(X509_getm_notAfter(certificate.get()), static_cast<int>(days), 0, &now) !=
       nullptr);
  auto* subject = X509_get_subject_name(certificate.get());
  add_name(subject, "O", organisation);
  add_name(subject, "CN", name);
  must(X509_set_pubkey(certificate.get(), key) == 1);
  return certificate;
}

void extend(X509* certificate, X509* issuer, int what, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  must(X509_add_ext(certificate, extension_of(context, what, value).get(), -1) == 1);
}

void allow_signing(X509* certificate, X509* issuer) {
  extend(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  extend(certificate, issuer, NID_key_usage, signing_use);
  extend(certificate, issuer, NID_ext_key_usage, signing_purpose);
}

void finish_certificate(X509* certificate, X509* issuer, EVP_PKEY* issuers_key) {
  must(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1);
  extend(certificate, issuer, NID_subject_key_identifier, "hash");
  extend(certificate, issuer, NID_authority_key_identifier, "keyid:always");
  must(X509_sign(certificate, issuers_key, EVP_sha256()) > 0);
}

std::string request_pem(const std::string& name, const std::string& organisation, EVP_PKEY* key) {
  const Part<X509_REQ> request{X509_REQ_new()};
  must(request && X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1);
  add_name(X509_REQ_get_subject_name(request.get()), "O", organisation);
  add_name(X509_REQ_get_subject_name(request.get()), "CN", name);
  X509V3_CTX context;
  X509V3_set_ctx(&context, nullptr, nullptr, request.get(), nullptr, 0);
  const Part<STACK_OF(X509_EXTENSION)> wishes{sk_X509_EXTENSION_new_null()};
  for (const auto& [what, value] :
       {std::pair{NID_key_usage, signing_use}, std::pair{NID_ext_key_usage, signing_purpose}}) {
    must(sk_X509_EXTENSION_push(wishes.get(), extension_of(context, what, value).release()) > 0);
  }
  must(X509_REQ_add_extensions(request.get(), wishes.get()) == 1);
  must(X509_REQ_set_pubkey(request.get(), key) == 1 &&
       X509_REQ_sign(request.get(), key, EVP_sha256()) > 0);
  const auto bio = writing();
  must(PEM_write_bio_X509_REQ(bio.get(), request.get()) == 1);
  return written(bio.get());
}

std::string certificate_pem(X509* certificate) {
  const auto bio = writing();
  must(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return written(bio.get());
}

std::string key_pem(EVP_PKEY* key, const std::string& passphrase) {
  const auto bio = writing();
  if (passphrase.empty()) {
    must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    return written(bio.get());
  }
  const Part<PKCS8_PRIV_KEY_INFO> open{EVP_PKEY2PKCS8(key)};
  X509_ALGOR* lock =
      PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, scrypt_n, scrypt_r, scrypt_p);
  must(open && lock != nullptr);
  const Part<X509_SIG> locked{
      PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), open.get(), lock)};
  must(locked && PEM_write_bio_PKCS8(bio.get(), locked.get()) == 1);
  return written(bio.get());
}

}  // namespace signing
