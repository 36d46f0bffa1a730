#include "reports/answers.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace reports {
namespace {

using ledger::Import;

JsonObject import_object(const Import& import) {
  JsonObject json;
  json.text("id", import_name(import.id))
      .text("file", import.file)
      .text("sha256", import.sha256)
      .text("kind", ledger::text(import.kind))
      .text("format", import.format)
      .text("at", import.at)
      .text("by", import.by)
      .number("kept", import.kept)
      .number("known", import.known);
  return json;
}

Json held_back_json(const HeldBack& held) {
  return JsonObject{}
      .number("file_line", held.file_line)
      .text("line", ledger::text(held.line))
      .text("reason", held.reason)
      .done();
}

Json imported_json(const ImportedFile& file) {
  return import_object(file.import)
      .flag("already", file.already)
      .put("notes",
           json_array(file.notes, [](const std::string& note) { return json_string(note); }))
      .put("held_back", json_array(file.held_back, held_back_json))
      .done();
}

/// Lines 4, 7, 9 and 12 more
std::string places_of(const std::vector<int>& lines) {
  constexpr std::size_t shown = 8;
  std::string places = lines.size() == 1 ? "line " : "lines ";
  for (std::size_t i = 0; i < std::min(lines.size(), shown); ++i) {
    if (i > 0) places += ", ";
    places += std::to_string(lines[i]);
  }
  if (lines.size() > shown) places += " and " + std::to_string(lines.size() - shown) + " more";
  return places;
}

/// Why what was held back was, a sentence a reason.
std::vector<std::string> held_back_sentences(const std::vector<HeldBack>& held) {
  std::map<std::string, std::vector<int>> by_reason;
  for (const HeldBack& each : held) by_reason[each.reason].push_back(each.file_line);
  std::vector<std::string> sentences;
  for (const auto& [reason, lines] : by_reason) {
    sentences.push_back("  " + places_of(lines) + ": known already, because " + reason);
  }
  return sentences;
}

std::string sentence_of(const ImportedFile& file) {
  const Import& import = file.import;
  if (file.already) {
    return import.file + ": already imported (" + import_name(import.id) + "); nothing changed.";
  }
  std::string sentence = import.file + ": " + std::string{ledger::text(import.kind)} + ", " +
                         import.format + ": " + counted(import.kept, "record") + " kept";
  if (import.known > 0) sentence += ", " + std::to_string(import.known) + " known already";
  return sentence + " (" + import_name(import.id) + ").";
}

Table import_table() {
  Table table;
  table.columns = {{"Import", "id"},   {"File", "file"},
                   {"Kind", "kind"},   {"Format", "format"},
                   {"Kept", "kept"},   {"Known already", "known"},
                   {"When", "at"},     {"By", "by"},
                   {"State", "state"}, {"SHA-256", "sha256", false}};
  return table;
}

std::vector<Cell> import_row(const Import& import, const std::string& state) {
  return {import_name(import.id),
          import.file,
          std::string{ledger::text(import.kind)},
          import.format,
          import.kept,
          import.known,
          import.at,
          import.by,
          state,
          import.sha256};
}

}  // namespace

Answer imported(const std::vector<ImportedFile>& files) {
  Answer answer;
  Table table = import_table();
  table.for_people = false;
  for (const ImportedFile& file : files) {
    answer.heading.push_back(sentence_of(file));
    for (const std::string& note : file.notes) answer.heading.push_back("  " + note);
    for (std::string& held : held_back_sentences(file.held_back)) {
      answer.heading.push_back(std::move(held));
    }
    table.rows.push_back(import_row(file.import, file.already ? "already" : "new"));
  }
  answer.tables.push_back(std::move(table));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.import/1")
                    .put("files", json_array(files, imported_json))
                    .done()
                    .text;
  return answer;
}

Answer imports(const std::vector<Import>& imports) {
  Answer answer;
  Table table = import_table();
  for (const Import& import : imports) {
    table.rows.push_back(import_row(import, import.undone ? "undone" : ""));
  }
  if (imports.empty()) answer.heading.emplace_back("Nothing has been imported yet.");
  answer.tables.push_back(std::move(table));
  answer.json =
      JsonObject{}
          .text("schema", "dpledger.imports/1")
          .put("imports",
               json_array(imports,
                          [](const Import& import) {
                            return import_object(import).flag("undone", import.undone).done();
                          }))
          .done()
          .text;
  return answer;
}

}  // namespace reports
