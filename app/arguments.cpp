#include "app/arguments.hpp"

#include "app/clock.hpp"
#include "app/guide.hpp"
#include "app/version.hpp"
#include "ledger/id.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <utility>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <pwd.h>
#include <unistd.h>

namespace app {
namespace {

/// What CLI11 fills in, by option name.
struct Raw {
  std::map<std::string, std::string, std::less<>> values;
  std::map<std::string, bool, std::less<>> switches;
  std::vector<std::string> words;

  std::string value(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() ? "" : found->second;
  }
  bool is_on(std::string_view name) const {
    const auto found = switches.find(name);
    return found != switches.end() && found->second;
  }
};

NotACommand wrong(std::string what) {
  return {"dpledger: " + std::move(what) + "\nTry `dpledger help`.", 2};
}

NotACommand no_such_command(const std::string& word) {
  const auto nearest = nearest_command(word);
  return wrong("there is no command \"" + word + "\"" +
               (nearest.empty() ? "" : ": did you mean " + std::string{nearest} + "?"));
}

/// The word in the place of the command, when there is no such command.
std::optional<std::string> unknown_command(int count, const char* const* words) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word{words[i]};
    if (!word.starts_with('-')) {
      return guide_of(word) == nullptr ? std::optional{std::string{word}} : std::nullopt;
    }
    for (const auto& option : global_options()) {
      if (word == option.name && !option.value.empty()) ++i;
    }
  }
  return std::nullopt;
}

void add_option(CLI::App& app, const OptionGuide& guide, Raw& raw) {
  const std::string name{guide.name};
  const std::string text{guide.text};
  if (guide.value.empty()) {
    app.add_flag(name, raw.switches[name], text);
    return;
  }
  auto* option = app.add_option(name, raw.values[name], text);
  option->required(guide.required);
  option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
  for (const auto& [needing, why] : {std::pair{"--save", "a profile needs a name"},
                                     {"--seed", "a seed needs at least one character"}}) {
    if (guide.name != needing) continue;
    option->check([why = std::string{why}](const std::string& value) {
      return value.empty() ? why : std::string{};
    });
  }
}

void add_command(CLI::App& app, const CommandGuide& guide, Raw& raw) {
  auto* command = app.add_subcommand(std::string{guide.name}, std::string{guide.summary});
  for (const auto& option : guide.options) add_option(*command, option, raw);
  if (guide.words.empty()) return;
  auto* words = command->add_option("words", raw.words, std::string{guide.words});
  // That there are too few is said by wrong_choice, with the names that the help shows.
  words->expected(0, guide.most < 0 ? 1 << 24 : guide.most);
}

std::optional<NotACommand> wrong_choice(const CommandGuide& guide, const Raw& raw) {
  const auto among = [](const std::vector<std::string_view>& choices, std::string_view word) {
    return choices.empty() || word.empty() ||
           std::find(choices.begin(), choices.end(), word) != choices.end();
  };
  for (const auto& option : guide.options) {
    const auto value = raw.value(option.name);
    if (among(option.choices, value)) continue;
    if (std::find(option.later.begin(), option.later.end(), value) != option.later.end()) continue;
    return wrong(std::string{option.name} + " does not take \"" + value +
                 "\": " + std::string{option.text});
  }
  for (const auto& word : raw.words) {
    if (!among(guide.choices, word)) return wrong("\"" + word + "\": " + std::string{guide.about});
  }
  const auto count = static_cast<int>(raw.words.size());
  if (count < guide.least || (guide.most >= 0 && count > guide.most)) {
    return wrong(std::string{guide.name} + " takes " + std::string{guide.words});
  }
  return std::nullopt;
}

std::string login_name() {
  std::string buffer(4096, '\0');
  passwd entry{};
  passwd* found = nullptr;
  getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found);
  if (found != nullptr && found->pw_name != nullptr && *found->pw_name != '\0') {
    return found->pw_name;
  }
  return "user " + std::to_string(getuid());
}

