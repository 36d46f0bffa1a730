// Adds a signature to a PDF, and a timestamp to the last one.
#include "ledger/digest.hpp"
#include "ledger/ensure.hpp"
#include "signing/pdf_document.hpp"
#include "signing/pdf_signature.hpp"
#include "signing/pdf_update.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <fmt/format.h>

namespace signing {
namespace {

using ledger::Error;
using ledger::Rule;

/// Room for a signature and its timestamp, beside the certificates and what is said (bytes).
constexpr std::size_t room_kept = std::size_t{12} << 10U;

constexpr std::string_view range_begins =
    "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ";
/// "[0 A B C]", each number of ten digits at most, filled up with spaces.
constexpr std::size_t range_width = 36;

Error not_signable(const std::string& file, std::string found, std::string remedy = "") {
  return {Rule::pdf_not_signable, {file, 0, 0}, std::move(found), std::move(remedy)};
}

/// A PDF string of any text.
std::string pdf_text(const std::string& utf8) {
  return PdfValue::newUnicodeString(utf8).unparse();
}

std::string pdf_moment(std::time_t now) {
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "(D:%Y%m%d%H%M%S+00'00')", &parts)};
}

std::string reason_of(const Signer& signer) {
  if (signer.role.empty() || signer.declaration.empty()) return signer.role + signer.declaration;
  return signer.role + ": " + signer.declaration;
}

std::string signature_body(const Signer& signer, std::time_t now) {
  // Certificates in PEM are a third longer than what is kept of them.
  const auto room =
      room_kept + signer.certificate_pem.size() + signer.role.size() + signer.declaration.size();
  auto body = std::string{range_begins} + std::string(range_width, ' ') + " /Contents <" +
              std::string(room * 2, '0') + "> /M " + pdf_moment(now);
  const auto name = signer_name(signer);
  if (!name.empty()) body += " /Name " + pdf_text(name);
  const auto reason = reason_of(signer);
  if (!reason.empty()) body += " /Reason " + pdf_text(reason);
  return body + " >>";
}

/// Why this PDF is no ground for a signature.
std::optional<std::string> obstacle(QPDF& pdf) {
  auto root = pdf.getRoot();
  auto form = root.getKey("/AcroForm");
  auto permissions = root.getKey("/Perms");
  if (pdf.getTrailer().hasKey("/XRefStm")) return "it is a hybrid of old and new cross-references";
  if (form.isDictionary() && form.hasKey("/XFA")) return "it is a form that writes itself (XFA)";
  if (permissions.isDictionary() && permissions.hasKey("/DocMDP")) {
    return "whoever certified it does not let anything be added";
  }
  if (!root.isIndirect() || !first_page(pdf).isIndirect()) return "it has no page";
  return std::nullopt;
}

/// A second signature is put on a first that holds, or not at all.
std::optional<Error> earlier_refused(std::string_view pdf, const std::string& file,
                                     std::time_t now) {
  const auto earlier = verify_pdf(pdf, std::nullopt, "", now);
  if (!earlier) return earlier.error();
  for (const auto& signature : earlier.value()) {
    if (signature.verdict.intact) continue;
    return not_signable(file,
                        "its signature " +
                            (signature.field.empty() ? std::string{} : signature.field + " ") +
                            "does not hold: " + signature.verdict.reason,
                        "`dpledger verify` says more; ask for the file as it was signed");
  }
  return std::nullopt;
}

/// A name that no field has.
std::string free_name(QPDF& pdf) {
  const auto taken = field_names(pdf);
  for (std::size_t number = signed_fields(pdf).size() + 1;; ++number) {
    auto name = "Signature" + std::to_string(number);
    if (std::find(taken.begin(), taken.end(), name) == taken.end()) return name;
  }
}

/// The array with one more reference, as PDF text for a dictionary's own.
PdfValue with_one_more(PdfValue array, PdfValue reference) {
  auto all = PdfValue::newArray();
  if (array.isArray()) {
    for (const auto& item : array.aitems()) all.appendItem(item);
  }
  all.appendItem(reference);
  return all;
}

/// The object that knows the form's fields (the form, or the catalog when the form stands inside
/// it), with the field in it.
PdfObject with_field(QPDF& pdf, PdfValue reference) {
  auto root = pdf.getRoot();
  auto form = root.getKey("/AcroForm");
  auto changed = form.isDictionary() ? form.shallowCopy() : PdfValue::newDictionary();
  changed.replaceKey("/Fields", with_one_more(changed.getKey("/Fields"), reference));
  changed.replaceKey("/SigFlags", PdfValue::newInteger(3));  // signed; only ever append
  if (form.isDictionary() && form.isIndirect()) {
    return {form.getObjectID(), form.getGeneration(), changed.unparse()};
  }
  auto catalog = root.shallowCopy();
  catalog.replaceKey("/AcroForm", changed);
  return {root.getObjectID(), root.getGeneration(), catalog.unparse()};
}

