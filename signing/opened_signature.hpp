// A CMS signature taken apart. OpenSSL's types show; for signature.cpp and its neighbours only.
#pragma once

#include "signing/crypto.hpp"

#include <string_view>

namespace signing {

/// `cms` is null when the bytes are no signature of exactly one signer that brings the certificate;
/// the others are parts of it.
struct OpenedSignature {
  Cms cms;
  CMS_SignerInfo* info = nullptr;
  X509* certificate = nullptr;
};
OpenedSignature open_signature(std::string_view der);

}  // namespace signing