std::string book_path(const Raw& raw) {
  auto path = raw.value("--book");
  if (!path.empty()) return path;
  const char* named = std::getenv("DPLEDGER_BOOK");
  return named != nullptr && *named != '\0' ? named : "./book.dpledger";
}

std::string parameters_path(const Raw& raw) {
  auto path = raw.value("--parameters");
  if (!path.empty()) return path;
  const char* named = std::getenv("DPLEDGER_PARAMETERS");
  return named != nullptr ? named : "";
}

/// An option that is a day; false when what was written is none.
bool read_day(const Raw& raw, std::string_view name, std::optional<ledger::Date>& day) {
  const auto text = raw.value(name);
  if (text.empty()) return true;
  const auto parsed = ledger::parse_date(text);
  if (!parsed) return false;
  day = parsed.value();
  return true;
}

/// An option that is a number from 1; false when what was written is none.
bool read_count(const std::string& text, std::optional<std::size_t>& count) {
  if (text.empty()) return true;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0) return false;
  count = number;
  return true;
}

void read_audit_options(const Raw& raw, Arguments& arguments) {
  arguments.table = raw.value("--table");
  arguments.seed = raw.value("--seed");
  arguments.method = raw.value("--method");
  arguments.interval = raw.value("--interval");
  arguments.size = raw.value("--size");
  arguments.materiality = raw.value("--materiality");
  arguments.expected = raw.value("--expected");
  arguments.confidence = raw.value("--confidence");
  arguments.results = raw.value("--results");
  arguments.anonymous = raw.is_on("--anonymous");
  arguments.stratified = raw.is_on("--stratified");
}

void read_proof_options(const Raw& raw, Arguments& arguments) {
  arguments.seal = raw.value("--seal");
  arguments.proof = raw.value("--proof");
  arguments.anchor = raw.value("--anchor");
  arguments.statement = raw.value("--statement");
  arguments.early = raw.is_on("--early");
  const char* said = std::getenv("DPLEDGER_READ_ONLY");
  arguments.read_only = raw.is_on("--read-only") || (said != nullptr && *said != '\0');
  if (arguments.command != "prove") return;
  arguments.from_seal = raw.value("--from");
  arguments.to_seal = raw.value("--to");
}

/// A statement is of one person, or a file each in a folder.
std::optional<NotACommand> wrong_statement(const CommandGuide& guide, const Raw& raw) {
  if (guide.name != "statement") return std::nullopt;
  const bool folder = !raw.value("--out-dir").empty();
  if (!folder && raw.words.size() != 1) {
    return wrong(
        "statement takes one PERSON; with --out-dir DIR any number, and everybody when "
        "none is named");
  }
  if (folder && !(raw.value("--out").empty() && raw.value("--xlsx").empty())) {
    return wrong("--out-dir writes a file each: leave --out and --xlsx out");
  }
  return std::nullopt;
}