PdfObject with_annotation(QPDF& pdf, PdfValue reference) {
  auto page = first_page(pdf);
  auto changed = page.shallowCopy();
  changed.replaceKey("/Annots", with_one_more(page.getKey("/Annots"), reference));
  return {page.getObjectID(), page.getGeneration(), changed.unparse()};
}

/// The second half of the file's number says that it was written anew (14.4).
std::string next_id(QPDF& pdf, std::string_view bytes) {
  auto id = pdf.getTrailer().getKey("/ID");
  if (!id.isArray() || id.getArrayNItems() != 2 || !id.getArrayItem(0).isString()) return "";
  return "[" + id.getArrayItem(0).unparse() + " <" +
         ledger::text(ledger::sha256(bytes)).substr(0, 32) + ">]";
}

PdfTrailer trailer_of(QPDF& pdf, std::string_view bytes, const LastXref& last) {
  auto trailer = pdf.getTrailer();
  PdfTrailer next;
  next.root = trailer.getKey("/Root").unparse();
  auto info = trailer.getKey("/Info");
  if (info.isIndirect()) next.info = info.unparse();
  next.id = next_id(pdf, bytes);
  next.previous = last.offset;
  next.as_stream = last.is_stream;
  const auto table = pdf.getXRefTable();
  const int largest = table.empty() ? 0 : table.rbegin()->first.getObj();
  next.size = std::max(static_cast<int>(trailer.getKey("/Size").getIntValue()), largest + 1);
  return next;
}

/// The update of one signature, its gap still empty.
struct Prepared {
  std::string bytes;
  SignedRange range;
};

Prepared prepare(QPDF& pdf, std::string_view bytes, const Signer& signer, std::time_t now) {
  auto trailer = trailer_of(pdf, bytes, *last_xref(bytes));
  const int signature = trailer.size;
  const int field = signature + 1;
  trailer.size += 2;
  const auto reference = pdf.getObject(field, 0);
  std::vector<PdfObject> objects{with_field(pdf, reference), with_annotation(pdf, reference)};
  std::sort(objects.begin(), objects.end(),
            [](const auto& a, const auto& b) { return a.number < b.number; });
  objects.push_back({signature, 0, signature_body(signer, now)});
  objects.push_back(
      {field, 0,
       fmt::format("<< /Type /Annot /Subtype /Widget /FT /Sig /T {} /TU {} /V {} 0 R /F 132 "
                   "/Rect [0 0 0 0] /P {} >>",
                   pdf_text(free_name(pdf)), pdf_text("Signature of " + signer_name(signer)),
                   signature, first_page(pdf).unparse())});
  auto update = make_update(bytes.size(), objects, trailer);
  const auto body = bytes.size() + update.bodies[2];
  Prepared prepared{std::string{bytes} + update.bytes, {}};
  const auto range_at = body + range_begins.size();
  auto& range = prepared.range;
  range.gap_from = prepared.bytes.find('<', range_at);
  range.gap_to = prepared.bytes.find('>', range_at) + 1;
  range.end = prepared.bytes.size();
  const auto text =
      fmt::format("[0 {} {} {}]", range.gap_from, range.gap_to, range.end - range.gap_to);
  prepared.bytes.replace(range_at, text.size(), text);
  return prepared;
}

/// What `prepare` makes of a PDF that qpdf may yet find damaged in a part that it reads only now.
ledger::Result<Prepared> prepare_soundly(QPDF& pdf, std::string_view bytes, const std::string& file,
                                         const Signer& signer, std::time_t now) {
  try {
    if (auto what = obstacle(pdf)) return not_signable(file, *what);
    auto prepared = prepare(pdf, bytes, signer, now);
    if (pdf.anyWarnings()) {
      return not_signable(file, pdf.getWarnings().front().getMessageDetail());
    }
    return prepared;
  } catch (const QPDFExc& damaged) {
    return not_signable(file, damaged.getMessageDetail());
  } catch (const ledger::Defect&) {
    throw;
  } catch (const std::exception& damaged) {
    return not_signable(file, damaged.what());
  }
}

}  // namespace

bool is_pdf(std::string_view bytes) {
  return bytes.substr(0, 1024).find("%PDF-") != bytes.npos;
}

ledger::Result<std::string> sign_pdf(std::string_view pdf, const std::string& file,
                                     const Signer& signer, std::time_t now) {
  const auto opened = open_pdf(pdf);
  if (!opened.pdf || !last_xref(pdf)) {
    return not_signable(file, opened.pdf ? "it does not end as a PDF does" : opened.damage);
  }
  if (auto refused = earlier_refused(pdf, file, now)) return *refused;
  auto prepared = prepare_soundly(*opened.pdf, pdf, file, signer, now);
  if (!prepared) return prepared.errors();
  auto& [bytes, range] = prepared.value();
  const auto signature = sign_detached(signed_bytes(bytes, range), signer, now);
  if (!signature) return signature.errors();
  ledger::ensure(fill_gap(bytes, range, signature.value()), "the room kept is large enough");
  return std::move(bytes);
}

}  // namespace signing
