#include "import/cell_text.hpp"
#include "import/formats.hpp"
#include "import/person/person_table.hpp"
#include "import/person/person_toml.hpp"
#include "import/profile/profile.hpp"
#include "import/profile/profile_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace imports {
namespace {

using ledger::FileKind;
using ledger::Rule;

constexpr std::string_view example = "docs/formats/profiles.md has two examples";
constexpr std::int64_t widest_table = 512;

std::vector<std::string_view> words_of(std::span<const CharWord> table) {
  std::vector<std::string_view> words;
  for (const auto& each : table) words.push_back(each.word);
  return words;
}

/// What a file was read as would be told by a name that means two things.
bool is_built_in(std::string_view name) {
  return name == "santander" || name.starts_with("dpledger-") ||
         std::ranges::count(built_in_layouts(), name, &Layout::name) > 0 ||
         std::ranges::count(formats(), name, &Format::name) > 0;
}

class ProfileReader {
 public:
  ProfileReader(const TomlNode& file, PersonRefusals& refusals)
      : top_{file, "the profile", refusals}, refusals_{refusals} {}

  Profile read() {
    read_schema();
    read_identity();
    read_table();
    read_writing();
    read_rows();
    read_columns();
    top_.refuse_unknown_keys();
    if (refusals_.size() == 0) prove();
    return std::move(profile_);
  }

 private:
  const TomlNode& at(std::string_view key) const {
    const auto* member = top_.node().member(key);
    return member == nullptr ? top_.node() : member->value;
  }

  void read_schema() {
    const auto said = top_.needed_text("schema");
    if (said.empty() || said == profile_schema) return;
    refusals_.add(Rule::schema_unknown, at("schema"), ledger::quoted(said),
                  "begin it with schema = \"" + std::string{profile_schema} + "\"");
  }

  void read_identity() {
    profile_.name = top_.needed_text("name");
    const bool sound = std::ranges::all_of(profile_.name, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!sound || profile_.name.size() > 60) {
      refusals_.add(Rule::value_out_of_range, at("name"), ledger::quoted(profile_.name),
                    "a name has small letters, digits and hyphens, 60 at most");
    }
    if (is_built_in(profile_.name)) {
      refusals_.add(Rule::value_out_of_range, at("name"), ledger::quoted(profile_.name),
                    "a built-in layout or format has this name: choose another");
    }
    profile_.version = static_cast<int>(top_.whole("version", 1, 9999).value_or(1));
    const auto kind = top_.word("kind", {"bank", "payroll"});
    profile_.kind = kind == "payroll" ? FileKind::payroll : FileKind::bank;
    profile_.title = top_.text("title").value_or("");
  }

  char one_of(std::string_view key, std::span<const CharWord> table, char otherwise) {
    const auto word = top_.word(key, words_of(table));
    if (!word) return otherwise;
    return std::ranges::find(table, *word, &CharWord::word)->c;
  }

  void read_table() {
    profile_.separator = one_of("separator", separators, ',');
    read_heading();
    profile_.rows_above = static_cast<std::size_t>(top_.whole("rows_above", 0, 1000).value_or(0));
    profile_.width = static_cast<std::size_t>(top_.whole("width", 0, widest_table).value_or(0));
  }

  /// Names of columns, some of which may be empty.
  void read_heading() {
    const auto* list = top_.find("heading");
    if (list == nullptr) return;
    bool sound = list->kind == TomlNode::Kind::array;
    for (const auto& each : list->elements) {
      sound = sound && each.kind == TomlNode::Kind::text;
      profile_.heading.push_back(each.text);
    }
    if (sound) return;
    refusals_.add(Rule::key_type, *list, "heading",
                  "write the names of all columns as a list, as [\"Date\", \"Amount\"]");
  }

  void read_writing() {
    const auto pattern = top_.needed_text("dates");
    if (const auto written = parse_date_pattern(pattern)) {
      profile_.dates = *written;
    } else if (!pattern.empty()) {
      refusals_.add(Rule::word_unknown, at("dates"), ledger::quoted(pattern),
                    "write it as DD/MM/YYYY, MM/DD/YY, DD.MM.YYYY, YYYY-MM-DD, YYYYMMDD, "
                    "DD MMM YYYY or MMM DD, YYYY");
    }
    auto& money = profile_.money;
    money.decimal = one_of("decimal", decimals, '.');
    money.thousands = one_of("thousands", thousand_marks, money.decimal == ',' ? '.' : ',');
    if (money.decimal != money.thousands) return;
    refusals_.add(Rule::value_out_of_range, at("thousands"), "thousands is decimal too",
                  "use two different marks");
  }