std::variant<Arguments, NotACommand> arguments_of(const CommandGuide& guide, const Raw& raw) {
  if (auto wrong_one = wrong_choice(guide, raw)) return *wrong_one;
  if (auto wrong_one = wrong_statement(guide, raw)) return *wrong_one;
  if (raw.is_on("--json") && raw.is_on("--csv"))
    return wrong("--json and --csv exclude each other");
  if (raw.is_on("--csv") && !raw.value("--xlsx").empty())
    return wrong("--csv and --xlsx exclude each other");
  Arguments arguments;
  arguments.command = guide.name;
  arguments.xlsx = raw.value("--xlsx");
  arguments.book = book_path(raw);
  arguments.parameters = parameters_path(raw);
  arguments.by = raw.value("--by");
  if (arguments.by.empty()) arguments.by = login_name();
  if (raw.is_on("--json")) arguments.shape = Shape::json;
  if (raw.is_on("--csv")) arguments.shape = Shape::csv;
  for (const auto& [name, day] : {std::pair{"--as-of", &arguments.as_of},
                                  {"--from", &arguments.from},
                                  {"--to", &arguments.to},
                                  {"--until", &arguments.until},
                                  {"--on", &arguments.on},
                                  {"--due", &arguments.due},
                                  {"--first", &arguments.first}}) {
    if (guide.name == "prove") break;  // its --from and --to are files
    if (!read_day(raw, name, *day)) {
      return wrong(std::string{name} + " takes a day written as 2025-04-30, not \"" +
                   raw.value(name) + "\"");
    }
    // A year short of what a date can be, so that the days around it are days too.
    if (!*day ||
        (**day >= *ledger::Date::of(1901, 1, 1) && **day <= *ledger::Date::of(2198, 12, 31)))
      continue;
    return wrong(std::string{name} + " takes a day from 1901 to 2198, not " + raw.value(name));
  }
  if (arguments.from && arguments.to && *arguments.to < *arguments.from) {
    return wrong("--to lies before --from");
  }
  arguments.words = raw.words;
  arguments.commissioner = raw.value("--commissioner");
  arguments.kind = raw.value("--kind");
  arguments.account = raw.value("--account");
  arguments.profile = raw.value("--profile");
  arguments.manifest = raw.value("--manifest");
  arguments.save = raw.value("--save");
  arguments.show = raw.value("--show");
  arguments.explain = raw.value("--explain");
  arguments.reason = raw.value("--reason");
  arguments.funder = raw.value("--funder");
  arguments.ground = raw.value("--because");
  arguments.who = raw.value("--who");
  arguments.every = raw.value("--every");
  arguments.withdraw = raw.value("--withdraw");
  arguments.text = raw.value("--text");
  arguments.take_back = raw.is_on("--undo");
  arguments.format = raw.value("--format");
  arguments.group = raw.value("--group");
  arguments.quarter = raw.value("--quarter");
  arguments.mapping = raw.value("--mapping");
  arguments.record = raw.value("--record");
  arguments.codes = raw.value("--codes");
  arguments.basis = raw.value("--basis");
  arguments.month = raw.value("--month");
  arguments.out = raw.value("--out");
  arguments.out_dir = raw.value("--out-dir");
  arguments.key = raw.value("--key");
  arguments.certificate = raw.value("--cert");
  arguments.role = raw.value("--role");
  arguments.declaration = raw.value("--declare");
  arguments.authority = raw.value("--ca");
  arguments.name = raw.value("--name");
  arguments.organisation = raw.value("--organisation");
  arguments.request = raw.is_on("--request");
  arguments.service = raw.value("--tsa");
  arguments.reply = raw.value("--reply");
  arguments.manual = raw.is_on("--man");
  arguments.decide = raw.value("--decide");
  arguments.list = raw.is_on("--list");
  arguments.all = raw.is_on("--all");
  arguments.plain = raw.is_on("--plain");
  read_audit_options(raw, arguments);
  read_proof_options(raw, arguments);
  for (const auto& [name, number] :
       {std::pair{"--top", &arguments.top}, {"--days", &arguments.days}}) {
    if (read_count(raw.value(name), *number)) continue;
    return wrong(std::string{name} + " takes a number from 1, not \"" + raw.value(name) + "\"");
  }
  return arguments;
}

