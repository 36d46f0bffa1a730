// The books in the languages of hledger, ledger and beancount.
#include "reports/exported.hpp"
#include "reports/text_width.hpp"

#include <array>
#include <map>

namespace reports {
namespace {

using ledger::Posting;

/// In one line, without what would end a payee: a semicolon begins a remark, a bar parts payee from
/// note, two spaces end it.
std::string one_line(std::string_view text) {
  std::string made;
  for (char c : showable(text)) {
    if (c == ';') c = ',';
    if (c == '|') c = '/';
    const bool space = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
    if (!space) {
      made += c;
    } else if (!made.empty() && made.back() != ' ') {
      made += ' ';
    }
  }
  while (!made.empty() && made.back() == ' ') made.pop_back();
  return made;
}

/// The value of a tag: hledger ends one at a comma, ledger takes [2025-04-01] for a day.
std::string tag_value(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string made;
  for (const char c : showable(text)) {
    const auto byte = static_cast<unsigned char>(c);
    const bool stays =
        byte > ' ' && byte != 0x7F && c != ',' && c != '[' && c != ']' && c != ';' && c != '%';
    const bool space = c == ' ' && !made.empty() && made.back() != ' ';
    if (stays || space) {
      made += c;
    } else {
      made += {'%', digits[byte >> 4U], digits[byte & 0xFU]};
    }
  }
  return made;
}

std::string in_quotes(std::string_view text) {
  std::string made = "\"";
  for (const char c : one_line(text)) {
    if (c == '"' || c == '\\') made += '\\';
    made += c;
  }
  return made + '"';
}

/// Name and value of what lets an entry be traced; empty values are left out.
std::vector<std::pair<std::string, std::string>> marks_of(const ExportedEntry& entry) {
  std::vector<std::pair<std::string, std::string>> marks{{"entry", std::to_string(entry.number)},
                                                         {"kind", entry.kind}};
  const auto add = [&](std::string name, const std::string& value) {
    if (!value.empty()) marks.emplace_back(std::move(name), value);
  };
  add("source", entry.source);
  add("file", entry.file);
  if (entry.line > 0) add("fileline", std::to_string(entry.line));
  add("sha256", entry.sha256);
  add("rule", entry.rule);
  if (entry.reverses) add("reverses", std::to_string(*entry.reverses));
  return marks;
}

constexpr std::array<std::string_view, 9> tags{"entry",  "kind", "source",   "file", "fileline",
                                               "sha256", "rule", "reverses", "item"};

struct Opened {
  std::string budget, account;
  ledger::Date on;
};
using Accounts = std::map<std::string, Opened>;  ///< by their names there

void open(Accounts& accounts, const std::string& name, const Opened& opened) {
  const auto [at, is_new] = accounts.emplace(name, opened);
  if (!is_new && opened.on < at->second.on) at->second.on = opened.on;
}

Accounts accounts_of(Program program, const ExportedPerson& person) {
  Accounts accounts;
  for (const ExportedEntry& entry : person.entries) {
    for (const Posting& posting : entry.postings) {
      for (const auto& account : {posting.debit, posting.credit}) {
        open(accounts, account_name(program, person.person, posting.budget, account),
             {posting.budget, account, entry.date});
      }
    }
  }
  return accounts;
}

// --- hledger and ledger ---

void add_plain_entry(std::string& text, Program program, const ExportedPerson& person,
                     const ExportedEntry& entry) {
  auto what = one_line(entry.what);
  if (what.empty()) what = entry.kind;
  text += ledger::text(entry.date) + " * (" + plain_part(person.person) + "-" +
          std::to_string(entry.number) + ") " + what + "\n";
  for (const auto& [name, value] : marks_of(entry)) {
    text += "    ; " + name + ": " + tag_value(value) + "\n";
  }
  const auto add = [&](const Posting& posting, const std::string& account, ledger::Money amount) {
    text += "    " + account_name(program, person.person, posting.budget, account) + "  " +
            ledger::text(amount) + " GBP\n";
    if (!posting.item.empty()) text += "    ; item: " + tag_value(posting.item) + "\n";
  };
  for (const Posting& posting : entry.postings) {
    add(posting, posting.debit, posting.amount);
    add(posting, posting.credit, -posting.amount);
  }
  text += "\n";
}

std::string plain_text(Program program, const ExportedPerson& person) {
  std::string text;
  for (const auto& [name, opened] : accounts_of(program, person)) text += "account " + name + "\n";
  text += "\n";
  for (const ExportedEntry& entry : person.entries) {
    add_plain_entry(text, program, person, entry);
  }
  return text;
}

// --- beancount ---

void add_bean_entry(std::string& text, const ExportedPerson& person, const ExportedEntry& entry) {
  text += ledger::text(entry.date) + " * " +
          in_quotes(entry.what.empty() ? entry.kind : entry.what) + "\n";
  for (const auto& [name, value] : marks_of(entry)) {
    text += "  " + name + ": " + in_quotes(value) + "\n";
  }
  const auto add = [&](const Posting& posting, const std::string& account, ledger::Money amount) {
    text += "  " + account_name(Program::beancount, person.person, posting.budget, account) + "  " +
            ledger::text(amount) + " GBP\n";
    if (!posting.item.empty()) text += "    item: " + in_quotes(posting.item) + "\n";
  };
  for (const Posting& posting : entry.postings) {
    add(posting, posting.debit, posting.amount);
    add(posting, posting.credit, -posting.amount);
  }
  text += "\n";
}

std::string bean_text(const ExportedPerson& person) {
  std::string text;
  for (const auto& [name, opened] : accounts_of(Program::beancount, person)) {
    text += ledger::text(opened.on) + " open " + name + " GBP\n";
    text += "  person: " + in_quotes(person.person) + "\n";
    text += "  budget: " + in_quotes(opened.budget) + "\n";
    text += "  account: " + in_quotes(opened.account) + "\n";
  }
  text += "\n";
  for (const ExportedEntry& entry : person.entries) add_bean_entry(text, person, entry);
  return text;
}

}  // namespace

std::string program_head(Program program, ledger::Date as_of) {
  const auto title = "Books of dpledger up to " + ledger::text(as_of);
  switch (program) {
    case Program::hledger:
      return "; " + title + "\n\ndecimal-mark .\ncommodity 1000.00 GBP\n\n";
    case Program::ledger: {
      std::string text = "; " + title + "\n\ncommodity GBP\n    format 1000.00 GBP\n\n";
      for (const auto tag : tags) text += "tag " + std::string{tag} + "\n";
      return text + "\n";
    }
    case Program::beancount:
      return "option \"title\" \"" + title + "\"\noption \"operating_currency\" \"GBP\"\n\n" +
             "1900-01-01 commodity GBP\n\n";
  }
  throw ledger::Defect{"no such program"};
}

std::string program_part(Program program, const ExportedPerson& person) {
  if (person.entries.empty()) return {};
  return program == Program::beancount ? bean_text(person) : plain_text(program, person);
}

}  // namespace reports
