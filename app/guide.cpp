#include "app/guide.hpp"

namespace app {
namespace {

const OptionGuide from_day{"--from", "DATE", "the first day, as 2025-04-01", true};
const OptionGuide to_day{"--to", "DATE", "the last day, as 2026-03-31", true};
const OptionGuide profile{
    "--profile", "NAME",
    "read the file by this layout or profile (or NAME.toml, a profile's file)"};

std::vector<CommandGuide> guides_of_the_book() {
  return {
      {"demo",
       "[DIR]",
       0,
       1,
       "build a small book of invented people and walk through it",
       "Puts the files of invented people into DIR (left out: a temporary folder), makes a book of "
       "them and goes the whole way: import, reconcile, what stands out, where the money is, one "
       "signed statement and the proof of its signature. Each step is shown as a command to type. "
       "Nothing outside DIR is touched, and nothing that is in DIR already.",
       {},
       {"dpledger demo", "dpledger demo /tmp/look-around"}},
      {"init",
       "",
       0,
       0,
       "make an empty book",
       "Makes the file that --book names. Refuses to overwrite one that is there.",
       {{"--commissioner", "NAME", "whose book it is", true},
        {"--kind",
         "KIND",
         "what the commissioner is: ccg, icb (default) or la",
         false,
         {"ccg", "icb", "la"}}},
       {"dpledger init --commissioner \"NHS Example ICB\" --kind icb"}},
      {"load",
       "FILE...",
       1,
       -1,
       "add or revise people, their accounts, budgets, plans and workers",
       "Reads person files (TOML). The first file of a person adds them; a later one with "
       "version_from adds a version that holds from that day. Loading the same again changes "
       "nothing; another content for the same day is refused. All files are loaded, or none.",
       {},
       {"dpledger load people/P0001.toml people/P0002.toml"}},
      {"check",
       "",
       0,
       0,
       "re-derive every balance, re-walk every chain and say what does not hold",
       "Ends with 0 when all holds and with 3 when anything does not.",
       {},
       {"dpledger check"}},
      {"backup",
       "FILE",
       1,
       1,
       "write a consistent copy of the book, while others work",
       "The copy is a book itself. Refuses to overwrite a file.",
       {},
       {"dpledger backup book-2025-05-01.dpledger"}},
  };
}

std::vector<CommandGuide> guides_of_importing() {
  return {
      {"inspect",
       "FILE...",
       1,
       -1,
       "say what a statement, payroll or invoice file holds, without a book",
       "Shows every line as the program understands it (of a long statement the first and the "
       "last; --json and --csv give all). Ends with 1 when anything is refused; the "
       "rest is shown all the same.",
       {profile},
       {"dpledger inspect april.csv", "dpledger inspect --json april.csv"}},
      {"import",
       "[FILE...]",
       0,
       -1,
       "import bank, payroll, employer-summary and invoice files",
       "Kind and format are recognised by content. A bank file goes to the account that --account "
       "names, or to the one whose sort code and number the file shows. Lines that the book has "
       "already are recognised and not added again. All files are imported, or none: every "
       "refusal of every file is listed. A manifest is a CSV file with the columns "
       "file,kind,account.",
       {{"--account", "PERSON/ACCOUNT",
         "whose account the bank files are, as P0001/dp, or the pool, as @acme-clients"},
        profile,
        {"--manifest", "FILE", "import the files that this CSV lists, as one command"}},
       {"dpledger import april.csv --account P0001/dp", "dpledger import payroll-2025-04.csv",
        "dpledger import --manifest april/files.csv"}},
      {"profile",
       "[FILE]",
       0,
       1,
       "look at a file of an unknown layout, and keep what its columns mean",
       "Given a statement or payroll file that no layout knows, proposes what its columns mean, "
       "proves it by the running balance where there is one, and shows what it would read. With "
       "--save the profile is kept in the book, with a version, and import then recognises such "
       "files. Given a profile (a file that ends in .toml), checks it, and with --save keeps it. "
       "Without FILE, lists the profiles of the book.",
       {{"--save", "NAME", "keep it in the book under this name"},
        {"--out", "FILE", "write the proposal to this new file, to be corrected"},
        {"--show", "NAME", "print the newest profile of this name"}},
       {"dpledger profile card.csv", "dpledger profile card.csv --save prepaid-card",
        "dpledger profile card.toml --save prepaid-card", "dpledger profile"}},
      {"imports",
       "",
       0,
       0,
       "list what was imported, when, by whom, with its SHA-256",
       "The number in the first column is what undo takes.",
       {},
       {"dpledger imports"}},
      {"undo",
       "IMPORT",
       1,
       1,
       "take one import back, by reversal",
       "Everything that rests on the import is reversed, nothing is deleted, and the same file can "
       "be imported again.",
       {},
       {"dpledger undo I12"}},
  };
}

std::vector<CommandGuide> guides_of_reconciling() {
  return {
      {"reconcile",
       "[PERSON...]",
       0,
       -1,
       "match, post and raise findings",
       "Works through everybody about whom something new is known, or through the people named. A "
       "second run changes nothing.",
       {},
       {"dpledger reconcile", "dpledger reconcile P0001"}},
      {"matches",
       "[PERSON...]",
       0,
       -1,
       "show every statement line with its state and why",
       "A line is matched, suggested (it waits for a person) or unmatched (it is in suspense). "
       "With --explain one line is explained: what it was taken for, what agreed, what spoke "
       "against it, what else was considered and why that lost, how sure, and by which rules or "
       "whom.",
       {{"--explain", "LINE", "explain this one line, whosever it is"}},
       {"dpledger matches P0001", "dpledger matches --explain L0123456789abcdef"}},
      {"match",
       "LINE KEY...",
       2,
       -1,
       "decide which items a line settles",
       "The keys are those that matches and findings show. The decision is kept with who (--by) "
       "and when, and outlives every later reconcile.",
       {},
       {"dpledger match L0123456789abcdef net-pay:P0001:W1:2025-04-25"}},
      {"unmatch",
       "LINE",
       1,
       1,
       "decide that a line is not what it was matched to",
       "The line goes to suspense and stays there until somebody decides otherwise.",
       {},
       {"dpledger unmatch L0123456789abcdef"}},
      {"code",
       "LINE PLAN-LINE",
       2,
       2,
       "decide which line of the plan a statement line belongs to",
       "PLAN-LINE is BUDGET/LINE, or LINE alone where only one budget has it.",
       {},
       {"dpledger code L0123456789abcdef 2025/garden"}},
      {"payees",
       "[PERSON...]",
       0,
       -1,
       "show what people's decisions have taught about lines alike",
       "What is decided for one line (code, or match to an item) is proposed for the next lines of "
       "the same person that say the same, until it is withdrawn. Nothing is posted by it.",
       {{"--withdraw", "LINE", "no longer propose what was decided for this line"}},
       {"dpledger payees P0001", "dpledger payees --withdraw L0123456789abcdef"}},
      {"waive",
       "FINDING",
       1,
       1,
       "decide that a finding needs nothing more",
       "It stays on record with the reason, who decided and when.",
       {{"--reason", "TEXT", "why", true}},
       {"dpledger waive F0123456789abcdef --reason \"agreed at the review of 1 May\""}},
      {"findings",
       "[PERSON...]",
       0,
       -1,
       "show what needs attention, most serious first",
       "As of today, or of --as-of.",
       {},
       {"dpledger findings", "dpledger findings P0001 --json"}},
  };
}

std::vector<CommandGuide> guides_of_reading() {
  return {
      {"balance",
       "[PERSON...]",
       0,
       -1,
       "show where each budget stands",
       "As of today, or of --as-of.",
       {{"--plain", "", "a page a budget in plain English, for whoever holds the money"},
        {"--format",
         "FORMAT",
         "text (default) or html, with --plain in large type",
         false,
         {"text", "html"}},
        {"--out", "FILE", "write it there, readable by its owner alone"}},
       {"dpledger balance P0001 --as-of 2025-06-30",
        "dpledger balance P0001 --plain --format html --out money.html"}},
      {"register",
       "PERSON",
       1,
       1,
       "show the entries of a person's accounts",
       "Every entry says from which file and line it came.",
       {},
       {"dpledger register P0001"}},
      {"trial-balance",
       "[PERSON...]",
       0,
       -1,
       "show all accounts, which sum to zero",
       "As of today, or of --as-of.",
       {},
       {"dpledger trial-balance"}},
      {"statement",
       "[PERSON...]",
       0,
       -1,
       "write the statement of account of a person and a period",
       "The page that an auditor signs. It says DRAFT while its period is not approved. With "
       "--out-dir each person named has a file of their own, PERSON-FROM-TO, and everybody when "
       "none is named; all of them are written, or none.",
       {from_day,
        to_day,
        {"--format",
         "FORMAT",
         "text (default), csv, json, html, pdf or xlsx; else as the name of FILE ends",
         false,
         {"text", "csv", "json", "html", "pdf", "xlsx"}},
        {"--out", "FILE", "write it to this new file, readable by its owner alone"},
        {"--out-dir", "DIR", "write a file each into this folder"},
        {"--role", "TEXT", "in which role it is signed, for its signature block"},
        {"--declare", "TEXT", "what the signer declares, in place of the usual words"}},
       {"dpledger statement P0001 --from 2025-04-01 --to 2025-06-30",
        "dpledger statement P0001 --from 2025-04-01 --to 2025-06-30 --format pdf --out Q1.pdf",
        "dpledger statement --from 2025-04-01 --to 2026-03-31 --format pdf --out-dir year"}},
  };
}

std::vector<CommandGuide> guides_of_the_program() {
  return {
      {"completion",
       "SHELL",
       1,
       1,
       "print what completes dpledger's command line in a shell",
       "For bash, zsh or fish.",
       {},
       {"source <(dpledger completion bash)"},
       {"bash", "zsh", "fish"}},
      {"help",
       "[COMMAND]",
       0,
       1,
       "explain the program, or one command",
       "",
       {{"--man", "", "print the manual page (roff)"}},
       {"dpledger help import", "dpledger help --man > dpledger.1"}},
  };
}

}  // namespace

const std::vector<OptionGuide>& global_options() {
  static const std::vector<OptionGuide> options{
      {"--book", "FILE", "the book (default: DPLEDGER_BOOK, else ./book.dpledger)"},
      {"--as-of", "DATE", "take this day for today, so that a run can be repeated"},
      {"--by", "NAME", "who decides (default: the login name)"},
      {"--parameters", "FILE",
       "dated values and words to judge by, laid over the program's own (default: "
       "DPLEDGER_PARAMETERS); see docs/findings.md"},
      {"--read-only", "",
       "open the book for reading alone: what would change it is refused (also: "
       "DPLEDGER_READ_ONLY)"},
      {"--json", "", "answer with one JSON document"},
      {"--csv", "", "answer with CSV, where rows are the answer"},
      {"--xlsx", "FILE", "write the answer to this Excel workbook, readable by its owner alone"},
  };
  return options;
}

const std::vector<CommandGuide>& command_guides() {
  static const std::vector<CommandGuide> guides = [] {
    std::vector<CommandGuide> all;
    for (const auto& family :
         {guides_of_the_book(), guides_of_importing(), guides_of_reconciling(), guides_of_review(),
          guides_of_judging(), guides_of_periods(), guides_of_acts(), guides_of_plans(),
          guides_of_employers(), guides_of_pools(), guides_of_forecasts(), guides_of_closing(),
          guides_of_reading(), guides_of_commissioning(), guides_of_runs(), guides_of_audit(),
          guides_of_signing(), guides_of_proof(), guides_of_the_program()}) {
      all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return guides;
}

const CommandGuide* guide_of(std::string_view command) {
  for (const auto& guide : command_guides()) {
    if (guide.name == command) return &guide;
  }
  return nullptr;
}

}  // namespace app
