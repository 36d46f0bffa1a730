#include "reports/answers.hpp"
#include "reports/inspected.hpp"
#include "reports/wording.hpp"

#include <utility>

namespace reports {
namespace {

/// Each line of the TOML as a line of its own, indented.
void add_toml(const std::string& toml, std::vector<std::string>& heading) {
  std::size_t from = 0;
  while (from < toml.size()) {
    const auto end = std::min(toml.find('\n', from), toml.size());
    heading.push_back("  " + toml.substr(from, end - from));
    from = end + 1;
  }
}

Json listed_json(const ListedProfile& profile) {
  return JsonObject{}
      .text("name", profile.name)
      .number("version", profile.version)
      .text("kind", profile.kind)
      .text("title", profile.title)
      .text("by", profile.by)
      .text("at", profile.at)
      .text("text", profile.text)
      .done();
}

void add_known(const ProposedProfile& proposed, Answer& answer) {
  answer.heading.push_back(proposed.read.file + " needs no profile: it is read as " +
                           proposed.read.format + ".");
}

void add_proposal(const ProposedProfile& proposed, Answer& answer) {
  answer.heading.push_back("No layout is known for " + proposed.read.file +
                           ". This is what it seems to be:");
  for (const std::string& reason : proposed.reasons) answer.heading.push_back("  - " + reason);
  for (const ledger::Warning& warning : proposed.read.warnings) {
    answer.heading.push_back("  - " + warning.text);
  }
  answer.heading.emplace_back();
  add_toml(proposed.read.proposal, answer.heading);
  if (!proposed.saved.empty()) {
    answer.closing.push_back("Saved in the book as " + proposed.saved +
                             "; files like this one are now recognised by `dpledger import`.");
  } else if (!proposed.written.empty()) {
    answer.closing.push_back("Written to " + proposed.written +
                             "; correct it where it is wrong, then `dpledger profile " +
                             proposed.written + " --save NAME`.");
  } else {
    answer.closing.push_back(
        "Look at the lines above: when they are right, keep it with "
        "`dpledger profile " +
        proposed.read.file +
        " --save NAME`; to "
        "correct it first, write it to a file with --out NAME.toml.");
  }
}

}  // namespace

Answer proposed_profile(const ProposedProfile& proposed) {
  Answer answer;
  if (proposed.read.proposal.empty()) {
    add_known(proposed, answer);
  } else {
    add_proposal(proposed, answer);
  }
  for (Table& table : inspected_tables(proposed.read)) answer.tables.push_back(std::move(table));
  if (answer.tables.empty()) answer.tables.emplace_back();
  answer.json =
      JsonObject{}
          .text("schema", "dpledger.proposal/1")
          .flag("known", proposed.read.proposal.empty())
          .text("profile", proposed.read.proposal)
          .put("reasons", json_array(proposed.reasons,
                                     [](const std::string& one) { return json_string(one); }))
          .text("saved", proposed.saved)
          .text("written", proposed.written)
          .put("file", inspected_json(proposed.read))
          .done()
          .text;
  return answer;
}

Answer profiles(const std::vector<ListedProfile>& profiles) {
  Answer answer;
  Table table;
  table.columns = {{"Name", "name"},   {"Version", "version"}, {"Kind", "kind"},
                   {"Title", "title"}, {"By", "by"},           {"When", "at"}};
  for (const ListedProfile& one : profiles) {
    table.rows.push_back(
        {one.name, std::int64_t{one.version}, one.kind, one.title, one.by, one.at});
  }
  if (profiles.empty()) {
    answer.heading.emplace_back(
        "No profile is saved in this book. `dpledger profile FILE` looks "
        "at a file that no layout knows.");
  }
  answer.tables.push_back(std::move(table));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.profiles/1")
                    .put("profiles", json_array(profiles, listed_json))
                    .done()
                    .text;
  return answer;
}

Answer shown_profile(const ListedProfile& profile, bool was_saved) {
  Answer answer;
  const auto name = profile.name + ", version " + std::to_string(profile.version);
  answer.heading.push_back(was_saved ? "Saved in the book as " + name + "." : name + ":");
  add_toml(profile.text, answer.heading);
  Table table;
  table.for_people = false;
  table.columns = {{"Name", "name"}, {"Version", "version"}, {"Text", "text"}};
  table.rows.push_back({profile.name, std::int64_t{profile.version}, profile.text});
  answer.tables.push_back(std::move(table));
  answer.json = JsonObject{}
                    .text("schema", "dpledger.profiles/1")
                    .put("profiles", json_array(std::vector{profile}, listed_json))
                    .done()
                    .text;
  return answer;
}

}  // namespace reports
