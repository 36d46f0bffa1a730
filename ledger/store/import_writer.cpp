#include "ledger/store/import_writer.hpp"

#include "ledger/ensure.hpp"
#include "ledger/store/digest.hpp"
#include "ledger/store/match_codec.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace store {

using namespace ledger;

namespace {

std::int64_t records_in(const NewImport& import) {
  std::size_t kept = import.payslips.size() + import.summaries.size() + import.invoices.size() +
                     import.deliveries.size();
  for (const NewStatement& one : import.statements) kept += one.kept.size();
  // Every row of deliveries is written, so that undoing one file leaves what another has; what is
  // known already counts once.
  const auto again = import.kind == FileKind::delivery ? import.known : 0;
  return static_cast<std::int64_t>(kept) - again;
}

/// Files with the newest line first count backwards.
bool newest_first(const NewStatement& statement) {
  for (std::size_t at = 1; at < statement.kept.size(); ++at) {
    if (statement.kept[at].file_line < statement.kept[at - 1].file_line) return true;
  }
  for (std::size_t at = 1; at < statement.known.size(); ++at) {
    if (statement.known[at].second < statement.known[at - 1].second) return true;
  }
  return false;
}

/// Every line of the file in the order in which the bank booked them.
std::vector<LineId> bank_order(const NewStatement& statement) {
  const std::size_t count = statement.kept.size() + statement.known.size();
  if (!statement.frame.lines.empty()) {
    ensure(statement.frame.lines.size() == count, "a frame names every line of the file once");
    return statement.frame.lines;
  }
  std::vector<std::pair<int, LineId>> lines;
  for (const StatementLine& line : statement.kept) lines.emplace_back(line.file_line, line.id);
  for (const auto& [id, file_line] : statement.known) lines.emplace_back(file_line, id);
  const int sign = newest_first(statement) ? -1 : 1;
  std::ranges::stable_sort(lines, {}, [sign](const auto& one) { return sign * one.first; });
  std::vector<LineId> order;
  for (const auto& one : lines) order.push_back(one.second);
  return order;
}

std::unordered_map<LineId, std::int64_t> positions_in(const NewStatement& statement) {
  std::unordered_map<LineId, std::int64_t> positions;
  std::int64_t position = 0;
  for (const LineId id : bank_order(statement)) positions.emplace(id, position++);
  return positions;
}

std::optional<Date> first_of(const std::optional<Period>& period) {
  if (!period) return std::nullopt;
  return period->first;
}
std::optional<Date> last_of(const std::optional<Period>& period) {
  if (!period) return std::nullopt;
  return period->last;
}

}  // namespace

ImportWriter::ImportWriter(Connection& connection, ChainWriter& chain)
    : connection_{connection},
      chain_{chain},
      frames_{connection, Recorded::frame},
      lines_{connection, Recorded::line},
      sightings_{connection, Recorded::sighting},
      wordings_{connection, Recorded::wording},
      origins_{connection, Recorded::origin},
      payslips_{connection, Recorded::payslip},
      unstated_{connection, Recorded::unstated},
      summaries_{connection, Recorded::summary},
      invoices_{connection, Recorded::invoice},
      deliveries_{connection, Recorded::delivery} {}

ImportId ImportWriter::add(const NewImport& import) {
  const auto parts = parts_of(import);
  {
    Rows newest{connection_.prepared("SELECT coalesce(max(id), 0) FROM import")};
    ensure(newest.next(), "the newest import can be asked");
    import_ = newest.integer(0) + 1;
  }
  format_ = import.format;
  const std::string content = from_hex(import.sha256);
  ensure(content.size() == std::tuple_size_v<Digest>, "an import names the SHA-256 of its file");
  std::optional<std::int64_t> whose;
  if (parts.size() == 1) whose = parts.begin()->first.value;
  const ImportRow row{chain_.work(),  whose,
                      import.file,    content,
                      import.account, static_cast<std::int64_t>(import.kind),
                      import.format,  records_in(import),
                      import.known};
  add_import_row(row, import_);
  for (const auto& [person, part] : parts) {
    chain_.open(person, LinkKind::import, import_);
    chain_.batch().add_subject(row);
    add_part(person, part);
    chain_.progress().to_reconcile = true;
    chain_.close();
  }
  return {import_};
}

std::map<PersonId, ImportWriter::Part> ImportWriter::parts_of(const NewImport& import) const {
  std::map<PersonId, Part> parts;
  for (const auto& one : import.statements) parts[one.person].statements.push_back(&one);
  for (const auto& [person, one] : import.payslips) parts[person].payslips.push_back(&one);
  for (const auto& [person, one] : import.summaries) parts[person].summaries.push_back(&one);
  for (const auto& [person, one] : import.invoices) parts[person].invoices.push_back(&one);
  for (const auto& [person, one] : import.deliveries) parts[person].deliveries.push_back(&one);
  return parts;
}

