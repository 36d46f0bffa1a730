#include "reports/pdf/finish.hpp"

#include "ledger/ensure.hpp"
#include "reports/pdf/canvas.hpp"
#include "reports/pdf/colour_profile.hpp"

#include <set>
#include <utility>
#include <vector>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Pl_Flate.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace reports::pdf {
namespace {

using Object = QPDFObjectHandle;

Object words(const std::string& text) {
  return Object::newUnicodeString(text);
}

/// "D:20250630000000Z": the day has no hour of its own.
std::string pdf_day(ledger::Date day) {
  std::string digits;
  for (const char character : ledger::text(day)) {
    if (character != '-') digits += character;
  }
  return "D:" + digits + "000000Z";
}

std::string xml(const std::string& text) {
  std::string safe;
  for (const char character : text) {
    if (character == '&') {
      safe += "&amp;";
    } else if (character == '<') {
      safe += "&lt;";
    } else if (character == '>') {
      safe += "&gt;";
    } else {
      safe += character;
    }
  }
  return safe;
}

/// Goes through the elements of the document in their order and completes them.
class Elements {
 public:
  explicit Elements(const std::vector<Figure>& figures) : figures_{figures} {
    column_head_ = Object::newDictionary();
    column_head_.replaceKey("/O", Object::newName("/Table"));
    column_head_.replaceKey("/Scope", Object::newName("/Column"));
  }

  void complete(Object root) {
    children(root);
    ledger::ensure(next_figure_ == figures_.size(), "every picture has its words");
    Object nums = root.getKey("/ParentTree").getKey("/Nums");
    for (int i = 1; i < nums.getArrayNItems(); i += 2) {
      Object owners = nums.getArrayItem(i);
      for (int n = 0; n < owners.getArrayNItems(); ++n) {
        if (dropped_.count(owners.getArrayItem(n).getObjGen()) != 0) {
          owners.setArrayItem(n, Object::newNull());
        }
      }
    }
  }

 private:
  void children(Object parent) {
    Object kids = parent.getKey("/K");
    if (kids.isDictionary()) {
      element(kids);
      return;
    }
    if (!kids.isArray()) return;
    std::vector<Object> kept;
    for (int i = 0; i < kids.getArrayNItems(); ++i) {
      Object kid = kids.getArrayItem(i);
      if (!kid.isDictionary() || element(kid)) kept.push_back(kid);
    }
    if (kept.size() != static_cast<std::size_t>(kids.getArrayNItems())) {
      parent.replaceKey("/K", Object::newArray(kept));
    }
  }

  /// False for what is ornament and goes.
  bool element(Object node) {
    const std::string kind = node.getKey("/S").isName() ? node.getKey("/S").getName() : "";
    if (kind == "/" + std::string{ornament}) {
      dropped_.insert(node.getObjGen());
      return false;
    }
    if (kind == "/TH") node.replaceKey("/A", column_head_);
    if (kind == "/Figure") figure(node);
    if (kind != "/TD" && kind != "/TH") children(node);
    return true;
  }

  void figure(Object node) {
    const Figure& figure = figures_.at(next_figure_++);
    node.replaceKey("/Alt", words(figure.alternative));
    Object layout = Object::newDictionary();
    layout.replaceKey("/O", Object::newName("/Layout"));
    layout.replaceKey("/Placement", Object::newName("/Block"));
    const double bottom = sheet_height - figure.bottom, top = sheet_height - figure.top;
    layout.replaceKey(
        "/BBox", Object::newArray({Object::newReal(figure.left, 2), Object::newReal(bottom, 2),
                                   Object::newReal(figure.right, 2), Object::newReal(top, 2)}));
    node.replaceKey("/A", layout);
  }

  const std::vector<Figure>& figures_;
  std::size_t next_figure_ = 0;
  Object column_head_;
  std::set<QPDFObjGen> dropped_{};
};

void mark_ornaments(QPDF& pdf) {
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper{pdf}.getAllPages()) {
    page.getObjectHandle().replaceKey("/Tabs", Object::newName("/S"));
    Object content = page.getObjectHandle().getKey("/Contents");
    const auto data = content.getStreamData(qpdf_dl_generalized);
    const std::string drawn{reinterpret_cast<const char*>(data->getBuffer()), data->getSize()};
    content.replaceStreamData(with_artifacts(drawn), Object::newNull(), Object::newNull());
  }
}

