#include "app/payroll_routing.hpp"

#include "reconcile/names.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace app {
namespace {

using imports::PayslipKeys;
using ledger::Error;
using ledger::Payslip;
using ledger::PersonHistory;
using ledger::PersonVersion;
using ledger::Rule;

/// A person whom payslips may be for.
struct Employer {
  std::string ref;
  PersonHistory history;
};

/// The versions in the order in which they are asked for a worker: that of the day, then the
/// newest.
std::vector<const PersonVersion*> versions_for(const PersonHistory& history, ledger::Date day) {
  std::vector<const PersonVersion*> versions{&history.on(day)};
  for (auto at = history.versions().rbegin(); at != history.versions().rend(); ++at) {
    versions.push_back(&*at);
  }
  return versions;
}

/// The first worker, in the order of the versions, of whom `is_it` is true.
template <class Is>
std::optional<std::string> first_worker(const std::vector<const PersonVersion*>& versions,
                                        Is is_it) {
  for (const auto* version : versions) {
    for (const auto& worker : version->workers) {
      if (is_it(worker)) return worker.ref;
    }
  }
  return std::nullopt;
}

std::optional<std::string> only_worker_named(const std::vector<const PersonVersion*>& versions,
                                             const std::string& name) {
  const auto folded = reconcile::fold(name);
  std::set<std::string> refs;
  for (const auto* version : versions) {
    for (const auto& worker : version->workers) {
      if (!folded.empty() && reconcile::fold(worker.name) == folded) refs.insert(worker.ref);
    }
  }
  if (refs.size() != 1) return std::nullopt;
  return *refs.begin();
}

std::optional<std::string> worker_of(const Employer& employer, const Payslip& slip,
                                     const PayslipKeys& keys) {
  const auto versions = versions_for(employer.history, slip.pay_date);
  const auto& number = keys.payroll_id.empty() ? keys.national_insurance : keys.payroll_id;
  auto found = first_worker(versions, [&](const ledger::Worker& worker) {
    return !number.empty() && worker.payroll_id == number;
  });
  if (found) return found;
  found = first_worker(versions, [&](const ledger::Worker& worker) {
    return !slip.worker.empty() && worker.ref == slip.worker;
  });
  return found ? found : only_worker_named(versions, slip.name);
}

Error unknown_worker(const Employer& employer, const Payslip& slip, const PayslipKeys& keys,
                     const std::string& file) {
  auto who = slip.name;
  if (!keys.payroll_id.empty()) {
    who += (who.empty() ? "" : ", ") + std::string{"payroll number "} + keys.payroll_id;
  }
  const auto key = keys.payroll_id.empty()
                       ? std::string{"payroll_id, with their National Insurance number,"}
                       : "payroll_id = \"" + keys.payroll_id + "\"";
  return {Rule::worker_unknown,
          {file, slip.file_line, 1},
          ledger::quoted(who),
          "add " + key + " to the worker in the file of " + employer.ref +
              " and load it, or name the worker there as this file does"};
}

class PayslipRouter {
 public:
  PayslipRouter(const std::string& asked, const std::string& file, store::Reader& reader,
                AccountIndex& index, ledger::Errors& refused)
      : asked_{asked.substr(0, asked.find('/'))},
        file_{file},
        reader_{reader},
        index_{index},
        refused_{refused} {}

  /// False when it was refused.
  bool route(Payslip& slip, const PayslipKeys& keys) {
    const auto* employer = employer_of(slip, keys);
    if (employer == nullptr) return false;
    auto worker = worker_of(*employer, slip, keys);
    if (!worker) {
      refused_.push_back(unknown_worker(*employer, slip, keys, file_));
      return false;
    }
    slip.person = employer->ref;
    slip.worker = std::move(*worker);
    return true;
  }

 private:
  /// Found, or refused, once for each of whom the file speaks.
  const Employer* employer_of(const Payslip& slip, const PayslipKeys& keys) {
    const std::pair key{slip.person, keys.paye_reference};
    auto known = employers_.find(key);
    if (known == employers_.end()) known = employers_.emplace(key, find(slip, keys)).first;
    return known->second ? &*known->second : nullptr;
  }

  std::optional<Employer> find(const Payslip& slip, const PayslipKeys& keys) {
    auto ref = slip.person.empty() ? asked_ : slip.person;
    const auto& reference = keys.paye_reference;
    if (ref.empty()) {
      const auto people = index_.employers(reference);
      if (people.size() != 1) return refuse_reference(slip, reference, people);
      ref = people.front();
    }
    const auto row = reader_.person(ref);
    if (!row) return refuse(Rule::person_unknown, slip, ledger::quoted(ref), "");
    Employer employer{ref, reader_.history(row->id)};
    const auto& own = employer.history.latest().employer;
    const bool differs = own && !own->paye_reference.empty() && !reference.empty() &&
                         own->paye_reference != reference;
    if (!differs) return employer;
    return refuse(Rule::account_mismatch, slip,
                  reference + ", while " + ref + " is " + own->paye_reference,
                  "name the right person with --account, or correct paye_reference in the "
                  "person's file");
  }

  std::optional<Employer> refuse_reference(const Payslip& slip, const std::string& reference,
                                           const std::vector<std::string>& people) {
    if (reference.empty()) {
      return refuse(Rule::person_unknown, slip, "the file does not say whose payslips these are",
                    "name the person with --account PERSON");
    }
    if (people.empty()) {
      return refuse(Rule::person_unknown, slip, "PAYE reference " + reference,
                    "add paye_reference = \"" + reference +
                        "\" to [employer] in the person's file and load it, or name the person "
                        "with --account PERSON");
    }
    return refuse(Rule::account_not_named, slip,
                  "PAYE reference " + reference + " is of " + people[0] + " and " + people[1],
                  "name the person with --account PERSON");
  }

  std::nullopt_t refuse(Rule rule, const Payslip& slip, std::string found, std::string remedy) {
    refused_.push_back({rule, {file_, slip.file_line, 1}, std::move(found), std::move(remedy)});
    return std::nullopt;
  }

  std::string asked_;
  const std::string& file_;
  store::Reader& reader_;
  AccountIndex& index_;
  ledger::Errors& refused_;
  std::map<std::pair<std::string, std::string>, std::optional<Employer>> employers_;
};

}  // namespace

void route_payslips(imports::Source& source, const std::string& asked, const std::string& file,
                    store::Reader& reader, AccountIndex& index, ledger::Errors& refused) {
  if (source.payslip_keys.empty()) return;
  ledger::ensure(source.payslip_keys.size() == source.payslips.size(), "every payslip has keys");
  PayslipRouter router{asked, file, reader, index, refused};
  std::vector<Payslip> routed;
  routed.reserve(source.payslips.size());
  for (std::size_t at = 0; at < source.payslips.size(); ++at) {
    auto& slip = source.payslips[at];
    if (router.route(slip, source.payslip_keys[at])) routed.push_back(std::move(slip));
  }
  source.payslips = std::move(routed);
  source.payslip_keys.clear();
}

}  // namespace app
