#include "import/own/code_rows.hpp"

#include "import/own/own_table.hpp"
#include "ledger/person.hpp"

namespace imports {
namespace {

using ledger::CodeRule;
using ledger::Rule;

enum : std::size_t {
  account_column,
  care_group_column,
  stream_column,
  deployment_column,
  funder_column,
  prior_year_column,
  first_segment_column
};
constexpr auto columns = std::to_array<OwnColumn>({{"account"},
                                                   {"care_group", false},
                                                   {"stream", false},
                                                   {"deployment", false},
                                                   {"funder", false},
                                                   {"prior_year", false},
                                                   {"cost_centre"},
                                                   {"subjective"},
                                                   {"analysis_1"},
                                                   {"analysis_2"},
                                                   {"other"}});
static_assert(columns.size() == first_segment_column + ledger::segment_names.size());

void read_prior_year(OwnTable& table, CodeRule& rule) {
  const auto text = table.optional_text(prior_year_column);
  if (text == "yes" || text == "no") {
    rule.prior_year = text == "yes";
  } else if (!text.empty()) {
    table.refuse(Rule::word_unknown, prior_year_column, "write yes, no, or nothing for either");
  }
}

CodeRule read_rule(OwnTable& table) {
  CodeRule rule;
  const auto account = table.text(account_column);
  const auto head = ledger::parse_head(account);
  if (!head && table.sound()) {
    table.refuse(Rule::word_unknown, account_column,
                 "write spending, services, block, block-memo, bank, providers, owed-back, accrual "
                 "or prepayment");
  }
  rule.head = head.value_or(ledger::Head::spending);
  rule.care_group = table.optional_text(care_group_column);
  rule.stream = table.optional_text(stream_column);
  rule.deployment = table.optional_text(deployment_column);
  if (!rule.deployment.empty() && !ledger::parse_deployment(rule.deployment)) {
    table.refuse(Rule::word_unknown, deployment_column,
                 "write notional, third-party, direct-payment, or nothing for any");
  }
  rule.funder = table.optional_text(funder_column);
  read_prior_year(table, rule);
  for (std::size_t i = 0; i < rule.segments.size(); ++i) {
    rule.segments[i] = table.optional_text(first_segment_column + i);
  }
  return rule;
}

std::vector<CodeRule> read_rules(OwnTable& table) {
  std::vector<CodeRule> rules;
  while (table.next()) {
    auto rule = read_rule(table);
    if (table.sound()) rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace

ledger::Result<std::vector<CodeRule>> read_codes(std::string_view bytes, const std::string& file) {
  return read_own_table<std::vector<CodeRule>>(bytes, file, columns, read_rules);
}

}  // namespace imports
