// Help, the manual page and shell completion, all made from the guide.
#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/guide.hpp"
#include "app/help_json.hpp"
#include "app/version.hpp"

#include <algorithm>
#include <string>

namespace app {
namespace {

constexpr std::size_t width = 79;

/// Text broken at spaces into lines of at most `width`, each begun with `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string lines;
  std::string line(indent, ' ');
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto word = text.substr(0, end);
    if (line.size() > indent && line.size() + 1 + word.size() > width) {
      lines += line + '\n';
      line.assign(indent, ' ');
    }
    if (line.size() > indent) line += ' ';
    line += word;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines + line + '\n';
}

std::string padded(std::string text, std::size_t to) {
  text.resize(std::max(to, text.size() + 1), ' ');
  return text;
}

std::string usage_of(const OptionGuide& option) {
  std::string usage{option.name};
  if (!option.value.empty()) usage += " " + std::string{option.value};
  return usage;
}

std::string option_lines(const std::vector<OptionGuide>& options) {
  std::string lines;
  for (const auto& option : options) {
    auto text = wrapped(option.text, 26);
    auto usage = padded("  " + usage_of(option), 26);
    text.replace(0, 26, usage);
    lines += text;
  }
  return lines;
}

std::string usage_of(const CommandGuide& guide) {
  auto usage = "dpledger " + std::string{guide.name};
  if (!guide.words.empty()) usage += " " + std::string{guide.words};
  for (const auto& option : guide.options) {
    usage += option.required ? " " + usage_of(option) : " [" + usage_of(option) + "]";
  }
  return usage;
}

std::string help_of_the_program() {
  std::string text =
      "dpledger keeps and reconciles direct payments of personal health budgets.\n\n"
      "Usage: dpledger COMMAND [OPTIONS]\n\nCommands:\n";
  for (const auto& guide : command_guides()) {
    auto lines = wrapped(guide.summary, 18);
    lines.replace(0, 18, padded("  " + std::string{guide.name}, 18));
    text += lines;
  }
  text += "\nOptions of every command, before or after it:\n" + option_lines(global_options());
  text += option_lines({{"--help", "", "explain the program, or the command it stands behind"},
                        {"--version", "", "say which version this is"}});
  text +=
      "\nA first book:\n"
      "  dpledger init --commissioner \"NHS Example ICB\"\n"
      "  dpledger load P0001.toml\n"
      "  dpledger import april.csv --account P0001/dp\n"
      "  dpledger import payroll-2025-04.csv\n"
      "  dpledger reconcile\n"
      "  dpledger findings\n"
      "  dpledger statement P0001 --from 2025-04-01 --to 2025-04-30\n"
      "\nEnds with 0 done, 1 refused (nothing changed), 2 wrong usage, 3 something does\n"
      "not verify, 4 disk, lock or permission (nothing changed), 5 a defect.\n"
      "`dpledger help COMMAND` says more; `dpledger demo` shows all of it.\n";
  return text;
}

std::string roff(std::string_view text) {
  std::string safe;
  if (!text.empty() && (text.front() == '.' || text.front() == '\'')) safe = "\\&";
  for (const char letter : text) {
    if (letter == '\\') safe += '\\';
    if (letter == '-') safe += '\\';
    safe += letter;
  }
  return safe;
}

std::string roff_options(const std::vector<OptionGuide>& options) {
  std::string page;
  for (const auto& option : options) {
    page += ".TP\n.B " + roff(option.name);
    if (!option.value.empty()) page += " \\fI" + roff(option.value) + "\\fR";
    page += "\n" + roff(option.text) + "\n";
  }
  return page;
}

std::string names_of(const std::vector<OptionGuide>& options) {
  std::string names;
  for (const auto& option : options) names += (names.empty() ? "" : " ") + std::string{option.name};
  return names;
}

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const auto word : words) text += (text.empty() ? "" : " ") + std::string{word};
  return text;
}

std::string command_names() {
  std::string names;
  for (const auto& guide : command_guides()) {
    names += (names.empty() ? "" : " ") + std::string{guide.name};
  }
  return names;
}

std::string bash_completion() {
  std::string script =
      "# bash completion of dpledger: source <(dpledger completion bash)\n"
      "_dpledger() {\n"
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  local command=\"\" i options=\"" +
      names_of(global_options()) +
      " --help --version\" words=\"\"\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \"${COMP_WORDS[i]}\" in\n"
      "      --book|--as-of|--by) ((i++)) ;;\n"
      "      -*) ;;\n"
      "      *) command=\"${COMP_WORDS[i]}\"; break ;;\n"
      "    esac\n"
      "  done\n"
      "  case \"$command $before\" in\n";
  for (const auto& guide : command_guides()) {
    for (const auto& option : guide.options) {
      if (option.choices.empty()) continue;
      script += "    '" + std::string{guide.name} + " " + std::string{option.name} +
                "') COMPREPLY=($(compgen -W '" + joined(option.choices) +
                "' -- \"$word\")); return ;;\n";
    }
  }
  script += "  esac\n  case \"$command\" in\n    '') words='" + command_names() + "' ;;\n";
  for (const auto& guide : command_guides()) {
    const auto words = guide.name == "help" ? command_names() : joined(guide.choices);
    script += "    '" + std::string{guide.name} + "') options=\"$options " +
              names_of(guide.options) + "\"; words='" + words + "' ;;\n";
  }
  script +=
      "  esac\n"
      "  if [[ $word == -* ]]; then words=\"$options\"; fi\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
      "}\n"
      "complete -o default -F _dpledger dpledger\n";
  return script;
}