void ImportWriter::add_import_row(const ImportRow& import, std::int64_t id) {
  Statement& row = connection_.prepared("INSERT INTO import VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  row.bind(1, id);
  row.bind(2, import.work);
  if (import.person) {
    row.bind(3, *import.person);
  } else {
    row.bind_null(3);
  }
  row.bind(4, import.file);
  row.bind_bytes(5, import.sha256);
  row.bind(6, import.account);
  row.bind(7, import.kind);
  row.bind(8, import.format);
  row.bind(9, import.kept);
  row.bind(10, import.known);
  run(row);
}

void ImportWriter::add_part(PersonId person, const Part& part) {
  add_statements(person, part);
  add_papers(person.value, part);
}

void ImportWriter::add_statements(PersonId person, const Part& part) {
  std::vector<Place> places;
  std::vector<std::int64_t> accounts;
  for (const NewStatement* statement : part.statements) {
    const StatementFrame& frame = statement->frame;
    const auto number = static_cast<std::int64_t>(accounts.size());
    accounts.push_back(chain_.name(frame.account));
    frames_.write(chain_.batch(), person.value, import_, number, accounts.back(),
                  first_of(frame.printed), last_of(frame.printed), first_of(frame.covered),
                  last_of(frame.covered), frame.opening, frame.closing,
                  encode_numbers(frame.breaks));
    if (!frame.format.empty() && frame.format != format_) {
      origins_.write(chain_.batch(), person.value, import_, number, frame.format);
    }
    const auto positions = positions_in(*statement);
    for (const StatementLine& line : statement->kept) {
      ensure(!line.pending, "a pending line is never booked");
      places.push_back({line.id, number, positions.at(line.id), line.file_line, &line});
    }
    for (const auto& [id, file_line] : statement->known) {
      places.push_back({id, number, positions.at(id), file_line, nullptr});
    }
  }
  std::ranges::sort(places, {}, [](const Place& place) {
    return std::tie(place.id, place.frame, place.position);
  });
  auto worded = wordings_of(part);
  add_places(person, places, accounts, worded);
  add_wordings(person, worded);
}

std::vector<ImportWriter::Worded> ImportWriter::wordings_of(const Part& part) const {
  std::vector<Worded> worded;
  std::int64_t number = 0;
  for (const NewStatement* statement : part.statements) {
    if (!statement->reworded.empty()) {
      const auto positions = positions_in(*statement);
      for (const StatementLine& line : statement->reworded) {
        worded.push_back({number, positions.at(line.id), &line});
      }
    }
    ++number;
  }
  return worded;
}

// In the order of the key, as add_places().
void ImportWriter::add_wordings(PersonId person, std::vector<Worded>& worded) {
  std::ranges::sort(worded, {}, [](const Worded& one) {
    return std::tuple{one.line->id, one.frame, one.position};
  });
  for (const auto& [frame, position, line] : worded) {
    wordings_.write(chain_.batch(), person.value, line->id.value, import_, frame, position,
                    line->file_line, line->balance, line->type, line->payee, line->reference,
                    line->bank_id);
  }
}

// In the order of the key, so that the batch reads as `check` will read it back.
void ImportWriter::add_places(PersonId person, const std::vector<Place>& places,
                              const std::vector<std::int64_t>& accounts,
                              std::vector<Worded>& worded) {
  const bool some_undone = chain_.progress().undone > 0;
  std::optional<LineId> before;
  for (const Place& place : places) {
    const bool here = before == place.id || place.line == nullptr;
    before = place.id;
    if (here || (some_undone && in_book(person, place.id))) {
      sightings_.write(chain_.batch(), person.value, place.id.value, import_, place.frame,
                       place.position, place.file_line);
      // What an undone file said of the line may not be what this one says.
      if (place.line != nullptr) worded.push_back({place.frame, place.position, place.line});
      continue;
    }
    const StatementLine& line = *place.line;
    const std::int64_t account = accounts[static_cast<std::size_t>(place.frame)];
    lines_.write(chain_.batch(), person.value, place.id.value, account, import_, place.frame,
                 place.position, place.file_line, line.date, line.amount, line.balance, line.type,
                 line.payee, line.reference, line.bank_id);
  }
}

/// An undone import leaves its lines: a file that brings one again only sees it.
bool ImportWriter::in_book(PersonId person, LineId line) {
  Rows rows{connection_.prepared("SELECT 1 FROM line WHERE person = ? AND id = ?"), person.value,
            line.value};
  return rows.next();
}

void ImportWriter::add_papers(std::int64_t person, const Part& part) {
  Batch& batch = chain_.batch();
  std::int64_t position = 0;
  for (const Payslip* one : part.payslips) add_payslip(person, position++, *one);
  position = 0;
  for (const EmployerSummary* one : part.summaries) {
    ensure(one->person == chain_.ref(), "a summary is of its person");
    summaries_.write(batch, person, import_, position++, one->month.start_year, one->month.number,
                     one->tax, one->employee_ni, one->employer_ni, one->employment_allowance,
                     one->statutory_pay_recovered, one->due, one->file_line);
  }
  position = 0;
  for (const Invoice* one : part.invoices) {
    ensure(one->person == chain_.ref(), "an invoice is of its person");
    invoices_.write(batch, person, import_, position++, one->number, one->supplier, one->date,
                    one->due, one->amount, one->plan_line, one->description, one->file_line);
  }
  position = 0;
  for (const Delivery* one : part.deliveries) {
    ensure(one->person == chain_.ref(), "a delivery is of its person");
    deliveries_.write(batch, person, import_, position++, one->service, one->period.first,
                      one->period.last, one->quantity, one->delivered, one->note, one->file_line);
  }
}

void ImportWriter::add_payslip(std::int64_t person, std::int64_t position, const Payslip& slip) {
  ensure(slip.person == chain_.ref(), "a payslip is of its person");
  payslips_.write(chain_.batch(), person, import_, position, slip.worker, slip.name,
                  slip.period.first, slip.period.last, slip.pay_date, slip.hours, slip.rate,
                  slip.gross, slip.tax, slip.employee_ni, slip.employee_pension,
                  slip.other_deductions, slip.net, slip.employer_ni, slip.employer_pension,
                  slip.file_line);
  if (!slip.net_stated) unstated_.write(chain_.batch(), person, import_, position);
}

}  // namespace store
