// demo: invented people from their files to a signed statement, each step a command that the reader
// can type.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/terminal.hpp"
#include "ledger/embedded.hpp"
#include "reports/answers.hpp"
#include "signing/signature.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>
#include <stdlib.h>

namespace app {
namespace {

namespace fs = std::filesystem;

/// The invented people's year ends before this day, and what is late by then is late enough.
ledger::Date demo_day() {
  return *ledger::Date::of(2026, 3, 31);
}

/// The files that the demo makes beside the people's own.
constexpr std::array own_files{"demo.dpledger", "ca.pem",         "auditor.pem",
                               "auditor.key",   "statement.html", "statement.html.p7s"};
/// How much of the statement is shown.
constexpr std::size_t lines_of_the_statement = 24;

void make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw store::Failure{folder.string() + ": cannot be made: " + error.message()};
}

std::string new_folder() {
  const char* parent = std::getenv("TMPDIR");
  auto name =
      std::string{parent == nullptr || *parent == '\0' ? "/tmp" : parent} + "/dpledger-demo-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) {
    throw store::Failure{name + ": cannot be made: " + std::strerror(errno)};
  }
  return name;
}

fs::path path_in_demo(const embed::File& file) {
  return fs::path{file.path}.lexically_relative("fixtures/scenarios");
}

/// Anything of the demo's names that is there already: nothing of it is touched.
std::optional<ledger::Error> in_the_way(const fs::path& folder) {
  std::set<std::string> names{own_files.begin(), own_files.end()};
  for (const auto& file : embed::scenario_files()) names.insert(*path_in_demo(file).begin());
  for (const auto& name : names) {
    auto refused = taken((folder / name).string());
    if (!refused) continue;
    refused->remedy = "give demo a new folder, or an empty one";
    return refused;
  }
  return std::nullopt;
}

/// Writes a file where nothing was when the demo began.
void write(const std::string& path, std::string_view bytes) {
  if (write_new_file(path, bytes)) throw store::Failure{path + ": somebody else made it just now"};
}

/// Writes the scenarios' files and answers the folders they are in, by name.
std::vector<std::string> write_scenarios(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& file : embed::scenario_files()) {
    const auto path = path_in_demo(file);
    names.insert(path.parent_path().string());
    make_folder(folder / path.parent_path());
    write((folder / path).string(), file.bytes);
  }
  return {names.begin(), names.end()};
}

/// The first lines of a long answer, and how many more there are.
std::string top_of(const std::string& text, std::size_t lines) {
  std::size_t end = 0;
  for (; lines > 0 && end < text.size(); --lines)
    end = std::min(text.find('\n', end), text.size() - 1) + 1;
  const auto more = std::count(text.begin() + static_cast<std::ptrdiff_t>(end), text.end(), '\n');
  if (more == 0) return text;
  return text.substr(0, end) + "… and " + std::to_string(more) + " more lines\n";
}

