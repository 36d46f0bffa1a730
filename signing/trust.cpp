#include "signing/trust.hpp"

#include "ledger/ensure.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace signing {
namespace {

using ledger::Error;
using ledger::Rule;

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
      return "the certificate of " + name + " expired on " +
             moment_text(X509_get0_notAfter(certificate));
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return "the certificate of " + name + " holds only from " +
             moment_text(X509_get0_notBefore(certificate));
    case X509_V_ERR_INVALID_PURPOSE:
      return "the certificate of " + name + " is not meant for this";
    case X509_V_ERR_INVALID_CA:
      return "the certificate of " + name + " may not vouch for others";
    default:  // OpenSSL's own list is open
      return "the certificate of " + name + ": " + X509_verify_cert_error_string(cause);
  }
}

}  // namespace

std::vector<Certificate> certificates_of(std::string_view pem) {
  std::vector<Certificate> certificates;
  const auto bio = reading(pem);
  while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    certificates.emplace_back(next);
  }
  ERR_clear_error();  // the end of the file counts as one
  return certificates;
}

std::string name_text(const X509_NAME* name) {
  const auto bio = writing();
  X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
  return written(bio.get());
}

std::string moment_text(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return "an unknown day";
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string out_of_its_days(const X509* certificate, std::time_t moment) {
  if (X509_cmp_time(X509_get0_notBefore(certificate), &moment) > 0) {
    return "the certificate holds only from " + moment_text(X509_get0_notBefore(certificate));
  }
  if (X509_cmp_time(X509_get0_notAfter(certificate), &moment) < 0) {
    return "the certificate expired on " + moment_text(X509_get0_notAfter(certificate));
  }
  return "";
}

ledger::Result<TrustStore> trust_in(const std::string& authority_pem, const std::string& file) {
  TrustStore store{X509_STORE_new()};
  const auto authorities = certificates_of(authority_pem);
  for (const auto& authority : authorities) X509_STORE_add_cert(store.get(), authority.get());
  if (!authorities.empty()) return store;
  return Error{Rule::certificate_unreadable, {file, 0, 0}, "no certificate in it", ""};
}

void judge_at(X509_STORE* store, std::time_t moment) {
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), moment);
}

std::string why_not_trusted(X509* certificate, STACK_OF(X509) * brought, X509_STORE* authorities) {
  const StoreContext context{X509_STORE_CTX_new()};
  const bool begun =
      context && X509_STORE_CTX_init(context.get(), authorities, certificate, brought) == 1;
  ledger::ensure(begun && X509_STORE_CTX_set_default(context.get(), "smime_sign") == 1,
                 "a chain of certificates can be followed");
  if (X509_verify_cert(context.get()) == 1) return "";
  const auto* where = X509_STORE_CTX_get_current_cert(context.get());
  return in_words(X509_STORE_CTX_get_error(context.get()), where == nullptr ? certificate : where);
}

}  // namespace signing
