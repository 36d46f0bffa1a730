#include "reports/letter.hpp"

#include "reports/json_text.hpp"
#include "reports/letter_writer.hpp"
#include "reports/wording.hpp"

#include <utility>

namespace reports {
namespace {

using ledger::Act;

void add_signature(const Letter& letter, std::vector<std::string>& closing) {
  if (letter.signer.empty()) {
    closing.insert(closing.end(), {"Signed: ______________________________", "",
                                   "Name and role: _______________________", ""});
  }
  const auto role = letter.role.empty() ? "" : ", " + letter.role;
  closing.push_back(letter.signer.empty() ? "For " + letter.from
                                          : letter.signer + role + ", for " + letter.from);
}

Json taken_back_json(const Act* withdrawal) {
  if (withdrawal == nullptr) return {};
  return JsonObject{}
      .date("on", withdrawal->on)
      .text("by", withdrawal->by)
      .text("reason", withdrawal->reason)
      .done();
}

Json paragraphs_json(const Letter& letter) {
  JsonArray all;
  for (const auto& each : letter.before) all.add(json_string(each));
  for (const auto& each : letter.after) all.add(json_string(each));
  return all.done();
}

}  // namespace

Answer letter(const LetterAbout& about) {
  const auto& act = *about.act;
  const auto said = written(about);
  const auto title = letter_title(act);
  Answer answer;
  answer.heading = {title,
                    "",
                    "To: " + said.to,
                    "From: " + said.from,
                    "Date: " + pretty(act.on),
                    "About: " + about.facts->history.on(act.on).name + " (" + about.facts->ref() +
                        ")" + (act.ref.empty() ? "" : ", decision " + act.ref),
                    "",
                    said.dear + ","};
  for (const auto& paragraph : said.before) {
    answer.heading.insert(answer.heading.end(), {"", paragraph});
  }
  if (about.withdrawal != nullptr) {
    answer.heading.insert(answer.heading.begin() + 1,
                          "Taken back on " + pretty(about.withdrawal->on) +
                              ": what this letter says holds no longer.");
  }
  if (said.data) answer.tables.push_back(*said.data);
  if (said.table) answer.tables.push_back(*said.table);
  for (const auto& paragraph : said.after) {
    answer.closing.insert(answer.closing.end(), {paragraph, ""});
  }
  add_signature(said, answer.closing);
  answer.json = JsonObject{}
                    .text("schema", "dpledger.letter/1")
                    .text("person", about.facts->ref())
                    .number("act", act.number)
                    .text("kind", ledger::text(act.kind))
                    .text("ref", act.ref)
                    .text("title", title)
                    .text("to", said.to)
                    .text("from", said.from)
                    .date("date", act.on)
                    .text("signed_by", said.signer)
                    .text("role", said.role)
                    .put("taken_back", taken_back_json(about.withdrawal))
                    .put("paragraphs", paragraphs_json(said))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports
