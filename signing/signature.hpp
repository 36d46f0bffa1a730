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

namespace signing {

/// Asks a person for a secret; false when there is nobody to ask.
using AskSecret = bool (*)(std::string_view prompt, std::string& answer);

/// Who signs and with what: PEM text and the names of the files, for refusals.
struct Signer {
  std::string key_file, key_pem;
  std::string certificate_file, certificate_pem;
  std::string passphrase;   ///< empty: asked for when the key has one
  AskSecret ask = nullptr;  ///< nothing: nobody is asked
  std::string role, declaration;
};

/// The signature (DER). Refused when key or certificate cannot be read, do not belong together, the
/// certificate does not hold at `now`, or does not allow signing such as this.
ledger::Result<std::string> sign_detached(std::string_view content, const Signer& signer,
                                          std::time_t now);

/// Whether a key is named by the URI of a PKCS#11 token ("pkcs11:token=…;object=…") and no file.
bool names_token(std::string_view key);

/// Whose certificate it is, in one name ("Anna Jones"); empty when it cannot be read.
std::string signer_name(const Signer& signer);

/// What a signature says, and whether it holds.
struct SignatureVerdict {
  bool holds = false;
  bool intact = false;   ///< the bytes are what was signed; its certificate may have run out since
  bool trusted = false;  ///< a chain leads to the authority given
  std::string reason;    ///< why it does not hold
  std::string signer;    ///< the subject of the certificate: "CN = Anna Jones, O = …"
  std::string issuer;
  std::string signed_at;  ///< as the signer's clock had it: "2025-05-01T10:00:00Z"
  std::string role, declaration;
  // of its RFC 3161 timestamp; empty when it has none
  std::string timestamp;           ///< when, as the service says: "2025-05-01T10:00:00Z"
  std::string timestamp_by;        ///< the subject of the service's certificate
  bool timestamp_trusted = false;  ///< then certificates are judged as of that time
  std::string timestamp_note;      ///< why it is not trusted
};

/// `authority_pem` is nothing: the signature is checked and the certificate's days, not its chain.
/// Certificates are judged as of the timestamp when an authority vouches for one, else of `now`.
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

}  // namespace signing
