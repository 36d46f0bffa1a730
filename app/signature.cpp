#include "app/signature.hpp"

#include "app/crypto.hpp"
#include "app/terminal.hpp"
#include "ledger/ensure.hpp"

#include <cstring>
#include <vector>

#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace app {
namespace {

using ledger::Error;
using ledger::Rule;

/// Certificates of a PEM file in their order.
std::vector<Certificate> certificates_of(std::string_view pem) {
  std::vector<Certificate> certificates;
  const auto bio = reading(pem);
  while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(next);
  }
  ERR_clear_error();  // the end of the file counts as one
  return certificates;
}

extern "C" int give_passphrase(char* buffer, int size, int /*writing*/, void* signer_pointer) {
  const auto& signer = *static_cast<const Signer*>(signer_pointer);
  auto secret = signer.passphrase;
  if (secret.empty() && !ask_secret("Passphrase of " + signer.key_file + ": ", secret)) return -1;
  if (secret.size() > static_cast<std::size_t>(size)) return -1;
  std::memcpy(buffer, secret.data(), secret.size());
  return static_cast<int>(secret.size());
}

ledger::Result<Key> key_of(const Signer& signer) {
  const auto bio = reading(signer.key_pem);
  // OpenSSL hands the pointer back to give_passphrase, which only reads.
  auto* for_callback = const_cast<Signer*>(&signer);
  Key key{PEM_read_bio_PrivateKey(bio.get(), nullptr, give_passphrase, for_callback)};
  if (key) return key;
  return Error{Rule::key_unreadable, {signer.key_file, 0, 0}, openssl_error(), ""};
}

/// Detached signatures here are made over SHA-256, which RSA and elliptic-curve keys can do.
std::optional<Error> unsuitable(EVP_PKEY* key, const Signer& signer) {
  const int kind = EVP_PKEY_get_base_id(key);
  if (kind == EVP_PKEY_RSA || kind == EVP_PKEY_EC) return std::nullopt;
  const char* name = EVP_PKEY_get0_type_name(key);
  return Error{Rule::key_unsuitable, {signer.key_file, 0, 0}, name == nullptr ? "" : name, ""};
}

std::string day(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return "an unknown day";
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

/// Why a certificate does not hold at a moment; empty when it does.
std::string out_of_its_days(const X509* certificate, std::time_t now) {
  if (X509_cmp_time(X509_get0_notBefore(certificate), &now) > 0) {
    return "the certificate holds only from " + day(X509_get0_notBefore(certificate));
  }
  if (X509_cmp_time(X509_get0_notAfter(certificate), &now) < 0) {
    return "the certificate expired on " + day(X509_get0_notAfter(certificate));
  }
  return "";
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

void add_text(CMS_SignerInfo* info, const char* identifier, const std::string& text) {
  if (text.empty()) return;
  const Object object{OBJ_txt2obj(identifier, 1)};
  ledger::ensure(
      object && CMS_signed_add1_attr_by_OBJ(info, object.get(), V_ASN1_UTF8STRING, text.data(),
                                            static_cast<int>(text.size())) == 1,
      "a signed attribute can be added");
}

std::string text_of(CMS_SignerInfo* info, const char* identifier) {
  const Object object{OBJ_txt2obj(identifier, 1)};
  const int at = CMS_signed_get_attr_by_OBJ(info, object.get(), -1);
  if (at < 0) return "";
  auto* attribute = CMS_signed_get_attr(info, at);
  const auto* type = X509_ATTRIBUTE_get0_type(attribute, 0);
  if (type == nullptr || type->type != V_ASN1_UTF8STRING) return "";
  const auto* text = type->value.utf8string;
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

std::string time_of(CMS_SignerInfo* info) {
  const auto* value =
      CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(NID_pkcs9_signingTime), -3, V_ASN1_UTCTIME);
  return value == nullptr ? "" : day(static_cast<const ASN1_TIME*>(value));
}

std::string name_text(const X509_NAME* name) {
  const auto bio = writing();
  X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
  return written(bio.get());
}

ledger::Result<TrustStore> trust_in(const std::string& authority_pem, const std::string& file) {
  TrustStore store{X509_STORE_new()};
  const auto authorities = certificates_of(authority_pem);
  for (const auto& authority : authorities) X509_STORE_add_cert(store.get(), authority.get());
  if (!authorities.empty()) return store;
  return Error{Rule::certificate_unreadable, {file, 0, 0}, "no certificate in it", ""};
}

/// What OpenSSL found wrong with a chain of certificates, in plain words.
std::string in_words(int cause, const X509* certificate) {
  const auto name = name_text(X509_get_subject_name(certificate));
  switch (cause) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
      return "the authority given did not issue the certificate of " + name + "; its issuer is " +
             name_text(X509_get_issuer_name(certificate));
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return "the certificate of " + name + " expired on " + day(X509_get0_notAfter(certificate));
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "the certificate of " + name + " holds only from " +
             day(X509_get0_notBefore(certificate));
    case X509_V_ERR_INVALID_PURPOSE:
      return "the certificate of " + name + " is not meant for signing documents";
    case X509_V_ERR_INVALID_CA:
      return "the certificate of " + name + " may not vouch for others";
    default:  // OpenSSL's own list is open
      return "the certificate of " + name + ": " + X509_verify_cert_error_string(cause);
  }
}

/// Why no chain leads from the signer to the authorities; empty when one does.
std::string why_not_trusted(CMS_ContentInfo* cms, X509* certificate, X509_STORE* authorities) {
  const Chain brought{CMS_get1_certs(cms)};
  const StoreContext context{X509_STORE_CTX_new()};
  const bool begun =
      context && X509_STORE_CTX_init(context.get(), authorities, certificate, brought.get()) == 1;
  ledger::ensure(begun && X509_STORE_CTX_set_default(context.get(), "smime_sign") == 1,
                 "a chain of certificates can be followed");
  if (X509_verify_cert(context.get()) == 1) return "";
  const auto* where = X509_STORE_CTX_get_current_cert(context.get());
  return in_words(X509_STORE_CTX_get_error(context.get()), where == nullptr ? certificate : where);
}

/// Fills in what the signature says of its signer; false when there is not exactly one that it
/// brings the certificate of.
bool describe(CMS_ContentInfo* cms, SignatureVerdict& verdict, X509*& certificate) {
  CMS_set1_signers_certs(cms, nullptr, 0);
  auto* infos = CMS_get0_SignerInfos(cms);
  if (sk_CMS_SignerInfo_num(infos) != 1) return false;
  auto* info = sk_CMS_SignerInfo_value(infos, 0);
  CMS_SignerInfo_get0_algs(info, nullptr, &certificate, nullptr, nullptr);
  if (certificate == nullptr) return false;
  verdict.signer = name_text(X509_get_subject_name(certificate));
  verdict.issuer = name_text(X509_get_issuer_name(certificate));
  verdict.signed_at = time_of(info);
  verdict.role = text_of(info, role_identifier);
  verdict.declaration = text_of(info, declaration_identifier);
  return true;
}

}  // namespace

