// A new key to sign with, and what goes with it. OpenSSL shows in new_key.cpp.
#pragma once

#include <ctime>
#include <string>

namespace signing {

/// Whose key it is, and for how long its certificate holds.
struct KeyOwner {
  std::string name, organisation;
  long days = 0;
  bool request = false;  ///< ask an authority for the certificate
};

struct NewKey {
  std::string key_pem;
  std::string certificate_pem;  ///< signed by the key itself; a request when that was asked for
};

/// P-256; the key is locked unless the passphrase is empty.
NewKey make_new_key(const KeyOwner& owner, const std::string& passphrase, std::time_t now);

}  // namespace signing
