// A key and certificates for trying out: nobody should trust them, and they end after 30 days.
#include "signing/certificate_making.hpp"
#include "signing/signature.hpp"

#include <openssl/x509v3.h>

namespace signing {
namespace {

constexpr long days_valid = 30;

}  // namespace

ThrowAway make_throw_away(const std::string& signer_name, std::time_t now) {
  const auto authority_key = make_key();
  const auto authority = begin_certificate("Throw-away authority (trust nothing it says)", "",
                                           authority_key.get(), now, days_valid);
  extend(authority.get(), authority.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  extend(authority.get(), authority.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  finish_certificate(authority.get(), authority.get(), authority_key.get());

  const auto key = make_key();
  const auto certificate = begin_certificate(signer_name, "", key.get(), now, days_valid);
  allow_signing(certificate.get(), authority.get());
  finish_certificate(certificate.get(), authority.get(), authority_key.get());
  return {certificate_pem(authority.get()), certificate_pem(certificate.get()),
          key_pem(key.get(), "")};
}

}  // namespace signing
