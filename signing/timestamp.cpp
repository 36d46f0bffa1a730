#include "signing/timestamp.hpp"

#include "ledger/ensure.hpp"
#include "signing/opened_signature.hpp"
#include "signing/timestamp_token.hpp"
#include "signing/trust.hpp"

#include <array>
#include <memory>

#include <openssl/err.h>
#include <openssl/rand.h>

namespace signing {
namespace {

using ledger::Error;
using ledger::Rule;

struct TimestampFreed {
  void operator()(TS_REQ* query) const { TS_REQ_free(query); }
  void operator()(TS_RESP* reply) const { TS_RESP_free(reply); }
  void operator()(TS_MSG_IMPRINT* imprint) const { TS_MSG_IMPRINT_free(imprint); }
  void operator()(X509_ALGOR* algorithm) const { X509_ALGOR_free(algorithm); }
  void operator()(ASN1_INTEGER* number) const { ASN1_INTEGER_free(number); }
};
using Query = std::unique_ptr<TS_REQ, TimestampFreed>;
using Reply = std::unique_ptr<TS_RESP, TimestampFreed>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, TimestampFreed>;
using Algorithm = std::unique_ptr<X509_ALGOR, TimestampFreed>;
using Number = std::unique_ptr<ASN1_INTEGER, TimestampFreed>;

/// The SHA-256 of a signature's value, as queries carry it.
Imprint imprint_of(CMS_SignerInfo* info) {
  const auto* value = CMS_SignerInfo_get0_signature(info);
  std::array<unsigned char, 32> hash{};
  unsigned size = hash.size();
  const bool hashed =
      EVP_Digest(ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value)),
                 hash.data(), &size, EVP_sha256(), nullptr) == 1;
  Imprint imprint{TS_MSG_IMPRINT_new()};
  const Algorithm algorithm{X509_ALGOR_new()};
  ledger::ensure(
      hashed && X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) &&
          TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1 &&
          TS_MSG_IMPRINT_set_msg(imprint.get(), hash.data(), static_cast<int>(hash.size())) == 1,
      "a signature can be hashed");
  return imprint;
}

/// A number nobody can foresee, so that an old reply is no answer.
Number fresh_number() {
  std::array<unsigned char, 8> bytes{};
  ledger::ensure(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1, "random numbers");
  std::uint64_t value = 0;
  for (const auto byte : bytes) value = (value << 8U) | byte;
  Number number{ASN1_INTEGER_new()};
  ASN1_INTEGER_set_uint64(number.get(), value | 1U);
  return number;
}

Error refused(const TimestampReply& reply, std::string found) {
  return {Rule::timestamp_refused, {reply.from, 0, 0}, std::move(found), ""};
}

/// What the service says in words when it declines.
std::string declined(TS_STATUS_INFO* status) {
  const auto* words = TS_STATUS_INFO_get0_text(status);
  if (words == nullptr || sk_ASN1_UTF8STRING_num(words) == 0) return "the service declined";
  const auto* text = sk_ASN1_UTF8STRING_value(words, 0);
  const std::string_view said{reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                              static_cast<std::size_t>(ASN1_STRING_length(text))};
  return "the service declined: " + ledger::quoted(said);
}

/// Whether the token answers the query that was made; one that is not at hand cannot be compared.
bool answers(TS_RESP* reply, const std::string& query_der) {
  if (query_der.empty()) return true;
  const Query query{d2i_TS_REQ_bio(reading(query_der).get(), nullptr)};
  const auto* asked = query ? TS_REQ_get_nonce(query.get()) : nullptr;
  const auto* said = TS_TST_INFO_get_nonce(TS_RESP_get_tst_info(reply));
  ERR_clear_error();
  return asked == nullptr || (said != nullptr && ASN1_INTEGER_cmp(asked, said) == 0);
}

std::optional<Error> refusal_of(const TimestampReply& given, TS_RESP* reply,
                                const TokenVerdict& verdict) {
  if (!verdict.holds) return refused(given, verdict.reason);
  if (given.authority_pem && !verdict.trusted) return refused(given, verdict.reason);
  if (!answers(reply, given.query)) return refused(given, "it answers another query");
  return std::nullopt;
}

std::string der_of(PKCS7* token) {
  const auto bio = writing();
  ledger::ensure(i2d_PKCS7_bio(bio.get(), token) == 1, "a timestamp can be written");
  return written(bio.get());
}

}  // namespace

ledger::Result<std::string> timestamp_query(std::string_view signature, const std::string& file) {
  const auto opened = open_signature(signature);
  if (!opened.cms) {
    return Error{Rule::signature_missing, {file, 0, 0}, "no signature of one signer", ""};
  }
  if (CMS_unsigned_get_attr_by_NID(opened.info, NID_id_smime_aa_timeStampToken, -1) >= 0) {
    return Error{Rule::signature_missing,
                 {file, 0, 0},
                 "its signature has a timestamp already",
                 "`dpledger verify` shows it"};
  }
  const Query query{TS_REQ_new()};
  const auto out = writing();
  const bool made = TS_REQ_set_version(query.get(), 1) == 1 &&
                    TS_REQ_set_msg_imprint(query.get(), imprint_of(opened.info).get()) == 1 &&
                    TS_REQ_set_nonce(query.get(), fresh_number().get()) == 1 &&
                    TS_REQ_set_cert_req(query.get(), 1) == 1 &&
                    i2d_TS_REQ_bio(out.get(), query.get()) == 1;
  ledger::ensure(made, "a query can be made");
  return written(out.get());
}

ledger::Result<std::string> with_timestamp(std::string_view signature, const TimestampReply& given,
                                           std::time_t now) {
  const auto opened = open_signature(signature);
  ledger::ensure(opened.cms != nullptr, "the query was made from this signature");
  TrustStore store;
  if (given.authority_pem) {
    auto trust = trust_in(*given.authority_pem, given.authority_file);
    if (!trust) return trust.errors();
    store = std::move(trust).value();
  }
  const Reply reply{d2i_TS_RESP_bio(reading(given.bytes).get(), nullptr)};
  ERR_clear_error();
  if (!reply) return refused(given, "this is no reply of a time-stamping service");
  auto* token = TS_RESP_get_token(reply.get());
  if (token == nullptr) return refused(given, declined(TS_RESP_get_status_info(reply.get())));
  const auto verdict = judge_token(token, opened.info, store.get(), now);
  if (auto error = refusal_of(given, reply.get(), verdict)) return *error;
  const auto der = der_of(token);
  const auto out = writing();
  const bool added =
      CMS_unsigned_add1_attr_by_NID(opened.info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE,
                                    der.data(), static_cast<int>(der.size())) == 1 &&
      i2d_CMS_bio(out.get(), opened.cms.get()) == 1;
  ledger::ensure(added, "a timestamp can be put into a signature");
  return written(out.get());
}

}  // namespace signing
