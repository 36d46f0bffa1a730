// How a person's version is read from the book; what wrote it is in version_writer.cpp.
#include "ledger/store/database.hpp"
#include "ledger/store/version_codec.hpp"
#include "ledger/store/version_form.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace store {

using Json = nlohmann::json;
using namespace ledger;

namespace {

/// The values of one array, one after another.
class Places {
 public:
  explicit Places(const Json& row) : values_{row.get_ref<const Json::array_t&>()} {}
  bool more() const { return at_ < values_.size(); }
  const Json& next() {
    if (at_ == values_.size()) throw Damaged{"the agreed plan in the book is damaged"};
    return values_[at_++];
  }

  std::string text() { return next().get_ref<const std::string&>(); }
  bool yes() { return next().get<bool>(); }
  std::int64_t number() { return next().get<std::int64_t>(); }
  int small() { return next().get<int>(); }
  Money money() { return Money::of_pence(number()); }
  Date date() { return Date::of_days(next().get<std::int32_t>()); }
  Quantity quantity() { return Quantity{number()}; }

  template <class Choice>
  Choice choice(Choice last) {
    const int value = small();
    if (value < 0 || value > static_cast<int>(last)) {
      throw Damaged{"the agreed plan in the book is damaged: an unknown choice"};
    }
    return static_cast<Choice>(value);
  }

  template <class Read>
  auto maybe(Read read) -> std::optional<decltype(read())> {
    if (at_ < values_.size() && values_[at_].is_null()) {
      ++at_;
      return std::nullopt;
    }
    return read();
  }
  std::optional<Money> maybe_money() {
    return maybe([this] { return money(); });
  }
  std::optional<Date> maybe_date() {
    return maybe([this] { return date(); });
  }

  template <class Read>
  auto list(Read read) -> std::vector<decltype(read(std::declval<const Json&>()))> {
    std::vector<decltype(read(std::declval<const Json&>()))> out;
    const auto& rows = next().get_ref<const Json::array_t&>();
    out.reserve(rows.size());
    for (const Json& one : rows) out.push_back(read(one));
    return out;
  }
  std::vector<std::string> texts() {
    return list([](const Json& one) { return one.get_ref<const std::string&>(); });
  }

