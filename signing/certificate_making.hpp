// Makes P-256 keys, certificates and requests for them. OpenSSL's types show; for new_key.cpp
// and throw_away.cpp only.
#pragma once

#include "signing/crypto.hpp"

#include <ctime>
#include <string>

namespace signing {

Key make_key();

/// A certificate without its extensions and signature: for this subject and key, from a minute
/// before `now`, for clocks differ, and for so many days.
Certificate begin_certificate(const std::string& name, const std::string& organisation,
                              EVP_PKEY* key, std::time_t now, long days);

/// Adds an extension, written as in OpenSSL's configuration files.
void extend(X509* certificate, X509* issuer, int what, const char* value);

/// What a certificate for signing documents says of itself.
void allow_signing(X509* certificate, X509* issuer);

/// Names the issuer and signs.
void finish_certificate(X509* certificate, X509* issuer, EVP_PKEY* issuers_key);

/// A request (PKCS#10) for a certificate for signing documents.
std::string request_pem(const std::string& name, const std::string& organisation, EVP_PKEY* key);

std::string certificate_pem(X509* certificate);

/// PKCS#8; locked with scrypt (N = 2^14, r = 8, p = 5) and AES-256 unless the passphrase is empty.
std::string key_pem(EVP_PKEY* key, const std::string& passphrase);

}  // namespace signing
