// The records of a BAI2 file into statements: one account's page of one day each, joined.
#pragma once

#include "import/account_pages.hpp"
#include "import/bai2/records.hpp"
#include "import/refusals.hpp"
#include "ledger/statement.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imports {

class BaiReader {
 public:
  BaiReader(std::string_view text, Refusals& refusals);

  /// The statements; remarks about the file as a whole go to `warnings`.
  std::vector<ledger::Statement> read(std::vector<ledger::Warning>& warnings);

 private:
  /// What a trailer must come to: the sum, what it counts, and the records.
  struct Control {
    std::int64_t sum = 0;
    bool fits = true;  ///< the sum does
    std::size_t parts = 0;
    std::size_t records = 0;
    void add(std::int64_t amount);
  };
  /// A type, its amount and when it is available, as 03 and 16 give them.
  struct Amount {
    std::string_view type;
    std::optional<std::int64_t> minor_units;
  };

  void read_record(const BaiRecord& record);
  void begin_file(const BaiRecord& record);
  void begin_group(const BaiRecord& record);
  void begin_account(const BaiRecord& record);
  void read_movement(const BaiRecord& record);
  void end_account(const BaiRecord& record);
  void end_group(const BaiRecord& record);
  void end_file(const BaiRecord& record);

  bool is_inside(const BaiRecord& record, bool holds, std::string_view what);
  std::optional<Amount> take_amount(BaiFields& fields, const BaiRecord& record);
  bool skip_funds(BaiFields& fields, const BaiRecord& record);
  std::optional<ledger::Money> money(std::int64_t minor_units, const BaiRecord& record);
  void keep_balance(const Amount& amount, const BaiRecord& record);
  void check(const BaiRecord& record, const Control& control, bool counts_parts);
  void disagrees(const BaiRecord& record, std::string_view what, std::string_view said,
                 const std::string& found);
  void add_held_page();
  void refuse(ledger::Rule rule, const BaiRecord& record, std::string_view found,
              std::string remedy);

  Refusals& refusals_;
  BaiRecords records_;
  AccountPages accounts_;
  std::vector<ledger::Warning>* warnings_ = nullptr;

  bool in_file_ = false;
  bool in_group_ = false;
  bool in_account_ = false;
  Control file_;
  Control group_;
  Control account_;

  std::optional<ledger::Date> day_;
  std::string group_currency_;
  ledger::Basis basis_ = ledger::Basis::statement;

  // The last page, which the trailers after it may still find fault with.
  bool has_page_ = false;
  std::string key_;
  ledger::Statement whose_;
  Page page_;
};

}  // namespace imports