  void read_rows() {
    const auto sign = top_.word("sign", {"in-is-positive", "out-is-positive"});
    profile_.sign = sign == "out-is-positive" ? Sign::charge_is_positive : Sign::in_is_positive;
    profile_.out_is_negative = top_.truth("out_is_negative").value_or(false);
    profile_.in_words = top_.texts("in_words");
    profile_.out_words = top_.texts("out_words");
    profile_.booked = top_.texts("booked");
    profile_.pending = top_.texts("pending");
    profile_.not_booked = top_.texts("not_booked");
    profile_.footer = top_.texts("footer");
    profile_.opening_row = top_.texts("opening_row");
    profile_.opening_label = top_.text("opening_label").value_or("");
    profile_.closing_label = top_.text("closing_label").value_or("");
    profile_.loses_zeros = top_.truth("loses_zeros").value_or(false);
    profile_.continues = top_.truth("continues").value_or(false);
    profile_.currency = top_.text("currency").value_or("");
    const bool is_code =
        profile_.currency.empty() ||
        (profile_.currency.size() == 3 &&
         std::ranges::all_of(profile_.currency, [](char c) { return c >= 'A' && c <= 'Z'; }));
    if (is_code) return;
    refusals_.add(Rule::value_out_of_range, at("currency"), ledger::quoted(profile_.currency),
                  "write three capitals, as GBP");
  }

  void read_columns() {
    const auto* node = top_.need("columns");
    if (node == nullptr) return;
    if (node->kind != TomlNode::Kind::table) {
      refusals_.add(Rule::key_type, *node,
                    "columns is " + std::string{kind_name(node->kind)} + ", not a table");
      return;
    }
    TableReader columns{*node, "[columns]", refusals_};
    for (const auto role : roles_of(profile_.kind)) {
      const auto* column = columns.find(role_word(role));
      if (column == nullptr) continue;
      if (column->kind != TomlNode::Kind::array) {
        read_column(role, *column);
      } else if (may_repeat(role) && !column->elements.empty()) {
        for (const auto& each : column->elements) read_column(role, each);
      } else {
        refusals_.add(Rule::key_type, *column, std::string{role_word(role)} + " has one column");
      }
    }
    columns.refuse_unknown_keys();
  }

  void read_column(Role role, const TomlNode& node) {
    const bool is_heading = node.kind == TomlNode::Kind::text && !heading(node.text).empty();
    const bool is_position =
        node.kind == TomlNode::Kind::whole && node.whole >= 1 && node.whole <= widest_table;
    if (is_heading) {
      profile_.columns.push_back({role, node.text, 0});
    } else if (is_position) {
      profile_.columns.push_back({role, {}, static_cast<std::size_t>(node.whole)});
    } else {
      refusals_.add(Rule::key_type, node, std::string{role_word(role)},
                    "write the column's heading in quotes, or its number where the table has no "
                    "heading: 1 is the first");
    }
  }

  void refuse(Rule rule, std::string_view key, std::string found, std::string remedy) {
    refusals_.add(rule, at(key), std::move(found), std::move(remedy));
  }

  /// What must hold between the keys.
  void prove() {
    const auto positions =
        std::ranges::count(profile_.columns, std::string{}, &ProfileColumn::heading);
    if (positions != 0 && positions != std::ssize(profile_.columns)) {
      return refuse(Rule::value_out_of_range, "columns", "some by heading, some by number",
                    "name all columns by their headings, or all by their numbers");
    }
    if (positions > 0) prove_positions();
    if (positions == 0) prove_headings();
    profile_.kind == FileKind::bank ? prove_bank() : prove_payroll();
  }

