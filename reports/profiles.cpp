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

std::vector<std::string> heading_of(const ProposedProfile& proposed) {
  const auto& read = proposed.read;
  if (read.proposal.empty()) {
    return {read.file + " needs no profile.", inspected_sentence(read)};
  }
  std::vector<std::string> heading{"No layout is known for " + read.file +
                                   ". This is what it seems to be:"};
  for (const std::string& reason : proposed.reasons) heading.push_back("  - " + reason);
  for (const ledger::Warning& warning : read.warnings) heading.push_back("  - " + warning.text);
  heading.emplace_back();
  add_toml(read.proposal, heading);
  return heading;
}

std::string next_step(const ProposedProfile& proposed) {
  if (!proposed.saved.empty()) {
    return "Saved in the book as " + proposed.saved +
           "; files like this one are now recognised by `dpledger import`.";
  }
  if (!proposed.written.empty()) {
    return "Written to " + proposed.written +
           "; correct it where it is wrong, then `dpledger profile " + proposed.written +
           " --save NAME`.";
  }
  return "Look at the lines above: when they are right, keep it with `dpledger profile " +
         proposed.read.file +
         " --save NAME`; to correct it first, write it to a file with --out NAME.toml.";
}

}  // namespace

void proposed_text(const ProposedProfile& proposed, const Look& look, Parts& parts) {
  Answer head;
  head.heading = heading_of(proposed);
  parts.add(as_text(head, look));
  inspect_tables(proposed.read, look, parts);
  if (proposed.read.proposal.empty()) return;
  Answer foot;
  foot.closing.push_back(next_step(proposed));
  parts.add("\n" + as_text(foot, look));
}

void proposed_json(const ProposedProfile& proposed, Parts& parts) {
  add_open(JsonObject{}
               .text("schema", "dpledger.proposal/1")
               .flag("known", proposed.read.proposal.empty())
               .text("profile", proposed.read.proposal)
               .put("reasons", json_array(proposed.reasons,
                                          [](const std::string& one) { return json_string(one); }))
               .text("saved", proposed.saved)
               .text("written", proposed.written),
           parts);
  parts.add(",\"file\":");
  inspect_json(proposed.read, parts);
  parts.add("}\n");
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
