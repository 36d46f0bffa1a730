// Certificates: reading them, naming them, their days, and whom an authority vouches for. OpenSSL's
// types show; for signature.cpp and its neighbours only.
#pragma once

#include "ledger/result.hpp"
#include "signing/crypto.hpp"

#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace signing {

/// Certificates of a PEM file in their order.
std::vector<Certificate> certificates_of(std::string_view pem);

/// "CN = Anna Jones, O = …"
std::string name_text(const X509_NAME* name);

/// "2025-05-01T10:00:00Z"
std::string moment_text(const ASN1_TIME* time);

/// Why a certificate does not hold at a moment; empty when it does.
std::string out_of_its_days(const X509* certificate, std::time_t moment);

/// The authorities of a PEM file, none of them judged yet. Refused (certificate_unreadable) when
/// there is none.
ledger::Result<TrustStore> trust_in(const std::string& authority_pem, const std::string& file);

/// Chains that the store vouches for are judged as of this moment.
void judge_at(X509_STORE* store, std::time_t moment);

/// Why no chain leads from a signer to the authorities; empty when one does. `brought` are the
/// certificates that came with the signature; may be null.
std::string why_not_trusted(X509* certificate, STACK_OF(X509) * brought, X509_STORE* authorities);

}  // namespace signing
