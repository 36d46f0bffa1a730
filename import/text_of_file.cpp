#include "import/text_of_file.hpp"

#include "import/cell_text.hpp"

#include <array>
#include <string>

namespace imports {
namespace {

using ledger::Rule;

constexpr std::size_t looked_at = 4096;

constexpr std::string_view as_csv = "export the statement as CSV, and import that";
constexpr std::string_view download_file =
    "this is a page and not a file: sign in at the bank, and use its own download of statements";
constexpr std::string_view unpack = "unpack it, and import what is in it";
constexpr std::string_view no_picture =
    "a picture proves nothing: download the statement as CSV, OFX or a PDF with text in it";
constexpr std::string_view no_xml =
    "of XML the formats CAMT.052, .053, .054, OFX and FPS are read: export one of those, or CSV";

/// In this order: the first that fits.
constexpr auto beginnings = std::to_array<KnownBeginning>({
    {"\xD0\xCF\x11\xE0", "an Excel or Word file of the old kind (.xls, .doc)",
     "open it, save it as .xlsx or CSV, and import that"},
    {"\x1F\x8B", "a gzip archive", unpack},
    {"7z\xBC\xAF", "a 7-Zip archive", unpack},
    {"Rar!", "a RAR archive", unpack},
    {"BZh", "a bzip2 archive", unpack},
    {"\x89PNG", "a picture", no_picture},
    {"\xFF\xD8\xFF", "a picture", no_picture},
    {"II*", "a picture", no_picture},
    {"GIF8", "a picture", no_picture},
    {"SQLite format 3", "a database, perhaps a book",
     "open a book with --book; import what a bank sent"},
    {"{\\rtf", "an RTF document", as_csv},
    {"<OFC", "an OFC statement, of old versions of Money", "download it as OFX or CSV"},
    {"OFCHEADER", "an OFC statement, of old versions of Money", "download it as OFX or CSV"},
    {"<!DOCTYPE html", "a web page without a table", download_file},
    {"<html", "a web page without a table", download_file},
    {"MIME-Version:", "a saved mail or page", "save what is attached to it, and import that"},
    {"Return-Path:", "a saved mail", "save what is attached to it, and import that"},
    {"-----BEGIN ", "a key, a certificate or an encrypted message", "decrypt it first"},
    {"{1:F", "a SWIFT message that is no statement",
     "of SWIFT's messages MT940 and MT942 are read"},
});

/// XML is told by what stands near its beginning.
constexpr auto kinds_of_xml = std::to_array<KnownBeginning>({
    {"office:spreadsheet", "an Excel 2003 XML workbook",
     "open it, save it as .xlsx or CSV, and import that"},
    {"pain.001", "an order of payments (pain.001)",
     "an order is no statement: ask the bank for CAMT.053"},
    {"pain.008", "an order of direct debits (pain.008)",
     "an order is no statement: ask the bank for CAMT.053"},
    {"pain.002", "the answer to an order of payments (pain.002)",
     "an answer is no statement: ask the bank for CAMT.053"},
    {"camt.", "an ISO 20022 message that is no statement", "ask the bank for CAMT.053"},
});

bool is_json(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return false;
  const auto next = trimmed(text.substr(1)).substr(0, 1);
  const bool value = next == "\"" || next == "{" || next == "[";
  return value || next == (text.starts_with('{') ? "}" : "]") || text.substr(1).starts_with('\n') ||
         text.substr(1).starts_with("\r\n");
}

}  // namespace

std::optional<KnownBeginning> other_format(std::string_view beginning) {
  const auto whole = beginning.substr(0, looked_at);  // what is trimmed may be gzip's first byte
  beginning = trimmed(whole);
  for (const auto& each : beginnings) {
    if (begins_with_word(whole, each.bytes) || begins_with_word(beginning, each.bytes)) return each;
  }
  if (beginning.starts_with('<')) {
    for (const auto& each : kinds_of_xml) {
      if (beginning.find(each.bytes) != beginning.npos) return each;
    }
    return KnownBeginning{"<", "an XML document", no_xml};
  }
  if (is_json(beginning)) return KnownBeginning{"{", "a JSON document", as_csv};
  return std::nullopt;
}

bool has_readable_size(std::string_view bytes, Refusals& refusals) {
  if (bytes.size() > largest_file) {
    refusals.add(Rule::file_too_large, {}, std::to_string(bytes.size()) + " bytes");
    return false;
  }
  if (bytes.empty()) refusals.add(Rule::file_empty, {}, {});
  return !refusals.any();
}

bool is_text_file(std::string_view bytes, const Decoded& decoded, Refusals& refusals) {
  if (!has_readable_size(bytes, refusals)) return false;
  for (const auto look : {bytes, decoded.text}) {
    const auto known = other_format(look);
    if (!known) continue;
    refusals.add(Rule::not_supported, {1, 1}, known->what, std::string{known->remedy});
    return false;
  }
  if (decoded.fault == Decoded::Fault::binary) {
    refusals.add(Rule::file_binary, decoded.where, decoded.found);
  } else if (decoded.fault == Decoded::Fault::undefined) {
    refusals.add(Rule::encoding_unknown, decoded.where, decoded.found);
  } else if (trimmed(decoded.text.substr(0, looked_at)).empty() && trimmed(decoded.text).empty()) {
    refusals.add(Rule::file_empty, {}, {});
  }
  return !refusals.any();
}

}  // namespace imports
