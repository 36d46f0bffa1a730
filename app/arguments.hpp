// What was asked on the command line, as plain values. CLI11 shows in arguments.cpp alone.
#pragma once

#include "ledger/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app {

enum class Shape { people, json, csv };

struct Arguments {
  std::string command;
  // global
  std::string book;  ///< --book, else DPLEDGER_BOOK, else ./book.dpledger
  std::optional<ledger::Date> as_of;
  std::string by;          ///< --by, else the login name
  std::string parameters;  ///< --parameters, else DPLEDGER_PARAMETERS; empty: the program's own
  Shape shape = Shape::people;
  std::string xlsx;  ///< --xlsx: the workbook to write the answer to; empty: none
  // of one command or another; empty where it was not given
  std::vector<std::string> words;  ///< files, people, keys: what stands without a name, in order
  std::string commissioner, kind;
  std::string account, profile, manifest;
  std::string save, show;  ///< names of profiles
  std::string explain;     ///< a line's id
  std::string withdraw;    ///< a line whose lesson is taken back
  std::string decide;      ///< a file of decisions
  std::string reason, text;
  std::optional<ledger::Date> from, to, until;
  std::optional<ledger::Date> on, due, first;  ///< of an officer's act
  std::string funder, ground, who, every;
  bool take_back = false;  ///< --undo
  std::string format, out;
  std::string out_dir;                      ///< a folder for one file a person
  std::string record, codes, basis, month;  ///< of payment runs and journals
  std::string group, quarter, mapping;      ///< of the commissioner's reports
  std::string key, certificate, role, declaration, authority;
  std::string name, organisation;   ///< whose a new key is
  std::optional<std::size_t> days;  ///< how long its certificate holds
  bool request = false;             ///< ask an authority for the certificate
  std::string service, reply;       ///< of a timestamp: where to ask, or the answer (a file)
  std::string seal, proof;          ///< files to verify by, or to prove against
  std::string from_seal, to_seal;   ///< of prove: files in the place of --from and --to
  std::string anchor;               ///< a file of seals that is kept elsewhere
  std::string statement;            ///< the page whose chain is to be proved
  bool read_only = false;           ///< nothing is written into the book
  bool early = false;               ///< although the time to keep it has not passed
  bool manual = false;
  bool list = false, all = false;
  bool plain = false;  ///< balance as a page in plain English
  std::optional<std::size_t> top;
  // of exports and audits
  std::string table, seed, method, interval, size;
  std::string materiality, expected, confidence, results;
  bool anonymous = false, stratified = false;

  /// What --as-of says, else the clock.
  ledger::Date today() const;
};

/// The command line is not one of ours, or only asks for help.
struct NotACommand {
  std::string text;  ///< to be shown
  int exit = 0;      ///< 0: help or version on standard output; 2: wrong usage on standard error
};

std::variant<Arguments, NotACommand> parse_arguments(int count, const char* const* words);

/// How to use the program, or one command of it; nothing when there is no such command.
std::optional<std::string> help_text(const std::string& command);
/// The manual page, in roff, from the same table.
std::string manual_page();
/// What completes the command line in a shell ("bash", "zsh", "fish"); nothing for another.
std::optional<std::string> completion_script(std::string_view shell);

}  // namespace app
