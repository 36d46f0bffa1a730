#include "ledger/store/chain_check.hpp"

#include "ledger/pool.hpp"
#include "ledger/statement.hpp"
#include "ledger/store/chain.hpp"
#include "ledger/store/reader.hpp"
#include "ledger/store/schema.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace store {

using namespace ledger;

namespace {

struct Link {
  LinkKind kind = LinkKind::version;
  std::int64_t about = 0;
  std::int64_t work = 0;
  std::string digest, head, at, by;
  std::optional<std::string> texts, salt;
  Batch batch;
};

std::optional<std::string> maybe_text(const Rows& rows, int column) {
  if (rows.is_null(column)) return std::nullopt;
  return rows.text(column);
}

/// The place of a column in its table; nothing when it has none of that name.
std::optional<std::size_t> column_of(Recorded which, std::string_view name) {
  const auto& columns = table(which).columns;
  const auto at = std::ranges::find(columns, name, &Column::name);
  if (at == columns.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns.begin());
}

/// Where a row of a table says, directly or not, which link covers it.
struct Covered {
  explicit Covered(Recorded which)
      : entry{column_of(which, "entry")},
        number{column_of(which, "number")},
        import{column_of(which, "import")},
        link{column_of(which, "link")} {}
  std::optional<std::size_t> entry, number, import, link;
};

/// What the id of a line is made from.
struct LineColumns {
  std::size_t id = *column_of(Recorded::line, "id");
  std::size_t account = *column_of(Recorded::line, "account");
  std::size_t date = *column_of(Recorded::line, "date");
  std::size_t pence = *column_of(Recorded::line, "pence");
  std::size_t payee = *column_of(Recorded::line, "payee");
  std::size_t reference = *column_of(Recorded::line, "reference");
};

class ChainCheck {
 public:
  ChainCheck(Connection& connection, const PersonRow& person)
      : connection_{connection},
        person_{person},
        id_{person.id.value},
        names_{connection, person.id} {}

  std::vector<Breach> run() {
    read_links();
    for (std::size_t which = 0; which < recorded_tables; ++which) {
      read_table(static_cast<Recorded>(which));
    }
    walk();
    check_kept();
    check_undone();
    check_line_ids();
    return std::move(breaches_);
  }

 private:
  void report(std::string what) { breaches_.push_back({person_.ref, std::move(what)}); }

  void read_links() {
    Rows rows{
        connection_.prepared("SELECT l.number, l.kind, l.about, l.digest, l.texts, l.salt, l.head, "
                             "w.at, w.by, l.work "
                             "FROM link l LEFT JOIN work w ON w.number = l.work WHERE l.person = ? "
                             "ORDER BY l.number"),
        id_};
    while (rows.next()) {
      if (rows.integer(0) != static_cast<std::int64_t>(links_.size()) + 1) {
        report("link " + std::to_string(links_.size() + 1) + " of the chain is missing");
        return;
      }
      Link& link = links_.emplace_back();
      link.kind = choice_of(rows.integer(1), LinkKind::erasure);
      link.about = rows.integer(2);
      link.digest = rows.text(3);
      link.texts = maybe_text(rows, 4);
      link.salt = maybe_text(rows, 5);
      link.head = rows.text(6);
      link.at = rows.text(7);
      link.by = rows.text(8);
      link.work = rows.integer(9);
      if (link.kind == LinkKind::import) import_links_[link.about] = links_.size();
      if (link.kind == LinkKind::erasure) erased_before_ = rows.integer(0);
    }
    add_subjects();
    read_recasts();
  }

  void read_recasts() {
    Rows rows{
        connection_.prepared("SELECT covers, digest FROM recast WHERE person = ? AND covers < "
                             "link ORDER BY link"),
        id_};
    while (rows.next()) recasts_[rows.integer(0)] = from_hex(rows.view(1));
  }

  void add_subjects() {
    for (const auto& [import, number] : import_links_) {
      Rows rows{connection_.prepared("SELECT work, person, file, sha256, account, kind, format, "
                                     "kept, known FROM import WHERE id = ?"),
                import};
      if (!rows.next()) continue;
      links_[number - 1].batch.add_subject({rows.integer(0), rows.maybe_integer(1), rows.view(2),
                                            rows.view(3), rows.view(4), rows.integer(5),
                                            rows.view(6), rows.integer(7), rows.integer(8)});
    }
  }

