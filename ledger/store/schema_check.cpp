// Are the tables, triggers and indexes of the book those that this program makes? A trigger that is
// gone, a CHECK taken out or a view in a table's place lets records be changed, or be read as
// others than they are.
#include "ledger/store/log.hpp"
#include "ledger/store/schema.hpp"

#include <cctype>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace store {

namespace {

struct Part {
  std::string type;  ///< table, trigger, index, view
  std::string sql;   ///< with each run of blanks as one
};

std::string normal(std::string_view sql) {
  std::string text;
  for (const char c : sql) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank) {
      text += c;
    } else if (!text.empty() && text.back() != ' ') {
      text += ' ';
    }
  }
  return text;
}

/// By name. What SQLite keeps for itself has names that nobody else can give.
std::map<std::string, Part> parts_of(Connection& connection) {
  std::map<std::string, Part> parts;
  for (Rows rows{connection.prepared(
           "SELECT name, type, coalesce(sql, '') FROM sqlite_schema WHERE substr(name, 1, 7) <> "
           "'sqlite_'")};
       rows.next();) {
    parts.insert_or_assign(rows.text(0), Part{rows.text(1), normal(rows.view(2))});
  }
  return parts;
}

std::map<std::string, Part> parts_made() {
  Connection empty{":memory:", Connection::Mode::write};
  make_tables(empty);
  return parts_of(empty);
}

}  // namespace

std::vector<Breach> check_schema(Connection& connection) {
  std::vector<Breach> breaches;
  auto found = parts_of(connection);
  for (const auto& [name, made] : parts_made()) {
    const auto at = found.find(name);
    if (at == found.end()) {
      breaches.push_back({{}, "the " + made.type + " " + name + " of the book is gone"});
      continue;
    }
    if (at->second.type != made.type) {
      breaches.push_back(
          {{}, "in place of the " + made.type + " " + name + " there is a " + at->second.type});
    } else if (at->second.sql != made.sql) {
      breaches.push_back(
          {{}, "the " + made.type + " " + name + " is not as this program makes it"});
    }
    found.erase(at);
  }
  for (const auto& [name, other] : found) {
    breaches.push_back({{}, "the " + other.type + " " + name + " is no part of a book"});
  }
  return breaches;
}

}  // namespace store
