#include "import/text_of_file.hpp"

#include "import/cell_text.hpp"

#include <array>

namespace imports {
namespace {

using ledger::Rule;

struct Beginning {
  std::string_view bytes;
  std::string_view what;
};

/// In this order: the first that fits.
constexpr auto beginnings = std::to_array<Beginning>({
    {"%PDF-", "a PDF"},
    {"PK\x03\x04", "a zip archive or an Excel workbook"},
    {"\xD0\xCF\x11\xE0", "an old Excel workbook"},
    {"\x1F\x8B", "a gzip archive"},
    {"{\\rtf", "an RTF document"},
    {"OFXHEADER", "an OFX statement"},
    {"<OFX>", "an OFX statement"},
    {"<?OFX", "an OFX statement"},
    {"<!DOCTYPE html", "a web page"},
    {"<html", "a web page"},
    {"<?xml", "an XML document"},
    {"<", "an XML document"},
    {"!Type:", "a QIF file"},
    {"!Account", "a QIF file"},
    {"!Option:", "a QIF file"},
    {"{1:F", "a SWIFT message (MT940)"},
    {":20:", "a SWIFT statement (MT940)"},
    {"01,", "a BAI2 file"},
    {"{", "a JSON document"},
    {"[", "a JSON document"},
});

}  // namespace

std::string_view other_format(std::string_view beginning) {
  beginning = trimmed(beginning.substr(0, 4096));
  for (const auto& each : beginnings) {
    if (!begins_with_word(beginning, each.bytes)) continue;
    // "01," may also be the day of a row without heading; BAI2 goes on with "/" at the line's end.
    const auto first_line = trimmed(beginning.substr(0, beginning.find_first_of("\r\n")));
    if (each.bytes == "01," && !first_line.ends_with('/')) continue;
    return each.what;
  }
  return {};
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
    const auto what = other_format(look);
    if (what.empty()) continue;
    refusals.add(Rule::not_supported, {1, 1}, what,
                 "this format is not read yet: export the statement as CSV and import that");
    return false;
  }
  if (decoded.fault == Decoded::Fault::binary) {
    refusals.add(Rule::file_binary, decoded.where, decoded.found);
  } else if (decoded.fault == Decoded::Fault::undefined) {
    refusals.add(Rule::encoding_unknown, decoded.where, decoded.found);
  } else if (trimmed(decoded.text.substr(0, 4096)).empty() && trimmed(decoded.text).empty()) {
    refusals.add(Rule::file_empty, {}, {});
  }
  return !refusals.any();
}

}  // namespace imports