 private:
  const Json::array_t& values_;
  std::size_t at_ = 0;
};

// Braces give their values in order, so each place is read where it stands.
Account read_account(const Json& json) {
  Places p{json};
  return {p.text(), p.choice(AccountKind::managed), {}, {}, p.text(), p.date(), p.money(),
          p.text()};
}

Share read_share(const Json& json) {
  Places p{json};
  return {p.text(), p.text(), p.number()};
}

void read_more(const Json& more, Worker& w) {
  if (more.contains("holiday")) {
    const auto kind = more["holiday"].get<int>();
    if (kind < 0 || kind > static_cast<int>(HolidayKind::irregular_hours)) {
      throw Damaged{"the agreed plan in the book is damaged: an unknown choice"};
    }
    w.holiday = static_cast<HolidayKind>(kind);
  }
  if (more.contains("holiday_year_from")) {
    w.holiday_year_from = Date::of_days(more["holiday_year_from"].get<std::int32_t>());
  }
}

Worker read_worker(const Json& json) {
  Places p{json};
  Worker worker{p.text(),
                {},
                p.date(),
                p.maybe_date(),
                std::nullopt,
                p.choice(Relation::household_family),
                p.maybe_date(),
                p.maybe([&p] { return p.quantity(); }),
                p.maybe_money(),
                p.list(read_share),
                {}};
  if (p.more()) read_more(p.next(), worker);
  return worker;
}

Instalment read_instalment(const Json& json) {
  Places p{json};
  return {p.choice(Payer::person), p.money(), p.choice(Every::quarter), p.date(), p.yes()};
}

PlanLine read_plan_line(const Json& json) {
  Places p{json};
  return {p.text(),
          p.text(),
          {},
          p.money(),
          p.texts(),
          p.maybe_money(),
          p.maybe([&p] { return p.choice(Every::quarter); }),
          p.maybe_date()};
}

Pot read_pot(const Json& json) {
  Places p{json};
  return {p.text(), p.money()};
}

Funder read_funder(const Json& json) {
  Places p{json};
  return {p.text(), p.text(), p.money()};
}

Service read_service(const Json& json) {
  Places p{json};
  return {p.text(),  p.text(),      p.text(),
          p.text(),  p.text(),      p.text(),
          p.money(), p.quantity(),  p.choice(Every::quarter),
          p.date(),  p.maybe_date()};
}

Approval read_approval(const Json& json) {
  Places p{json};
  return {p.text(), {}, p.date()};
}

FormerCost read_former(const Json& json) {
  Places p{json};
  return {{p.date(), p.date()}, p.money()};
}

void read_more(const Json& more, Budget& b) {
  if (more.contains("follows")) b.follows = more["follows"].get<std::string>();
  if (more.contains("rest")) {
    const auto rest = more["rest"].get<int>();
    if (rest < 0 || rest > static_cast<int>(Rest::due_back)) {
      throw Damaged{"the agreed plan in the book is damaged: an unknown choice"};
    }
    b.rest = static_cast<Rest>(rest);
  }
  if (more.contains("closed_on"))
    b.closed_on = Date::of_days(more["closed_on"].get<std::int32_t>());
  if (more.contains("approvals")) {
    for (const Json& one : more["approvals"]) b.approvals.push_back(read_approval(one));
  }
  if (more.contains("former")) {
    for (const Json& one : more["former"]) b.former.push_back(read_former(one));
  }
}

Budget read_budget(const Json& json) {
  Places p{json};
  Budget b{p.text(),
           p.choice(Deployment::direct_payment),
           p.text(),
           p.list(read_funder),
           p.text(),
           p.texts(),
           p.date(),
           p.date(),
           p.maybe_money(),
           p.maybe_date(),
           p.maybe_money(),
           p.money(),
           p.small(),
           p.list([](const Json& day) { return Date::of_days(day.get<std::int32_t>()); }),
           p.maybe_money(),
           p.maybe_date(),
           {},
           p.list(read_instalment),
           p.list(read_plan_line),
           p.list(read_pot)};
  if (p.more()) read_more(p.next(), b);
  return b;
}

Employer read_employer(const Json& json) {
  Places p{json};
  return {p.yes(), p.yes(), {}};
}

PersonVersion read_agreed(const Json& json) {
  Places p{json};
  if (p.small() != version_form)
    throw Damaged{"a plan in the book has a form that is not known here"};
  return {p.text(),
          {},
          {},
          p.text(),
          p.choice(Holder::representative),
          {},
          p.maybe_date(),
          p.maybe_date(),
          p.maybe([&p] { return read_employer(p.next()); }),
          p.list(read_account),
          p.list(read_worker),
          p.list(read_budget),
          p.list(read_service)};
}

// --- personal details, in the order of what they belong to ---

void read_details(const Json& json, PersonVersion& version) {
  Places all{json};
  if (all.small() != version_form)
    throw Damaged{"details in the book have a form that is not known here"};
  version.name = all.text();
  version.nhs_number = all.text();
  version.holder_name = all.text();
  Places accounts{all.next()};
  for (Account& one : version.accounts) {
    Places p{accounts.next()};
    one.sort_code = p.text();
    one.number = p.text();
    if (p.more()) one.known_as = p.texts();
  }
  Places workers{all.next()};
  for (Worker& one : version.workers) {
    Places p{workers.next()};
    one.name = p.text();
    one.born = p.maybe_date();
    if (p.more()) one.payroll_id = p.text();
  }
  Places budgets{all.next()};
  for (Budget& one : version.budgets) {
    Places p{budgets.next()};
    one.agreed_by = p.texts();
    Places outcomes{p.next()};
    for (PlanLine& line : one.lines) line.outcome = outcomes.text();
    if (!p.more()) continue;
    const Json& more = p.next();
    if (more.contains("closed_because")) {
      one.closed_because = more["closed_because"].get<std::string>();
    }
    if (one.approvals.empty()) continue;
    const auto& names = more.at("approved_by");
    for (std::size_t i = 0; i < one.approvals.size(); ++i) {
      one.approvals[i].name = names.at(i).get<std::string>();
    }
  }
  if (version.employer && all.more()) version.employer->paye_reference = all.text();
}

}  // namespace

PersonVersion decode(std::string_view agreed, std::string_view details) {
  try {
    PersonVersion version = read_agreed(Json::parse(agreed));
    if (!details.empty()) {
      read_details(Json::parse(details), version);
    } else {
      version.name = version.ref;
      for (Worker& one : version.workers) one.name = one.ref;
    }
    return version;
  } catch (const Json::exception& problem) {
    throw Damaged{std::string{"the agreed plan in the book is damaged: "} + problem.what()};
  }
}

}  // namespace store
