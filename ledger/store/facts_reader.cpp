// What files brought about a person. Order never depends on which file came first: files are
// ranked by name, then by content.
#include "ledger/store/chain.hpp"
#include "ledger/store/match_codec.hpp"
#include "ledger/store/reader.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace store {

using namespace ledger;

namespace {

using Ranks = std::unordered_map<std::int64_t, int>;  ///< of imports that are not undone

/// One place at which a file holds a line.
struct Place {
  std::int64_t import;
  std::int64_t frame;
  std::int64_t position;
  int file_line;
};

bool same_place(const Place& a, const Place& b) {
  return std::tie(a.import, a.frame, a.position) == std::tie(b.import, b.frame, b.position);
}

/// A line as one file words it.
struct Worded {
  Place place;
  StatementLine line;
};

/// The fullest of several wordings, whichever came first. They are in the order of their files.
StatementLine fullest(const std::vector<Worded>& wordings) {
  const StatementLine* best = &wordings.front().line;
  for (const Worded& each : wordings) {
    const auto text = each.line.description();
    const auto other = best->description();
    if (std::pair{other.size(), text} < std::pair{text.size(), other}) best = &each.line;
  }
  StatementLine line = *best;
  for (const Worded& each : wordings) {
    if (!line.balance) line.balance = each.line.balance;
    if (line.type.empty()) line.type = each.line.type;
    if (line.bank_id.empty()) line.bank_id = each.line.bank_id;
  }
  return line;
}

struct PlacedLine {
  BookLine line;
  int rank;
  std::int64_t position;
};

class Imported {
 public:
  Imported(Connection& connection, const Names& names, PersonFacts& facts, LinkNo up_to,
           const Since& since)
      : connection_{connection},
        names_{names},
        facts_{facts},
        person_{facts.id.value},
        up_to_{up_to},
        since_{since} {}

  void read() {
    read_imports();
    read_frames();
    read_lines();
    read_payslips();
    read_summaries();
    read_invoices();
    read_deliveries();
  }

 private:
  using FrameKey = std::pair<std::int64_t, std::int64_t>;  ///< rank of the import, number

  void read_imports() {
    const std::string sql = std::string{select_import} +
                            "WHERE i.id IN (SELECT about FROM link WHERE person = ? AND kind = ? "
                            "AND number <= ?) AND i.id >= ?";
    std::vector<Import> imports;
    const auto kind = static_cast<std::int64_t>(LinkKind::import);
    const auto later = undone_later();
    for (Rows rows{connection_.prepared(sql), person_, kind, up_to_.value, since_.first_import};
         rows.next();) {
      Import import = import_in(rows);
      if (later.contains(import.id.value)) import.undone = false;
      if (!import.undone) imports.push_back(std::move(import));
    }
    std::ranges::sort(imports, {}, [](const Import& import) {
      return std::tie(import.file, import.sha256, import.id);
    });
    for (Import& import : imports) {
      ranks_.emplace(import.id.value, static_cast<int>(ranks_.size()));
      facts_.imports.emplace(import.id, std::move(import));
    }
  }

  /// The imports that were not undone yet.
  std::set<std::int64_t> undone_later() const {
    std::set<std::int64_t> later;
    if (up_to_ == newest_link) return later;
    Rows rows{
        connection_.prepared("SELECT about FROM link WHERE person = ? AND kind = ? AND number > ?"),
        person_, static_cast<std::int64_t>(LinkKind::undo), up_to_.value};
    while (rows.next()) later.insert(rows.integer(0));
    return later;
  }

  /// By import: its number in the person's chain.
  std::map<std::int64_t, ledger::LinkNo> read_links() {
    std::map<std::int64_t, ledger::LinkNo> links;
    const auto kind = static_cast<std::int64_t>(LinkKind::import);
    Rows rows{connection_.prepared("SELECT about, number FROM link WHERE person = ? AND kind = ?"),
              person_, kind};
    while (rows.next()) links[rows.integer(0)] = {rows.integer(1)};
    return links;
  }

