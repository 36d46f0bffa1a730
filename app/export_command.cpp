// export: the books for other programs and outside readers, a person at a time.
#include "app/command.hpp"
#include "app/disclosed.hpp"
#include "app/files.hpp"
#include "app/of_people.hpp"
#include "app/part_file.hpp"
#include "app/terminal.hpp"
#include "app/verdict.hpp"
#include "ledger/digest.hpp"
#include "reports/answers.hpp"
#include "reports/exported.hpp"
#include "reports/json_text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <iterator>
#include <string>
#include <utility>

#include <sys/random.h>

namespace app {
namespace {

using ledger::Rule;
using reports::ExportedPerson;
using reports::Program;
using reports::Pseudonyms;
using store::PersonRow;

/// Takes the text as it comes.
using Sink = std::function<void(const std::string&)>;

struct Job {
  ledger::Date as_of;
  std::optional<Pseudonyms> hidden;
  std::string format;
  bool entries = false;  ///< of CSV: the table of entries, not that of postings
};

/// Bytes that nobody knows and nothing keeps; or those that a seed gives each time.
std::string key_of(const Arguments& arguments) {
  if (!arguments.seed.empty()) {
    const auto digest = ledger::Sha256{}.field("dpledger pseudonyms").field(arguments.seed).take();
    return {digest.begin(), digest.end()};
  }
  std::array<char, 32> bytes{};
  while (::getrandom(bytes.data(), bytes.size(), 0) != std::ssize(bytes)) {
    if (errno != EINTR) throw store::Failure{"the system gives no random numbers"};
  }
  return {bytes.begin(), bytes.end()};
}

std::optional<Program> program_of(const std::string& format) {
  if (format == "hledger") return Program::hledger;
  if (format == "ledger") return Program::ledger;
  if (format == "beancount") return Program::beancount;
  return std::nullopt;
}

/// What --format says, else --json or --csv.
std::string format_of(const Arguments& arguments) {
  if (!arguments.format.empty()) return arguments.format;
  if (arguments.shape == Shape::json) return "json";
  return arguments.shape == Shape::csv ? "csv" : "";
}

ExportedPerson read_person(store::Reader& reader, const PersonRow& row, const Job& job) {
  return reports::exported(reader.facts(row.id), reader.entries(row.id), job.as_of,
                           job.hidden ? &*job.hidden : nullptr);
}

/// The order of the book would tell who is who.
void hide_order(OpenedPeople& people, const Pseudonyms& hidden) {
  std::ranges::sort(people.rows, {}, [&](const PersonRow& row) { return hidden.person(row.ref); });
}

reports::Answer table_answer(const ExportedPerson& person, bool entries) {
  reports::Answer answer;
  answer.tables.push_back(entries ? reports::entries_table(person)
                                  : reports::postings_table(person));
  return answer;
}

/// Everybody's parts, each made in a thread and given to the sink in order.
template <class Make>
void write_parts(OpenedPeople& people, const Job& job, const Make& make, const Sink& sink) {
  for_each_person<std::string>(
      people, "exporting",
      [&](store::Reader& reader, const PersonRow& row) {
        return make(read_person(reader, row, job));
      },
      sink);
}

void write_json(OpenedPeople& people, const Job& job, const Sink& sink) {
  const auto frame = reports::export_json_frame(job.as_of, job.hidden.has_value());
  const auto inside = frame.rfind(']');
  sink(frame.substr(0, inside));
  bool first = true;
  write_parts(people, job, reports::export_json_members, [&](const std::string& members) {
    if (members.empty()) return;
    sink((std::exchange(first, false) ? "" : ",") + members);
  });
  sink(frame.substr(inside) + "\n");
}

void write_csv(OpenedPeople& people, const Job& job, const Sink& sink) {
  const auto heading = reports::as_csv(table_answer({}, job.entries));
  sink(heading);
  write_parts(
      people, job,
      [&](const ExportedPerson& person) {
        return reports::as_csv(table_answer(person, job.entries)).substr(heading.size());
      },
      sink);
}

void write(OpenedPeople& people, const Job& job, const Sink& sink) {
  if (job.format == "json") return write_json(people, job, sink);
  if (job.format == "csv") return write_csv(people, job, sink);
  const auto program = *program_of(job.format);
  sink(reports::program_head(program, job.as_of));
  write_parts(
      people, job,
      [&](const ExportedPerson& person) { return reports::program_part(program, person); }, sink);
}

/// Both tables whole, for a workbook.
reports::Answer whole_answer(OpenedPeople& people, const Job& job) {
  reports::Answer whole;
  whole.tables = {reports::entries_table({}), reports::postings_table({})};
  for_each_person<ExportedPerson>(
      people, "exporting",
      [&](store::Reader& reader, const PersonRow& row) { return read_person(reader, row, job); },
      [&](const ExportedPerson& person) {
        auto entries = reports::entries_table(person);
        auto postings = reports::postings_table(person);
        std::ranges::move(entries.rows, std::back_inserter(whole.tables[0].rows));
        std::ranges::move(postings.rows, std::back_inserter(whole.tables[1].rows));
      });
  return whole;
}

Outcome to_file(OpenedPeople& people, const Job& job, const Arguments& arguments) {
  const auto& path = arguments.out;
  if (const auto refused = taken(path)) return *refused;
  PartFile file{path};
  write(people, job, [&](const std::string& part) { file.add(part); });
  if (const auto refused = file.finish()) return *refused;
  const auto sha256 = file.sha256();
  const bool one = people.rows.size() == 1;
  record_disclosure(arguments, {{.what = "export",
                                 .person = one ? people.rows.front().ref : std::string{},
                                 .file = path,
                                 .sha256 = sha256}});
  return Finished{reports::done("dpledger.written/1", "Written: " + path + ".",
                                {{"file", path}, {"format", job.format}, {"sha256", sha256}})};
}

}  // namespace

Outcome run_export(const Arguments& arguments) {
  Job job{arguments.today(), {}, format_of(arguments), arguments.table == "entries"};
  if (job.format.empty() && arguments.xlsx.empty()) {
    return refusal(Rule::not_supported, "an export without a format",
                   "add --format hledger, ledger, beancount or csv; or --json, --csv, --xlsx FILE");
  }
  if (!arguments.seed.empty() && !arguments.anonymous) {
    return refusal(Rule::not_supported, "--seed " + arguments.seed,
                   "a seed makes pseudonyms: add --anonymous");
  }
  if (!arguments.table.empty() && job.format != "csv") {
    return refusal(Rule::not_supported, "--table " + arguments.table, "add --format csv");
  }
  auto opened = open_people(arguments, Among::pools_too);
  if (!opened) return opened.errors();
  auto& people = opened.value();
  if (auto nothing = withheld(arguments, people)) return std::move(*nothing);
  if (arguments.anonymous) {
    job.hidden.emplace(key_of(arguments));
    hide_order(people, *job.hidden);
  }
  if (!arguments.xlsx.empty()) return Finished{whole_answer(people, job)};
  if (!arguments.out.empty()) return to_file(people, job, arguments);
  write(people, job, [](const std::string& part) { print(part); });
  Finished finished;
  finished.written = true;
  return finished;
}

}  // namespace app