  /// The number of the link that covers the row; 0 when there is none.
  std::size_t link_of(Recorded which, const Covered& by) {
    if (which == Recorded::posting) return link_of_entry(cells_[*by.entry].number);
    if (by.import) {
      const auto link = import_links_.find(cells_[*by.import].number);
      return link == import_links_.end() ? 0 : link->second;
    }
    const std::int64_t number = cells_[*by.link].number;
    const bool known = number >= 1 && number <= static_cast<std::int64_t>(links_.size());
    if (!known) return 0;
    const auto link = static_cast<std::size_t>(number);
    if (which == Recorded::entry) entry_links_.emplace_back(cells_[*by.number].number, link);
    return link;
  }

  /// Entries and postings are both read in the order of the entries' numbers.
  std::size_t link_of_entry(std::int64_t entry) {
    while (next_entry_ < entry_links_.size() && entry_links_[next_entry_].first < entry) {
      ++next_entry_;
    }
    const bool there =
        next_entry_ < entry_links_.size() && entry_links_[next_entry_].first == entry;
    return there ? entry_links_[next_entry_].second : 0;
  }

  void read_table(Recorded which) {
    const Table& shape = table(which);
    const Covered by{which};
    Rows rows{connection_.prepared("SELECT * FROM " + std::string{shape.name} +
                                   " WHERE person = ? ORDER BY " + std::string{shape.key}),
              id_};
    std::size_t astray = 0;
    while (rows.next()) {
      read_cells(rows, which, cells_);
      if (which == Recorded::line && all_are_first_) all_are_first_ = is_first();
      const std::size_t link = link_of(which, by);
      if (link == 0) {
        ++astray;
      } else {
        absorb(links_[link - 1].batch, which, cells_);
      }
    }
    if (astray == 0) return;
    report(std::to_string(astray) + " rows of " + std::string{shape.name} +
           " are covered by no link of the chain");
  }

  void walk() {
    std::string head{bytes_of(first_head(hasher_, book_row(connection_), person_.ref))};
    std::int64_t number = 0;
    for (const Link& link : links_) {
      const std::string name = "link " + std::to_string(++number);
      check_texts(link, name, number);
      std::optional<std::string_view> texts;
      if (link.texts) texts = *link.texts;
      const Digest digest = link.batch.digest(hasher_, link.kind, link.about, texts);
      const auto recast = recasts_.find(number);
      const std::string& covered = recast == recasts_.end() ? link.digest : recast->second;
      if (covered != bytes_of(digest)) {
        report(name + " does not cover what is recorded under it now");
      }
      const Digest next =
          next_head(hasher_, head, {number, link.kind, link.work, link.digest, link.at, link.by});
      if (link.head != bytes_of(next)) {
        report(name + (number == 1 ? " does not begin the chain of this person in this book"
                                   : " does not follow from the one before it"));
      }
      head = link.head;
    }
    newest_head_ = hex(head);
  }

  // Texts are gone where a later link records that they were erased, and then altogether.
  void check_texts(const Link& link, const std::string& name, std::int64_t number) {
    if (!link.texts) {
      if (link.batch.has_texts()) report(name + " covers no texts, and there are some");
      if (link.salt) report(name + " covers no texts, and yet it has a salt");
      return;
    }
    if (!link.salt && number < erased_before_) {
      if (link.batch.has_texts_in_rows()) {
        report("the personal texts of " + name + " were erased, and yet there are some");
      }
    } else if (!link.salt) {
      report("the personal texts of " + name + " are gone and no erasure is recorded");
    } else if (*link.texts != bytes_of(link.batch.commitment(hasher_, *link.salt))) {
      report("the personal texts under " + name + " are not those that were recorded");
    }
  }

  void check_kept() {
    Rows kept{connection_.prepared("SELECT links, names FROM progress WHERE person = ?"), id_};
    if (!kept.next()) return report("what is kept about this person is missing");
    const auto links = static_cast<std::int64_t>(links_.size());
    if (kept.integer(0) != links) {
      report("the chain has " + std::to_string(links) + " links where " +
             std::to_string(kept.integer(0)) + " were recorded");
    } else if (links > 0 && person_.head != newest_head_) {
      report("the newest head is not the one that is kept");
    }
    if (kept.integer(1) != static_cast<std::int64_t>(names_.size())) {
      report("there are " + std::to_string(names_.size()) + " names where " +
             std::to_string(kept.integer(1)) + " were recorded");
    }
  }