  void read_frames() {
    const auto links = read_links();
    Rows rows{
        connection_.prepared(
            "SELECT f.import, f.number, f.account, f.printed_first, f.printed_last, "
            "f.covered_first, f.covered_last, f.opening, f.closing, f.breaks, o.format "
            "FROM frame f LEFT JOIN origin o ON o.person = f.person AND "
            "o.import = f.import AND o.number = f.number WHERE f.person = ? AND f.import >= ?"),
        person_, since_.first_import};
    while (rows.next()) {
      const auto rank = ranks_.find(rows.integer(0));
      if (rank == ranks_.end()) continue;
      StatementFrame frame{{rows.integer(0)},   names_.text(rows.integer(2)), {}, {},
                           rows.maybe_money(7), rows.maybe_money(8),          {}, {}};
      if (!rows.is_null(3)) frame.printed = Period{rows.date(3), rows.date(4)};
      if (!rows.is_null(5)) frame.covered = Period{rows.date(5), rows.date(6)};
      if (rows.view(9) != "[]") frame.breaks = decode_numbers(rows.view(9));
      frame.link = links.at(rows.integer(0));
      frame.format = rows.is_null(10) ? facts_.imports.at(frame.import).format : rows.text(10);
      frames_.emplace(FrameKey{rank->second, rows.integer(1)}, std::move(frame));
    }
  }

  void read_lines() {
    const auto sightings = read_sightings();
    const auto wordings = read_wordings();
    Rows rows{connection_.prepared("SELECT id, account, import, frame, position, file_line, date, "
                                   "pence, balance, type, payee, reference, bank_id FROM line "
                                   "WHERE person = ? AND date >= ?"),
              person_, since_.first_day};
    std::vector<PlacedLine> lines;
    while (rows.next()) {
      const LineId id{rows.integer(0)};
      const Place first{rows.integer(2), rows.integer(3), rows.integer(4), rows.number(5)};
      const Place* best = seen(id, first) ? &first : nullptr;
      for (auto [at, end] = sightings.equal_range(id.value); at != end; ++at) {
        if (!seen(id, at->second)) continue;
        if (best == nullptr || before(at->second, *best)) best = &at->second;
      }
      if (best == nullptr) continue;
      lines.push_back({{names_.text(rows.integer(1)),
                        {best->import},
                        {rows.date(6), rows.money(7), rows.maybe_money(8), rows.text(9),
                         rows.text(10), rows.text(11), rows.text(12), best->file_line, false, id}},
                       ranks_.at(best->import),
                       best->position});
      if (wordings.contains(id.value)) word(lines.back().line, first, sightings, wordings);
    }
    hand_over(lines);
  }

  using Places = std::unordered_multimap<std::int64_t, Place>;
  using Wordings = std::unordered_multimap<std::int64_t, Worded>;

  bool undone(const Place& place) const { return !ranks_.contains(place.import); }

  /// The wordings of a line by the files that are not undone. The row's own is also that of every
  /// file which only saw it.
  void word(BookLine& line, Place first, const Places& sightings, const Wordings& wordings) const {
    std::vector<Worded> live;
    const auto [from, to] = wordings.equal_range(line.line.id.value);
    for (auto at = from; at != to; ++at) {
      if (!undone(at->second.place)) live.push_back(at->second);
    }
    bool own = !undone(first);
    for (auto [at, end] = sightings.equal_range(line.line.id.value); at != end; ++at) {
      const bool other = std::any_of(
          from, to, [&](const auto& each) { return same_place(each.second.place, at->second); });
      if (other || undone(at->second)) continue;
      if (!own || before(at->second, first)) first = at->second;
      own = true;
    }
    if (own) live.push_back({first, line.line});
    if (live.empty()) return;
    std::ranges::sort(live,
                      [&](const Worded& a, const Worded& b) { return before(a.place, b.place); });
    const int file_line = line.line.file_line;
    const auto base = line.line;
    line.line = fullest(live);
    line.line.date = base.date;
    line.line.amount = base.amount;
    line.line.id = base.id;
    line.line.file_line = file_line;
    if (live.size() < 2) return;
    for (const Worded& each : live) {
      line.wordings.push_back(
          {{each.place.import}, each.place.file_line, each.line.balance, each.line.description()});
    }
  }