  void prove_positions() {
    if (!profile_.heading.empty()) {
      return refuse(Rule::value_out_of_range, "heading", "a heading, and columns by number",
                    "name the columns by their headings, or leave the heading out");
    }
    std::vector<std::size_t> taken;
    for (const auto& column : profile_.columns) taken.push_back(column.position);
    std::ranges::sort(taken);
    if (std::ranges::adjacent_find(taken) != taken.end()) {
      refuse(Rule::value_out_of_range, "columns", "one number twice",
             "give every column one meaning");
    }
    if (profile_.width != 0 && !taken.empty() && taken.back() > profile_.width) {
      refuse(Rule::value_out_of_range, "width", std::to_string(profile_.width),
             "it is the number of all cells of a row");
    }
  }

  void prove_headings() {
    if (profile_.rows_above != 0 || profile_.width != 0) {
      return refuse(Rule::value_out_of_range, profile_.width != 0 ? "width" : "rows_above",
                    "of a table with a heading",
                    "leave it out: the heading is found by what stands in it");
    }
    if (profile_.heading.empty()) return;
    std::vector<std::string> names;
    for (const auto& each : profile_.heading) names.push_back(heading(each));
    if (roles_in(profile_, names)) return;
    for (const auto& column : profile_.columns) {
      if (std::ranges::count(names, heading(column.heading)) > 0) continue;
      refuse(Rule::column_missing, "heading", ledger::quoted(column.heading),
             "[columns] names a column that is not in the heading");
    }
    if (refusals_.size() == 0) {
      refuse(Rule::value_out_of_range, "columns", "one column twice",
             "give every column one meaning");
    }
  }

  void need(bool there, std::string found) {
    if (there) return;
    refusals_.add(Rule::key_missing, at("columns"), std::move(found) + " in [columns]",
                  std::string{example});
  }

  void prove_bank() {
    const auto has = [&](Role role) { return profile_.has(role); };
    need(has(Role::date), "date");
    const bool two = has(Role::money_in) || has(Role::money_out);
    need(has(Role::amount) || (has(Role::money_in) && has(Role::money_out)),
         "amount, or money_in and money_out,");
    if (two && has(Role::amount)) {
      refuse(Rule::value_out_of_range, "columns", "amount beside money_in or money_out",
             "an amount stands in one column with its sign, or in two: name either");
    }
    const bool words = !profile_.in_words.empty() && !profile_.out_words.empty();
    if (has(Role::direction) && !(words && has(Role::amount))) {
      refuse(Rule::key_missing, "columns", "in_words, out_words and amount for direction",
             "say which words come in and which go out: in_words = [\"C\"], out_words = [\"D\"]");
    }
    for (const auto& each : profile_.in_words) {
      const bool both = std::ranges::any_of(
          profile_.out_words, [&](const auto& other) { return same_word(each, other); });
      if (both) refuse(Rule::value_out_of_range, "in_words", each, "a word goes one way only");
    }
  }

  void prove_payroll() {
    const auto has = [&](Role role) { return profile_.has(role); };
    need(has(Role::pay_date), "pay_date");
    need(has(Role::worker) || has(Role::worker_name), "worker or worker_name");
    need(has(Role::gross) || has(Role::net), "gross or net");
  }

  TableReader top_;
  PersonRefusals& refusals_;
  Profile profile_;
};

/// What the rules say of a person's file is said of a profile.
ledger::Errors of_profile(ledger::Errors errors) {
  for (auto& error : errors) {
    const bool of_toml = error.broken == Rule::toml_syntax || error.broken == Rule::key_unknown ||
                         error.broken == Rule::key_missing || error.broken == Rule::key_type;
    if (of_toml && error.remedy.empty()) error.remedy = example;
    if (error.broken == Rule::file_empty) error.remedy = "write the profile again";
    if (error.broken == Rule::file_binary || error.broken == Rule::file_too_large) {
      error.remedy = "a profile is a short plain text: check that it is the right file";
    }
  }
  return errors;
}

}  // namespace

ledger::Result<Profile> read_profile(std::string_view toml, const std::string& file) {
  auto tree = read_toml(toml, file);
  if (!tree) return of_profile(std::move(tree).errors());
  PersonRefusals refusals{file};
  auto profile = ProfileReader{tree.value(), refusals}.read();
  if (refusals.size() > 0) return of_profile(refusals.sorted());
  return profile;
}

}  // namespace imports
