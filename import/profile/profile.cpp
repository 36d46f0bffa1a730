#include "import/profile/profile.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using ledger::FileKind;

struct Word {
  Role role;
  std::string_view word;
};

constexpr auto words = std::to_array<Word>({
    {Role::date, "date"},
    {Role::amount, "amount"},
    {Role::money_in, "money_in"},
    {Role::money_out, "money_out"},
    {Role::direction, "direction"},
    {Role::fee, "fee"},
    {Role::balance, "balance"},
    {Role::payee, "payee"},
    {Role::reference, "reference"},
    {Role::type, "type"},
    {Role::bank_id, "bank_id"},
    {Role::state, "state"},
    {Role::currency, "currency"},
    {Role::sort_code, "sort_code"},
    {Role::account, "account"},
    {Role::iban, "iban"},
    {Role::holder, "holder"},
    {Role::product, "product"},
    {Role::person, "person"},
    {Role::worker, "worker"},
    {Role::worker_name, "worker_name"},
    {Role::pay_date, "pay_date"},
    {Role::period_start, "period_start"},
    {Role::period_end, "period_end"},
    {Role::hours, "hours"},
    {Role::rate, "rate"},
    {Role::gross, "gross"},
    {Role::tax, "tax"},
    {Role::employee_ni, "employee_ni"},
    {Role::employee_pension, "employee_pension"},
    {Role::student_loan, "student_loan"},
    {Role::other_deductions, "other_deductions"},
    {Role::net, "net"},
    {Role::employer_ni, "employer_ni"},
    {Role::employer_pension, "employer_pension"},
});
constexpr std::size_t bank_words = 18;
static_assert(words[bank_words].role == Role::person);

constexpr auto every_role = [] {
  std::array<Role, words.size()> roles{};
  for (std::size_t i = 0; i < words.size(); ++i) roles[i] = words[i].role;
  return roles;
}();

/// The cells of the row that have this name.
bool is_named(const ProfileColumn& column, std::string_view name) {
  return !column.heading.empty() && heading(column.heading) == name;
}

/// The same names, in whatever order, each as often.
bool same_names(std::span<const std::string> profile, std::span<const std::string> names) {
  std::vector<std::string> ours;
  for (const auto& each : profile) ours.push_back(heading(each));
  std::vector<std::string> theirs{names.begin(), names.end()};
  std::ranges::sort(ours);
  std::ranges::sort(theirs);
  return ours == theirs;
}

}  // namespace

bool Profile::has(Role role) const {
  return std::ranges::count(columns, role, &ProfileColumn::role) > 0;
}

bool Profile::has_heading() const {
  return std::ranges::any_of(columns,
                             [](const ProfileColumn& column) { return !column.heading.empty(); });
}

std::string_view role_word(Role role) {
  const auto* const found = std::ranges::find(words, role, &Word::role);
  return found == words.end() ? std::string_view{} : found->word;
}

std::optional<Role> parse_role_word(std::string_view word) {
  const auto* const found = std::ranges::find(words, word, &Word::word);
  return found == words.end() ? std::nullopt : std::optional{found->role};
}

std::span<const Role> roles_of(FileKind kind) {
  const std::span<const Role> all{every_role};
  return kind == FileKind::payroll ? all.subspan(bank_words) : all.first(bank_words);
}

bool may_repeat(Role role) {
  return role == Role::payee || role == Role::reference || role == Role::other_deductions;
}

std::optional<std::vector<Role>> roles_in(const Profile& profile,
                                          std::span<const std::string> names) {
  if (!profile.heading.empty() && !same_names(profile.heading, names)) return std::nullopt;
  std::vector<Role> roles(names.size(), Role::ignored);
  for (const auto& column : profile.columns) {
    bool placed = false;
    for (std::size_t i = 0; i < names.size() && !placed; ++i) {
      if (roles[i] != Role::ignored || !is_named(column, names[i])) continue;
      roles[i] = column.role;
      placed = true;
    }
    if (!placed) return std::nullopt;
  }
  return roles;
}

void Profiles::add(Profile profile) {
  const auto same = std::ranges::find_if(profiles_, [&](const Profile& each) {
    return each.name == profile.name && each.version == profile.version;
  });
  if (same != profiles_.end()) {
    *same = std::move(profile);
  } else {
    profiles_.push_back(std::move(profile));
  }
}

const Profile* Profiles::named(std::string_view name) const {
  const Profile* newest = nullptr;
  for (const auto& each : profiles_) {
    if (each.name == name && (newest == nullptr || each.version > newest->version)) newest = &each;
  }
  return newest;
}

std::vector<const Profile*> Profiles::newest_of(
    const std::function<bool(const Profile&)>& fits) const {
  std::vector<const Profile*> found;
  for (const auto& each : profiles_) {
    if (!fits(each)) continue;
    const auto same = std::ranges::find(
        found, each.name, [](const Profile* one) -> const auto& { return one->name; });
    if (same == found.end()) {
      found.push_back(&each);
    } else if (each.version > (*same)->version) {
      *same = &each;
    }
  }
  return found;
}

std::vector<const Profile*> Profiles::fitting(std::span<const std::string> names) const {
  return newest_of(
      [&](const Profile& each) { return each.has_heading() && roles_in(each, names).has_value(); });
}

}  // namespace imports