  /// What is undone was undone by a link, and every such link stands for something undone.
  void check_undone() {
    std::int64_t undone = 0;
    for (const Link& link : links_) {
      if (link.kind == LinkKind::undo) ++undone;
      if (link.kind != LinkKind::undo && link.kind != LinkKind::import) continue;
      Rows rows{connection_.prepared("SELECT work FROM undone WHERE import = ?"), link.about};
      const auto work = rows.next() ? rows.maybe_integer(0) : std::nullopt;
      const auto said = std::ranges::find_if(links_, [&](const Link& other) {
        return other.kind == LinkKind::undo && other.about == link.about;
      });
      if (said == links_.end() ? !work : work == said->work) continue;
      report("import " + std::to_string(link.about) +
             " is undone here and not there: the chain does not agree with the list of imports");
    }
    Rows kept{connection_.prepared("SELECT undone FROM progress WHERE person = ?"), id_};
    if (kept.next() && kept.integer(0) != undone) report("the count of undone imports is wrong");
  }

  using Equal =
      std::tuple<std::int64_t, Date, Money, std::string>;  ///< account, date, amount, text

  /// Whether the line in cells_ is the first of its content, as nearly every line is: that is told
  /// without looking at any other.
  bool is_first() {
    static const LineColumns at;
    const std::int64_t account = cells_[at.account].number;
    const std::int64_t date = cells_[at.date].number;
    if (account < 1 || account > static_cast<std::int64_t>(names_.size())) return false;
    if (!std::in_range<std::int32_t>(date)) return false;
    std::string& address = addresses_[account];
    if (address.empty()) address = account_address(person_.ref, names_.text(account));
    const StatementLine line{Date::of_days(static_cast<std::int32_t>(date)),
                             Money::of_pence(cells_[at.pence].number),
                             {},
                             {},
                             std::string{cells_[at.payee].characters},
                             std::string{cells_[at.reference].characters},
                             {}};
    return line_id(address, line, 1).value == cells_[at.id].number;
  }

  void check_line_ids() {
    if (all_are_first_) return;
    std::map<Equal, std::vector<std::pair<LineId, std::int64_t>>> equals;
    Rows rows{connection_.prepared("SELECT id, account, date, pence, payee, reference, import FROM "
                                   "line WHERE person = ?"),
              id_};
    while (rows.next()) {
      const StatementLine line{rows.date(2), rows.money(3), {}, {}, rows.text(4), rows.text(5), {}};
      equals[{rows.integer(1), line.date, line.amount, line.description()}].push_back(
          {{rows.integer(0)}, rows.integer(6)});
    }
    for (const auto& [content, lines] : equals) check_equals(content, lines);
  }

  void check_equals(const Equal& content,
                    const std::vector<std::pair<LineId, std::int64_t>>& lines) {
    const auto& [account, date, amount, text] = content;
    const StatementLine line{date, amount, {}, {}, text, {}, {}};
    std::vector<LineId> right;
    const std::string name = account_address(person_.ref, names_.text(account));
    for (int number = 1; number <= static_cast<int>(lines.size()); ++number) {
      right.push_back(line_id(name, line, number));
    }
    for (const auto& [id, import] : lines) {
      if (std::ranges::find(right, id) != right.end()) continue;
      if (text.empty() && texts_gone(import)) continue;  // said of the link already
      report("line " + ledger::text(id) + " does not hold what its id was made from");
    }
  }

  bool texts_gone(std::int64_t import) const {
    const auto link = import_links_.find(import);
    return link != import_links_.end() && !links_[link->second - 1].salt;
  }

  Connection& connection_;
  const PersonRow& person_;
  std::int64_t id_;
  Names names_;
  Hasher hasher_;
  std::vector<Cell> cells_;  ///< of the row that is being read
  std::vector<Link> links_;
  std::unordered_map<std::int64_t, std::size_t> import_links_;     ///< link numbers
  std::vector<std::pair<std::int64_t, std::size_t>> entry_links_;  ///< by number of the entry
  std::size_t next_entry_ = 0;                                     ///< of entry_links_
  std::unordered_map<std::int64_t, std::string> recasts_;  ///< by link: what it covers by now
  std::int64_t erased_before_ = 0;                         ///< the link of the newest erasure
  std::string newest_head_;
  std::unordered_map<std::int64_t, std::string> addresses_;  ///< by account
  bool all_are_first_ = true;                                ///< see is_first()
  std::vector<Breach> breaches_;
};

}  // namespace

std::vector<Breach> check_chain(Connection& connection, const PersonRow& person) {
  return ChainCheck{connection, person}.run();
}

}  // namespace store
