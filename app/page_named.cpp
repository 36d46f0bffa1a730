#include "app/page_named.hpp"

#include "reports/answer.hpp"
#include "reports/workbook_json.hpp"
#include "signing/pdf_signature.hpp"

#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace app {
namespace {

/// The document of a page: inside a PDF or a workbook, or the page itself.
std::optional<nlohmann::json> document_of(const std::string& bytes) {
  std::optional<std::string> text;
  if (signing::is_pdf(bytes)) {
    text = signing::attached_json(bytes);
  } else if (bytes.starts_with("PK")) {
    text = reports::json_in_workbook(bytes);
  } else if (bytes.starts_with('{')) {
    text = bytes;
  }
  if (!text) return std::nullopt;
  auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

std::string member(const nlohmann::json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

constexpr const char* not_approved = "its days were not approved";
constexpr const char* not_done = "something was left to be done";

bool is(const nlohmann::json& json, const char* key, bool value) {
  const auto found = json.find(key);
  return found != json.end() && found->is_boolean() && found->get<bool>() == value;
}

PageNamed named_in(const nlohmann::json& json) {
  PageNamed named;
  if (member(json, "status") == "draft" || is(json, "draft", true)) named.draft = not_approved;
  const bool certifies = member(json, "schema") == "dpledger.closure/1";
  if (certifies && is(json, "settled", false)) named.draft = not_done;
  named.person = member(json, "person");
  if (member(json, "schema") != "dpledger.statement/1") return named;
  named.days = member(json, "from") + " to " + member(json, "to");
  return named;
}

/// What stands between the first `begins` and the next of `ends`.
std::string between(std::string_view page, std::string_view begins, std::string_view ends) {
  const auto at = page.find(begins);
  if (at == std::string_view::npos) return {};
  const auto rest = page.substr(at + begins.size());
  return std::string{rest.substr(0, rest.find_first_of(ends))};
}

/// A page that is read: text, HTML, CSV.
PageNamed named_on(std::string_view page) {
  PageNamed named;
  const auto says = [&](std::string_view words) {
    return page.find(words) != std::string_view::npos;
  };
  const bool draft = page.starts_with("DRAFT: ") || says("<p class=\"draft\">DRAFT: ") ||
                     says("\nstatement,status,DRAFT,");
  if (draft) named.draft = says(reports::draft_not_done) ? not_done : not_approved;
  if (page.starts_with("section,name,")) {
    named.person = between(page, "\nstatement,person,", " ,\n");
    named.days =
        between(page, "\nstatement,from,,", ",") + " to " + between(page, "\nstatement,to,,", ",");
  } else if (page.substr(0, 8192).find("Statement of account") != std::string_view::npos) {
    named.person = between(page, "Person: ", ",<\n");
    named.days = between(page, "Period: ", "<\n");
  }
  return named;
}

}  // namespace

PageNamed page_named(const std::string& bytes) {
  const auto document = document_of(bytes);
  return document ? named_in(*document) : named_on(bytes);
}

}  // namespace app