ledger::Result<std::string> sign_detached(std::string_view content, const Signer& signer,
                                          std::time_t now) {
  const auto certificates = certificates_of(signer.certificate_pem);
  if (certificates.empty()) {
    return Error{
        Rule::certificate_unreadable, {signer.certificate_file, 0, 0}, "no certificate in it", ""};
  }
  const auto key = key_of(signer);
  if (!key) return key.errors();
  auto* certificate = certificates.front().get();
  if (auto error = unsuitable(key.value().get(), signer)) return *error;
  if (auto error = unusable(certificate, key.value().get(), signer, now)) return *error;

  constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_CADES;
  const Cms cms{CMS_sign(nullptr, nullptr, nullptr, nullptr, flags)};
  auto* info = CMS_add1_signer(cms.get(), certificate, key.value().get(), EVP_sha256(), flags);
  if (info == nullptr) {
    return Error{Rule::key_unreadable, {signer.key_file, 0, 0}, openssl_error(), ""};
  }
  for (std::size_t link = 1; link < certificates.size(); ++link) {
    CMS_add1_cert(cms.get(), certificates[link].get());
  }
  add_text(info, role_identifier, signer.role);
  add_text(info, declaration_identifier, signer.declaration);
  const auto out = writing();
  const bool made = CMS_final(cms.get(), reading(content).get(), nullptr, flags) == 1 &&
                    i2d_CMS_bio(out.get(), cms.get()) == 1;
  if (!made) return Error{Rule::key_unsuitable, {signer.key_file, 0, 0}, openssl_error(), ""};
  return written(out.get());
}

ledger::Result<SignatureVerdict> verify_detached(std::string_view content,
                                                 std::string_view signature,
                                                 const std::optional<std::string>& authority_pem,
                                                 const std::string& authority_file,
                                                 std::time_t now) {
  SignatureVerdict verdict;
  TrustStore store;
  if (authority_pem) {
    auto trust = trust_in(*authority_pem, authority_file);
    if (!trust) return trust.errors();
    store = std::move(trust).value();
  }
  const Cms cms{d2i_CMS_bio(reading(signature).get(), nullptr)};
  X509* certificate = nullptr;
  if (!cms || OBJ_obj2nid(CMS_get0_type(cms.get())) != NID_pkcs7_signed ||
      !describe(cms.get(), verdict, certificate)) {
    ERR_clear_error();
    verdict.reason = "this is no signature of one signer with a certificate";
    return verdict;
  }
  unsigned flags = CMS_BINARY | CMS_DETACHED;
  if (!store) flags |= CMS_NO_SIGNER_CERT_VERIFY;
  verdict.holds =
      CMS_verify(cms.get(), nullptr, store.get(), reading(content).get(), nullptr, flags) == 1;
  verdict.trusted = verdict.holds && store;
  if (!verdict.holds) {
    verdict.reason = store ? why_not_trusted(cms.get(), certificate, store.get()) : "";
    const auto cause = openssl_error();
    if (verdict.reason.empty()) verdict.reason = "the file is not what was signed (" + cause + ")";
  }
  const auto days = out_of_its_days(certificate, now);
  if (verdict.holds && !days.empty()) {
    verdict.holds = false;
    verdict.trusted = false;
    verdict.reason = days;
  }
  return verdict;
}

}  // namespace app