  Wordings read_wordings() {
    Wordings wordings;
    Rows rows{
        connection_.prepared("SELECT line, import, frame, position, file_line, balance, type, "
                             "payee, reference, bank_id FROM wording WHERE person = ?"),
        person_};
    while (rows.next()) {
      const Place place{rows.integer(1), rows.integer(2), rows.integer(3), rows.number(4)};
      wordings.emplace(
          rows.integer(0),
          Worded{place,
                 {Date::of_days(0), Money{}, rows.maybe_money(5), rows.text(6), rows.text(7),
                  rows.text(8), rows.text(9), place.file_line, false, LineId{rows.integer(0)}}});
    }
    return wordings;
  }

  Places read_sightings() {
    Places sightings;
    Rows rows{connection_.prepared("SELECT line, import, frame, position, file_line FROM sighting "
                                   "WHERE person = ?"),
              person_};
    while (rows.next()) {
      sightings.emplace(rows.integer(0),
                        Place{rows.integer(1), rows.integer(2), rows.integer(3), rows.number(4)});
    }
    return sightings;
  }

  /// Adds the line to the frame that holds it; false when its file was undone.
  bool seen(LineId line, const Place& place) {
    const auto rank = ranks_.find(place.import);
    if (rank == ranks_.end()) return false;
    held_[{rank->second, place.frame}].emplace_back(place.position, line);
    return true;
  }

  bool before(const Place& a, const Place& b) const {
    return std::tuple{ranks_.at(a.import), a.frame, a.position} <
           std::tuple{ranks_.at(b.import), b.frame, b.position};
  }

  void hand_over(std::vector<PlacedLine>& lines) {
    std::vector<PlacedLine*> in_order;  // a line is large: its place is sorted, and it moves once
    in_order.reserve(lines.size());
    for (PlacedLine& one : lines) in_order.push_back(&one);
    std::ranges::sort(in_order, {}, [](const PlacedLine* one) {
      return std::tie(one->line.account, one->line.line.date, one->rank, one->position,
                      one->line.line.id);
    });
    facts_.lines.reserve(lines.size());
    for (PlacedLine* one : in_order) {
      one->line.place = static_cast<int>(facts_.lines.size());
      facts_.lines.push_back(std::move(one->line));
    }
    for (auto& [key, frame] : frames_) {
      auto& held = held_[key];
      std::ranges::sort(held);
      for (const auto& [position, line] : held) frame.lines.push_back(line);
      facts_.frames.push_back(std::move(frame));
    }
  }

  template <class Record>
  void in_order(std::vector<Sourced<Record>>& records) const {
    std::ranges::stable_sort(
        records, {}, [this](const Sourced<Record>& one) { return ranks_.at(one.import.value); });
  }

  Payslip payslip_in(const Rows& rows) const {
    std::optional<Quantity> hours;
    if (!rows.is_null(6)) hours = Quantity{rows.integer(6)};
    return {facts_.ref(),   rows.text(1),   rows.text(2),        {rows.date(3), rows.date(4)},
            rows.date(5),   hours,          rows.maybe_money(7), rows.money(8),
            rows.money(9),  rows.money(10), rows.money(11),      rows.money(12),
            rows.money(13), rows.money(14), rows.money(15),      rows.number(16)};
  }

