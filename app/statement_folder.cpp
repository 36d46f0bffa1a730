// statement --out-dir: one file a person. The files are made in a folder of their own beside the
// names they get, by as many threads as there are cores, and moved there when all of them stand.
#include "app/disclosed.hpp"
#include "app/files.hpp"
#include "app/judged_by.hpp"
#include "app/of_people.hpp"
#include "app/statement_pages.hpp"
#include "app/verdict.hpp"
#include "ledger/ensure.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <stdlib.h>

namespace app {
namespace {

namespace fs = std::filesystem;

/// A new folder that goes, with what is in it, unless its files were moved out.
class Workbench {
 public:
  explicit Workbench(const std::string& beside) : path_{beside + "/.statements-XXXXXX"} {
    if (::mkdtemp(path_.data()) == nullptr) {
      throw store::Failure{beside + ": nothing can be written here: " + std::strerror(errno)};
    }
  }
  ~Workbench() {
    std::error_code ignored;  // what stays behind is hidden, and its files are whole
    fs::remove_all(path_, ignored);
  }
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

/// A statement that stands on the workbench.
struct Made {
  std::string person, name;
  bool draft = false;
  std::string beginning;  ///< of its bytes
  std::string sha256;
  std::string withheld;  ///< why there is no file; empty when there is one
};

std::string extension(const std::string& format) {
  return format == "text" ? "txt" : format;
}

/// "P0001-2025-04-01-2026-03-31.pdf"; what is no letter, figure or hyphen of a ref becomes "_".
std::string file_name(std::string ref, const Arguments& arguments, const std::string& format) {
  for (char& c : ref) {
    const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    if (!plain) c = '_';
  }
  return ref + "-" + ledger::text(*arguments.from) + "-" + ledger::text(*arguments.to) + "." +
         extension(format);
}

std::optional<ledger::Error> folder_refused(const std::string& folder) {
  std::error_code unknown;
  if (fs::is_directory(folder, unknown)) return std::nullopt;
  if (fs::exists(folder, unknown)) {
    return refusal(ledger::Rule::file_exists, folder, "name a folder with --out-dir");
  }
  if (fs::create_directory(folder, unknown)) {
    fs::permissions(folder, fs::perms::owner_all, unknown);
    return std::nullopt;
  }
  throw store::Failure{folder + ": this folder cannot be made: " + unknown.message()};
}

reports::Answer told(const std::vector<Made>& all, const Arguments& arguments,
                     const std::string& format) {
  reports::Table table;
  table.columns = {
      {"Person", "person"}, {"File", "file"}, {"Status", "status"}, {"SHA-256", "sha256", false}};
  std::int64_t drafts = 0;
  const auto status = [](const Made& made) {
    return std::string{made.draft ? "draft" : "approved"};
  };
  for (const auto& made : all) {
    drafts += made.draft ? 1 : 0;
    table.rows.push_back({made.person, made.name, status(made), made.sha256});
  }
  reports::Answer answer;
  const auto count = static_cast<std::int64_t>(all.size());
  answer.heading = {reports::counted(count, "statement") + " written to " + arguments.out_dir +
                    ", " + std::to_string(drafts) +
                    (drafts == 1 ? " is a draft." : " are drafts.")};
  answer.tables = {std::move(table)};
  answer.json = reports::JsonObject{}
                    .text("schema", "dpledger.statements/1")
                    .date("from", *arguments.from)
                    .date("to", *arguments.to)
                    .text("format", format)
                    .text("folder", arguments.out_dir)
                    .put("files", reports::json_array(all,
                                                      [&](const Made& made) {
                                                        return reports::JsonObject{}
                                                            .text("person", made.person)
                                                            .text("file", made.name)
                                                            .text("status", status(made))
                                                            .text("sha256", made.sha256)
                                                            .done();
                                                      }))
                    .done()
                    .text;
  return answer;
}

/// Moves all files to their names, or says which name is taken by something else.
std::optional<ledger::Errors> moved(const Workbench& bench, const std::vector<Made>& all,
                                    const std::string& folder) {
  ledger::Errors refused;
  for (const auto& made : all) {
    auto taken_by = page_refused(folder + "/" + made.name, made.beginning);
    if (taken_by && refused.size() < 50) refused.push_back(std::move(*taken_by));
  }
  if (!refused.empty()) return refused;
  for (const auto& made : all) {
    std::error_code failed;
    fs::rename(bench.file(made.name), folder + "/" + made.name, failed);
    if (failed) {
      throw store::Failure{folder + "/" + made.name + ": cannot be written: " + failed.message()};
    }
  }
  return std::nullopt;
}

}  // namespace

Outcome statements_in_folder(const Arguments& arguments, const std::string& format) {
  auto opened = open_people(arguments);
  if (!opened) return opened.errors();
  if (auto refused = folder_refused(arguments.out_dir)) return *refused;
  const Workbench bench{arguments.out_dir};
  std::vector<Made> all;
  const auto make = [&](store::Reader& reader, const store::PersonRow& row) {
    if (auto why = why_withheld(reader, row.ref); !why.empty()) {
      return Made{.person = row.ref, .withheld = std::move(why)};
    }
    auto statement = stated(reader, row, arguments);
    statement.answer = with_parameters(std::move(statement.answer));
    const auto page = statement_page(statement, format, arguments);
    auto name = file_name(row.ref, arguments, format);
    const auto taken_by = write_new_file(bench.file(name), page);
    ledger::ensure(!taken_by, "two people have files of two names");
    return Made{row.ref,
                std::move(name),
                statement.answer.draft,
                page.substr(0, 64),
                store::sha256_hex(page),
                {}};
  };
  for_each_person<Made>(opened.value(), "writing", make,
                        [&](Made made) { all.push_back(std::move(made)); });
  if (const auto none =
          std::ranges::find_if(all, [](const Made& made) { return !made.withheld.empty(); });
      none != all.end()) {
    return broken(arguments, arguments.book, none->withheld);
  }
  if (auto refused = moved(bench, all, arguments.out_dir)) return *refused;
  Finished finished{told(all, arguments, format)};
  std::vector<store::Disclosure> disclosures;
  for (const auto& made : all) {
    disclosures.push_back({.what = "statement",
                           .person = made.person,
                           .file = arguments.out_dir + "/" + made.name,
                           .sha256 = made.sha256});
  }
  record_disclosure(arguments, std::move(disclosures));
  return finished;
}

}  // namespace app
