// The key somebody signs with and the certificate that says whose it is: from PEM files, or the key
// from a PKCS#11 token. OpenSSL's types show; for signature.cpp and its neighbours only.
#pragma once

#include "ledger/result.hpp"
#include "signing/crypto.hpp"
#include "signing/signature.hpp"

#include <ctime>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace signing {

struct SigningKey {
  std::shared_ptr<void> token;  ///< held open for as long as the key of a token is used
  Key key;
  std::vector<Certificate>
      certificates;  ///< the signer's own, then those that lead to an authority
};

/// Refused when key or certificate cannot be read, do not belong together, the certificate does not
/// hold at `now`, or does not allow signing such as this.
ledger::Result<SigningKey> open_key(const Signer& signer, std::time_t now);

/// Asks whoever signs for a secret; false when there is nobody to ask.
bool asked(std::string_view prompt, const Signer& signer, std::string& secret);

/// The key of a token, by its URI ("pkcs11:token=…;object=…"); refused (token_unavailable) when the
/// engine is not installed, or token, key or PIN are not there. The PIN is the URI's pin-value,
/// else `signer.passphrase`, else asked for. Without certificates.
ledger::Result<SigningKey> key_in_token(const Signer& signer);

}  // namespace signing