/// What no table row says: arguments that only make sense together.
std::optional<NotACommand> wrong_together(const Arguments& arguments) {
  if (arguments.command == "import" && arguments.words.empty() && arguments.manifest.empty()) {
    return wrong("import takes FILE... or --manifest FILE");
  }
  if (arguments.command == "import" && !arguments.manifest.empty() &&
      (!arguments.words.empty() || !arguments.account.empty())) {
    return wrong("import takes either FILE... or --manifest FILE; a manifest names its accounts");
  }
  if (arguments.command == "key" &&
      (arguments.words.front() != "new" || arguments.words.size() != 2)) {
    return wrong("key takes new NAME, as in `dpledger key new anna`");
  }
  if (arguments.command == "timestamp" && !arguments.service.empty() && !arguments.reply.empty()) {
    return wrong("timestamp takes either --tsa URL or --reply FILE");
  }
  if (arguments.command == "matches" && !arguments.explain.empty() && !arguments.words.empty()) {
    return wrong("matches takes either PERSON... or --explain LINE; a line says whose it is");
  }
  if (arguments.command == "prove") {
    const bool extends = !arguments.from_seal.empty() && !arguments.to_seal.empty();
    const bool includes = arguments.words.size() == 1 && !arguments.seal.empty();
    const bool any_seals = !arguments.from_seal.empty() || !arguments.to_seal.empty();
    if (includes == extends || includes == any_seals) {
      return wrong("prove takes either PERSON --seal SEAL or --from SEAL --to SEAL");
    }
  }
  if (arguments.command == "seal" && !(arguments.key.empty() && arguments.certificate.empty()) &&
      (arguments.key.empty() || arguments.certificate.empty() || arguments.out.empty())) {
    return wrong("a signed seal takes all three: --out FILE --key KEY.pem --cert CERT.pem");
  }
  if (arguments.command == "trace" && arguments.words.size() > 1 &&
      (arguments.words.front().find(':') != std::string::npos ||
       ledger::parse_line_id(arguments.words.front()))) {
    return wrong(
        "trace takes nothing after LINE or FILE:LINE; to tell people apart name one before "
        "it, as in `dpledger trace P0001 april.csv:12`");
  }
  if (arguments.command == "postpone" && arguments.until.has_value() == arguments.take_back) {
    return wrong("postpone takes either --until DATE or --undo");
  }
  const bool shows = arguments.list || arguments.all || arguments.top;
  if (arguments.command == "review" && !arguments.decide.empty() && shows) {
    return wrong("review takes either --decide FILE or what is to be shown (--list, --all, --top)");
  }
  if (arguments.command == "payees" && !arguments.withdraw.empty() && !arguments.words.empty()) {
    return wrong("payees takes either PERSON... or --withdraw LINE; a line says whose it is");
  }
  if (!arguments.xlsx.empty() && !(arguments.out.empty() && arguments.format.empty())) {
    return wrong("--xlsx FILE stands alone: leave --format and --out out");
  }
  if (arguments.command == "help" && !arguments.words.empty() &&
      guide_of(arguments.words.front()) == nullptr) {
    return no_such_command(arguments.words.front());
  }
  return std::nullopt;
}

}  // namespace

ledger::Date Arguments::today() const {
  return as_of ? *as_of : today_by_the_clock();
}

std::variant<Arguments, NotACommand> parse_arguments(int count, const char* const* words) {
  CLI::App app;
  Raw raw;
  app.fallthrough();
  app.require_subcommand(0, 1);
  app.set_version_flag("--version", "dpledger " + std::string{version});
  for (const auto& option : global_options()) add_option(app, option, raw);
  for (const auto& guide : command_guides()) add_command(app, guide, raw);
  const auto asked = [&]() -> std::string {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? "" : chosen.front()->get_name();
  };
  try {
    app.parse(count, words);
  } catch (const CLI::CallForHelp&) {
    return NotACommand{*help_text(asked()), 0};
  } catch (const CLI::CallForVersion&) {
    return NotACommand{"dpledger " + std::string{version}, 0};
  } catch (const CLI::ParseError& error) {
    if (const auto unknown = unknown_command(count, words)) return no_such_command(*unknown);
    return wrong(error.what());
  }
  if (asked().empty()) return NotACommand{*help_text(""), 2};
  auto arguments = arguments_of(*guide_of(asked()), raw);
  if (const auto* whole = std::get_if<Arguments>(&arguments)) {
    if (auto wrong_one = wrong_together(*whole)) return *wrong_one;
  }
  return arguments;
}

}  // namespace app
