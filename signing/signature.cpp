#include "signing/signature.hpp"

#include "ledger/ensure.hpp"
#include "signing/crypto.hpp"
#include "signing/key.hpp"
#include "signing/opened_signature.hpp"
#include "signing/timestamp_token.hpp"
#include "signing/trust.hpp"

#include <utility>

#include <openssl/err.h>
#include <openssl/objects.h>

namespace signing {
namespace {

using ledger::Error;
using ledger::Rule;

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
  return value == nullptr ? "" : moment_text(static_cast<const ASN1_TIME*>(value));
}

/// Fills in what the signature says of its signer.
void describe(const OpenedSignature& opened, SignatureVerdict& verdict) {
  verdict.signer = name_text(X509_get_subject_name(opened.certificate));
  verdict.issuer = name_text(X509_get_issuer_name(opened.certificate));
  verdict.signed_at = time_of(opened.info);
  verdict.role = text_of(opened.info, role_identifier);
  verdict.declaration = text_of(opened.info, declaration_identifier);
}

void add_token(const TokenVerdict& token, SignatureVerdict& verdict) {
  if (!token.present) return;
  verdict.timestamp = token.time;
  verdict.timestamp_by = token.service;
  verdict.timestamp_trusted = token.trusted;
  verdict.timestamp_note = token.reason;
}

void fail(SignatureVerdict& verdict, std::string reason) {
  verdict.holds = false;
  verdict.trusted = false;
  verdict.reason = std::move(reason);
}

/// Whether the bytes are what was signed and, when there is a store, whether it vouches.
void judge(const OpenedSignature& opened, std::string_view content, X509_STORE* store,
           SignatureVerdict& verdict) {
  constexpr unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY;
  auto* cms = opened.cms.get();
  verdict.intact = CMS_verify(cms, nullptr, nullptr, reading(content).get(), nullptr, flags) == 1;
  verdict.holds = verdict.intact;
  if (!verdict.intact) {
    return fail(verdict, "the file is not what was signed (" + openssl_error() + ")");
  }
  if (store == nullptr) return;
  const Chain brought{CMS_get1_certs(cms)};
  auto reason = why_not_trusted(opened.certificate, brought.get(), store);
  ERR_clear_error();
  verdict.trusted = reason.empty();
  if (!verdict.trusted) fail(verdict, std::move(reason));
}

}  // namespace

OpenedSignature open_signature(std::string_view der) {
  OpenedSignature opened;
  Cms cms{d2i_CMS_bio(reading(der).get(), nullptr)};
  if (cms && OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_pkcs7_signed) {
    CMS_set1_signers_certs(cms.get(), nullptr, 0);
    auto* infos = CMS_get0_SignerInfos(cms.get());
    if (sk_CMS_SignerInfo_num(infos) == 1) {
      opened.info = sk_CMS_SignerInfo_value(infos, 0);
      CMS_SignerInfo_get0_algs(opened.info, nullptr, &opened.certificate, nullptr, nullptr);
    }
  }
  ERR_clear_error();
  if (opened.certificate != nullptr) opened.cms = std::move(cms);
  return opened;
}

std::string signer_name(const Signer& signer) {
  const auto certificates = certificates_of(signer.certificate_pem);
  if (certificates.empty()) return "";
  const auto* subject = X509_get_subject_name(certificates.front().get());
  const int at = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
  if (at < 0) return name_text(subject);
  unsigned char* utf8 = nullptr;
  const int size =
      ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
  if (size < 0) return name_text(subject);
  std::string name{reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(size)};
  OPENSSL_free(utf8);
  return name;
}

ledger::Result<std::string> sign_detached(std::string_view content, const Signer& signer,
                                          std::time_t now) {
  const auto opened = open_key(signer, now);
  if (!opened) return opened.errors();
  const auto& certificates = opened.value().certificates;

  constexpr unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_CADES;
  const Cms cms{CMS_sign(nullptr, nullptr, nullptr, nullptr, flags)};
  auto* info = CMS_add1_signer(cms.get(), certificates.front().get(), opened.value().key.get(),
                               EVP_sha256(), flags);
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
  const auto opened = open_signature(signature);
  if (!opened.cms) {
    verdict.reason = "this is no signature of one signer with a certificate";
    return verdict;
  }
  describe(opened, verdict);
  const auto token = judge_token(opened.info, store.get(), now);
  add_token(token, verdict);
  // A trusted timestamp shows that the signature was there when the certificate held.
  const auto moment = token.trusted ? token.at : now;
  if (store) judge_at(store.get(), moment);
  judge(opened, content, store.get(), verdict);
  const auto days = out_of_its_days(opened.certificate, moment);
  if (verdict.holds && !days.empty()) fail(verdict, days);
  if (verdict.holds && token.present && !token.holds) {
    fail(verdict, "its timestamp does not hold: " + token.reason);
  }
  return verdict;
}

}  // namespace signing
