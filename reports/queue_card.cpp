// One entry of the queue, laid out for a person who is to decide.
#include "reports/queue.hpp"
#include "reports/wording.hpp"

namespace reports {
namespace {

/// "3 of 17 · medium · P0001 Stephen Ashdown · budget 2025"
std::string first_line(const QueueEntry& entry, std::size_t number, std::size_t of) {
  std::string line = std::to_string(number) + " of " + std::to_string(of) + " · " +
                     std::string{ledger::text(entry.severity)} + " · " + entry.person + " " +
                     entry.name;
  if (!entry.budget.empty()) line += " · budget " + entry.budget;
  return line;
}

std::string what_it_is(const QueueEntry& entry) {
  switch (entry.kind) {
    case QueueEntry::Kind::suggestion:
      return entry.fitting() == 1 ? "One explanation fits; it waits for you."
                                  : std::to_string(entry.fitting()) +
                                        " explanations fit; one of them waits to be chosen.";
    case QueueEntry::Kind::unmatched:
      return "Nothing explains this line; it is in suspense.";
    case QueueEntry::Kind::finding:
      return "Finding " + entry.code + ".";
  }
  throw ledger::Defect{"an entry of no kind"};
}

std::vector<std::string> heading(const QueueEntry& entry, std::size_t number, std::size_t of) {
  std::vector<std::string> page{first_line(entry, number, of), what_it_is(entry) + " " + entry.why};
  if (entry.kind == QueueEntry::Kind::finding) {
    std::string facts;
    if (!entry.amount.is_zero()) facts += ledger::pretty(ledger::magnitude(entry.amount));
    if (entry.date) facts += (facts.empty() ? "" : ", ") + ledger::pretty(*entry.date);
    if (!entry.source.empty()) facts += (facts.empty() ? "" : "; ") + entry.source;
    if (!facts.empty()) page.push_back(facts);
    if (!entry.places.empty()) page.push_back("It rests on " + places(entry.places) + ".");
  }
  for (const auto& finding : entry.findings) {
    page.push_back(finding.code + ": " + finding.why +
                   (finding.source.empty() ? "" : " It rests on " + finding.source + ".") + " (" +
                   finding.id + ")");
  }
  for (const auto& doubt : entry.against) page.push_back("- " + doubt);
  if (entry.item) {
    page.push_back(capital(entry.item->text) + ": " +
                   ledger::pretty(ledger::magnitude(entry.item->amount)) + ", of which " +
                   ledger::pretty(ledger::magnitude(entry.item->settled)) +
                   " is settled. Key: " + entry.item->key);
  }
  if (entry.postponed) page.push_back("It waits until " + ledger::pretty(*entry.postponed) + ".");
  page.push_back(entry.subject);
  return page;
}

Table lines_table(std::string title, const std::vector<QueueLine>& lines, bool with_state) {
  Table table;
  table.title = std::move(title);
  table.columns = {{"Date", "date"},
                   {"Amount", "amount"},
                   {"What the bank says", "description"},
                   {"From", "from"},
                   {with_state ? "State" : "Balance after it", "last"}};
  for (const auto& line : lines) {
    const auto state =
        std::string{ledger::text(line.state)} + (line.settles.empty() ? "" : ": " + line.settles);
    table.rows.push_back({line.date, line.amount, line.text, place(line.from) + "\n" + line.account,
                          with_state ? Cell{state} : cell_of(line.balance)});
  }
  return table;
}

/// What could be chosen, each against the line: what it is, its amount, its day, its name.
Table choices_table(std::string title, const std::vector<QueueChoice>& choices,
                    std::size_t numbered) {
  Table table;
  table.title = std::move(title);
  table.columns = {
      {"", "number"}, {"What", "what"}, {"Amount", "amount"}, {"Difference", "difference"},
      {"Due", "due"}, {"Days", "days"}, {"Name", "name"},     {"Against it", "against"}};
  for (const auto& choice : choices) {
    const auto& what = choice.rival.what;
    Cell days;
    if (choice.days) days = std::int64_t{*choice.days};
    table.rows.push_back(
        {static_cast<std::int64_t>(++numbered),
         choice.rival.text + "\n" + settles_text(what.items, what.plan_line), choice.rival.amount,
         choice.difference, cell_of(choice.rival.due), days,
         choice.name == "none" ? std::string{"not named"} : std::string{choice.name},
         choice.rival.against.text});
  }
  return table;
}

Table notes_table(const QueueEntry& entry) {
  Table table;
  table.title = "Noted:";
  table.columns = {{"When", "at"}, {"By", "by"}, {"Note", "text"}};
  for (const auto& note : entry.notes) {
    table.rows.push_back({note.at.substr(0, 10), note.by, note.text});
  }
  return table;
}

}  // namespace

Answer queue_card(const QueueEntry& entry, std::size_t number, std::size_t of) {
  Answer card;
  card.heading = heading(entry, number, of);
  if (entry.line) card.tables.push_back(lines_table("The line:", {*entry.line}, false));
  if (!entry.choices.empty()) {
    card.tables.push_back(choices_table(
        entry.fitting() > 0 ? "What it may be:" : "What was considered, and why it lost:",
        entry.choices, 0));
  }
  if (!entry.others.empty()) {
    auto others = choices_table("Open as well, but nothing speaks for it:", entry.others,
                                entry.choices.size());
    others.columns.pop_back();  // nothing was weighed against these
    for (auto& row : others.rows) row.pop_back();
    card.tables.push_back(std::move(others));
  }
  if (!entry.evidence.empty()) {
    card.tables.push_back(lines_table("Lines it rests on:", entry.evidence, true));
  }
  if (!entry.near.empty()) {
    card.tables.push_back(lines_table("Lines worded like it:", entry.near, true));
  }
  if (!entry.notes.empty()) card.tables.push_back(notes_table(entry));
  return card;
}

}  // namespace reports
