#include "signing/pdf_document.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <set>

namespace signing {
namespace {

constexpr std::size_t deepest = 32;          // nested fields, page trees
constexpr std::size_t most_fields = 10'000;  // of a form

struct FieldWalk {
  std::vector<SignedField> found;
  std::set<QPDFObjGen> seen;
  std::size_t left = most_fields;
};

void walk_fields(PdfValue fields, const std::string& above, std::size_t depth, FieldWalk& walk) {
  if (!fields.isArray() || depth > deepest) return;
  for (auto field : fields.aitems()) {
    if (!field.isDictionary() || walk.left-- == 0) return;
    if (field.isIndirect() && !walk.seen.insert(field.getObjGen()).second) continue;
    auto name = above;
    auto own = field.getKey("/T");
    if (own.isString()) name += (name.empty() ? "" : ".") + own.getUTF8Value();
    auto value = field.getKey("/V");
    const bool is_signature = field.getKey("/FT").isNameAndEquals("/Sig");
    if (is_signature && value.isDictionary()) walk.found.push_back({name, field, value});
    walk_fields(field.getKey("/Kids"), name, depth + 1, walk);
    if (walk.left == 0) return;
  }
}

PdfValue form_fields(QPDF& pdf) {
  auto form = pdf.getRoot().getKey("/AcroForm");
  return form.isDictionary() ? form.getKey("/Fields") : PdfValue::newNull();
}

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end == text.data()) return std::nullopt;
  return value;
}

}  // namespace

OpenedPdf open_pdf(std::string_view bytes) {
  OpenedPdf opened;
  if (!bytes.starts_with("%PDF-")) {
    opened.damage = "it does not begin as a PDF does";
    return opened;
  }
  auto pdf = std::make_unique<QPDF>();
  pdf->setSuppressWarnings(true);
  pdf->setAttemptRecovery(false);
  try {
    pdf->processMemoryFile("pdf", bytes.data(), bytes.size());
    if (pdf->isEncrypted()) {
      opened.damage = "it is encrypted";
    } else if (!pdf->getRoot().isDictionary()) {
      opened.damage = "it has no catalog";
    } else if (pdf->anyWarnings()) {
      opened.damage = pdf->getWarnings().front().getMessageDetail();
    }
  } catch (const QPDFExc& damaged) {
    opened.damage =
        damaged.getErrorCode() == qpdf_e_password ? "it is encrypted" : damaged.getMessageDetail();
  } catch (const std::exception& damaged) {
    opened.damage = damaged.what();
  }
  if (opened.damage.empty()) opened.pdf = std::move(pdf);
  return opened;
}

std::optional<LastXref> last_xref(std::string_view bytes) {
  constexpr std::string_view word = "startxref";
  const auto at = bytes.rfind(word);
  if (at == bytes.npos) return std::nullopt;
  auto rest = bytes.substr(at + word.size());
  const auto digits = rest.find_first_not_of(" \r\n\t");
  if (digits == rest.npos) return std::nullopt;
  const auto offset = number(rest.substr(digits));
  if (!offset || *offset >= bytes.size()) return std::nullopt;
  return LastXref{*offset, !bytes.substr(*offset).starts_with("xref")};
}

std::vector<SignedField> signed_fields(QPDF& pdf) {
  FieldWalk walk;
  walk_fields(form_fields(pdf), "", 0, walk);
  return std::move(walk.found);
}

std::vector<std::string> field_names(QPDF& pdf) {
  std::vector<std::string> names;
  auto fields = form_fields(pdf);
  if (!fields.isArray()) return names;
  for (auto field : fields.aitems()) {
    if (!field.isDictionary()) continue;
    auto name = field.getKey("/T");
    if (name.isString()) names.push_back(name.getUTF8Value());
  }
  return names;
}

PdfValue first_page(QPDF& pdf) {
  auto node = pdf.getRoot().getKey("/Pages");
  for (std::size_t depth = 0; depth < deepest && node.isDictionary(); ++depth) {
    if (node.getKey("/Type").isNameAndEquals("/Page")) return node;
    auto kids = node.getKey("/Kids");
    if (!kids.isArray() || kids.getArrayNItems() == 0) break;
    node = kids.getArrayItem(0);
  }
  return PdfValue::newNull();
}

std::optional<SignedRange> signed_range(PdfValue signature, std::size_t file_size) {
  auto numbers = signature.getKey("/ByteRange");
  if (!numbers.isArray() || numbers.getArrayNItems() != 4) return std::nullopt;
  std::size_t at[4]{};
  for (int i = 0; i < 4; ++i) {
    long long value = -1;
    if (!numbers.getArrayItem(i).getValueAsInt(value) || value < 0) return std::nullopt;
    at[i] = static_cast<std::size_t>(value);
    if (at[i] > file_size) return std::nullopt;
  }
  const SignedRange range{at[1], at[2], at[2] + at[3]};
  const bool fits = at[0] == 0 && range.gap_from < range.gap_to && range.end <= file_size;
  return fits ? std::optional{range} : std::nullopt;
}

}  // namespace signing
