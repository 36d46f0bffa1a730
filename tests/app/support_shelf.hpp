// The book of one life of six years, to be read with its settled years left out and with all.
#pragma once

#include "ledger/store/book.hpp"
#include "reports/answers.hpp"
#include "tests/app/support_program.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace support {

using Questions = std::vector<std::vector<std::string>>;

/// In a folder of its own.
class Shelf {
 public:
  explicit Shelf(ledger::PersonFacts life);

  /// All that the life has of these days.
  void import(ledger::Period days);
  /// Of some kinds alone, a file each.
  void import_records(ledger::Period days, const std::vector<ledger::FileKind>& kinds);
  /// The bank, and what people decided and did.
  void import_bank(ledger::Period days);
  /// One line of the bank alone, in a file of its own; gives its id.
  ledger::LineId import_line(ledger::Date day, std::int64_t pence, std::string_view text);
  /// One bill alone, in a file of its own.
  void import_bill(ledger::Invoice bill);
  /// Anything else that people do.
  void record(const std::function<void(store::Work&, ledger::PersonId)>& what);

  /// As the command does, where the person is named from all years; gives what it counts.
  reports::ReconcileSummary reconcile(ledger::Date as_of, bool named = false);

  /// What the program answers, with all that it is asked.
  std::string answers(const Questions& questions, ledger::Date as_of);
  /// The same from all years: what is kept of them is put aside meanwhile.
  std::string answers_of_all(const Questions& questions, ledger::Date as_of);

  void forget();
  void keep(const ledger::SettledYears& settled);
  std::optional<ledger::SettledYears> settled() { return book_->read()->settled(person_); }
  /// Of the years that are not settled: as they are read, and of all that is known.
  std::pair<ledger::PersonFacts, ledger::PersonFacts> facts_both_ways();
  /// What `check` says of what is kept.
  std::string wrongly();
  std::vector<ledger::RecordedEntry> entries() { return book_->read()->entries(person_); }

 private:
  std::unique_ptr<store::Work> begin();
  ledger::Date day_of(ledger::LineId id) const;
  store::NewImport named(ledger::Period days, ledger::FileKind kind);
  store::NewStatement statement(const std::string& account, ledger::Period days,
                                std::vector<ledger::StatementLine> lines) const;
  store::NewImport bank_file(ledger::Period days);
  store::NewImport other_file(ledger::Period days, ledger::FileKind kind);

  Folder folder_;
  ledger::PersonFacts life_;
  std::unique_ptr<store::Book> book_;
  ledger::PersonId person_;
  int files_ = 0;
};

/// The last day of a month of the life; the first is 0.
ledger::Date month_end(int month);
ledger::Period month_days(int month);

/// Five and a half years are read at once: enough for the first to be settled.
inline constexpr int first_month = 12 * 5 + 6;
ledger::Period first_years();

/// What may be answered without the settled years.
Questions questions_of_now(ledger::Date as_of);

}  // namespace support
