// A message to HMRC, as payroll programs keep what they have sent: which message it is, and its
// elements by their local names, whatever namespace or prefix a year's schema gives them.
//
// Shape     GovTalkMessage(Header, GovTalkDetails, Body(IRenvelope)) or IRenvelope alone;
//           IRenvelope(IRheader, message).
// Secrets   Header holds the gateway password in clear. Nothing of Header is read but whether the
//           message is a test, and no refusal of a message that is not sound quotes any of it.
// Bounds    no entity is expanded, a document type is refused, depth costs nothing; a file with
// more
//           elements than bytes can sensibly hold is refused before any of them is made.
// Source    HMRC's RTI schemas 2013-14 to 2026-27.
#pragma once

#include "import/encoding.hpp"
#include "import/refusals.hpp"

#include <string>
#include <string_view>

#include <pugixml.hpp>

namespace imports {

/// The name without its prefix.
std::string_view local_name(const pugi::xml_node& node);
/// The first child of this local name; none when there is none.
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view name);
/// All text directly in an element, trimmed. Elements inside it are left out.
std::string text_of(const pugi::xml_node& node);

/// The places of elements, asked for in the order of the file.
class ElementPlaces {
 public:
  explicit ElementPlaces(std::string_view text) : text_{text} {}
  /// 0 for none.
  int line_of(const pugi::xml_node& node);
  /// With the column, which is counted from where the line begins: for what is refused only.
  Place of(const pugi::xml_node& node);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begins_ = 0;
  int line_ = 1;
};

/// Looks like a message to HMRC: in the whole or in its beginning.
bool is_hmrc_message(std::string_view text);

class HmrcMessage {
 public:
  /// Refuses what is not sound, and every message but a Full Payment Submission, by its name.
  HmrcMessage(std::string_view text, Refusals& refusals);

  const pugi::xml_node& envelope() const { return envelope_; }
  /// FullPaymentSubmission; none when something was refused.
  const pugi::xml_node& submission() const { return submission_; }
  bool is_test() const { return is_test_; }

 private:
  bool parse(std::string_view text, Refusals& refusals);
  void find_submission(Refusals& refusals, ElementPlaces places);

  pugi::xml_document document_;
  pugi::xml_node envelope_;
  pugi::xml_node submission_;
  bool is_test_ = false;
};

}  // namespace imports
