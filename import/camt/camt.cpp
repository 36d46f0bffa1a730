#include "import/camt/camt.hpp"

#include "import/camt/statement_parts.hpp"
#include "import/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace imports {
namespace {

using camt::Field;
using camt::Fields;
using camt::Path;
using camt::Section;
using ledger::Basis;
using ledger::Rule;

struct Message {
  std::string_view name;  ///< of the element in Document; a first version ends it with "V01"
  std::string_view part;  ///< of each statement in it
  std::string_view format;
  Basis basis;
};
constexpr auto messages = std::to_array<Message>({
    {"BkToCstmrStmt", "Stmt", "camt.053", Basis::statement},
    {"BkToCstmrAcctRpt", "Rpt", "camt.052", Basis::intraday},
    {"BkToCstmrDbtCdtNtfctn", "Ntfctn", "camt.054", Basis::notification},
});

const Message* message_of(std::string_view name) {
  for (const auto& each : messages) {
    if (name == each.name ||
        (name.starts_with(each.name) && name.substr(each.name.size()) == "V01"))
      return &each;
  }
  return nullptr;
}

constexpr int newest_version = 13;
constexpr std::size_t most_statements = 10'000;

/// "urn:…:camt.053.001.08" gives 8; nothing where it names none.
std::optional<int> version_in(std::string_view attributes) {
  constexpr std::string_view before = "camt.05";
  const auto at = attributes.find(before);
  if (at == attributes.npos || attributes.substr(at).size() < 15) return std::nullopt;
  const auto digits = attributes.substr(at + 13, 2);
  int version = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  return read.ec == std::errc{} ? std::optional{version} : std::nullopt;
}

class Walk {
 public:
  Walk(std::string_view text, Source& source, Refusals& refusals)
      : reader_{text}, source_{source}, refusals_{refusals}, statement_{text, refusals} {}

  void run() {
    for (auto got = reader_.next(); got != XmlReader::Got::end; got = reader_.next()) {
      if (refusals_.full() || has_too_many_) return;
      if (got == XmlReader::Got::broken) return reader_.refuse(refusals_);
      got == XmlReader::Got::open ? open() : close();
    }
  }

 private:
  struct Level {
    Section section = Section::outside;
    Path path = camt::nowhere;
    const Message* message = nullptr;
    bool begins = false;  ///< its section
  };

  void open() {
    const auto depth = reader_.depth();
    const auto& around = levels_[depth - 1];
    auto& level = levels_[depth];
    level = {around.section, camt::further(around.path, reader_.name()), around.message, false};
    if (around.section == Section::outside) return open_outside(depth);
    const auto section = camt::section_at(around.section, level.path);
    if (section == around.section) return;
    level.section = section;
    level.path = 0;
    level.begins = true;
    fields(section).begin(reader_.offset());
    if (section == Section::entry) statement_.begin_entry(reader_.offset());
  }

  void open_outside(std::size_t depth) {
    auto& level = levels_[depth];
    const auto name = reader_.name();
    if (name == "Document") warn_of_version();
    if (level.message == nullptr) {
      level.message = message_of(name);
      if (level.message != nullptr) take_format(level.message->format);
    } else if (name == level.message->part && message_of_parent(depth) == level.message) {
      level.section = Section::statement;
      level.path = 0;
      level.begins = true;
      statement_.begin(level.message->basis, reader_.offset());
    }
  }

  /// Only what stands in the message itself, not what another part of it calls by the same name.
  const Message* message_of_parent(std::size_t depth) const {
    return levels_[depth - 1].message != levels_[depth - 2].message ? levels_[depth - 1].message
                                                                    : nullptr;
  }

  void close() {
    const auto& level = levels_[reader_.depth()];
    if (level.begins) return close_section(level);
    if (level.section == Section::outside || level.path == camt::nowhere) return;
    const auto content = reader_.content();
    const auto field = content ? camt::field_at(level.section, level.path) : Field::none;
    if (field == Field::none) return;
    const camt::Written written{field, *content, reader_.attributes(), reader_.offset()};
    if (level.section == Section::statement) return statement_.add_field(written);
    fields(level.section).add(written);
  }

  void close_section(const Level& level) {
    switch (level.section) {
      case Section::outside:
        return;
      case Section::statement:
        return end_statement();
      case Section::balance:
        return statement_.end_balance(fields(Section::balance));
      case Section::total:
        return statement_.end_total(fields(Section::total), reader_.name());
      case Section::entry:
        return statement_.end_entry(fields(Section::entry));
      case Section::details:
        return statement_.end_details(fields(Section::entry), fields(Section::details));
    }
  }

  void end_statement() {
    statement_.end(source_.statements);
    has_too_many_ = source_.statements.size() > most_statements;
    if (!has_too_many_) return;
    refusals_.add(Rule::value_out_of_range, {}, "more statements than any file has");
  }

  Fields& fields(Section section) { return fields_[static_cast<std::size_t>(section)]; }

  void take_format(std::string_view format) {
    if (any_message_ && source_.format != format) {
      source_.warnings.push_back({0, "messages of two kinds stand in this file"});
    }
    source_.format = format;
    any_message_ = true;
  }

  void warn_of_version() {
    const auto version = version_in(reader_.attributes());
    if (!version || (*version >= 1 && *version <= newest_version)) return;
    source_.warnings.push_back({1, "version " + std::to_string(*version) +
                                       " of this format is not known here: compare what was read "
                                       "with what the bank shows"});
  }

  XmlReader reader_;
  Source& source_;
  Refusals& refusals_;
  camt::StatementParts statement_;
  std::array<Level, XmlReader::deepest + 2> levels_{};
  std::array<Fields, static_cast<std::size_t>(Section::details) + 1> fields_;
  bool any_message_ = false;
  bool has_too_many_ = false;
};

}  // namespace

bool is_camt(std::string_view text) {
  constexpr int soon = 60;  // elements of an envelope and its header
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos || text[first] != '<') return false;
  XmlReader reader{text};
  std::array<bool, XmlReader::deepest + 1> is_document{};
  for (int opened = 0; opened < soon;) {
    const auto got = reader.next();
    if (got == XmlReader::Got::end || got == XmlReader::Got::broken) return false;
    if (got == XmlReader::Got::close) continue;
    ++opened;
    const auto depth = reader.depth();
    is_document[depth] = reader.name() == "Document";
    if (is_document[depth - 1] && message_of(reader.name()) != nullptr) return true;
  }
  return false;
}

void read_camt(const File& file, const Asked&, Source& source, Refusals& refusals) {
  source.kind = ledger::FileKind::bank;
  Walk{file.text, source, refusals}.run();
  const bool says_anything = std::ranges::any_of(source.statements, [](const auto& statement) {
    return !statement.lines.empty() || statement.opening || statement.closing || statement.printed;
  });
  if (!says_anything && !refusals.any()) {
    refusals.add(Rule::statement_without_lines, {}, {});
  }
}

}  // namespace imports
