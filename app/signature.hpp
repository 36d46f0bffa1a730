// Detached signatures: CMS (RFC 5652) over the bytes of a file, as `openssl cms` reads them.
//
// The role and the declaration are signed attributes (UTF8String) under two identifiers of our own,
// made from UUIDs (ITU-T X.667), so that nobody else means something different by them:
//   role         2.25.194280930129687956347153723738838304760
//   declaration  2.25.101306382384627311788307723997085781376
// OpenSSL shows in signature.cpp alone.
#pragma once

#include "ledger/result.hpp"

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// Who signs and with what: PEM text and the names of the files, for refusals.
struct Signer {
  std::string key_file, key_pem;
  std::string certificate_file, certificate_pem;
  std::string passphrase;  ///< empty: asked for on the terminal when the key has one
  std::string role, declaration;
};

/// The signature (DER). Refused when key or certificate cannot be read, do not belong together, the
/// certificate does not hold at `now`, or does not allow signing such as this.
ledger::Result<std::string> sign_detached(std::string_view content, const Signer& signer,
                                          std::time_t now);

/// What a signature says, and whether it holds.
struct SignatureVerdict {
  bool holds = false;
  bool trusted = false;  ///< a chain leads to the authority given
  std::string reason;    ///< why it does not hold
  std::string signer;    ///< the subject of the certificate: "CN = Anna Jones, O = …"
  std::string issuer;
  std::string signed_at;  ///< as the signer's clock had it: "2025-05-01T10:00:00Z"
  std::string role, declaration;
};

/// `authority_pem` is nothing: the signature is checked and the certificate's days, not its chain.
/// Refused (certificate_unreadable) when the authority cannot be read.
ledger::Result<SignatureVerdict> verify_detached(std::string_view content,
                                                 std::string_view signature,
                                                 const std::optional<std::string>& authority_pem,
                                                 const std::string& authority_file,
                                                 std::time_t now);

/// An authority, and a key and a certificate from it, for trying out: P-256, valid for 30 days.
struct ThrowAway {
  std::string authority_pem, certificate_pem, key_pem;
};
ThrowAway make_throw_away(const std::string& signer_name, std::time_t now);

}  // namespace app
