// OpenSSL's objects, each owned by one pointer, and its errors as text. For signature*.cpp
// only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace signing {

struct Freed {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(CMS_ContentInfo* cms) const { CMS_ContentInfo_free(cms); }
  void operator()(X509_STORE* store) const { X509_STORE_free(store); }
  void operator()(ASN1_OBJECT* object) const { ASN1_OBJECT_free(object); }
  void operator()(X509_STORE_CTX* context) const { X509_STORE_CTX_free(context); }
  void operator()(STACK_OF(X509) * chain) const { sk_X509_pop_free(chain, X509_free); }
};
using Bio = std::unique_ptr<BIO, Freed>;
using Certificate = std::unique_ptr<X509, Freed>;
using Key = std::unique_ptr<EVP_PKEY, Freed>;
using Cms = std::unique_ptr<CMS_ContentInfo, Freed>;
using TrustStore = std::unique_ptr<X509_STORE, Freed>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Freed>;
using Chain = std::unique_ptr<STACK_OF(X509), Freed>;
using Object = std::unique_ptr<ASN1_OBJECT, Freed>;

Bio reading(std::string_view bytes);
Bio writing();
std::string written(BIO* bio);

/// The oldest error that OpenSSL has to tell, and forgets them all.
std::string openssl_error();

inline constexpr const char* role_identifier = "2.25.194280930129687956347153723738838304760";
inline constexpr const char* declaration_identifier =
    "2.25.101306382384627311788307723997085781376";

}  // namespace signing
