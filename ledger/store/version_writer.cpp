// How a person's version is written for the book; what reads it is in version_reader.cpp.
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

// Declared before the templates that call them.
Json write(const Json& json);
Json write(const Account& a);
Json write(const Share& s);
Json write(const Worker& w);
Json write(const Instalment& i);
Json write(const PlanLine& l);
Json write(const Pot& p);
Json write(const Funder& f);
Json write(const Employer& e);
Json write(const Service& s);
Json write(const Budget& b);
Json write(const Approval& a);
Json write(const FormerCost& f);

template <class Choice>
requires std::is_enum_v<Choice> Json write(Choice choice) {
  return static_cast<int>(choice);
}
Json write(const std::string& text) {
  return text;
}
Json write(bool yes) {
  return yes;
}
Json write(int number) {
  return number;
}
Json write(std::int64_t number) {
  return number;
}
Json write(Money amount) {
  return amount.pence();
}
Json write(Date date) {
  return date.days();
}
Json write(Quantity quantity) {
  return quantity.hundredths;
}

template <class Value>
Json write(const std::optional<Value>& value) {
  return value ? write(*value) : Json(nullptr);
}

template <class... Values>
Json row(const Values&... values) {
  Json out = Json::array();
  out.get_ref<Json::array_t&>().reserve(sizeof...(values));
  (out.push_back(write(values)), ...);
  return out;
}

template <class Value>
Json write(const std::vector<Value>& values) {
  Json out = Json::array();
  out.get_ref<Json::array_t&>().reserve(values.size());
  for (const Value& value : values) out.push_back(write(value));
  return out;
}

Json write(const Json& json) {
  return json;
}
Json write(const Account& a) {
  return row(a.ref, a.kind, a.pool, a.opened, a.balance, a.currency);
}
Json write(const Share& s) {
  return row(s.budget, s.line, s.percent);
}
Json write(const Worker& w) {
  Json out =
      row(w.ref, w.from, w.to, w.relation, w.relation_agreed_on, w.hours, w.rate, write(w.shares));
  // By name, and only what is said: what was written before there was any of it stays as it was.
  Json more = Json::object();
  if (w.holiday != HolidayKind::unknown) more["holiday"] = write(w.holiday);
  if (w.holiday_year_from) more["holiday_year_from"] = write(*w.holiday_year_from);
  if (!more.empty()) out.push_back(std::move(more));
  return out;
}
Json write(const Instalment& i) {
  return row(i.payer, i.amount, i.every, i.first, i.arrears);
}
Json write(const PlanLine& l) {
  return row(l.ref, l.category, l.amount, write(l.payees), l.each, l.every, l.first);
}
Json write(const Pot& p) {
  return row(p.kind, p.amount);
}
Json write(const Funder& f) {
  return row(f.name, f.stream, f.amount);
}
Json write(const Employer& e) {
  return row(e.pays_by_quarter, e.employment_allowance);
}
Json write(const Service& s) {
  return row(s.budget, s.ref, s.line, s.provider, s.kind, s.unit, s.price, s.quantity, s.every,
             s.from, s.to);
}
Json write(const Approval& a) {
  return row(a.role, a.on);
}
Json write(const FormerCost& f) {
  return row(f.period.first, f.period.last, f.weekly);
}
/// What later editions of the person file say of a budget, by name; only what is said, so that what
/// was written before there was any of it stays as it was.
Json more_of(const Budget& b) {
  Json more = Json::object();
  if (!b.follows.empty()) more["follows"] = b.follows;
  if (b.rest != Rest::by_funders) more["rest"] = write(b.rest);
  if (b.closed_on) more["closed_on"] = write(*b.closed_on);
  if (!b.approvals.empty()) more["approvals"] = write(b.approvals);
  if (!b.former.empty()) more["former"] = write(b.former);
  return more;
}
Json write(const Budget& b) {
  Json out = row(b.ref, b.deployment, b.stream, write(b.funders), b.organisation, write(b.accounts),
                 b.from, b.to, b.indicative, b.indicative_on, b.agreed, b.contingency,
                 b.contingency_weeks, write(b.reviewed_on), b.baseline, b.agreed_on,
                 write(b.instalments), write(b.lines), write(b.pots));
  if (auto more = more_of(b); !more.empty()) out.push_back(std::move(more));
  return out;
}

// --- personal details, in the order of what they belong to ---

Json write_details(const PersonVersion& version) {
  Json accounts = Json::array();
  for (const Account& one : version.accounts) {
    accounts.push_back(row(one.sort_code, one.number));
    if (!one.known_as.empty()) accounts.back().push_back(write(one.known_as));
  }
  Json workers = Json::array();
  for (const Worker& one : version.workers) {
    workers.push_back(row(one.name, one.born));
    // Written only where it is: what was written before there was one stays as it was.
    if (!one.payroll_id.empty()) workers.back().push_back(one.payroll_id);
  }
  Json budgets = Json::array();
  for (const Budget& one : version.budgets) {
    Json outcomes = Json::array();
    for (const PlanLine& line : one.lines) outcomes.push_back(line.outcome);
    budgets.push_back(row(write(one.agreed_by), outcomes));
    Json more = Json::object();
    if (!one.closed_because.empty()) more["closed_because"] = one.closed_because;
    for (const Approval& approval : one.approvals) more["approved_by"].push_back(approval.name);
    if (!more.empty()) budgets.back().push_back(std::move(more));
  }
  Json details = row(version_form, version.name, version.nhs_number, version.holder_name, accounts,
                     workers, budgets);
  const bool employs = version.employer && !version.employer->paye_reference.empty();
  if (employs) details.push_back(version.employer->paye_reference);
  return details;
}

}  // namespace

EncodedVersion encode(const PersonVersion& version) {
  const Json agreed = row(version_form, version.ref, version.care_group, version.holder,
                          version.died, version.from, version.employer, write(version.accounts),
                          write(version.workers), write(version.budgets), write(version.services));
  return {agreed.dump(), write_details(version).dump()};
}

}  // namespace store