  /// Import and position of the payslips whose net pay was worked out.
  std::set<std::pair<std::int64_t, std::int64_t>> unstated() const {
    std::set<std::pair<std::int64_t, std::int64_t>> places;
    Rows rows{connection_.prepared("SELECT import, position FROM unstated WHERE person = ?"),
              person_};
    while (rows.next()) places.emplace(rows.integer(0), rows.integer(1));
    return places;
  }

  void read_payslips() {
    const auto worked_out = unstated();
    Rows rows{connection_.prepared(
                  "SELECT import, worker, name, period_first, period_last, pay_date, hours, rate, "
                  "gross, tax, employee_ni, employee_pension, other_deductions, net, employer_ni, "
                  "employer_pension, file_line, position FROM payslip WHERE person = ? "
                  "AND import >= ? ORDER BY import, position"),
              person_, since_.first_import};
    while (rows.next()) {
      if (!ranks_.contains(rows.integer(0))) continue;
      auto slip = payslip_in(rows);
      slip.net_stated = !worked_out.contains({rows.integer(0), rows.integer(17)});
      facts_.payslips.push_back({{rows.integer(0)}, std::move(slip)});
    }
    in_order(facts_.payslips);
  }

  void read_summaries() {
    Rows rows{connection_.prepared(
                  "SELECT import, tax_year, tax_month, tax, employee_ni, employer_ni, "
                  "employment_allowance, statutory_pay_recovered, due, file_line FROM summary "
                  "WHERE person = ? AND import >= ? ORDER BY import, position"),
              person_, since_.first_import};
    while (rows.next()) {
      if (!ranks_.contains(rows.integer(0))) continue;
      facts_.summaries.push_back({{rows.integer(0)},
                                  {facts_.ref(),
                                   {rows.number(1), rows.number(2)},
                                   rows.money(3),
                                   rows.money(4),
                                   rows.money(5),
                                   rows.money(6),
                                   rows.money(7),
                                   rows.money(8),
                                   rows.number(9)}});
    }
    in_order(facts_.summaries);
  }

  void read_invoices() {
    Rows rows{
        connection_.prepared(
            "SELECT import, number, supplier, date, due, pence, plan_line, description, "
            "file_line FROM invoice WHERE person = ? AND import >= ? ORDER BY import, position"),
        person_, since_.first_import};
    while (rows.next()) {
      if (!ranks_.contains(rows.integer(0))) continue;
      facts_.invoices.push_back(
          {{rows.integer(0)},
           {facts_.ref(), rows.text(1), rows.text(2), rows.date(3), rows.maybe_date(4),
            rows.money(5), rows.text(6), rows.text(7), rows.number(8)}});
    }
    in_order(facts_.invoices);
  }

  void read_deliveries() {
    Rows rows{connection_.prepared(
                  "SELECT import, service, period_first, period_last, quantity, "
                  "delivered, note, file_line FROM delivery WHERE person = ? AND import >= ? "
                  "ORDER BY import, position"),
              person_, since_.first_import};
    while (rows.next()) {
      if (!ranks_.contains(rows.integer(0))) continue;
      facts_.deliveries.push_back({{rows.integer(0)},
                                   {facts_.ref(),
                                    rows.text(1),
                                    {rows.date(2), rows.date(3)},
                                    {rows.integer(4)},
                                    rows.integer(5) != 0,
                                    rows.text(6),
                                    rows.number(7)}});
    }
    in_order(facts_.deliveries);
  }

  Connection& connection_;
  const Names& names_;
  PersonFacts& facts_;
  std::int64_t person_;
  LinkNo up_to_;
  Since since_;
  Ranks ranks_;
  std::map<FrameKey, StatementFrame> frames_;
  std::map<FrameKey, std::vector<std::pair<std::int64_t, LineId>>> held_;
};

}  // namespace

void read_imported(Connection& connection, const Names& names, PersonFacts& facts, LinkNo up_to,
                   const Since& since) {
  Imported{connection, names, facts, up_to, since}.read();
}

}  // namespace store