/// What the file says of itself: in its information, and in XMP.
void say_what_it_is(QPDF& pdf, const PdfAbout& about) {
  Object info = Object::newDictionary();
  info.replaceKey("/Title", words(about.title + ": " + about.running));
  if (!about.author.empty()) info.replaceKey("/Author", words(about.author));
  info.replaceKey("/Creator", words("dpledger"));
  info.replaceKey("/Producer", words("dpledger (cairo, qpdf)"));
  info.replaceKey("/CreationDate", Object::newString(pdf_day(about.created)));
  info.replaceKey("/ModDate", Object::newString(pdf_day(about.created)));
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
  const std::string day = ledger::text(about.created) + "T00:00:00Z";
  const std::string author = about.author.empty()
                                 ? ""
                                 : "<dc:creator><rdf:Seq><rdf:li>" + xml(about.author) +
                                       "</rdf:li></rdf:Seq></dc:creator>";
  Object metadata = Object::newStream(
      &pdf,
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
      "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
      "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><dc:title><rdf:Alt><rdf:li "
      "xml:lang=\"x-default\">" +
          xml(about.title + ": " + about.running) + "</rdf:li></rdf:Alt></dc:title>" + author +
          "<dc:language><rdf:Bag><rdf:li>" + xml(about.language) +
          "</rdf:li></rdf:Bag></dc:language><xmp:CreatorTool>dpledger</xmp:CreatorTool>"
          "<xmp:CreateDate>" +
          day + "</xmp:CreateDate><xmp:ModifyDate>" + day +
          "</xmp:ModifyDate><pdf:Producer>dpledger (cairo, qpdf)</pdf:Producer>"
          "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
  metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
  pdf.getRoot().replaceKey("/Metadata", metadata);
}

void say_how_to_read_it(QPDF& pdf, const PdfAbout& about) {
  Object root = pdf.getRoot();
  root.replaceKey("/Lang", words(about.language));
  Object viewer = Object::newDictionary();
  viewer.replaceKey("/DisplayDocTitle", Object::newBool(true));
  root.replaceKey("/ViewerPreferences", viewer);
  Object profile = Object::newStream(&pdf, std::string{embed::colour_profiles().front().bytes});
  profile.getDict().replaceKey("/N", Object::newInteger(3));
  Object intent = Object::newDictionary();
  intent.replaceKey("/Type", Object::newName("/OutputIntent"));
  intent.replaceKey("/S", Object::newName("/GTS_PDFA1"));
  intent.replaceKey("/OutputConditionIdentifier", words("sRGB"));
  intent.replaceKey("/Info", words("sRGB"));
  intent.replaceKey("/DestOutputProfile", profile);
  root.replaceKey("/OutputIntents", Object::newArray({pdf.makeIndirectObject(intent)}));
}

void attach(QPDF& pdf, const PdfAbout& about, const std::string& json) {
  if (about.attachment.empty()) return;
  auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, json);
  stream.setSubtype("application/json");
  stream.setCreationDate(pdf_day(about.created));
  stream.setModDate(pdf_day(about.created));
  auto file = QPDFFileSpecObjectHelper::createFileSpec(pdf, about.attachment, stream);
  file.setDescription("The same as data");
  file.getObjectHandle().replaceKey("/AFRelationship", Object::newName("/Data"));
  QPDFEmbeddedFileDocumentHelper{pdf}.replaceEmbeddedFile(about.attachment, file);
  pdf.getRoot().replaceKey("/AF", Object::newArray({file.getObjectHandle()}));
}

std::string written(QPDF& pdf) {
  QPDFWriter writer{pdf};
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_disable);  // a signature is added to a file of plain objects
  writer.setMinimumPDFVersion("1.7");
  writer.setDeterministicID(true);
  writer.write();
  const auto bytes = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()};
}

}  // namespace

std::string finish(const Painted& painted, const PdfAbout& about, const std::string& json) {
  QPDF pdf;
  pdf.processMemoryFile("statement", painted.bytes.data(), painted.bytes.size());
  mark_ornaments(pdf);
  Elements{painted.figures}.complete(pdf.getRoot().getKey("/StructTreeRoot"));
  say_what_it_is(pdf, about);
  say_how_to_read_it(pdf, about);
  attach(pdf, about, json);
  return written(pdf);
}

}  // namespace reports::pdf
