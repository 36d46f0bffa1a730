// Judges the signatures of a PDF, and takes out what it carries.
#include "ledger/ensure.hpp"
#include "signing/pdf_changes.hpp"
#include "signing/pdf_document.hpp"
#include "signing/pdf_signature.hpp"

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>

namespace signing {
namespace {

using ledger::Error;
using ledger::Rule;

constexpr std::size_t most_signatures = 64;  // each is compared with the one before

/// A signature and where it stands.
struct Placed {
  std::string field;
  SignedRange range;
  std::string signature;  ///< CMS (DER); empty when there is something wrong with it
  std::string wrong;      ///< what
};

Placed place_of(std::string_view pdf, SignedField& found) {
  Placed placed;
  placed.field = found.name;
  auto kind = found.signature.getKey("/SubFilter");
  if (!kind.isNameAndEquals("/ETSI.CAdES.detached") &&
      !kind.isNameAndEquals("/adbe.pkcs7.detached")) {
    placed.wrong = "it is of a kind that is not read here";
    return placed;
  }
  const auto range = signed_range(found.signature, pdf.size());
  if (!range) {
    placed.wrong = "it does not say what it signs";
    return placed;
  }
  placed.range = *range;
  auto contents = found.signature.getKey("/Contents");
  const auto gap = gap_bytes(pdf, *range);
  if (!gap || !contents.isString() || contents.getStringValue() != *gap) {
    placed.wrong = "what it leaves out is not the signature alone";
    return placed;
  }
  auto der = der_in_gap(*gap);
  if (der) {
    placed.signature = std::move(*der);
  } else {
    placed.wrong = "it is cut short, or something hides behind it";
  }
  return placed;
}

/// Signatures that are in the PDF and that its form does not list (any more).
std::size_t unlisted(QPDF& opened, const std::vector<SignedField>& listed) {
  std::set<QPDFObjGen> known;
  for (const auto& field : listed) known.insert(field.signature.getObjGen());
  std::size_t count = 0;
  for (const auto& [name, entry] : opened.getXRefTable()) {
    auto value = opened.getObject(name);
    const bool is_signature =
        value.isDictionary() && value.hasKey("/ByteRange") && value.hasKey("/Contents");
    if (is_signature && known.count(name) == 0) ++count;
  }
  return count;
}

/// The signatures of a PDF in the order in which they were made.
std::vector<Placed> places_of(std::string_view pdf, QPDF& opened) {
  std::vector<Placed> all;
  auto listed = signed_fields(opened);
  for (auto& found : listed) {
    all.push_back(place_of(pdf, found));
    if (all.size() == most_signatures) break;
  }
  for (auto left = unlisted(opened, listed); left > 0; --left) {
    all.push_back({"", {}, "", "the PDF does not list it among its signatures any more"});
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const auto& a, const auto& b) { return a.range.end < b.range.end; });
  return all;
}

/// What a PDF that cannot be read has to say of its signatures.
std::vector<Placed> damaged(std::string_view pdf, const std::string& how) {
  if (pdf.find("/ByteRange") == pdf.npos) return {};
  return {Placed{"", {}, "", "the PDF is damaged: " + how}};
}

std::vector<Placed> find_signatures(std::string_view pdf) {
  const auto opened = open_pdf(pdf);
  if (!opened.pdf) return damaged(pdf, opened.damage);
  try {
    auto all = places_of(pdf, *opened.pdf);
    if (!opened.pdf->anyWarnings()) return all;
    return damaged(pdf, opened.pdf->getWarnings().front().getMessageDetail());
  } catch (const std::exception& wrong) {
    return damaged(pdf, wrong.what());
  }
}

/// For each signature what was done to the file between it and the next one; empty: nothing but
/// that next one.
std::vector<std::string> changes_after(std::string_view pdf, const std::vector<Placed>& all) {
  std::vector<std::string> changes(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto end = all[i].range.end;
    if (!all[i].wrong.empty() && end == 0) continue;  // nobody knows what it covers
    if (i + 1 == all.size()) {
      if (end == pdf.size()) continue;
      changes[i] = std::to_string(pdf.size() - end) + " bytes that no signature covers were added";
    } else if (all[i + 1].range.gap_from < end) {
      changes[i] = "another signature stands inside what it signs";
    } else {
      changes[i] = more_than_a_signature(pdf.substr(0, all[i + 1].range.end), end);
    }
  }
  return changes;
}

void mark(SignatureVerdict& verdict, std::string reason) {
  verdict.holds = false;
  verdict.intact = false;
  verdict.trusted = false;
  verdict.reason = std::move(reason);
}

}  // namespace

ledger::Result<std::vector<PdfSignature>> verify_pdf(
    std::string_view pdf, const std::optional<std::string>& authority_pem,
    const std::string& authority_file, std::time_t now) {
  const auto all = find_signatures(pdf);
  auto changes = changes_after(pdf, all);
  // What was done after the last signature was done after the first one too.
  for (auto i = changes.size(); i > 1; --i) {
    if (changes[i - 2].empty()) changes[i - 2] = changes[i - 1];
  }
  std::vector<PdfSignature> judged;
  for (std::size_t i = 0; i < all.size(); ++i) {
    PdfSignature signature{all[i].field, {}, all[i].range.end == pdf.size()};
    if (all[i].wrong.empty()) {
      auto verdict = verify_detached(signed_bytes(pdf, all[i].range), all[i].signature,
                                     authority_pem, authority_file, now);
      if (!verdict) return verdict.errors();
      signature.verdict = std::move(verdict).value();
      if (signature.verdict.intact && !changes[i].empty()) {
        mark(signature.verdict, "the file was changed after it was signed: " + changes[i]);
      }
    } else {
      mark(signature.verdict, all[i].wrong);
    }
    judged.push_back(std::move(signature));
  }
  return judged;
}

std::optional<std::string> last_signature(std::string_view pdf) {
  auto all = find_signatures(pdf);
  if (all.empty() || !all.back().wrong.empty() || all.back().range.end != pdf.size()) {
    return std::nullopt;
  }
  return std::move(all.back().signature);
}

ledger::Result<std::string> with_last_signature(std::string_view pdf, const std::string& file,
                                                std::string_view signature) {
  const auto all = find_signatures(pdf);
  ledger::ensure(!all.empty() && all.back().wrong.empty(), "the PDF has a last signature");
  std::string changed{pdf};
  if (fill_gap(changed, all.back().range, signature)) return changed;
  return Error{Rule::pdf_not_signable,
               {file, 0, 0},
               "the room kept for its signature is too small for this timestamp",
               "use a time-stamping service that sends fewer certificates"};
}

std::optional<std::string> attached_json(std::string_view pdf) {
  const auto opened = open_pdf(pdf);
  if (!opened.pdf) return std::nullopt;
  try {
    QPDFEmbeddedFileDocumentHelper files{*opened.pdf};
    for (const auto& [name, file] : files.getEmbeddedFiles()) {
      if (!file->getFilename().ends_with(".json")) continue;
      auto data = file->getEmbeddedFileStream().getStreamData(qpdf_dl_all);
      return std::string{reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
    }
  } catch (const std::exception&) {
    return std::nullopt;  // an attachment that cannot be read is none
  }
  return std::nullopt;
}

}  // namespace signing
