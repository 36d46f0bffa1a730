// Workers of a person file, and what part of each one's cost a plan line bears.
#include "import/cell_text.hpp"
#include "import/person/person_parts.hpp"

#include <algorithm>

namespace imports {

using ledger::Budget;
using ledger::HolidayKind;
using ledger::Relation;
using ledger::Rule;
using ledger::Share;
using ledger::Worker;

namespace {

const std::vector<std::string_view> relation_words{"none", "family", "household-family"};
const std::vector<std::string_view> holiday_words{"fixed-hours", "irregular-hours"};
constexpr std::int64_t most_hours_hundredths = 168 * 100;  // the hours of a week

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

/// The one plan line that a share names, as LINE or BUDGET/LINE.
std::optional<Share> resolved(TableReader& table, const TomlMember& member,
                              const std::vector<Budget>& budgets) {
  const auto slash = member.key.find('/');
  const bool whole = slash != std::string::npos;
  const auto budget_ref = whole ? member.key.substr(0, slash) : "";
  const auto line_ref = whole ? member.key.substr(slash + 1) : member.key;
  std::vector<Share> found;
  for (const auto& budget : budgets) {
    if (whole && budget.ref != budget_ref) continue;
    if (budget.line(line_ref) != nullptr) found.push_back({budget.ref, line_ref, 0});
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    table.refusals().add_at_key(Rule::reference_unknown, member,
                                "plan line " + ledger::quoted(member.key),
                                "name a line of the plan, as LINE or \"BUDGET/LINE\"");
    return std::nullopt;
  }
  table.refusals().add_at_key(
      Rule::share_ambiguous, member,
      ledger::quoted(line_ref) + " is a line of " + std::to_string(found.size()) + " budgets",
      "write \"" + found.front().budget + "/" + line_ref + "\" in quotes");
  return std::nullopt;
}

const Budget& budget_of(const Share& share, const std::vector<Budget>& budgets) {
  return *std::find_if(budgets.begin(), budgets.end(),
                       [&](const Budget& budget) { return budget.ref == share.budget; });
}

/// Budgets of different years bear a worker one after the other, each the whole.
bool run_together(const Share& a, const Share& b, const std::vector<Budget>& budgets) {
  const auto one = days_held(budget_of(a, budgets), budgets);
  const auto other = days_held(budget_of(b, budgets), budgets);
  return one.first <= other.last && other.first <= one.last;
}

/// What the shares that run at the same time as one of them make together: the first sum that is
/// not the whole, else 100.
std::int64_t together(const std::vector<Share>& shares, const std::vector<Budget>& budgets) {
  for (const auto& share : shares) {
    std::int64_t sum = 0;
    for (const auto& other : shares) {
      if (run_together(share, other, budgets)) sum += other.percent;
    }
    if (sum != 100) return sum;
  }
  return shares.empty() ? 0 : 100;
}

std::vector<Share> written_shares(TableReader& table, const TomlNode& node,
                                  const std::vector<Budget>& budgets) {
  const auto before = table.refusals().size();
  std::vector<Share> shares;
  TableReader percents{node, "share", table.refusals()};
  for (const auto& member : node.members) {
    const auto percent = percents.whole(member.key, 1, 100);
    auto share = resolved(table, member, budgets);
    if (!percent || !share) continue;
    const auto same = [&](const Share& each) {
      return each.budget == share->budget && each.line == share->line;
    };
    if (std::any_of(shares.begin(), shares.end(), same)) {
      table.refusals().add_at_key(Rule::reference_duplicate, member, ledger::quoted(member.key));
    }
    share->percent = *percent;
    shares.push_back(*share);
  }
  const auto sum = table.refusals().size() == before ? together(shares, budgets) : 100;
  if (sum != 100) {
    table.refusals().add(Rule::shares_do_not_add_up, node,
                         "the shares make " + std::to_string(sum) + " percent",
                         "make them 100 together");
  }
  return shares;
}

Worker read_worker(TableReader& table) {
  Worker worker{
      .ref = table.needed_reference("ref"),
      .name = table.needed_text("name"),
      .from = table.needed_day("from"),
      .to = table.day("to"),
      .born = table.day("born"),
      .relation = table.one_of<Relation>("relation", ledger::parse_relation, relation_words)
                      .value_or(Relation::none),
      .relation_agreed_on = table.day("relation_agreed_on"),
      .hours = table.quantity("hours"),
      .rate = table.money("rate", MoneyRange::positive),
      .payroll_id = tidied(table.text("payroll_id").value_or("")),
      .holiday = table.one_of<HolidayKind>("holiday", ledger::parse_holiday_kind, holiday_words)
                     .value_or(HolidayKind::unknown),
      .holiday_year_from = table.day("holiday_year_from")};
  if (worker.to && worker.from != no_day()) {
    refuse_backwards(table, "to", worker.from, *worker.to);
  }
  if (worker.born && worker.from != no_day()) {
    refuse_backwards(table, "born", *worker.born, worker.from);
  }
  if (worker.hours && worker.hours->hundredths > most_hours_hundredths) {
    table.refusals().add(Rule::value_out_of_range, table.node().member("hours")->value,
                         "hours = " + text(*worker.hours), "a week has 168 hours");
  }
  return worker;
}

}  // namespace

std::vector<Share> read_shares(TableReader& table, const Worker& worker,
                               const std::vector<Budget>& budgets) {
  const auto* node = table.find("share");
  if (node != nullptr && node->kind != TomlNode::Kind::table) {
    table.refusals().add(Rule::key_type, *node, "share is " + std::string{kind_name(node->kind)},
                         "write share = { LINE = 100 }");
    return {};
  }
  if (node != nullptr) return written_shares(table, *node, budgets);
  std::vector<Share> naming;
  const auto names = [&](const std::string& payee) {
    return payee == worker.ref || same_name(payee, worker.name);
  };
  for (const auto& budget : budgets) {
    for (const auto& line : budget.lines) {
      const bool named = std::any_of(line.payees.begin(), line.payees.end(), names);
      if (named) naming.push_back({budget.ref, line.ref, 100});
    }
  }
  const bool one_a_time = std::none_of(naming.begin(), naming.end(), [&](const Share& share) {
    return std::any_of(naming.begin(), naming.end(), [&](const Share& other) {
      return &other != &share && run_together(share, other, budgets);
    });
  });
  if (one_a_time) return naming;
  std::string lines;
  for (const auto& share : naming) {
    lines += (lines.empty() ? "" : ", ") + share.budget + "/" + share.line;
  }
  table.refusals().add(Rule::share_ambiguous, table.node(),
                       ledger::quoted(worker.ref) + " is in " + lines);
  return {};
}

std::vector<Worker> read_workers(TableReader& file, const Known& known) {
  std::vector<Worker> workers;
  References refs;
  References payroll_ids;
  for (const auto* node : file.tables("worker")) {
    TableReader table{*node, "[[worker]]", file.refusals()};
    auto worker = read_worker(table);
    worker.shares = read_shares(table, worker, known.budgets);
    refs.claim("ref", worker.ref, table);
    payroll_ids.claim("payroll_id", worker.payroll_id, table);
    table.refuse_unknown_keys();
    workers.push_back(std::move(worker));
  }
  return workers;
}

}  // namespace imports