std::string zsh_completion() {
  return "# zsh completion of dpledger: source <(dpledger completion zsh)\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         bash_completion();
}

std::string fish_completion() {
  std::string script = "# fish completion of dpledger: dpledger completion fish | source\n";
  const auto option_row = [&](std::string_view condition, const OptionGuide& option) {
    script += "complete -c dpledger" + std::string{condition} + " -l " +
              std::string{option.name.substr(2)} + (option.value.empty() ? "" : " -r");
    if (!option.choices.empty()) script += " -f -a '" + joined(option.choices) + "'";
    script += '\n';
  };
  for (const auto& option : global_options()) option_row("", option);
  for (const auto& guide : command_guides()) {
    script += "complete -c dpledger -n __fish_use_subcommand -f -a " + std::string{guide.name} +
              " -d \"" + std::string{guide.summary} + "\"\n";
    const auto condition = " -n '__fish_seen_subcommand_from " + std::string{guide.name} + "'";
    for (const auto& option : guide.options) option_row(condition, option);
  }
  return script;
}

}  // namespace

std::optional<std::string> help_text(const std::string& command) {
  if (command.empty()) return help_of_the_program();
  const auto* guide = guide_of(command);
  if (guide == nullptr) return std::nullopt;
  auto text = wrapped("Usage: " + usage_of(*guide), 0) + "\n" + wrapped(guide->summary, 0);
  if (!guide->about.empty()) text += "\n" + wrapped(guide->about, 0);
  if (!guide->options.empty()) text += "\nOptions:\n" + option_lines(guide->options);
  text += "\nOptions of every command:\n" + option_lines(global_options());
  text += guide->examples.size() > 1 ? "\nExamples:\n" : "\nExample:\n";
  for (const auto example : guide->examples) text += "  " + std::string{example} + "\n";
  return text;
}

std::string manual_page() {
  std::string page = ".TH DPLEDGER 1 \"\" \"dpledger " + std::string{version} +
                     "\" \"User Commands\"\n.SH NAME\ndpledger \\- keeps and reconciles direct "
                     "payments of personal health budgets\n.SH SYNOPSIS\n.B dpledger\n"
                     ".I COMMAND\n[\\fIOPTIONS\\fR]\n.SH DESCRIPTION\n"
                     "A book is one file. People, their plans and what their bank says are brought "
                     "into it; reconciling matches one with the other, posts the entries, and "
                     "raises what needs attention.\n.SH OPTIONS\nEvery command takes these, before "
                     "or after it.\n" +
                     roff_options(global_options()) + ".SH COMMANDS\n";
  for (const auto& guide : command_guides()) {
    page += ".SS " + roff(usage_of(guide).substr(9)) + "\n" + roff(guide.summary) + ".\n" +
            (guide.about.empty() ? "" : roff(guide.about) + "\n") + roff_options(guide.options);
    for (const auto example : guide.examples) page += ".PP\n.RS\n" + roff(example) + "\n.RE\n";
  }
  page +=
      ".SH EXIT STATUS\n.TP\n.B 0\ndone\n.TP\n.B 1\nrefused: the input is wrong; nothing in the "
      "book changed\n.TP\n.B 2\nwrong usage of the command line\n.TP\n.B 3\nverification failed: a "
      "book or a signature does not hold\n.TP\n.B 4\nthe surroundings failed (disk, lock, "
      "permission); nothing in the book changed\n.TP\n.B 5\na defect of the program itself\n"
      ".SH ENVIRONMENT\n.TP\n.B DPLEDGER_BOOK\nthe book, where \\-\\-book does not say\n.TP\n"
      ".B DPLEDGER_PASSPHRASE\nthe passphrase of the key that signs\n.TP\n.B NO_COLOR\nset: no "
      "colours, not even on a terminal\n"
      ".SH FILES\n.TP\n.B ./book.dpledger\nthe book, when nothing names another\n";
  return page;
}

std::optional<std::string> completion_script(std::string_view shell) {
  if (shell == "bash") return bash_completion();
  if (shell == "zsh") return zsh_completion();
  if (shell == "fish") return fish_completion();
  return std::nullopt;
}

Outcome run_help(const Arguments& arguments) {
  Finished finished;
  const auto command = arguments.words.empty() ? std::string{} : arguments.words.front();
  if (arguments.manual) {
    finished.text = manual_page();
  } else if (arguments.shape == Shape::json) {
    finished.text = help_json(command);
  } else {
    finished.text = help_text(command);
  }
  return finished;
}

Outcome run_completion(const Arguments& arguments) {
  Finished finished;
  finished.text = completion_script(arguments.words.front());
  return finished;
}

}  // namespace app
