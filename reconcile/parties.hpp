// Whom a statement line can name: workers, HMRC, the pension provider, suppliers and payees of the
// plan, funders, the person. Each with the items that it can settle.
#pragma once

#include "reconcile/groundwork.hpp"
#include "reconcile/names.hpp"

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace reconcile {

enum class PartyKind { worker, organisation, hmrc, pension, funder, person };

/// One of the names of a party.
using PartyName = std::variant<PersonName, OrganisationName>;

struct Party {
  PartyKind kind;
  std::string name;                       ///< worker ref, or the name as the facts have it
  std::vector<std::string_view> words{};  ///< folded; of an organisation, what is significant
  std::vector<std::size_t> items{};       ///< by the day from which they can be paid
  std::vector<PartyName> names{};         ///< of HMRC and pension only what word lists cannot tell
};

struct Naming {
  std::size_t party;
  Grade grade;
  std::size_t letters;
};

class Parties {
 public:
  Parties(const Groundwork& ground, const std::vector<ledger::Item>& items, const WordIndex& index);
  Parties(const Parties&) = delete;
  Parties& operator=(const Parties&) = delete;

  const std::vector<Party>& all() const { return all_; }
  const Party& operator[](std::size_t party) const { return all_[party]; }
  /// The parties that a line names best: one, or several that it cannot tell apart.
  std::vector<Naming> named_in(const LineWords& line, WordLists lists) const;

 private:
  std::size_t add_person(PartyKind kind, std::string name, std::string_view spelled);
  std::size_t add_organisation(PartyKind kind, std::string_view name, const WordIndex& index);
  void add_listed(std::size_t party, std::string_view list, const Groundwork& ground);
  void add_workers(const Groundwork& ground);
  void add_plan_payees(const Groundwork& ground, const WordIndex& index);
  void give(std::size_t item, const ledger::Item& from, const Groundwork& ground,
            const WordIndex& index);
  /// The parties that a line with this word may name.
  const std::vector<std::size_t>& hinted_by(std::string_view word) const;
  void grade(std::vector<Naming>& named, const LineWords& line, std::size_t party) const;
  std::string_view keep(std::string folded);

  std::vector<Party> all_;
  std::deque<std::string> texts_;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>{}(word);
    }
  };
  /// What hinted_by has found out: a person's lines say the same few words again and again.
  mutable std::unordered_map<std::string, std::vector<std::size_t>, Hash, std::equal_to<>> hints_;
  std::unordered_map<std::string_view, std::size_t> workers_;
  std::unordered_map<std::string, std::size_t> organisations_;
  std::size_t hmrc_ = 0;
  std::size_t pension_ = 0;
  std::vector<std::size_t> persons_;
};

}  // namespace reconcile
