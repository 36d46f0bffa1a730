// A key and certificates for trying out: nobody should trust them, and they end after 30 days.
#include "app/crypto.hpp"
#include "app/signature.hpp"
#include "ledger/ensure.hpp"

#include <array>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace app {
namespace {

constexpr long days_valid = 30;

void must(bool held) {
  ledger::ensure(held, "a throw-away certificate can be made: " + (held ? "" : openssl_error()));
}

Key make_key() {
  Key key{EVP_EC_gen("P-256")};
  must(key != nullptr);
  return key;
}

void extend(X509* certificate, X509* issuer, int what, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value);
  must(extension != nullptr && X509_add_ext(certificate, extension, -1) == 1);
  X509_EXTENSION_free(extension);
}

void set_serial(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  must(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  bytes[0] &= 0x7FU;
  BIGNUM* number = BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr);
  must(number != nullptr &&
       BN_to_ASN1_INTEGER(number, X509_get_serialNumber(certificate)) != nullptr);
  BN_free(number);
}

Certificate begin(const std::string& name, EVP_PKEY* key, std::time_t now) {
  Certificate certificate{X509_new()};
  must(certificate && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  set_serial(certificate.get());
  X509_time_adj_ex(X509_getm_notBefore(certificate.get()), 0, -60, &now);
  X509_time_adj_ex(X509_getm_notAfter(certificate.get()), days_valid, 0, &now);
  const auto* text = reinterpret_cast<const unsigned char*>(name.c_str());
  must(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                  text, -1, -1, 0) == 1);
  must(X509_set_pubkey(certificate.get(), key) == 1);
  return certificate;
}

void finish(X509* certificate, X509* issuer, EVP_PKEY* issuers_key) {
  must(X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1);
  extend(certificate, issuer, NID_subject_key_identifier, "hash");
  extend(certificate, issuer, NID_authority_key_identifier, "keyid:always");
  must(X509_sign(certificate, issuers_key, EVP_sha256()) > 0);
}

std::string pem_of(X509* certificate) {
  const auto bio = writing();
  must(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return written(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  const auto bio = writing();
  must(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
  return written(bio.get());
}

}  // namespace

ThrowAway make_throw_away(const std::string& signer_name, std::time_t now) {
  const auto authority_key = make_key();
  const auto authority =
      begin("Throw-away authority (trust nothing it says)", authority_key.get(), now);
  extend(authority.get(), authority.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  extend(authority.get(), authority.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  finish(authority.get(), authority.get(), authority_key.get());

  const auto key = make_key();
  const auto certificate = begin(signer_name, key.get(), now);
  extend(certificate.get(), authority.get(), NID_basic_constraints, "critical,CA:FALSE");
  extend(certificate.get(), authority.get(), NID_key_usage,
         "critical,digitalSignature,nonRepudiation");
  extend(certificate.get(), authority.get(), NID_ext_key_usage, "emailProtection");
  finish(certificate.get(), authority.get(), authority_key.get());
  return {pem_of(authority.get()), pem_of(certificate.get()), pem_of(key.get())};
}

}  // namespace app
