#include "reports/workbook_json.hpp"

#include "reports/xlsx_package.hpp"
#include "reports/xlsx_sheet.hpp"

#include <string_view>
#include <utility>

namespace reports {
namespace {

constexpr std::string_view begins =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<answer xmlns=\"urn:dpledger:answer\">";
constexpr std::string_view ends = "</answer>";

/// The character that an entity of xml_text stands for, and how long the entity is.
std::pair<char, std::size_t> entity_at(std::string_view xml) {
  constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}};
  for (const auto& [entity, character] : entities) {
    if (xml.starts_with(entity)) return {character, entity.size()};
  }
  return {'&', 1};
}

}  // namespace

std::string json_part(const std::string& json) {
  return std::string{begins} + xml_text(json) + std::string{ends};
}

std::optional<std::string> json_in_workbook(const std::string& bytes) {
  const auto part = part_of(bytes, std::string{json_part_name});
  if (!part || !part->starts_with(begins) || !part->ends_with(ends)) return std::nullopt;
  const std::string_view inside =
      std::string_view{*part}.substr(begins.size(), part->size() - begins.size() - ends.size());
  std::string json;
  for (std::size_t at = 0; at < inside.size();) {
    if (inside[at] != '&') {
      json += inside[at++];
      continue;
    }
    const auto [character, length] = entity_at(inside.substr(at));
    json += character;
    at += length;
  }
  return json;
}

}  // namespace reports