/// Files of a folder that end so, by name.
std::vector<std::string> files_in(const fs::path& folder, std::string_view ending) {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (entry.path().string().ends_with(ending)) files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string quoted_word(const std::string& word) {
  return word.find_first_of(" ;()") == std::string::npos ? word : "'" + word + "'";
}

/// Runs commands one after the other, shows each as it would be typed, and what it answers.
class Walk {
 public:
  static constexpr std::size_t all_lines = std::string::npos;
  Walk(std::string book, const Arguments& asked) : book_{std::move(book)}, asked_{asked} {}

  /// A heading for people.
  void say(const std::string& sentence) const {
    if (asked_.shape == Shape::people) print("\n" + sentence + "\n");
  }

  /// Runs one command as main would; false when it was refused, and nothing more is to be run.
  bool run(const std::vector<std::string>& words, std::size_t lines_shown = all_lines) {
    if (!refused_.empty()) return false;
    std::vector<const char*> line{"dpledger", "--book", book_.c_str()};
    for (const auto& word : words) line.push_back(word.c_str());
    const auto parsed = parse_arguments(static_cast<int>(line.size()), line.data());
    const auto* arguments = std::get_if<Arguments>(&parsed);
    ledger::ensure(arguments != nullptr, "the demo types its commands rightly");
    show_typed(words);
    auto outcome = command_named(arguments->command)(*arguments);
    if (!outcome) {
      refused_ = outcome.errors();
      return false;
    }
    show_answer(outcome.value(), lines_shown);
    if (outcome.value().exit != Exit::done) exit_ = outcome.value().exit;
    return true;
  }

  const ledger::Errors& refused() const { return refused_; }
  Exit exit() const { return exit_; }
  const std::vector<std::string>& typed() const { return typed_; }

 private:
  void show_typed(const std::vector<std::string>& words) {
    std::string line = "dpledger";
    for (const auto& word : words) line += " " + quoted_word(word);
    if (asked_.shape == Shape::people) print("\n$ " + line + "\n");
    typed_.push_back(std::move(line));
  }

  void show_answer(const Finished& finished, std::size_t lines_shown) const {
    if (asked_.shape != Shape::people) return;
    auto text = finished.text ? *finished.text
                              : reports::as_text(finished.answer, look_of_standard_output());
    if (!text.empty() && text.back() != '\n') text += '\n';
    print(top_of(text, lines_shown));
  }

  std::string book_;
  const Arguments& asked_;
  ledger::Errors refused_;
  std::vector<std::string> typed_;
  Exit exit_ = Exit::done;
};

struct Place {
  fs::path folder;
  std::vector<std::string> scenarios;
  std::string day;

  std::string file(const char* name) const { return (folder / name).string(); }
};

/// The people, their files, and the matching of the two.
void bring_in(Walk& walk, const Place& place) {
  walk.say("A book for an invented commissioner:");
  walk.run({"init", "--commissioner", "NHS Trentshire ICB (invented)", "--kind", "icb"});
  for (const auto& name : place.scenarios) {
    walk.say("What was agreed for " + name + ", and what bank, payroll and suppliers sent:");
    for (const auto& file : files_in(place.folder / name, ".toml")) walk.run({"load", file});
    walk.run({"import", "--manifest", (place.folder / name / "manifest.csv").string()});
  }
  walk.say("Matching one with the other:");
  walk.run({"reconcile", "--as-of", place.day});
  walk.say("Where each budget stands:");
  walk.run({"balance", "--as-of", place.day});
  walk.say("What needs a person's attention:");
  walk.run({"findings", "--as-of", place.day});
}

void write_keys(const Place& place) {
  const auto keys = signing::make_throw_away("Ann Auditor (invented)", now());
  write(place.file("ca.pem"), keys.authority_pem);
  write(place.file("auditor.pem"), keys.certificate_pem);
  write(place.file("auditor.key"), keys.key_pem);
}

/// The statement of one person, signed and verified.
void show_statement(Walk& walk, const Place& place, const std::string& person) {
  const auto statement = place.file("statement.html");
  walk.say("The statement of account of " + person + ", for an auditor to sign:");
  walk.run({"statement", person, "--from", "2025-04-01", "--to", "2026-03-31"},
           lines_of_the_statement);
  walk.say("The whole of it as a page, in " + statement + ":");
  walk.run({"statement", person, "--from", "2025-04-01", "--to", "2026-03-31", "--format", "html",
            "--out", statement});
  walk.say(
      "Signed with a key made for this demo, which nobody should trust: it lies in " +
      place.file("auditor.key") +
      " without a passphrase, for anybody to read. A key of your own is made by `dpledger key new "
      "NAME`, which asks for a passphrase:");
  write_keys(place);
  walk.run({"sign", statement, "--key", place.file("auditor.key"), "--cert",
            place.file("auditor.pem"), "--role", "Auditor", "--declare",
            "I have read this statement"});
  walk.run({"verify", statement, "--ca", place.file("ca.pem")});
  walk.say("Every balance, entry and chain of the book, derived again:");
  walk.run({"check"});
}

std::string openssl_line(const Place& place) {
  const auto statement = place.file("statement.html");
  return "openssl cms -verify -binary -inform DER -in " + statement + ".p7s -content " + statement +
         " -CAfile " + place.file("ca.pem") + " -out /dev/null";
}

std::string closing(const Place& place) {
  return "\nA stranger verifies the statement with stock tools alone:\n\n  " + openssl_line(place) +
         "\n\nWhat to try next:\n\n"
         "  export DPLEDGER_BOOK=" +
         place.file("demo.dpledger") +
         "\n"
         "  dpledger matches               every line of the bank, where it went and why\n"
         "  dpledger findings --json       the same findings for another program\n"
         "  dpledger register P0001        every entry and the file and line it came from\n"
         "  dpledger imports               what was imported; `dpledger undo I1` takes one back\n"
         "  dpledger help                  all commands\n\n"
         "All files are in " +
         place.folder.string() + ". Nothing else was touched.\n";
}

std::string document(const Place& place, const Walk& walk) {
  nlohmann::ordered_json json;
  json["schema"] = "dpledger.demo/1";
  json["folder"] = place.folder.string();
  json["book"] = place.file("demo.dpledger");
  json["commands"] = walk.typed();
  json["verify"] = openssl_line(place);
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

Outcome run_demo(const Arguments& arguments) {
  Place place{arguments.words.empty() ? new_folder() : arguments.words.front(), {}, ""};
  if (auto refused = in_the_way(place.folder)) return *refused;
  make_folder(place.folder);
  place.scenarios = write_scenarios(place.folder);
  place.day = ledger::text(arguments.as_of.value_or(demo_day()));
  Walk walk{place.file("demo.dpledger"), arguments};
  bring_in(walk, place);
  std::string person;
  if (walk.refused().empty()) {
    const auto book = store::open_book(place.file("demo.dpledger"), store::Access::read_only);
    if (!book) return book.errors();
    person = book.value()->read()->people().front().ref;
    show_statement(walk, place, person);
  }
  if (!walk.refused().empty()) return walk.refused();
  Finished finished;
  finished.exit = walk.exit();
  finished.answer.json = document(place, walk);
  if (arguments.shape == Shape::people) finished.text = closing(place);
  if (arguments.shape == Shape::csv) finished.text = "";
  return finished;
}

}  // namespace app
