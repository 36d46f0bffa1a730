// One line for one item, of another amount: rounded up, two digits changed over, less the bank's
// charge, or simply too much or too little of what was asked for.
#include "reconcile/explanations.hpp"
#include "reconcile/match_rules.hpp"
#include "reconcile/weights.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

namespace reconcile {
namespace {

using Items = std::vector<std::size_t>;
using ledger::ItemKind;

constexpr std::int64_t pound = 100;
constexpr std::int64_t ten = 1000;

bool are_transposed(std::int64_t paid, std::int64_t owed) {
  const auto a = std::to_string(paid);
  const auto b = std::to_string(owed);
  if (a.size() != b.size()) return false;
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  if (at + 1 >= a.size() || a[at] != b[at + 1] || a[at + 1] != b[at]) return false;
  return a.substr(at + 2) == b.substr(at + 2);
}

/// Whether `apart` is more than so many per cent of what is owed.
bool is_beyond(int percent, std::int64_t apart, std::int64_t owed) {
  return apart * 100 > std::abs(owed) * percent;
}

Window window_of(const Desk& desk, const Row& row, std::size_t item) {
  auto window = row.tolerances->differs;
  if (desk.items[item].kind == ItemKind::invoice)
    window.late = row.tolerances->differs_late_invoice;
  return window;
}

class Differences {
 public:
  Differences(Gathering& gathering, std::size_t at, const Naming& naming)
      : gathering_{gathering},
        desk_{gathering.desk},
        at_{at},
        row_{desk_.rows[at]},
        naming_{naming},
        quoted_{gathering.quotes.items(row_)} {
    auto near = gathering.near(row_, naming.party);
    // Money goes back in parts of any size (match_repayments.cpp).
    std::erase_if(near, [&](std::size_t item) { return is_asked_back(item); });
    one_open_ = near.size() == 1;
    for (const auto item : near) {
      const bool number = std::ranges::find(quoted_, item) != quoted_.end();
      if (number || desk_.gap(item, row_.date).within(window_of(desk_, row_, item))) {
        items_.push_back(item);
      }
    }
  }

  void gather() {
    if (is_one_payment()) return add_all();
    for (const auto item : items_) {
      if (desk_.open[item] != row_.pence) add(item);
    }
  }

 private:
  void add(std::size_t item) {
    const bool number = std::ranges::find(quoted_, item) != quoted_.end();
    const auto why = why_it_differs(desk_, row_, item);
    const auto owed = std::abs(desk_.open[item]);
    const auto apart = std::abs(row_.size() - owed);
    Reading differs{number ? rule::reference_amount_differs : rule::payee_amount_differs,
                    {at_},
                    {item},
                    0,
                    0,
                    {},
                    naming_.party};
    differs.cost = days_cost(desk_, item, row_.date) + name_cost(naming_.grade);
    if (number && gathering_.explained[at_]) return;
    if (number) {
      differs.cost += weight::differs_with_number;
      differs.confidence = sure::of_number;
    } else if (!why.empty()) {
      differs.cost += weight::differs_explained;
      differs.confidence = sure::of_difference;
    } else if (gathering_.explained[at_]) {
      return;
    } else {
      const bool regular = desk_.items[item].kind == ItemKind::regular;
      differs.cost += regular ? weight::differs_regular : weight::differs;
      differs.confidence = may_be_only_one(item) ? sure::of_only_one : 0;
    }
    const bool funders = is_of_its_funder(item);
    // Months that were missed come with it, to the penny (match_instalments.cpp).
    if (!number && !gathering_.missed.with(item, row_, naming_.party).empty()) return;
    if (why.empty() && !number && is_much(item, apart)) {
      differs.cost += funders ? weight::differs_much_of_funder : weight::differs_much;
      if (!funders) differs.confidence = 0;
    }
    if (is_the_only_bill(item, apart)) {
      differs.cost = days_cost(desk_, item, row_.date) + weight::differs_only_bill;
      if (!number && why.empty()) differs.confidence = sure::of_only_one;
    }
    const bool beyond = is_beyond(row_.tolerances->differs_most_numbered, row_.size() - owed, owed);
    if ((beyond && !funders) || is_residue(item)) differs.confidence = 0;
    if (naming_.grade < Grade::initial) differs.confidence = 0;
    if (!number && !quoted_.empty()) return;
    if (!number && gathering_.quotes.has_foreign(row_, naming_.party)) {
      differs.cost += weight::number_of_another;
      differs.confidence = 0;
    }
    if (!why.empty()) differs.evidence = ";difference=" + std::string{why};
    if (number) differs.evidence += ";reference=1";
    gathering_.found.push_back(std::move(differs));
  }

  /// Too far off to be called the same thing.
  bool is_much(std::size_t item, std::int64_t apart) const {
    const auto& most = *row_.tolerances;
    return is_beyond(
        is_instalment(desk_.items[item].kind) ? most.differs_most_instalment : most.differs_most,
        apart, desk_.open[item]);
  }

