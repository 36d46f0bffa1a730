// Signatures inside PDFs (PAdES: ISO 32000-2, 12.8; ETSI EN 319 142): each is added behind the last
// byte as an incremental update, so that nothing that was there before changes, earlier signatures
// included. qpdf reads, OpenSSL signs; neither shows here.
#pragma once

#include "ledger/result.hpp"
#include "signing/signature.hpp"

#include <ctime>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace signing {

/// Whether it says that it is a PDF.
bool is_pdf(std::string_view bytes);

/// The PDF with one more signature that covers all of it. Refused (pdf_not_signable) when the PDF
/// is damaged, encrypted, a hybrid, closed to changes by a certification, a form that writes itself
/// anew (XFA), or does not end with the last signature's bytes; else as sign_detached refuses.
/// `file` is for refusals.
ledger::Result<std::string> sign_pdf(std::string_view pdf, const std::string& file,
                                     const Signer& signer, std::time_t now);

/// The last signature (CMS, DER), and the PDF with another in its place: the same over the same
/// bytes, but with a timestamp. Nothing when there is none that covers the whole file; refused
/// (pdf_not_signable) when the new one does not fit into the room that was kept for it.
std::optional<std::string> last_signature(std::string_view pdf);
ledger::Result<std::string> with_last_signature(std::string_view pdf, const std::string& file,
                                                std::string_view signature);

/// One of the signatures of a PDF, in the order in which they were made.
struct PdfSignature {
  std::string field;  ///< "Signature1"
  SignatureVerdict verdict;
  bool covers_all = false;  ///< its bytes are the whole file; later ones leave room for only one
};

/// Every signature, judged: the signature itself as verify_detached does it, that it covers all of
/// the file as it was then, and that nothing but further signatures was added since. Empty when
/// there is none. Refused (certificate_unreadable) when the authority cannot be read.
ledger::Result<std::vector<PdfSignature>> verify_pdf(
    std::string_view pdf, const std::optional<std::string>& authority_pem,
    const std::string& authority_file, std::time_t now);

/// The JSON document that the PDF carries as an attachment; nothing when it has none.
std::optional<std::string> attached_json(std::string_view pdf);

}  // namespace signing
