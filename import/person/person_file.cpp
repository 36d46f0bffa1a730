// The person file as a whole: its head, and the order in which its parts are read.
#include "import/payroll/paye_reference.hpp"
#include "import/person/person_parts.hpp"
#include "import/source.hpp"

#include <algorithm>
#include <utility>

namespace imports {

using ledger::PersonVersion;
using ledger::Rule;

namespace {

constexpr std::string_view schema = "dpledger.person/1";
const std::vector<std::string_view> holder_words{"self", "nominee", "representative"};
const std::vector<std::string_view> paye_words{"month", "quarter"};

/// Ten digits whose last is right by modulus 11, as NHS numbers are made.
bool is_nhs_number(std::string_view digits) {
  if (digits.size() != 10 || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return false;
  }
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * (10 - static_cast<int>(i));
  const int check = (11 - sum % 11) % 11;
  return check != 10 && check == digits[9] - '0';
}

std::string read_nhs_number(TableReader& table) {
  auto written = table.text("nhs_number");
  if (!written) return "";
  auto digits = *written;
  std::erase(digits, ' ');
  if (is_nhs_number(digits)) return digits;
  table.refusals().add(Rule::nhs_number_check_digit, table.node().member("nhs_number")->value,
                       ledger::quoted(*written));
  return "";
}

/// An open list, so any word will do that is written as the others are.
std::string read_care_group(TableReader& table) {
  auto group = table.text("care_group").value_or("");
  const bool sound = std::all_of(group.begin(), group.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  if (!sound) {
    table.refusals().add(Rule::word_unknown, table.node().member("care_group")->value,
                         ledger::quoted(group),
                         "write a word in lower case with hyphens, as chc-adult");
  }
  return group;
}

void read_holder(TableReader& table, PersonVersion& version) {
  version.holder = ledger::Holder::self;
  const auto holder = table.word("holder", holder_words).value_or("self");
  if (holder == "nominee") version.holder = ledger::Holder::nominee;
  if (holder == "representative") version.holder = ledger::Holder::representative;
  version.holder_name = table.text("holder_name").value_or("");
  if (version.holder != ledger::Holder::self && version.holder_name.empty()) {
    table.missing("holder_name", "name the " + holder + " who holds the money");
  }
}

void read_person(TableReader& file, PersonVersion& version) {
  const auto* node = file.need("person");
  if (node == nullptr) return;
  if (node->kind != TomlNode::Kind::table) {
    file.refusals().add(Rule::key_type, *node, "person is " + std::string{kind_name(node->kind)},
                        "begin the table with [person]");
    return;
  }
  TableReader table{*node, "[person]", file.refusals()};
  version.ref = table.needed_reference("ref");
  version.name = table.needed_text("name");
  version.nhs_number = read_nhs_number(table);
  version.care_group = read_care_group(table);
  read_holder(table, version);
  version.died = table.day("died");
  table.refuse_unknown_keys();
}

std::string read_paye_reference(TableReader& table) {
  const auto written = table.text("paye_reference");
  if (!written) return "";
  auto reference = parse_paye_reference(*written);
  if (reference) return *reference;
  table.refusals().add(Rule::value_out_of_range, table.node().member("paye_reference")->value,
                       ledger::quoted(*written),
                       "write it as HMRC's letters have it: three digits, a stroke, and the "
                       "employer's own part, as \"123/A456\"");
  return "";
}

std::optional<ledger::Employer> read_employer(TableReader& file) {
  const auto* node = file.find("employer");
  if (node == nullptr) return std::nullopt;
  if (node->kind != TomlNode::Kind::table) {
    file.refusals().add(Rule::key_type, *node, "employer is " + std::string{kind_name(node->kind)},
                        "begin the table with [employer]");
    return std::nullopt;
  }
  TableReader table{*node, "[employer]", file.refusals()};
  ledger::Employer employer;
  employer.pays_by_quarter = table.word("paye", paye_words).value_or("month") == "quarter";
  employer.employment_allowance = table.truth("employment_allowance").value_or(false);
  employer.paye_reference = read_paye_reference(table);
  table.refuse_unknown_keys();
  return employer;
}

/// A file of another kind is refused for that alone: the rest would only be noise.
bool is_of_our_schema(TableReader& file) {
  const auto before = file.refusals().size();
  const auto written = file.needed_text("schema");
  if (file.refusals().size() != before) return false;
  if (written == schema) return true;
  file.refusals().add(Rule::schema_unknown, file.node().member("schema")->value,
                      ledger::quoted(written));
  return false;
}

PersonVersion read_version(TableReader& file, const ledger::Parameters& parameters) {
  PersonVersion version;
  version.from = file.day("version_from");
  read_person(file, version);
  version.employer = read_employer(file);
  Known known{.parameters = &parameters};
  known.accounts = read_accounts(file);
  known.budgets = read_budgets(file, known);
  version.workers = read_workers(file, known);
  version.services = read_services(file, known);
  read_pots(file, known.budgets);
  version.accounts = std::move(known.accounts);
  version.budgets = std::move(known.budgets);
  file.refuse_unknown_keys();
  return version;
}

}  // namespace

ledger::Result<PersonVersion> read_person_file(std::string_view bytes, const std::string& file,
                                               const ledger::Parameters& parameters) {
  const auto root = read_toml(bytes, file);
  if (!root) return root.errors();
  PersonRefusals refusals{file};
  TableReader reader{root.value(), "the file", refusals};
  if (!is_of_our_schema(reader)) return refusals.sorted();
  auto version = read_version(reader, parameters);
  if (refusals.size() > 0) return refusals.sorted();
  return version;
}

}  // namespace imports
