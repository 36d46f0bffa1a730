// The timestamp in a signature (RFC 3161, RFC 5816; the attribute of RFC 5126): a time-stamping
// service's word that the signature was there at a time. OpenSSL's types show; for
// signature.cpp and its neighbours only.
#pragma once

#include "signing/crypto.hpp"

#include <ctime>
#include <string>

#include <openssl/ts.h>

namespace signing {

struct TokenVerdict {
  bool present = false;
  bool holds = false;    ///< it is over this signature, and signed by a certificate for timestamps
  bool trusted = false;  ///< and an authority vouches for that certificate
  std::string reason;    ///< why it does not hold, or is not trusted
  std::time_t at = 0;
  std::string time;     ///< the same: "2025-05-01T10:00:00Z"
  std::string service;  ///< the subject of the service's certificate
};

/// The token of a signature; `authorities` may be null: then nobody vouches. The certificate of the
/// service is judged as of `now`.
TokenVerdict judge_token(CMS_SignerInfo* info, X509_STORE* authorities, std::time_t now);

/// The same of a token that is not in the signature yet.
TokenVerdict judge_token(PKCS7* token, CMS_SignerInfo* info, X509_STORE* authorities,
                         std::time_t now);

}  // namespace signing
