// From an entry back to the file and line that it was made from.
#pragma once

#include "ledger/finding.hpp"
#include "reconcile/view.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace reports {

/// Every source name of a person's facts ("line:L…", "payslip:W1:2025-04-25:2025-03-28",
/// "invoice:…") with its place. What comes from the person file (plans, openings, pots) has none.
class EntrySources {
 public:
  explicit EntrySources(const reconcile::PersonView& view);
  std::optional<ledger::Evidence> of(std::string_view source) const;
  /// The import that brought it; null for what no file brought.
  const ledger::Import* import_of(std::string_view source) const;
  /// What an entry is for, in a few words: the bank's text, whose payslip, which invoice.
  std::string what(const ledger::Entry& entry) const { return what(entry.source); }
  /// The same of a source's name; the name itself for what no file brought.
  std::string what(std::string_view source) const;

 private:
  struct Origin {
    ledger::Evidence place;
    std::string what;
    ledger::ImportId import;
  };
  void add(const std::string& name, Origin origin);
  void add_lines(const reconcile::PersonView& view);
  void add_payslips(const reconcile::PersonView& view);
  void add_papers(const reconcile::PersonView& view);
  const ledger::PersonFacts* facts_;
  std::map<std::string, Origin, std::less<>> origins_;
};

}  // namespace reports
