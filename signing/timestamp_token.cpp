#include "signing/timestamp_token.hpp"

#include "ledger/ensure.hpp"
#include "signing/trust.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/x509v3.h>

namespace signing {
namespace {

struct TokenFreed {
  void operator()(PKCS7* token) const { PKCS7_free(token); }
  void operator()(TS_TST_INFO* info) const { TS_TST_INFO_free(info); }
  void operator()(TS_VERIFY_CTX* context) const { TS_VERIFY_CTX_free(context); }
};
using Token = std::unique_ptr<PKCS7, TokenFreed>;
using TokenInfo = std::unique_ptr<TS_TST_INFO, TokenFreed>;
using Check = std::unique_ptr<TS_VERIFY_CTX, TokenFreed>;

/// The token among the unsigned attributes; null when there is none or more than one.
Token token_of(CMS_SignerInfo* info, bool& present) {
  const int at = CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, -1);
  present = at >= 0;
  if (!present) return nullptr;
  if (CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, at) >= 0) return nullptr;
  const auto* type = X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(info, at), 0);
  if (type == nullptr || type->type != V_ASN1_SEQUENCE) return nullptr;
  const auto* bytes = ASN1_STRING_get0_data(type->value.sequence);
  return Token{d2i_PKCS7(nullptr, &bytes, ASN1_STRING_length(type->value.sequence))};
}

/// Hashes that can still be relied on; a token over another one proves nothing.
bool strong(const TS_TST_INFO* info) {
  auto* imprint = TS_TST_INFO_get_msg_imprint(const_cast<TS_TST_INFO*>(info));
  const ASN1_OBJECT* name = nullptr;
  X509_ALGOR_get0(&name, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
  constexpr std::array good{NID_sha256, NID_sha384, NID_sha512};
  return std::find(good.begin(), good.end(), OBJ_obj2nid(name)) != good.end();
}

void read_time(const TS_TST_INFO* info, TokenVerdict& verdict) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) return;
  verdict.at = timegm(&parts);
  verdict.time = moment_text(TS_TST_INFO_get_time(info));
}

/// The certificate that signed the token, which has to be inside it.
X509* service_of(PKCS7* token) {
  STACK_OF(X509)* signers = PKCS7_get0_signers(token, nullptr, 0);
  X509* first =
      signers == nullptr || sk_X509_num(signers) != 1 ? nullptr : sk_X509_value(signers, 0);
  sk_X509_free(signers);
  return first;
}

/// A store that trusts this one certificate: what is left to be tested is everything else.
TrustStore trust_only(X509* certificate) {
  TrustStore store{X509_STORE_new()};
  X509_STORE_add_cert(store.get(), certificate);
  X509_STORE_set_flags(store.get(), X509_V_FLAG_PARTIAL_CHAIN | X509_V_FLAG_NO_CHECK_TIME);
  return store;
}

/// Signature, usage, imprint and chain of the token, as OpenSSL's own `ts -verify` judges them.
bool verified(PKCS7* token, CMS_SignerInfo* info, X509_STORE* store) {
  const Check check{TS_VERIFY_CTX_new()};
  ledger::ensure(check != nullptr, "a timestamp can be checked");
  const auto* value = CMS_SignerInfo_get0_signature(info);
  TS_VERIFY_CTX_set_flags(check.get(), TS_VFY_VERSION | TS_VFY_SIGNATURE | TS_VFY_DATA);
  TS_VERIFY_CTX_set_data(check.get(),
                         BIO_new_mem_buf(ASN1_STRING_get0_data(value), ASN1_STRING_length(value)));
  X509_STORE_up_ref(store);  // the check lets go of it
  TS_VERIFY_CTX_set_store(check.get(), store);
  return TS_RESP_verify_token(check.get(), token) == 1;
}

}  // namespace

TokenVerdict judge_token(PKCS7* token, CMS_SignerInfo* info, X509_STORE* authorities,
                         std::time_t now) {
  TokenVerdict verdict;
  verdict.present = true;
  const TokenInfo said{PKCS7_type_is_signed(token) ? PKCS7_to_TS_TST_INFO(token) : nullptr};
  auto* service = said ? service_of(token) : nullptr;
  ERR_clear_error();
  if (service == nullptr) {
    verdict.reason = "it is no timestamp that brings the certificate of its service";
    return verdict;
  }
  verdict.service = name_text(X509_get_subject_name(service));
  read_time(said.get(), verdict);
  if (verdict.time.empty() || !strong(said.get())) {
    verdict.reason = "it has no time, or is over a hash that proves nothing any more";
    return verdict;
  }
  verdict.holds = verified(token, info, trust_only(service).get());
  if (!verdict.holds) {
    verdict.reason = "it is not over this signature, or its certificate is not for timestamps (" +
                     openssl_error() + ")";
    return verdict;
  }
  if (authorities == nullptr) {
    verdict.reason = "nobody vouches for its service yet (give --ca)";
    return verdict;
  }
  judge_at(authorities, now);
  verdict.trusted = verified(token, info, authorities);
  if (!verdict.trusted) {
    verdict.reason = "the authority given does not vouch for its service " + verdict.service +
                     " (" + openssl_error() + ")";
  }
  return verdict;
}

TokenVerdict judge_token(CMS_SignerInfo* info, X509_STORE* authorities, std::time_t now) {
  TokenVerdict verdict;
  const auto token = token_of(info, verdict.present);
  ERR_clear_error();
  if (!verdict.present) return verdict;
  if (token) return judge_token(token.get(), info, authorities, now);
  verdict.reason = "it cannot be read";
  return verdict;
}

}  // namespace signing
