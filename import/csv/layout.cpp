#include "import/csv/layout.hpp"

#include "import/account_text.hpp"
#include "import/cell_text.hpp"

#include <algorithm>

namespace imports {
namespace {

/// "amount (eur)" is of "amount (*)", and says EUR; anything else must be the same.
bool is_of(std::string_view name, std::string_view pattern, std::string& currency) {
  if (name == pattern) return true;
  if (!pattern.ends_with("(*)") || !name.ends_with(')')) return false;
  const auto before = pattern.substr(0, pattern.size() - 2);
  if (!name.starts_with(before) || name.size() != before.size() + 4) return false;
  const auto inside = name.substr(before.size(), 3);
  if (!std::ranges::all_of(inside, [](char c) { return c >= 'a' && c <= 'z'; })) return false;
  currency.clear();
  for (const char c : inside) currency += static_cast<char>(c - 'a' + 'A');
  return true;
}

bool is_needed(Role role) {
  return role == Role::date || role == Role::amount || role == Role::money_in ||
         role == Role::money_out || role == Role::balance;
}

bool is_money(Role role) {
  return role == Role::amount || role == Role::money_in || role == Role::money_out ||
         role == Role::balance;
}

/// Up to the last column without which a row makes no sense.
std::size_t needed_cells(const std::vector<Role>& roles) {
  const auto last = std::ranges::find_if(roles.rbegin(), roles.rend(), is_needed);
  return static_cast<std::size_t>(roles.rend() - last);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// What stands in a cell of a table without heading is what its role says.
bool has_shape(const Layout& layout, Role role, std::string_view text) {
  if (is_money(role)) return text.empty() || !read_bank_money(text, layout.money).wrong;
  if (role == Role::date) {
    const auto form = read_bank_date(text).form;
    return form && holds(layout.dates, *form);
  }
  if (role == Role::payee) return !text.empty();
  if (role == Role::nothing) return text.empty();
  AccountText account;
  if (role == Role::sort_code) return !text.empty() && take_sort_code(text, account);
  if (role == Role::account) {
    const bool is_long = std::ranges::count_if(text, is_digit) >= 8;
    return is_long && take_account(text, false, account) && account.masked.empty();
  }
  if (role != Role::currency) return true;
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

Heading heading_with(const Layout& layout, std::vector<Role> roles) {
  Heading heading{&layout, std::move(roles), {}, 0};
  heading.needed = needed_cells(heading.roles);
  return heading;
}

std::optional<Heading> heading_of(const Layout& layout, std::span<const std::string> names) {
  if (layout.without_heading || names.size() > layout.columns.size()) return std::nullopt;
  Heading heading{&layout, std::vector<Role>(names.size(), Role::ignored), {}, 0};
  std::size_t placed = 0;
  for (const auto& column : layout.columns) {
    const auto name = std::ranges::find_if(
        names, [&](const auto& each) { return is_of(each, column.name, heading.currency); });
    if (name != names.end()) {
      heading.roles[static_cast<std::size_t>(name - names.begin())] = column.role;
      ++placed;
    } else if (column.need == Need::always) {
      return std::nullopt;
    }
  }
  if (placed != names.size()) return std::nullopt;  // a name that the layout does not know
  heading.needed = needed_cells(heading.roles);
  return heading;
}

std::optional<Heading> shape_of(const Layout& layout, const Row& row) {
  if (!layout.without_heading) return std::nullopt;
  if (row.filled() > layout.columns.size()) return std::nullopt;
  if (row.cells.size() < layout.columns.size()) return std::nullopt;
  if (row.cells.size() > layout.columns.size() + 1) return std::nullopt;  // one comma at the end
  std::vector<Role> roles;
  bool has_money = false;
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const auto role = layout.columns[i].role;
    const auto text = trimmed(row.cells[i].text);
    roles.push_back(role);
    if (!has_shape(layout, role, text)) return std::nullopt;
    has_money = has_money || (is_money(role) && !text.empty());
  }
  return has_money ? std::optional{heading_with(layout, std::move(roles))} : std::nullopt;
}

}  // namespace imports
