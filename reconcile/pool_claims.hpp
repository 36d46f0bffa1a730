// What speaks for each member of a pool when one of its lines is looked at: who is named, and what
// is expected about then.
#pragma once

#include "reconcile/desk.hpp"
#include "reconcile/pool_shares.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reconcile {

/// How surely a line names a member, least first.
enum class Identity { none, perhaps, named, reference };
/// How well what a member expects agrees with a line, least first.
enum class Amount { none, alone, sum_of_several, exact };

/// A line of the pool, read.
struct PoolRow {
  const ledger::BookLine* book = nullptr;
  std::size_t index = 0;  ///< in pool.lines
  std::int64_t pence = 0;
  std::vector<std::string_view> words;
  std::vector<WordLists> lists_of_words;
  std::size_t payee_end = 0;
  WordLists lists;
  const Tolerances* tolerances = nullptr;
  ledger::Date date() const { return book->line.date; }
};

/// How a line names one member.
struct NamedMember {
  std::size_t member = 0;
  Identity identity = Identity::none;
  std::string_view by = "name";      ///< reference, invoice, name
  std::vector<std::size_t> parties;  ///< of the member's, that the line names; HMRC is one
};

struct PoolClaim {
  std::size_t member = 0;
  Identity identity = Identity::none;
  Amount amount = Amount::none;
  std::string_view by = "amount";
  std::vector<std::size_t> items;  ///< of the member, that the line would settle
  std::pair<Identity, Amount> rank() const { return {identity, amount}; }
  /// Enough to go by, if nobody else has as much.
  bool tells() const { return identity >= Identity::named || amount > Amount::none; }
};

class PoolClaims {
 public:
  PoolClaims(const ledger::PersonFacts& pool, const std::vector<PoolMember>& members,
             const ledger::Parameters& parameters);
  ~PoolClaims();
  PoolClaims(const PoolClaims&) = delete;
  PoolClaims& operator=(const PoolClaims&) = delete;

  /// By day, then the bank's own order.
  const std::vector<PoolRow>& rows() const { return rows_; }
  const std::vector<NamedMember>& named(const PoolRow& row) const;
  /// All that speak for somebody, by member, with what is open now.
  std::vector<PoolClaim> claims(const PoolRow& row) const;
  const std::vector<ledger::Item>& items(std::size_t member) const;
  /// The items of these parties of a member.
  std::set<std::size_t> items_of(std::size_t member, const std::vector<std::size_t>& parties) const;
  /// Open still, and near enough to the row's day to be settled by it.
  bool fits(const PoolRow& row, std::size_t member, std::size_t item) const;
  /// Nothing of them is open any more.
  void settle(std::size_t member, const std::vector<std::size_t>& items);

 private:
  struct Side;
  struct Open {
    std::size_t member, item;
  };
  using Hits = std::vector<NamedMember>;

  void read_rows(const ledger::PersonFacts& pool, const WordIndex& index);
  void read_words(PoolRow& row, const ledger::StatementLine& line, const WordIndex& index);
  void read_codes();
  void add_code(std::string_view code, std::size_t member);
  Hits names_in(const PoolRow& row) const;
  void add_references(const PoolRow& row, Hits& hits) const;
  void add_invoices(const PoolRow& row, const std::string& code, Hits& hits) const;
  PoolClaim claim_of(const PoolRow& row, const NamedMember& named) const;
  std::vector<std::size_t> exact(const PoolRow& row, std::size_t member) const;

  const ledger::Parameters& parameters_;
  std::vector<std::unique_ptr<Side>> sides_;
  std::map<std::int32_t, Tolerances> tolerances_;
  std::vector<std::unique_ptr<std::string>> texts_;
  std::vector<PoolRow> rows_;
  std::vector<Hits> wordings_;           ///< who is named, by different text and direction
  std::vector<std::size_t> wording_of_;  ///< by index in pool.lines
  std::unordered_map<std::string, std::optional<std::size_t>> codes_;  ///< nothing: several have it
  std::unordered_multimap<std::string, Open> invoices_;
  std::unordered_multimap<std::int64_t, Open> by_amount_;
};

}  // namespace reconcile
