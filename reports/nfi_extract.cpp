#include "reports/nfi_extract.hpp"

#include "ledger/ensure.hpp"
#include "reports/budget_state.hpp"
#include "reports/json_text.hpp"
#include "reports/wording.hpp"

#include <algorithm>

namespace reports {
namespace {

using ledger::Account;
using ledger::Budget;
using ledger::Money;

/// Care groups whose people are children by their very name. It is the only thing known of age.
constexpr std::string_view childrens = "childrens-";

std::string joined(const std::vector<const Budget*>& budgets,
                   const std::string& (*of)(const Budget&)) {
  std::vector<std::string> told;
  std::string text;
  for (const Budget* budget : budgets) {
    const auto& one = of(*budget);
    if (one.empty() || std::ranges::count(told, one) > 0) continue;
    told.push_back(one);
    text += (text.empty() ? "" : "; ") + one;
  }
  return text;
}

std::string funders_of(const std::vector<const Budget*>& budgets) {
  std::vector<std::string> told;
  std::string text;
  for (const Budget* budget : budgets) {
    for (const auto& funder : budget->funders) {
      if (std::ranges::count(told, funder.name) > 0) continue;
      told.push_back(funder.name);
      text += (text.empty() ? "" : "; ") + funder.name;
    }
  }
  return text;
}

/// What comes in each time, of the latest budget's funders' instalments; nothing when there is none
/// or several.
const ledger::Instalment* instalment_of(const Budget& budget) {
  const ledger::Instalment* only = nullptr;
  for (const auto& instalment : budget.instalments) {
    if (instalment.payer != ledger::Payer::funder) continue;
    if (only != nullptr) return nullptr;
    only = &instalment;
  }
  return only;
}

/// Money is paid into the last account of a budget: it is the one in use after a change.
const Account* account_of(const ledger::PersonVersion& version, const Budget& budget) {
  return budget.accounts.empty() ? nullptr : version.account(budget.accounts.back());
}

using Fields = std::map<std::string, Cell, std::less<>>;

void add_person(Fields& fields, const ledger::PersonVersion& version) {
  fields["ref"] = version.ref;
  fields["name"] = version.name;
  fields["nhs_number"] = version.nhs_number;
  fields["care_group"] = version.care_group;
  fields["holder"] = std::string{ledger::text(version.holder)};
  fields["holder_name"] = std::string{version.who_holds()};
}

void add_budgets(Fields& fields, const std::vector<const Budget*>& budgets) {
  const Budget& latest = *budgets.back();
  Money agreed;
  auto from = latest.from;
  auto to = latest.to;
  for (const Budget* budget : budgets) {
    agreed += budget->agreed.value_or(Money{});
    from = std::min(from, budget->from);
    to = std::max(to, budget->to);
  }
  fields["budget"] =
      joined(budgets, [](const Budget& budget) -> const std::string& { return budget.ref; });
  fields["stream"] =
      joined(budgets, [](const Budget& budget) -> const std::string& { return budget.stream; });
  fields["funder"] = funders_of(budgets);
  fields["from"] = from;
  fields["to"] = to;
  fields["agreed"] = agreed;
  fields["agreed_on"] = cell_of(latest.agreed_on);
  const auto* instalment = instalment_of(latest);
  fields["instalment"] = instalment == nullptr ? Cell{} : Cell{instalment->amount};
  fields["every"] =
      instalment == nullptr ? Cell{} : Cell{std::string{ledger::text(instalment->every)}};
}

void add_account(Fields& fields, const Account* account) {
  const auto put = [&](const char* field, const std::string& text) { fields[field] = text; };
  put("account", account == nullptr ? "" : account->ref);
  put("account_kind", account == nullptr ? "" : std::string{ledger::text(account->kind)});
  put("sort_code", account == nullptr ? "" : account->sort_code);
  put("account_number", account == nullptr ? "" : account->number);
}

std::vector<const Budget*> current_direct_payments(const ledger::PersonHistory& history,
                                                   ledger::Date as_of) {
  auto budgets = history.budgets_known(as_of);
  std::erase_if(budgets, [&](const Budget* budget) {
    return budget->deployment != ledger::Deployment::direct_payment ||
           !is_active(history, *budget, as_of);
  });
  return budgets;
}

Table table_of(const std::vector<const NfiPerson*>& listed, const NfiMapping& mapping) {
  Table table;
  table.title = "Recipients";
  for (const NfiColumn& column : mapping.columns) {
    table.columns.push_back({column.heading, column.heading});
  }
  for (const NfiPerson* person : listed) {
    std::vector<Cell> row;
    for (const NfiColumn& column : mapping.columns) {
      const auto found = person->fields.find(column.field);
      ledger::ensure(found != person->fields.end(), "every column names a field that is known");
      row.push_back(found->second);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<std::string> notes_of(const std::vector<NfiPerson>& people, const NfiMapping& mapping) {
  std::vector<std::string> notes;
  if (mapping.file.empty()) {
    notes.emplace_back(
        "The columns are an example and nobody's specification: write those of the exercise into a "
        "file and name it with --mapping.");
  }
  notes.emplace_back(
      "Whether a recipient is over 18 could not be tested: the book has no date of birth. Nobody "
      "is left out for it but people whose care group begins with \"childrens-\".");
  const auto children =
      std::ranges::count(people, NfiPerson::Place::child_care_group, &NfiPerson::place);
  if (children > 0) notes.push_back("Left out so: " + counted(children, "person") + ".");
  return notes;
}

Json value_json(const Cell& cell) {
  struct Reading {
    Json operator()(std::monostate) const { return {}; }
    Json operator()(const std::string& text) const { return json_string(text); }
    Json operator()(Money amount) const { return json_string(ledger::text(amount)); }
    Json operator()(ledger::Date date) const { return json_string(ledger::text(date)); }
    Json operator()(std::int64_t number) const { return {std::to_string(number)}; }
  };
  return std::visit(Reading{}, cell);
}

Json json_of(const std::vector<const NfiPerson*>& listed, const NfiMapping& mapping,
             ledger::Date as_of) {
  const auto row = [&](const NfiPerson* person) {
    return json_array(mapping.columns, [&](const NfiColumn& column) {
      return value_json(person->fields.find(column.field)->second);
    });
  };
  return JsonObject{}
      .text("schema", "dpledger.nfi-extract/1")
      .date("as_of", as_of)
      .text("mapping", mapping.file)
      .put("columns", json_array(mapping.columns,
                                 [](const NfiColumn& column) {
                                   return JsonObject{}
                                       .text("heading", column.heading)
                                       .text("field", column.field)
                                       .done();
                                 }))
      .put("rows", json_array(listed, row))
      .done();
}

}  // namespace

const std::vector<std::string_view>& nfi_fields() {
  static const std::vector<std::string_view> fields{
      "ref",         "name",         "nhs_number", "care_group",    "holder",
      "holder_name", "budget",       "stream",     "funder",        "from",
      "to",          "agreed",       "agreed_on",  "instalment",    "every",
      "account",     "account_kind", "sort_code",  "account_number"};
  return fields;
}

const std::vector<NfiColumn>& nfi_example() {
  static const std::vector<NfiColumn> example{{"Reference", "ref"},
                                              {"Name", "name"},
                                              {"NHS number", "nhs_number"},
                                              {"Held by", "holder_name"},
                                              {"Sort code", "sort_code"},
                                              {"Account number", "account_number"},
                                              {"Payment", "instalment"},
                                              {"Paid every", "every"},
                                              {"From", "from"},
                                              {"To", "to"}};
  return example;
}

NfiPerson nfi_person(const ledger::PersonHistory& history, ledger::Date as_of) {
  const auto& version = history.on(as_of);
  NfiPerson person;
  person.ref = version.ref;
  person.care_group = version.care_group;
  const auto budgets = current_direct_payments(history, as_of);
  if (budgets.empty()) return person;
  if (version.care_group.starts_with(childrens)) {
    person.place = NfiPerson::Place::child_care_group;
    return person;
  }
  person.place = NfiPerson::Place::listed;
  add_person(person.fields, version);
  add_budgets(person.fields, budgets);
  add_account(person.fields, account_of(version, *budgets.back()));
  return person;
}

Answer nfi_extract(const std::vector<NfiPerson>& people, const NfiMapping& mapping,
                   ledger::Date as_of) {
  std::vector<const NfiPerson*> listed;
  for (const NfiPerson& person : people) {
    if (person.place == NfiPerson::Place::listed) listed.push_back(&person);
  }
  Answer answer;
  answer.heading = {"National Fraud Initiative, direct payments: " +
                    counted(std::ssize(listed), "person") + " on " + ledger::pretty(as_of) + "."};
  answer.tables.push_back(table_of(listed, mapping));
  answer.tables.front().notes = notes_of(people, mapping);
  answer.json = json_of(listed, mapping, as_of).text;
  return answer;
}

}  // namespace reports