  /// An instalment, or a share of one, of the funder that the line names: it pays in for nothing
  /// else, so that whatever comes on the day is what was due then.
  bool is_of_its_funder(std::size_t item) const {
    const auto& party = desk_.parties()[naming_.party];
    return party.kind == PartyKind::funder && desk_.items[item].kind == ItemKind::funding &&
           desk_.items[item].payee == party.name;
  }

  bool is_asked_back(std::size_t item) const {
    const bool funders = desk_.parties()[naming_.party].kind == PartyKind::funder;
    return desk_.items[item].kind == ItemKind::repayment &&
           (funders || row_.size() < std::abs(desk_.open[item]));
  }

  /// Some of it was paid before, so that what is open is not what was asked for.
  bool is_residue(std::size_t item) const {
    return desk_.open[item] != desk_.items[item].amount.pence();
  }

  /// The one thing that was open then, on its days, by a name that is sure.
  bool may_be_only_one(std::size_t item) {
    return naming_.grade >= Grade::initial && is_close(desk_, row_, item) && close_ones() == 1;
  }

  std::ptrdiff_t close_ones() {
    if (!close_ones_) {
      close_ones_ = std::ranges::count_if(
          items_, [&](std::size_t each) { return is_close(desk_, row_, each); });
    }
    return *close_ones_;
  }

  /// Payee and day, or the number, leave one invoice, of about this amount: not yet due, it would
  /// hardly be missed, but what else the line could be nobody can say.
  bool is_the_only_bill(std::size_t item, std::int64_t apart) const {
    const bool one = quoted_.empty() ? one_open_ : quoted_ == Items{item};
    return one && desk_.items[item].kind == ItemKind::invoice && naming_.grade >= Grade::partial &&
           !is_much(item, apart) && !has_payment(item);
  }

  /// Another line that waits pays it to the penny.
  bool has_payment(std::size_t item) const {
    return std::ranges::any_of(gathering_.waiting[naming_.party], [&](std::size_t other) {
      const auto& row = desk_.rows[other];
      return row.pence == desk_.open[item] && desk_.fits(row, item);
    });
  }

  /// A quarter's months of PAYE are one payment.
  bool is_one_payment() const {
    return items_.size() > 1 && std::ranges::all_of(items_, [&](std::size_t item) {
             return desk_.items[item].kind == ItemKind::paye &&
                    desk_.items[item].due == desk_.items[items_.front()].due;
           });
  }

  /// The oldest is settled first.
  void add_all() {
    std::int64_t sum = 0;
    for (const auto item : items_) sum += desk_.open[item];
    if (sum == row_.pence || gathering_.explained[at_]) return;
    Reading differs{rule::payee_amount_differs, {at_}, items_,       weight::differs,
                    sure::of_only_one,          {},    naming_.party};
    differs.cost += days_cost(desk_, items_.front(), row_.date);
    if (row_.size() % pound == 0 && std::abs(row_.pence - sum) < pound) {
      differs.cost += weight::differs_explained - weight::differs;
      differs.confidence = sure::of_difference;
      differs.evidence = ";difference=rounded-pound";
    }
    const auto more = row_.size() - std::abs(sum);
    if (is_beyond(row_.tolerances->differs_most_numbered, more, sum)) differs.confidence = 0;
    gathering_.found.push_back(std::move(differs));
  }

  Gathering& gathering_;
  const Desk& desk_;
  std::size_t at_;
  const Row& row_;
  const Naming& naming_;
  Items items_, quoted_;
  std::optional<std::ptrdiff_t> close_ones_;
  bool one_open_ = false;
};

}  // namespace

std::string_view why_it_differs(const Desk& desk, const Row& row, std::size_t item) {
  const auto paid = row.size();
  const auto owed = std::abs(desk.open[item]);
  if (std::abs(desk.items[item].amount.pence()) != owed) return {};
  if (paid % pound == 0 && std::abs(paid - owed) < pound) return "rounded-pound";
  if (paid % ten == 0 && std::abs(paid - owed) < ten) return "rounded-ten";
  if (is_as_it_was_set_off(desk, item, row.pence)) return "offset-taken-back";
  if (are_transposed(paid, owed)) return "transposed";
  const bool charged =
      is_instalment(desk.items[item].kind) && paid < owed && owed - paid <= row.tolerances->charge;
  return charged ? "bank-charge" : std::string_view{};
}

void explain_differences(Gathering& gathering) {
  for (std::size_t at = 0; at < gathering.desk.rows.size(); ++at) {
    const auto& row = gathering.desk.rows[at];
    if (!gathering.desk.waits(row) || !row.party() || row.grade() == Grade::none) continue;
    Differences{gathering, at, row.named.front()}.gather();
  }
}

}  // namespace reconcile
