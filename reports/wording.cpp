#include "reports/wording.hpp"

#include "ledger/reclaims.hpp"
#include "reports/cells.hpp"

#include <cctype>
#include <utility>

namespace reports {

std::string place(const ledger::Evidence& evidence) {
  if (evidence.line == 0) return evidence.file;
  if (evidence.file.empty()) {
    return "line " + std::to_string(evidence.line) + " of a file whose name was erased";
  }
  return evidence.file + ":" + std::to_string(evidence.line);
}

std::string places(const std::vector<ledger::Evidence>& evidence) {
  std::string joined;
  for (const ledger::Evidence& one : evidence) {
    if (!joined.empty()) joined += "; ";
    joined += place(one);
  }
  return joined;
}

std::string capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  }
  return text;
}

namespace {

/// "2025-09-05" becomes "5 September 2025" where it is a day and stands by itself.
std::string with_days_in_words(std::string text) {
  constexpr std::size_t length = 10;
  const auto is_word = [&](std::size_t at) {
    return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0;
  };
  for (std::size_t at = 0; at + length <= text.size(); ++at) {
    if ((at > 0 && is_word(at - 1)) || is_word(at + length)) continue;
    const auto day = ledger::parse_date(std::string_view{text}.substr(at, length));
    if (!day) continue;
    const auto words = pretty(day.value());
    text.replace(at, length, words);
    at += words.size() - 1;
  }
  return text;
}

}  // namespace

std::string as_sentence(std::string text) {
  if (text.empty()) return text;
  text = capital(with_days_in_words(std::move(text)));
  return text.ends_with('.') || text.ends_with('?') || text.ends_with('!') ? text : text + ".";
}

std::string payer_words(std::string_view payer) {
  return payer == ledger::own_part ? "the person" : std::string{payer};
}

std::string import_name(ledger::ImportId id) {
  return "I" + std::to_string(id.value);
}

std::string counted(std::int64_t number, std::string_view thing) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  if (number == 1) return digits + " " + std::string{thing};
  if (thing == "person") return digits + " people";
  if (thing.ends_with("entry") || thing.ends_with("summary")) {
    return digits + " " + std::string{thing.substr(0, thing.size() - 1)} + "ies";
  }
  return digits + " " + std::string{thing} + "s";
}

Cell cell_of(const std::optional<ledger::Money>& amount) {
  return amount ? Cell{*amount} : Cell{};
}

Cell cell_of(const std::optional<ledger::Date>& date) {
  return date ? Cell{*date} : Cell{};
}

std::string remedy_of(const ledger::Error& error) {
  if (!error.remedy.empty()) return error.remedy;
  return std::string{ledger::describe(error.broken).remedy};
}

Json refusal_json(const ledger::Error& error, bool with_file) {
  JsonObject refusal;
  if (with_file) refusal.text("file", error.where.file);
  return refusal.number("line", error.where.line)
      .number("column", error.where.column)
      .text("rule", ledger::describe(error.broken).name)
      .text("found", error.found)
      .text("remedy", remedy_of(error))
      .done();
}

Json items_json(const std::vector<ledger::Settled>& items) {
  return json_array(items, [](const ledger::Settled& item) {
    return JsonObject{}.text("key", item.key).money("amount", item.amount).done();
  });
}

Json evidence_json(const std::vector<ledger::Evidence>& evidence) {
  return json_array(evidence, [](const ledger::Evidence& one) {
    return JsonObject{}.text("file", one.file).number("line", one.line).done();
  });
}

std::string settles_text(const std::vector<ledger::Settled>& items, const std::string& plan_line) {
  std::string joined;
  for (const ledger::Settled& item : items) joined += (joined.empty() ? "" : " ") + item.key;
  return joined.empty() ? plan_line : joined;
}

Json finding_json(const ledger::Finding& finding) {
  return JsonObject{}
      .text("id", finding.id)
      .text("code", finding.code)
      .text("severity", ledger::text(finding.severity))
      .text("person", finding.person)
      .text("budget", finding.budget)
      .date("date", finding.date)
      .money("amount", finding.amount)
      .put("evidence", evidence_json(finding.evidence))
      .text("source", finding.source)
      .text("why", finding.why)
      .text("state", ledger::text(finding.state))
      .text("subject", finding.subject)
      .text("waived_by", finding.waived_by)
      .text("waived_at", finding.waived_at)
      .text("waived_reason", finding.waived_reason)
      .done();
}

}  // namespace reports
