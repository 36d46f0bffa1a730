// The queue as a list, as CSV and as JSON.
#include "reports/queue.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

std::string keys_of(const QueueChoice& choice) {
  return settles_text(choice.rival.what.items, choice.rival.what.plan_line);
}

std::string item_text(const ledger::Settled& item) {
  return item.key + "=" + ledger::text(item.amount);
}

/// "1: net-pay:P1:W1:2025-04-25=-400.00; 2: …", those that fit and then those that lost.
std::string alternatives_text(const QueueEntry& entry) {
  std::string joined;
  for (std::size_t i = 0; i < entry.choices.size(); ++i) {
    const auto& what = entry.choices[i].rival.what;
    joined += (i == 0 ? "" : "; ") + std::to_string(i + 1) + ":";
    for (const auto& item : what.items) joined += " " + item_text(item);
    if (what.items.empty()) joined += " " + what.plan_line;
    if (!entry.choices[i].fits) joined += " (" + entry.choices[i].rival.against.text + ")";
  }
  return joined;
}

/// "3: net-pay:P1:W1:2025-05-25=-400.00; …", numbered on.
std::string others_text(const QueueEntry& entry) {
  std::string joined;
  auto number = entry.choices.size();
  for (const auto& choice : entry.others) {
    joined += (joined.empty() ? "" : "; ") + std::to_string(++number) + ": " +
              item_text(choice.rival.what.items.front());
  }
  return joined;
}

std::string findings_text(const QueueEntry& entry) {
  std::string joined;
  for (const auto& finding : entry.findings) {
    joined += (joined.empty() ? "" : "; ") + finding.id + " " + finding.code + ": " + finding.why;
  }
  return joined;
}

std::string notes_text(const QueueEntry& entry, const char* between) {
  std::string joined;
  for (const auto& note : entry.notes) {
    joined += (joined.empty() ? "" : between) + note.by + ": " + note.text;
  }
  return joined;
}

std::string places_text(const QueueEntry& entry) {
  if (!entry.places.empty()) return places(entry.places);
  return entry.line ? place(entry.line->from) : std::string{};
}

Table csv_table(const std::vector<QueueEntry>& entries) {
  Table table;
  table.for_people = false;
  table.columns = {{"Subject", "subject"},
                   {"Kind", "kind"},
                   {"Severity", "severity"},
                   {"Person", "person"},
                   {"Budget", "budget"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"Code", "code"},
                   {"Why", "why"},
                   {"Line", "line"},
                   {"Account", "account"},
                   {"What the bank says", "description"},
                   {"Balance", "balance"},
                   {"State", "state"},
                   {"Alternatives", "alternatives"},
                   {"Fit", "fit"},
                   {"Evidence", "evidence"},
                   {"Notes", "notes"},
                   {"Postponed", "postponed"},
                   {"Findings", "findings"},
                   {"Open as well", "other_items"}};
  for (const auto& entry : entries) {
    const auto& line = entry.line;
    table.rows.push_back({entry.subject,
                          std::string{text(entry.kind)},
                          std::string{ledger::text(entry.severity)},
                          entry.person,
                          entry.budget,
                          cell_of(entry.date),
                          entry.amount,
                          entry.code,
                          entry.why,
                          line ? ledger::text(line->id) : std::string{},
                          line ? line->account : std::string{},
                          line ? line->text : std::string{},
                          line ? cell_of(line->balance) : Cell{},
                          line ? std::string{ledger::text(line->state)} : std::string{},
                          alternatives_text(entry),
                          static_cast<std::int64_t>(entry.fitting()),
                          places_text(entry),
                          notes_text(entry, "; "),
                          cell_of(entry.postponed),
                          findings_text(entry),
                          others_text(entry)});
  }
  return table;
}

/// What it is, where it stands, and what could be chosen.
std::string told(const QueueEntry& entry) {
  std::string page = (entry.code.empty() ? "" : entry.code + ": ") + entry.why;
  if (entry.line) page += "\n\"" + entry.line->text + "\"";
  for (const auto& finding : entry.findings) {
    page += "\n" + finding.code + ": " + finding.why + " (" + finding.id + ")";
  }
  for (std::size_t i = 0; i < entry.choices.size(); ++i) {
    const auto& choice = entry.choices[i];
    page += "\n" + std::to_string(i + 1) + "  " + keys_of(choice);
    if (!choice.fits) page += " (" + choice.rival.against.text + ")";
  }
  if (!entry.others.empty()) page += "\nopen as well: " + others_text(entry);
  for (const auto& note : entry.notes) page += "\nnoted by " + note.by + ": " + note.text;
  if (entry.postponed) page += "\nwaits until " + ledger::pretty(*entry.postponed);
  const auto from = places_text(entry);
  return page + (from.empty() ? "" : "\n" + from) + "\n" + entry.subject;
}

