#include "import/payroll/hmrc_message.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using ledger::Rule;
using pugi::xml_node;

/// Where its name must stand: behind comments, schema locations and a very long first element.
constexpr std::size_t looked_through = 64 * 1024;

struct OtherMessage {
  std::string_view element;
  std::string_view what;
};
constexpr auto other_messages = std::to_array<OtherMessage>({
    {"EmployerPaymentSummary", "an Employer Payment Summary (EPS)"},
    {"EarlierYearUpdate", "an Earlier Year Update (EYU)"},
    {"EmployerAlignmentSubmission", "an Employer Alignment Submission (EAS)"},
    {"NINOverificationRequest", "a NINO Verification Request (NVR)"},
    {"NINOverificationResponse", "HMRC's answer to a NINO Verification Request"},
    {"SuccessResponse", "HMRC's answer that a submission was received"},
    {"ErrorResponse", "HMRC's answer that a submission was rejected"},
});

/// Could the elements of a text need more memory than a file of its size is granted? A node and its
/// text take 64 bytes each.
bool has_too_many_elements(std::string_view text) {
  constexpr std::size_t of_a_node = 64;
  constexpr std::size_t granted_in_all = std::size_t{32} << 20U;
  constexpr std::size_t granted_a_byte = 11;
  std::size_t tags = 0;
  std::size_t closing = 0;
  for (auto at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    ++tags;
    closing += at + 1 < text.size() && text[at + 1] == '/' ? 1U : 0U;
  }
  return (tags - closing + tags) * of_a_node > granted_a_byte * text.size() + granted_in_all;
}

/// Why XML cannot be read, in words that quote nothing of it: the place may be a secret's.
std::string_view fault_of(pugi::xml_parse_status status) {
  switch (status) {
    case pugi::status_end_element_mismatch:
      return "an element is closed that was not opened, or the file is cut short";
    case pugi::status_no_document_element:
      return "there is no element in it";
    case pugi::status_bad_start_element:
    case pugi::status_bad_end_element:
    case pugi::status_unrecognized_tag:
      return "a tag is damaged or cut short";
    case pugi::status_bad_attribute:
      return "an attribute is damaged";
    case pugi::status_ok:
    case pugi::status_file_not_found:
    case pugi::status_io_error:
    case pugi::status_out_of_memory:
    case pugi::status_internal_error:
    case pugi::status_bad_pi:
    case pugi::status_bad_comment:
    case pugi::status_bad_cdata:
    case pugi::status_bad_doctype:
    case pugi::status_bad_pcdata:
    case pugi::status_append_invalid_root:
      return "it is not XML as it should be";
  }
  return "";
}

bool has_name(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != text.npos; at = text.find(name, at + 1)) {
    if (at > 0 && (text[at - 1] == '<' || text[at - 1] == ':')) return true;
  }
  return false;
}

xml_node first_element(const xml_node& node) {
  for (const auto& child : node) {
    if (child.type() == pugi::node_element) return child;
  }
  return {};
}

}  // namespace

std::string_view local_name(const xml_node& node) {
  const std::string_view name{node.name()};
  const auto colon = name.find(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

xml_node child_of(const xml_node& node, std::string_view name) {
  for (const auto& child : node) {
    if (local_name(child) == name) return child;
  }
  return {};
}

std::string text_of(const xml_node& node) {
  std::string text;
  for (const auto& child : node) {
    const bool is_text = child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata;
    if (is_text) text += child.value();
  }
  return tidied(text);
}

int ElementPlaces::line_of(const xml_node& node) {
  const auto offset = node.offset_debug();
  if (offset <= 0) return 0;
  const auto to = static_cast<std::size_t>(offset) - 1;  // of the '<'
  if (to < at_) *this = ElementPlaces{text_};
  for (; at_ < to; ++at_) {
    const bool ends = text_[at_] == '\n' || (text_[at_] == '\r' && text_[at_ + 1] != '\n');
    if (!ends) continue;
    ++line_;
    line_begins_ = at_ + 1;
  }
  return line_;
}

Place ElementPlaces::of(const xml_node& node) {
  const auto line = line_of(node);
  if (line == 0) return {};
  const auto before = text_.substr(line_begins_, at_ - line_begins_);
  const auto characters = std::ranges::count_if(before, [](char c) { return (c & 0xC0) != 0x80; });
  return {line, static_cast<int>(characters) + 1};
}

bool is_hmrc_message(std::string_view text) {
  const auto beginning = text.substr(0, looked_through);
  return has_name(beginning, "GovTalkMessage") || has_name(beginning, "IRenvelope");
}

HmrcMessage::HmrcMessage(std::string_view text, Refusals& refusals) {
  if (parse(text, refusals)) find_submission(refusals, ElementPlaces{text});
}

bool HmrcMessage::parse(std::string_view text, Refusals& refusals) {
  const std::string remedy = "have the payroll program write the file again";
  if (!trimmed(text).starts_with('<')) {
    refusals.add(Rule::xml_damaged, {1, 1}, "text before the first element", remedy);
  } else if (has_too_many_elements(text)) {
    refusals.add(Rule::xml_damaged, {1, 1}, "more elements than such a file has", remedy);
  }
  if (refusals.any()) return false;
  const auto result = document_.load_buffer(
      text.data(), text.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  const auto at =
      std::min(text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)));
  if (!result) {
    refusals.add(Rule::xml_damaged, place_of(text, at), fault_of(result.status), remedy);
    return false;
  }
  int documents = 0;
  for (const auto& node : document_) {
    if (node.type() == pugi::node_doctype) {
      refusals.add(Rule::xml_damaged, {1, 1}, "a document type", remedy);
    }
    documents += node.type() == pugi::node_element ? 1 : 0;
  }
  if (documents > 1) {
    refusals.add(Rule::xml_damaged, {1, 1}, "several documents in one file", remedy);
  }
  return !refusals.any();
}

void HmrcMessage::find_submission(Refusals& refusals, ElementPlaces places) {
  const auto root = first_element(document_);
  const auto details = child_of(child_of(root, "Header"), "MessageDetails");
  is_test_ = text_of(child_of(details, "GatewayTest")) == "1";
  const bool bare = local_name(root) == "IRenvelope";
  envelope_ = bare ? root : child_of(child_of(root, "Body"), "IRenvelope");
  const auto held = envelope_ ? envelope_ : child_of(root, "Body");
  if (const auto compressed = child_of(envelope_, "CompressedPart")) {
    return refusals.add(Rule::not_supported, places.of(compressed), "a compressed submission",
                        "have the payroll program save the submission without compression");
  }
  submission_ = child_of(envelope_, "FullPaymentSubmission");
  if (submission_) return;
  for (const auto& each : held) {
    const auto other = std::ranges::find(other_messages, local_name(each), &OtherMessage::element);
    if (other != other_messages.end()) {
      return refusals.add(Rule::no_payslips, places.of(each), other->what);
    }
  }
  refusals.add(Rule::no_payslips, places.of(root), "a message to or from HMRC without an FPS");
}

}  // namespace imports
