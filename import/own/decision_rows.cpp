#include "import/own/decision_rows.hpp"

#include "import/own/own_table.hpp"

#include <array>

namespace imports {
namespace {

using ledger::Rule;

enum : std::size_t { subject_column, action_column, choice_column, text_column };
constexpr auto columns =
    std::to_array<OwnColumn>({{"subject"}, {"action"}, {"choice", false}, {"text", false}});

struct Word {
  Action action;
  std::string_view word;
};
constexpr std::array words{
    Word{Action::accept, "accept"},     Word{Action::choose, "choose"},
    Word{Action::code, "code"},         Word{Action::split, "split"},
    Word{Action::postpone, "postpone"}, Word{Action::note, "note"},
    Word{Action::waive, "waive"},       Word{Action::unmatch, "unmatch"},
    Word{Action::undecide, "undecide"},
};

std::vector<DecisionRow> read_rows(OwnTable& table) {
  std::vector<DecisionRow> rows;
  while (table.next()) {
    DecisionRow row;
    row.subject = table.text(subject_column);
    const auto action = parse_action(table.text(action_column));
    if (!action && table.sound()) {
      table.refuse(Rule::word_unknown, action_column,
                   "write accept, choose, code, split, postpone, note, waive, unmatch or undecide");
    }
    row.action = action.value_or(Action::note);
    row.choice = table.optional_text(choice_column);
    row.text = table.optional_text(text_column);
    row.line = table.line();
    if (table.sound()) rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::string_view text(Action action) {
  for (const auto& [named, word] : words) {
    if (named == action) return word;
  }
  throw ledger::Defect{"an action of no name"};
}

std::optional<Action> parse_action(std::string_view text) {
  for (const auto& [action, word] : words) {
    if (word == text) return action;
  }
  return std::nullopt;
}

ledger::Result<std::vector<DecisionRow>> read_decisions(std::string_view bytes,
                                                        const std::string& file) {
  Refusals refusals{file};
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    refusals.add(Rule::nothing_decided, {}, {});
    return refusals.take();
  }
  return read_own_table<std::vector<DecisionRow>>(bytes, file, columns, read_rows,
                                                  Rule::nothing_decided);
}

}  // namespace imports