Table people_table(const std::vector<QueueEntry>& entries) {
  Table table;
  table.columns = {{"Severity", "severity"},
                   {"Who", "who"},
                   {"Date", "date"},
                   {"Amount", "amount"},
                   {"What waits", "what"}};
  for (const auto& entry : entries) {
    if (entry.severity == ledger::Severity::high) table.alarms.push_back(table.rows.size());
    table.rows.push_back(
        {std::string{ledger::text(entry.severity)} + "\n" + std::string{text(entry.kind)},
         entry.person, cell_of(entry.date), entry.amount.is_zero() ? Cell{} : Cell{entry.amount},
         told(entry)});
  }
  return table;
}

// --- as data ---

Json line_json(const QueueLine& line) {
  return JsonObject{}
      .text("id", ledger::text(line.id))
      .text("account", line.account)
      .text("file", line.from.file)
      .number("line", line.from.line)
      .date("date", line.date)
      .money("amount", line.amount)
      .money("balance", line.balance)
      .text("description", line.text)
      .text("state", ledger::text(line.state))
      .text("settles", line.settles)
      .done();
}

Json choice_json(const QueueChoice& choice, std::size_t number) {
  const auto& rival = choice.rival;
  return JsonObject{}
      .number("number", static_cast<std::int64_t>(number))
      .flag("fits", choice.fits)
      .text("rule", rival.what.rule)
      .put("items", items_json(rival.what.items))
      .text("plan_line", rival.what.plan_line)
      .text("text", rival.text)
      .money("amount", rival.amount)
      .money("difference", choice.difference)
      .date("due", rival.due)
      .put("days", choice.days ? Json{std::to_string(*choice.days)} : Json{})
      .text("name", choice.name)
      .text("against", rival.against.text)
      .done();
}

Json choices_json(const std::vector<QueueChoice>& choices, std::size_t numbered) {
  JsonArray array;
  for (const auto& choice : choices) array.add(choice_json(choice, ++numbered));
  return array.done();
}

Json item_json(const std::optional<QueueItem>& item) {
  if (!item) return {};
  return JsonObject{}
      .text("key", item->key)
      .text("text", item->text)
      .date("due", item->due)
      .money("amount", item->amount)
      .money("settled", item->settled)
      .done();
}

Json note_json(const ledger::Note& note) {
  return JsonObject{}
      .text("text", note.text)
      .date("until", note.until)
      .text("by", note.by)
      .text("at", note.at)
      .done();
}

Json finding_about_json(const QueueFinding& finding) {
  return JsonObject{}
      .text("id", finding.id)
      .text("code", finding.code)
      .text("why", finding.why)
      .text("source", finding.source)
      .done();
}

Json entry_json(const QueueEntry& entry) {
  return JsonObject{}
      .text("subject", entry.subject)
      .text("kind", text(entry.kind))
      .text("severity", ledger::text(entry.severity))
      .text("person", entry.person)
      .text("budget", entry.budget)
      .date("date", entry.date)
      .money("amount", entry.amount)
      .text("code", entry.code)
      .text("why", entry.why)
      .text("source", entry.source)
      .put("line", entry.line ? line_json(*entry.line) : Json{})
      .put("against", json_array(entry.against, json_string))
      .put("alternatives", choices_json(entry.choices, 0))
      .put("near", json_array(entry.near, line_json))
      .put("item", item_json(entry.item))
      .put("evidence", evidence_json(entry.places))
      .put("evidence_lines", json_array(entry.evidence, line_json))
      .put("notes", json_array(entry.notes, note_json))
      .date("postponed", entry.postponed)
      .put("findings", json_array(entry.findings, finding_about_json))
      .put("other_items", choices_json(entry.others, entry.choices.size()))
      .done();
}

std::string sentence_of(const Queue& queue) {
  std::string sentence = queue.waiting == 0 ? "Nothing waits for a person"
                         : queue.waiting == 1
                             ? "1 thing waits for a person"
                             : counted(queue.waiting, "thing") + " wait for a person";
  const auto shown = static_cast<std::int64_t>(queue.entries.size());
  if (shown < queue.waiting) sentence += "; the first " + std::to_string(shown) + " are shown";
  sentence += ".";
  if (queue.postponed > 0) {
    sentence += " " + std::to_string(queue.postponed) + " more until a later day.";
  }
  return sentence;
}

}  // namespace

Answer queue(const Queue& queue) {
  Answer answer;
  answer.heading.push_back(sentence_of(queue));
  answer.tables = {csv_table(queue.entries), people_table(queue.entries)};
  if (!queue.entries.empty()) {
    answer.closing.emplace_back(
        "To work through it: dpledger review. From a file: dpledger review --decide FILE.csv.");
  }
  answer.json = JsonObject{}
                    .text("schema", "dpledger.queue/1")
                    .date("as_of", queue.as_of)
                    .number("waiting", queue.waiting)
                    .number("postponed", queue.postponed)
                    .put("entries", json_array(queue.entries, entry_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports
