#include "import/profile/money_columns.hpp"

#include "import/profile/money_values.hpp"
#include "import/profile/standing.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

using Values = std::vector<std::optional<std::int64_t>>;

/// More columns than this are not tried against one another.
constexpr std::size_t most_tried = 10;
/// So many rows must follow from one another before headings or words are not believed.
constexpr std::size_t least_against = 3;

std::int64_t size_of(std::int64_t pence) {
  return pence < 0 ? -pence : pence;
}

/// The words of a column that say which way an amount goes; it must hold little else.
struct Words {
  std::size_t at = 0;
  std::vector<std::string> in, out;
  std::vector<int> sign;  ///< by row: 1, -1, or 0 for no such word
};

void note(std::vector<std::string>& words, std::string_view word) {
  if (std::ranges::count(words, word) == 0) words.emplace_back(word);
}

std::optional<Words> words_in(const TableLook& look, const MoneyTable& table, std::size_t at) {
  Words found{at, {}, {}, {}};
  std::size_t known = 0;
  for (const auto row : table.rows) {
    const auto cell = look.rows[row].cell(at);
    const bool in = is_in_word(cell);
    const bool out = !in && is_out_word(cell);
    found.sign.push_back(in ? 1 : out ? -1 : 0);
    if (in) note(found.in, cell);
    if (out) note(found.out, cell);
    known += in || out ? 1U : 0U;
  }
  const bool mostly = known * 10 >= table.rows.size() * 9 && known > 0;
  const bool both = !found.in.empty() && !found.out.empty();
  if (!mostly || (!both && look.hints[at] != Hint::direction)) return std::nullopt;
  // A word for the other way will come in a later file.
  if (found.in.empty()) found.in.emplace_back(found.out.front() == "D" ? "C" : "credit");
  if (found.out.empty()) found.out.emplace_back(found.in.front() == "C" ? "D" : "debit");
  return found;
}

class Finder {
 public:
  Finder(const TableLook& look, const MoneyTable& table, std::vector<std::string> groups,
         std::string& why)
      : look_{look}, table_{table}, groups_{std::move(groups)}, why_{why} {
    for (std::size_t i = 0; i < look.columns && !words_; ++i) words_ = words_in(look, table, i);
  }

  std::optional<MoneyColumns> find() {
    found_.written = table_.written;
    if (sides_contradict()) {
      why_ = "what goes out and what comes in stand in one row, or with both signs in one column";
      return std::nullopt;
    }
    if (!by_balance() && !by_headings() && !by_values()) {
      why_ = "no column beside the days holds amounts";
      return std::nullopt;
    }
    if (!found_.proved) assume_balance();
    return std::move(found_);
  }

 private:
  using Column = MoneyValues;
  std::string name(const Column& column) const { return look_.name(column.at); }

  // ---- by the running balance

  /// Of the ways that the balance proves, the one that headings speak for, then the one by which
  /// most rows follow, then the one that words speak for. Another that is as good is remembered.
  void try_reading(Values moved, const Column& balance, MoneyColumns way) {
    const auto chain = chain_of({moved, &balance.pence}, groups_, table_.days);
    if (!chain.proves()) return;
    way.written = table_.written;
    way.balance = balance.at;
    way.joins = chain.joins;
    way.pairs = chain.pairs;
    const Standing standing{headings_against(look_, way), chain.joins,
                            words_ ? rows_against(words_->sign, moved) : 0};
    if (standing.is_contradicted() && chain.joins < least_against) return;
    for (auto& each : moved) each = each.value_or(0);
    if (best_ && standing == standing_) {
      fits_otherwise_ = fits_otherwise_ || moved != moved_;
    } else if (!best_ || standing.is_better(standing_)) {
      best_ = std::move(way);
      standing_ = standing;
      moved_ = std::move(moved);
      fits_otherwise_ = false;
    }
  }

  Values with_sign(const Values& amounts, int sign) const {
    auto moved = amounts;
    for (auto& each : moved) {
      if (each) each = *each * sign;
    }
    return moved;
  }

  void try_one_column(const Column& amount, const Column& balance) {
    if (amount.filled * 10 < amount.pence.size() * 9) return;  // what do the other rows move?
    MoneyColumns way;
    way.amount = amount.at;
    try_reading(amount.pence, balance, way);
    try_with_fee(amount, balance);
    if (words_ && words_->at != amount.at) try_words(amount, balance);
    way.sign = Sign::charge_is_positive;
    try_reading(with_sign(amount.pence, -1), balance, way);
  }

  void try_with_fee(const Column& amount, const Column& balance) {
    for (const auto& fee : table_.columns) {
      if (fee.hint != Hint::fee || fee.at == amount.at || fee.at == balance.at) continue;
      MoneyColumns way;
      way.amount = amount.at;
      way.fee = fee.at;
      auto moved = amount.pence;
      for (std::size_t i = 0; i < moved.size(); ++i) {
        if (moved[i]) moved[i] = *moved[i] - fee.pence[i].value_or(0);
      }
      try_reading(std::move(moved), balance, way);
    }
  }

  void try_words(const Column& amount, const Column& balance) {
    auto way = by_words(amount);
    auto moved = amount.pence;
    for (std::size_t i = 0; i < moved.size(); ++i) {
      if (moved[i]) moved[i] = size_of(*moved[i]) * words_->sign[i];
    }
    try_reading(std::move(moved), balance, way);
  }

  MoneyColumns by_words(const Column& amount) const {
    MoneyColumns way;
    way.amount = amount.at;
    way.direction = words_->at;
    way.in_words = words_->in;
    way.out_words = words_->out;
    return way;
  }

  /// In one row at most one of the two is there, and what comes in has no minus.
  static bool are_sides(const Column& in, const Column& out) {
    if (in.negative > 0 || (out.negative > 0 && out.positive > 0)) return false;
    std::size_t neither = 0;
    for (std::size_t i = 0; i < in.pence.size(); ++i) {
      if (in.pence[i].value_or(0) != 0 && out.pence[i].value_or(0) != 0) return false;
      neither += !in.pence[i] && !out.pence[i] ? 1U : 0U;
    }
    return neither * 10 <= in.pence.size();
  }

  static MoneyColumns sides(const Column& in, const Column& out) {
    MoneyColumns way;
    way.in = in.at;
    way.out = out.at;
    way.out_is_negative = out.negative > 0;
    return way;
  }

  void try_two_columns(const Column& in, const Column& out, const Column& balance) {
    Values moved;
    for (std::size_t i = 0; i < in.pence.size(); ++i) {
      moved.emplace_back(in.pence[i].value_or(0) - size_of(out.pence[i].value_or(0)));
    }
    try_reading(std::move(moved), balance, sides(in, out));
  }

  bool by_balance() {
    const auto count = std::min(table_.columns.size(), most_tried);
    const std::span<const Column> columns{table_.columns.data(), count};
    for (const auto& balance : columns) {
      for (const auto& amount : columns) {
        if (amount.at == balance.at) continue;
        try_one_column(amount, balance);
        for (const auto& out : columns) {
          const bool apart = out.at != amount.at && out.at != balance.at;
          if (apart && are_sides(amount, out)) try_two_columns(amount, out, balance);
        }
      }
    }
    if (!best_ || (fits_otherwise_ && by_headings())) return best_.has_value();
    found_ = std::move(*best_);
    const auto rows = std::to_string(found_.joins) + " of " + std::to_string(found_.pairs) +
                      " rows follow from the one before by it";
    found_.proved = !fits_otherwise_ && !standing_.is_contradicted();
    if (found_.proved) {
      found_.reasons.push_back("the running balance proves the amounts and their sign: " + rows);
    } else if (!fits_otherwise_) {
      assume_against(rows);
    }
    return true;
  }

  void assume_against(const std::string& rows) {
    if (standing_.headings > 1) {
      found_.assumptions.push_back(look_.name(*found_.balance) +
                                   " is the balance against the headings: " + rows);
    }
    if (standing_.words > 0) {
      found_.assumptions.push_back(look_.name(words_->at) + " says the other way in " +
                                   std::to_string(standing_.words) +
                                   " rows; the balance is believed: " + rows);
    }
  }

  // ---- by the headings

  const Column* column_of(Hint hint) const {
    const auto found = std::ranges::find(table_.columns, hint, &Column::hint);
    return found == table_.columns.end() ? nullptr : &*found;
  }

  /// Two columns that are called in and out, and cannot be.
  bool sides_contradict() const {
    const auto* in = column_of(Hint::money_in);
    const auto* out = column_of(Hint::money_out);
    return in && out && !are_sides(*in, *out) && !column_of(Hint::amount);
  }

  /// Net and gross are of invoices too, which have neither a minus nor a fee.
  bool may_move(const Column& amount) const {
    return amount.hint == Hint::amount || amount.negative > 0 || column_of(Hint::fee);
  }

  bool by_headings() {
    const auto* in = column_of(Hint::money_in);
    const auto* out = column_of(Hint::money_out);
    // One of the two may be empty in this file.
    const auto in_at = place_of(Hint::money_in);
    const auto out_at = place_of(Hint::money_out);
    if (in_at && out_at && (in || out)) {
      found_.in = *in_at;
      found_.out = *out_at;
      found_.out_is_negative = out && out->negative > 0;
      found_.reasons.push_back(look_.name(*in_at) + " is what comes in and " + look_.name(*out_at) +
                               " what goes out, by their headings");
      return true;
    }
    for (const auto hint : {Hint::net, Hint::amount, Hint::gross}) {
      const auto* amount = column_of(hint);
      if (amount && may_move(*amount)) return one_column(*amount, "by its heading");
    }
    // What a card charges stands alone: beside an amount it would be a fee.
    const auto* charge = column_of(Hint::fee);
    const auto others = table_.columns.size() - (column_of(Hint::balance) ? 1 : 0);
    const bool alone = charge && others == 1 && charge->filled == charge->pence.size();
    return alone && one_column(*charge, "by its heading");
  }

  std::optional<std::size_t> place_of(Hint hint) const {
    const auto found = std::ranges::find(look_.hints, hint);
    if (found == look_.hints.end()) return std::nullopt;
    return static_cast<std::size_t>(found - look_.hints.begin());
  }

  // ---- by what stands in them

  bool by_values() {
    std::vector<const Column*> columns;
    for (const auto& each : table_.columns) {
      const bool other = each.hint == Hint::balance || each.hint == Hint::fee;
      // Figures under a heading that speaks of no money may be anything: degrees, kilometres.
      const bool is_money = !look_.heading || each.has_sign || each.hint != Hint::none;
      if (!other && is_money && (each.hint == Hint::none || may_move(each))) {
        columns.push_back(&each);
      }
    }
    for (const auto* one : columns) {
      for (const auto* other : columns) {
        if (one < other && two_sides(*one, *other)) return true;
      }
    }
    const Column* best = nullptr;
    for (const auto* each : columns) {
      const bool signs = each->negative > 0;
      if (!best || (signs && best->negative == 0)) best = each;
    }
    return best != nullptr && one_column(*best, "by what stands in it");
  }

  bool two_sides(const Column& one, const Column& other) {
    const bool complete = are_sides(one, other) || are_sides(other, one);
    const bool parted = complete && std::min(one.filled, other.filled) < one.pence.size();
    if (!parted) return false;
    const auto moves = [](const Column& column) { return column.positive + column.negative; };
    const bool one_is_out = one.negative > 0 || (other.negative == 0 && moves(one) > moves(other));
    const auto& out = one_is_out ? one : other;
    const auto& in = one_is_out ? other : one;
    if (!are_sides(in, out)) return false;
    found_ = sides(in, out);
    found_.written = table_.written;
    const auto both =
        name(in) + " is taken for what comes in and " + name(out) + " for what goes out";
    if (out.negative > 0) {
      found_.reasons.push_back(both + ", because its amounts carry a minus");
    } else {
      found_.assumptions.push_back(both + ", because more rows have an amount there");
    }
    return true;
  }

  bool one_column(const Column& amount, const std::string& known_by) {
    const bool words_decide =
        words_ && words_->at != amount.at && (amount.negative == 0 || amount.positive == 0);
    found_ = words_decide ? by_words(amount) : MoneyColumns{};
    found_.written = table_.written;
    found_.amount = amount.at;
    found_.reasons.push_back(name(amount) + " is the amount, " + known_by);
    if (words_decide) {
      found_.reasons.push_back(look_.name(words_->at) + " says which way each amount goes");
      return true;
    }
    assume_sign(amount);
    return true;
  }

  void assume_sign(const Column& amount) {
    bool card = amount.hint == Hint::fee;  // a charge
    for (std::size_t i = 0; look_.heading && i < look_.columns; ++i) {
      card = card || speaks_of_card(look_.heading->cell(i));
    }
    if (card && amount.positive >= amount.negative) {
      found_.sign = Sign::charge_is_positive;
      found_.assumptions.emplace_back(
          "a card's amounts are taken for what was spent: positive goes out");
    } else if (amount.negative == 0) {
      found_.assumptions.emplace_back(
          "no amount has a minus, and no word or balance says which way it goes: all are taken to "
          "come in");
    } else {
      found_.assumptions.emplace_back("amounts with a minus are taken to go out");
    }
    if (const auto* fee = column_of(Hint::fee); fee && fee->at != amount.at) {
      found_.assumptions.push_back(name(*fee) + " is not taken off the amounts");
    }
  }

  // ---- a balance that proves nothing

  void assume_balance() {
    if (found_.balance && !fits_otherwise_) return;  // said already
    if (fits_otherwise_) {
      found_.assumptions.emplace_back(
          "the balance follows from the amounts in more than one way: sign and order are not "
          "proved");
    }
    for (const auto& each : table_.columns) {
      const bool taken = each.at == found_.amount || each.at == found_.in || each.at == found_.out;
      if (each.hint != Hint::balance || taken) continue;
      if (!found_.balance) found_.balance = each.at;
      if (fits_otherwise_) return;
      found_.assumptions.push_back(name(each) +
                                   " is the balance by its heading, but the rows do not follow "
                                   "from one another by it: sign and order are not proved");
      return;
    }
    if (fits_otherwise_) return;
    found_.assumptions.emplace_back("there is no running balance: sign and order are not proved");
  }

  const TableLook& look_;
  const MoneyTable& table_;
  std::vector<std::string> groups_;
  std::string& why_;
  std::optional<Words> words_;
  MoneyColumns found_;
  // by the running balance:
  std::optional<MoneyColumns> best_;
  Standing standing_;
  Values moved_;  ///< by the best
  bool fits_otherwise_ = false;
};

}  // namespace

std::optional<MoneyColumns> find_money_columns(const TableLook& look, const DayColumn& day,
                                               const std::vector<std::string>& groups,
                                               std::string& why) {
  const auto table = money_in_columns(look, day);
  std::vector<std::string> of_rows;
  for (const auto row : table.rows) of_rows.push_back(groups[row]);
  return Finder{look, table, std::move(of_rows), why}.find();
}

}  // namespace imports
