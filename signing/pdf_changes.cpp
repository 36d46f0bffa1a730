#include "signing/pdf_changes.hpp"

#include "signing/pdf_document.hpp"
#include "signing/pdf_scan.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <set>
#include <span>

namespace signing {
namespace {

using Numbers = std::set<int>;

bool only_keys(PdfValue dictionary, std::span<const std::string_view> known) {
  const auto keys = dictionary.getKeys();
  return std::all_of(keys.begin(), keys.end(), [&](const std::string& key) {
    return std::find(known.begin(), known.end(), key) != known.end();
  });
}

/// The same dictionary but for these keys.
bool same_but(PdfValue before, PdfValue after, std::span<const std::string_view> keys) {
  if (!before.isDictionary() || !after.isDictionary()) return false;
  auto first = before.shallowCopy();
  auto second = after.shallowCopy();
  for (const auto key : keys) {
    first.removeKey(std::string{key});
    second.removeKey(std::string{key});
  }
  return first.unparse() == second.unparse();
}

/// Both revisions, and what the update between them brought.
struct Revisions {
  QPDF& before;
  QPDF& after;
  Numbers fields;  ///< new signature fields
};

/// An array that has what it had, and then new signature fields.
bool grew(PdfValue before, PdfValue after, const Revisions& revisions) {
  if (!after.isArray() || !(before.isArray() || before.isNull())) return false;
  const int kept = before.isArray() ? before.getArrayNItems() : 0;
  const int now = after.getArrayNItems();
  if (now < kept) return false;
  for (int i = 0; i < kept; ++i) {
    if (before.getArrayItem(i).unparse() != after.getArrayItem(i).unparse()) return false;
  }
  for (int i = kept; i < now; ++i) {
    auto added = after.getArrayItem(i);
    if (!added.isIndirect() || revisions.fields.count(added.getObjectID()) == 0) return false;
  }
  return true;
}

/// The form has one more field, and says that it is signed.
bool form_grew(PdfValue before, PdfValue after, const Revisions& revisions) {
  constexpr std::array<std::string_view, 2> changing{"/Fields", "/SigFlags"};
  if (!after.isDictionary() || !after.getKey("/SigFlags").isInteger()) return false;
  if (before.isNull()) {
    return only_keys(after, changing) && grew(before, after.getKey("/Fields"), revisions);
  }
  return same_but(before, after, changing) &&
         grew(before.getKey("/Fields"), after.getKey("/Fields"), revisions);
}

/// A field that shows nothing: no size, no looks, nothing that it does.
bool is_plain_field(PdfValue value) {
  constexpr std::array<std::string_view, 10> known{"/Type", "/Subtype", "/FT",   "/T", "/TU",
                                                   "/V",    "/F",       "/Rect", "/P", "/Ff"};
  auto box = value.getKey("/Rect");
  return value.getKey("/FT").isNameAndEquals("/Sig") && only_keys(value, known) &&
         value.getKey("/V").isIndirect() && box.isRectangle() && box.unparse() == "[ 0 0 0 0 ]";
}

bool is_signature(PdfValue value) {
  return value.isDictionary() && value.hasKey("/ByteRange") && value.hasKey("/Contents") &&
         (!value.hasKey("/Type") || value.getKey("/Type").isNameAndEquals("/Sig"));
}

/// Whether an object that the update brings, or brings anew, is part of adding a signature.
std::string harm_of_new(PdfValue value, const ScannedObject& object, bool is_section) {
  if (object.is_stream) {
    const bool is_xref =
        is_section && value.isStream() && value.getDict().getKey("/Type").isNameAndEquals("/XRef");
    return is_xref ? "" : "a stream";
  }
  if (!value.isDictionary()) return "an object of another kind";
  if (is_signature(value) || is_plain_field(value)) return "";
  return value.getKey("/FT").isNameAndEquals("/Sig") ? "a signature that shows something"
                                                     : "an object of another kind";
}

std::string harm_of_changed(const ScannedObject& object, const Revisions& revisions) {
  constexpr std::array<std::string_view, 1> form_key{"/AcroForm"};
  constexpr std::array<std::string_view, 1> notes_key{"/Annots"};
  auto before = revisions.before.getObject(object.number, object.generation);
  auto after = revisions.after.getObject(object.number, object.generation);
  auto root = revisions.before.getRoot();
  auto form = root.getKey("/AcroForm");
  if (object.number == root.getObjectID()) {
    const bool harmless =
        same_but(before, after, form_key) && form_grew(form, after.getKey("/AcroForm"), revisions);
    return harmless ? "" : "the catalog was changed";
  }
  if (form.isIndirect() && object.number == form.getObjectID()) {
    return form_grew(before, after, revisions) ? "" : "the form was changed";
  }
  if (before.isDictionary() && before.getKey("/Type").isNameAndEquals("/Page")) {
    const bool harmless = same_but(before, after, notes_key) &&
                          grew(before.getKey("/Annots"), after.getKey("/Annots"), revisions);
    return harmless ? "" : "a page was changed";
  }
  return "an object that was signed was changed";
}

/// Every place of an object is the one it had, or is in the update where it was found.
std::string harm_in_places(const ScannedUpdate& update, const Revisions& revisions) {
  const auto before = revisions.before.getXRefTable();
  auto after = revisions.after.getXRefTable();
  const auto same = [](const QPDFXRefEntry& a, const QPDFXRefEntry& b) {
    if (a.getType() != b.getType()) return false;
    if (a.getType() == 1) return a.getOffset() == b.getOffset();
    return a.getObjStreamNumber() == b.getObjStreamNumber() &&
           a.getObjStreamIndex() == b.getObjStreamIndex();
  };
  for (const auto& object : update.objects) {
    const auto entry = after.find(QPDFObjGen{object.number, object.generation});
    const bool is_section = object.offset == update.section;
    if (entry == after.end() && is_section) continue;
    const bool there = entry != after.end() && entry->second.getType() == 1 &&
                       entry->second.getOffset() == static_cast<qpdf_offset_t>(object.offset);
    if (!there) return "an object stands where none is expected";
    after.erase(entry);
  }
  Numbers changed;
  for (const auto& object : update.objects) {
    if (!changed.insert(object.number).second) return "an object is there twice";
  }
  std::size_t kept = 0;
  for (const auto& [name, entry] : before) {
    if (changed.count(name.getObj()) != 0) continue;
    const auto now = after.find(name);
    if (now == after.end() || !same(now->second, entry)) return "an object was taken away";
    ++kept;
  }
  return kept == after.size() ? "" : "an object stands where none is expected";
}

std::string harm_in_trailer(std::string_view before_bytes, const Revisions& revisions) {
  constexpr std::array<std::string_view, 11> known{"/Size",   "/Root",   "/Info",       "/ID",
                                                   "/Prev",   "/Type",   "/W",          "/Index",
                                                   "/Length", "/Filter", "/DecodeParms"};
  auto before = revisions.before.getTrailer();
  auto after = revisions.after.getTrailer();
  const auto last = last_xref(before_bytes);
  long long previous = -1;
  const bool follows = last && after.getKey("/Prev").getValueAsInt(previous) &&
                       previous == static_cast<long long>(last->offset);
  const bool same = before.getKey("/Root").unparse() == after.getKey("/Root").unparse() &&
                    before.getKey("/Info").unparse() == after.getKey("/Info").unparse();
  return follows && same && only_keys(after, known) ? "" : "it is not built on what was signed";
}

std::string harm_in_objects(const ScannedUpdate& update, Revisions& revisions) {
  const auto before = revisions.before.getXRefTable();
  const auto is_new = [&](int number) {
    const auto next = before.lower_bound(QPDFObjGen{number, 0});
    return next == before.end() || next->first.getObj() != number;
  };
  int signatures = 0;
  for (const auto& object : update.objects) {
    if (!is_new(object.number)) continue;
    auto value = revisions.after.getObject(object.number, object.generation);
    auto harm = harm_of_new(value, object, object.offset == update.section);
    if (!harm.empty()) return harm + " was added";
    if (is_signature(value)) ++signatures;
    if (!object.is_stream && is_plain_field(value)) revisions.fields.insert(object.number);
  }
  if (signatures != 1) return "not one signature was added but " + std::to_string(signatures);
  for (const auto& object : update.objects) {
    if (is_new(object.number)) continue;
    auto harm = harm_of_changed(object, revisions);
    if (!harm.empty()) return harm;
  }
  return "";
}

std::string compare(std::string_view pdf, std::size_t signed_size, const ScannedUpdate& update) {
  const auto before_bytes = pdf.substr(0, signed_size);
  const auto before = open_pdf(before_bytes);
  const auto after = open_pdf(pdf);
  if (!before.pdf || !after.pdf) return before.pdf ? after.damage : before.damage;
  Revisions revisions{*before.pdf, *after.pdf, {}};
  auto harm = harm_in_trailer(before_bytes, revisions);
  if (harm.empty()) harm = harm_in_places(update, revisions);
  if (harm.empty()) harm = harm_in_objects(update, revisions);
  if (harm.empty() && (before.pdf->anyWarnings() || after.pdf->anyWarnings())) {
    harm = "it is damaged";
  }
  return harm;
}

}  // namespace

std::string more_than_a_signature(std::string_view pdf, std::size_t signed_size) {
  const auto update = scan_update(pdf, signed_size);
  if (!update.wrong.empty()) return update.wrong;
  try {
    return compare(pdf, signed_size, update);
  } catch (const std::exception& damaged) {
    return damaged.what();
  }
}

}  // namespace signing
