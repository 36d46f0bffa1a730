#include "signing/new_key.hpp"

#include "signing/certificate_making.hpp"

namespace signing {

NewKey make_new_key(const KeyOwner& owner, const std::string& passphrase, std::time_t now) {
  const auto key = make_key();
  NewKey made{key_pem(key.get(), passphrase), ""};
  if (owner.request) {
    made.certificate_pem = request_pem(owner.name, owner.organisation, key.get());
    return made;
  }
  const auto certificate =
      begin_certificate(owner.name, owner.organisation, key.get(), now, owner.days);
  allow_signing(certificate.get(), certificate.get());
  finish_certificate(certificate.get(), certificate.get(), key.get());
  made.certificate_pem = certificate_pem(certificate.get());
  return made;
}

}  // namespace signing
