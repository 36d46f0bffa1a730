#include "bench/worst_people.hpp"

#include "bench/files.hpp"
#include "import/source.hpp"
#include "ledger/ensure.hpp"

#include <string>
#include <utility>

namespace bench {
namespace {

constexpr std::uint64_t seed = 20250401;
constexpr std::int64_t number = 2;  // has an agency
constexpr Pence wage = 31250;

ledger::PersonVersion agreed(const Person& person) {
  auto version = imports::read_person_file(person_file(person), "bench");
  ledger::ensure(static_cast<bool>(version), "what the generator writes can be loaded");
  return std::move(version).value();
}

class Year {
 public:
  explicit Year(std::size_t of)
      : of_{of},
        person_{make_person(number, seed)},
        facts_{.id = {number}, .history = ledger::PersonHistory{{agreed(person_)}}} {}

  Date day(std::size_t nth) const {
    return plus_days(the_year().first, 30 + static_cast<int>(nth * 300 / of_));
  }
  /// Each is for a day of its own: two for the same days would be one payslip twice.
  void wages(Date pay_date, std::size_t nth) {
    const Worker& worker = person_.workers.front();
    const auto worked = plus_days(the_year().first, static_cast<int>(nth) - 1000);
    ledger::Payslip slip{.person = person_.ref,
                         .worker = worker.ref,
                         .name = worker.name,
                         .period = {worked, worked},
                         .pay_date = pay_date};
    slip.gross = slip.net = ledger::Money::of_pence(wage);
    slip.file_line = static_cast<int>(nth) + 2;
    facts_.payslips.push_back({{10}, std::move(slip)});
  }
  void invoice(Date date, std::size_t nth, Pence amount) {
    ledger::Invoice invoice{.person = person_.ref,
                            .number = "A" + std::to_string(700'000 + nth),
                            .supplier = person_.agency,
                            .date = date,
                            .due = plus_days(date, 14)};
    invoice.amount = ledger::Money::of_pence(amount);
    invoice.plan_line = "agency";
    facts_.invoices.push_back({{11}, std::move(invoice)});
  }
  void pays_worker(Date date) { line(date, -wage, person_.workers.front().name); }
  void pays_agency(Date date, Pence amount) { line(date, -amount, person_.agency); }

  ledger::PersonFacts done() && {
    ledger::number_lines(person_.ref + "/dp", lines_);
    for (auto& line : lines_) facts_.lines.push_back({"dp", {1}, std::move(line)});
    return std::move(facts_);
  }

 private:
  void line(Date date, Pence amount, std::string payee) {
    ledger::StatementLine line{.date = date, .amount = ledger::Money::of_pence(amount)};
    line.payee = std::move(payee);
    lines_.push_back(std::move(line));
  }

  std::size_t of_;
  Person person_;
  ledger::PersonFacts facts_;
  std::vector<ledger::StatementLine> lines_;
};

/// No two of the first some thousand are equal, and their sums are not either, mostly.
Pence differing_amount(std::size_t nth) {
  return 10'000 + static_cast<Pence>(nth * 7919 % 50'021);
}

ledger::PersonFacts equal_wages(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) {
    year.wages(year.day(i), i);
    year.pays_worker(plus_days(year.day(i), 1));
  }
  return std::move(year).done();
}

ledger::PersonFacts weekly_wages(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) {
    const auto day = plus_days(the_year().first, static_cast<int>(7 * i));
    year.wages(day, i);
    year.pays_worker(plus_days(day, 1));
  }
  return std::move(year).done();
}

ledger::PersonFacts equal_and_late(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) {
    year.wages(year.day(i), i);
    if (i % 7 != 3) year.pays_worker(plus_days(year.day(i), 1 + static_cast<int>(i % 5)));
    if (i % 11 == 5) year.pays_worker(plus_days(year.day(i), 6));
  }
  return std::move(year).done();
}

ledger::PersonFacts paid_after(std::size_t lines, int days) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) {
    year.invoice(year.day(i), i, differing_amount(i));
    year.pays_agency(plus_days(year.day(i), days), differing_amount(i));
  }
  return std::move(year).done();
}

ledger::PersonFacts differing(std::size_t lines) {
  return paid_after(lines, 10);
}
ledger::PersonFacts differing_late(std::size_t lines) {
  return paid_after(lines, 35);
}

ledger::PersonFacts sums(std::size_t lines) {
  Year year{lines};
  const auto amount = [](std::size_t nth) { return static_cast<Pence>(5000 + nth % 37 * 500); };
  for (std::size_t i = 0; i < lines; ++i) {
    Pence sum = 0;
    for (std::size_t part = 3 * i; part < 3 * i + 3; ++part) {
      year.invoice(year.day(i), part, amount(part));
      sum += amount(part);
    }
    year.pays_agency(plus_days(year.day(i), 10), sum);
  }
  return std::move(year).done();
}

ledger::PersonFacts two_for_two(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) {
    const Pence moved = 111 + static_cast<Pence>(i / 2 * 3);
    year.invoice(year.day(i), i, differing_amount(i));
    year.pays_agency(plus_days(year.day(i), 10),
                     differing_amount(i) + (i % 2 == 0 ? moved : -moved));
  }
  return std::move(year).done();
}

ledger::PersonFacts near_misses(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) {
    year.invoice(year.day(i), i, differing_amount(i) * 2);
    year.pays_agency(plus_days(year.day(i), 10), differing_amount(i) * 2 + 301);
  }
  return std::move(year).done();
}

ledger::PersonFacts halves(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; i += 2) {
    const Pence whole = differing_amount(i);
    year.invoice(year.day(i), i, whole);
    year.pays_agency(plus_days(year.day(i), 8), whole / 2);
    year.pays_agency(plus_days(year.day(i), 12), whole - whole / 2);
  }
  return std::move(year).done();
}

ledger::PersonFacts same_day(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) {
    year.wages(year.day(0), i);
    year.pays_worker(year.day(0));
  }
  return std::move(year).done();
}

ledger::PersonFacts no_papers(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) year.pays_agency(year.day(i), 4500);
  return std::move(year).done();
}

ledger::PersonFacts no_papers_same_day(std::size_t lines) {
  Year year{lines};
  for (std::size_t i = 0; i < lines; ++i) year.pays_agency(year.day(0), 4500);
  return std::move(year).done();
}

}  // namespace

const std::vector<WorstPerson>& worst_people() {
  static const std::vector<WorstPerson> all{{"weekly_wages", weekly_wages},
                                            {"equal_wages", equal_wages},
                                            {"equal_and_late", equal_and_late},
                                            {"differing", differing},
                                            {"differing_late", differing_late},
                                            {"sums", sums},
                                            {"two_for_two", two_for_two},
                                            {"near_misses", near_misses},
                                            {"halves", halves},
                                            {"same_day", same_day},
                                            {"no_papers", no_papers},
                                            {"no_papers_same_day", no_papers_same_day}};
  return all;
}

}  // namespace bench
