// A PDF opened by qpdf, without its repairs: what it has to guess about is damage here. qpdf's
// types show; for pdf_*.cpp only.
#pragma once

#include "signing/pdf_gap.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#define POINTERHOLDER_TRANSITION 4
#if defined(__clang__) && !defined(JSON_HH)
// clang 16 cannot compile qpdf 11.3's JSON as C++20 with libstdc++ 12; nothing here needs more of
// it than its name.
#define JSON_HH
class JSON {
 public:
  class Reactor {};
};
#endif
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFXRefEntry.hh>

namespace signing {

using PdfValue = QPDFObjectHandle;

struct OpenedPdf {
  std::unique_ptr<QPDF> pdf;  ///< null when it is damaged
  std::string damage;         ///< what is wrong with it
};

/// `bytes` have to outlive what is opened.
OpenedPdf open_pdf(std::string_view bytes);

/// Where the last cross-reference section begins.
struct LastXref {
  std::size_t offset = 0;
  bool is_stream = false;
};
std::optional<LastXref> last_xref(std::string_view bytes);

/// One signature field that is signed.
struct SignedField {
  std::string name;  ///< "Signature1"
  PdfValue field, signature;
};
/// In the order in which the form lists them.
std::vector<SignedField> signed_fields(QPDF& pdf);

/// The names of the form's fields, of the first level.
std::vector<std::string> field_names(QPDF& pdf);

/// Null when there is none.
PdfValue first_page(QPDF& pdf);

/// A signature's /ByteRange; nothing when it is not four numbers that fit a file of that size.
std::optional<SignedRange> signed_range(PdfValue signature, std::size_t file_size);

}  // namespace signing
