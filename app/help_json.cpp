// The guide as a document, for programs.
#include "app/help_json.hpp"

#include "app/guide.hpp"

#include <nlohmann/json.hpp>

namespace app {
namespace {

using nlohmann::ordered_json;

ordered_json json_of(const std::vector<OptionGuide>& options) {
  auto rows = ordered_json::array();
  for (const auto& option : options) {
    rows.push_back({{"name", option.name},
                    {"value", option.value},
                    {"text", option.text},
                    {"required", option.required},
                    {"choices", option.choices}});
  }
  return rows;
}

ordered_json json_of(const CommandGuide& guide) {
  ordered_json row;
  row["name"] = guide.name;
  row["words"] = guide.words;
  row["summary"] = guide.summary;
  row["about"] = guide.about;
  row["options"] = json_of(guide.options);
  row["choices"] = guide.choices;
  row["examples"] = guide.examples;
  return row;
}

}  // namespace

std::string help_json(std::string_view command) {
  ordered_json document;
  document["schema"] = "dpledger.help/1";
  document["commands"] = ordered_json::array();
  for (const auto& guide : command_guides()) {
    if (command.empty() || command == guide.name) document["commands"].push_back(json_of(guide));
  }
  document["options"] = json_of(global_options());
  return document.dump(2) + "\n";
}

}  // namespace app
