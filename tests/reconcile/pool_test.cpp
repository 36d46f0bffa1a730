// Whose each line of a pool is, its own books, and what its members are handed.
#include "reconcile/pool_shares.hpp"
#include "tests/reconcile/build.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <rapidcheck.h>
#include <rapidcheck/catch.h>

using build::Case;
using build::day;
using build::pounds;
using ledger::Money;
using Kind = ledger::Decision::Kind;

namespace {

/// A member of @harbour with a worker, a gardener of their own and the agency that all use.
Case member(const std::string& ref, const std::string& name, const std::string& worker,
            const std::string& payee, const std::string& balance = "0.00") {
  Case made;
  made.person.ref = ref;
  made.person.name = name;
  ledger::Account account{.ref = "clients", .opened = day("2025-04-01")};
  account.kind = ledger::AccountKind::managed;
  account.pool = "harbour";
  account.balance = pounds(balance);
  made.person.accounts = {account};
  made.person.workers = {build::worker("W1", worker)};
  made.person.budgets[0].accounts = {"clients"};
  made.person.budgets[0].lines = {
      build::plan_line("team", "pa-wages", {"W1"}),
      build::plan_line("garden", "activities", {payee}),
      build::plan_line("agency", "agency", {"Helping Hands Community Care Ltd"})};
  return made;
}

struct Pool {
  std::vector<Case> members{member("P0001", "Hanna Moss", "Amy Jones", "GREEN THUMB GARDENS", "50"),
                            member("P0002", "Idris Vane", "Brian Okafor", "OAKTREE PONIES"),
                            member("P0003", "June Marlow", "Carol Finch", "SILVER BAND CLUB")};
  std::vector<ledger::BookLine> lines;
  std::vector<ledger::Decision> decisions;

  ledger::LineId bank(const std::string& on, const std::string& amount, const std::string& text) {
    ledger::StatementLine line{.date = day(on), .amount = pounds(amount)};
    line.payee = text;
    const auto twins = std::ranges::count_if(lines, [&](const ledger::BookLine& other) {
      return other.line.date == line.date && other.line.amount == line.amount &&
             other.line.payee == text;
    });
    line.id = ledger::line_id("@harbour", line, static_cast<int>(twins) + 1);
    line.file_line = static_cast<int>(lines.size()) + 2;
    lines.push_back({"harbour", {1}, line, static_cast<int>(lines.size()), {}});
    return line.id;
  }

  void decide(ledger::LineId line, Kind kind, std::vector<std::string> keys = {}) {
    decisions.push_back({line, kind, std::move(keys), "", "r.patel",
                         "2025-07-01T10:00:0" + std::to_string(decisions.size()) + "Z"});
  }
};

/// What the engine makes of a pool.
class Shared {
 public:
  explicit Shared(const Pool& from) : pool_{facts_of(from)} {
    for (const auto& one : from.members) facts_.push_back(one.facts());
    for (const auto& one : facts_) {
      members_.push_back({&one, ledger::account_in(one.history, "harbour")});
    }
    matches_ = reconcile::pool_shares(pool_, members_, ledger::Parameters::built_in());
    entries_ = reconcile::pool_entries(pool_, members_, matches_);
  }
  Shared(const Shared&) = delete;
  Shared& operator=(const Shared&) = delete;

  /// "matched pool-name P0001 -20.00", "suggested pool-several ? P0001 P0002".
  std::string said(ledger::LineId id) const {
    const auto& match = of(id);
    std::string text = std::string{ledger::text(match.state)} + " " + match.rule;
    for (const auto& item : match.items) {
      text += " " + std::string{ledger::shared_with(item.key).value_or("?")} + " " +
              ledger::text(item.amount);
    }
    if (!match.alternatives.empty()) text += " ?";
    for (const auto& one : match.alternatives) {
      text += " " + std::string{ledger::shared_with(one.items.front().key).value_or("?")};
    }
    return text;
  }
  const ledger::Match& of(ledger::LineId id) const {
    for (std::size_t i = 0; i < pool_.lines.size(); ++i) {
      if (pool_.lines[i].line.id == id) return matches_[i];
    }
    throw std::out_of_range{"no such line"};
  }
  /// Debits less credits of an account of the pool.
  Money net(const std::string& account) const {
    Money sum;
    for (const auto& entry : entries_) {
      for (const auto& posting : entry.postings) {
        if (posting.debit == account) sum += posting.amount;
        if (posting.credit == account) sum -= posting.amount;
      }
    }
    return sum;
  }
  /// What a member's own engine has in the bank, handed these lines.
  Money bank_of(std::size_t member) const {
    auto facts = facts_[member];
    for (const auto& one : handed_to(member)) facts.lines.push_back(one.line);
    Money bank;
    const auto all = reconcile::reconcile(facts, ledger::Parameters::built_in());
    for (const auto& entry : all.entries) {
      for (const auto& posting : entry.postings) {
        if (posting.debit == "bank:clients") bank += posting.amount;
        if (posting.credit == "bank:clients") bank -= posting.amount;
      }
    }
    return bank;
  }
  std::vector<ledger::Allotted> handed_to(std::size_t member) const {
    return reconcile::allotted_to(members_[member], pool_, members_, matches_);
  }
  const std::vector<reconcile::PoolMember>& members() const { return members_; }

 private:
  static ledger::PersonFacts facts_of(const Pool& from) {
    ledger::PersonVersion version;
    version.ref = "@harbour";
    version.accounts = {{.ref = "harbour", .opened = day("2025-04-01")}};
    ledger::PersonFacts facts{.history = ledger::PersonHistory{{version}}};
    facts.lines = from.lines;
    facts.decisions = from.decisions;
    return facts;
  }

  ledger::PersonFacts pool_;
  std::vector<ledger::PersonFacts> facts_;
  std::vector<reconcile::PoolMember> members_;
  std::vector<ledger::Match> matches_;
  std::vector<ledger::Entry> entries_;
};

}  // namespace

TEST_CASE("a pool's line is whose reference it has, however the bank writes it", "[pool]") {
  const std::string text =
      GENERATE("P0002 TOP UP", "REF P-0002", "P 0002 FROM J VANE", "DP P0002WAGES", "p0002");
  INFO(text);
  Pool pool;
  const auto line = pool.bank("2025-05-02", "75.00", text);
  const auto other = pool.bank("2025-05-02", "75.00", "P00021 TOP UP");
  const Shared shared{pool};
  CHECK(shared.said(line) == "matched pool-reference P0002 75.00");
  CHECK(shared.said(other) == "unmatched pool-unknown");
}

TEST_CASE("a pool's line is whose name, worker or payee it has", "[pool]") {
  Pool pool;
  const auto worker = pool.bank("2025-05-02", "-310.00", "BRIAN OKAFOR WAGES");
  const auto person = pool.bank("2025-05-02", "25.00", "JUNE MARLOW CONTRIBUTION");
  const auto payee = pool.bank("2025-05-03", "-40.00", "GREEN THUMB GARDENS");
  const Shared shared{pool};
  CHECK(shared.said(worker) == "matched pool-name P0002 -310.00");
  CHECK(shared.said(person) == "matched pool-name P0003 25.00");
  CHECK(shared.said(payee) == "matched pool-name P0001 -40.00");
}

TEST_CASE("what two members claim alike is suggested and stays in the pool's suspense", "[pool]") {
  Pool pool;
  pool.members[0].invoice("HH-1", "2025-05-01", "90.00");
  pool.members[1].invoice("HH-7", "2025-05-01", "90.00");
  const auto line = pool.bank("2025-05-06", "-90.00", "HELPING HANDS COMMUNITY CARE");
  const Shared shared{pool};
  CHECK(shared.said(line) == "suggested pool-several ? P0001 P0002");
  CHECK(shared.net("suspense") == pounds("90.00"));
}

TEST_CASE("an amount that one member alone expects tells between two whom a line names", "[pool]") {
  Pool pool;
  pool.members[0].invoice("HH-1", "2025-05-01", "90.00");
  pool.members[1].invoice("HH-7", "2025-05-01", "120.00");
  const auto line = pool.bank("2025-05-06", "-120.00", "HELPING HANDS COMMUNITY CARE");
  const Shared shared{pool};
  CHECK(shared.said(line) == "matched pool-name P0002 -120.00");
}

TEST_CASE("an invoice's number tells between two who use its supplier", "[pool]") {
  Pool pool;
  pool.members[0].invoice("HH-4711", "2025-05-01", "90.00");
  pool.members[1].invoice("HH-4712", "2025-05-01", "90.00");
  const auto line = pool.bank("2025-05-06", "-90.00", "HELPING HANDS COMMUNITY CARE 4712");
  const Shared shared{pool};
  CHECK(shared.said(line) == "matched pool-reference P0002 -90.00");
}

TEST_CASE("HMRC is everybody's: only the amount that one alone owes tells", "[pool]") {
  Pool pool;
  pool.members[0].payslip("W1", "2025-04-25", "400.00", "61.20");
  pool.members[1].payslip("W1", "2025-04-25", "500.00", "88.40");
  const auto own = pool.bank("2025-05-20", "-88.40", "HMRC CUMBERNAULD");
  const auto unknown = pool.bank("2025-05-20", "-17.00", "HMRC CUMBERNAULD");
  const Shared shared{pool};
  CHECK(shared.said(own) == "matched pool-amount P0002 -88.40");
  CHECK(shared.said(unknown) == "unmatched pool-unknown");
}

TEST_CASE("a name that says another than who expects the amount is a question", "[pool]") {
  Pool pool;
  pool.members[1].payslip("W1", "2025-04-25", "312.50");
  const auto line = pool.bank("2025-04-25", "-312.50", "P0001 BRIAN OKAFOR");
  const Shared shared{pool};
  CHECK(shared.said(line) == "suggested pool-several ? P0001 P0002");
}

TEST_CASE("one payroll run for several is divided when their wages come to it exactly", "[pool]") {
  Pool pool;
  pool.members[0].payslip("W1", "2025-04-25", "410.20");
  pool.members[1].payslip("W1", "2025-04-25", "377.45");
  pool.members[2].payslip("W1", "2025-04-25", "298.10");
  const auto line = pool.bank("2025-04-25", "-1085.75", "BRIGHTPAY WAGES RUN");
  SECTION("whose they are is known") {
    const Shared shared{pool};
    CHECK(shared.said(line) == "matched pool-divided P0001 -410.20 P0002 -377.45 P0003 -298.10");
    REQUIRE(shared.handed_to(1).size() == 1);
    CHECK(shared.handed_to(1).front().line.line.amount == pounds("-377.45"));
    CHECK(shared.handed_to(1).front().line.line.id != line);
    CHECK(shared.bank_of(1) == pounds("-377.45"));
  }
  SECTION("a penny more is nobody's") {
    pool.lines.clear();
    const auto other = pool.bank("2025-04-25", "-1085.76", "BRIGHTPAY WAGES RUN");
    CHECK(Shared{pool}.said(other) == "unmatched pool-unknown");
  }
  SECTION("two ways to divide it are none") {
    pool.members[2].payslips.front().record.net = pounds("377.45");
    pool.lines.clear();
    const auto other = pool.bank("2025-04-25", "-787.65", "BRIGHTPAY WAGES RUN");
    CHECK(Shared{pool}.of(other).state != ledger::MatchState::matched);
  }
}

TEST_CASE("a part of a payment says nothing of the others it was for", "[pool]") {
  Pool pool;
  const auto line = pool.bank("2025-05-02", "-60.00", "AMY JONES AND BRIAN OKAFOR");
  pool.decide(line, Kind::split, {"share:P0001=-35.00", "share:P0002=-20.00"});
  const Shared shared{pool};
  CHECK(shared.said(line) == "matched decided P0001 -35.00 P0002 -20.00");
  CHECK(shared.net("suspense") == pounds("5.00"));
  for (const auto member : {std::size_t{0}, std::size_t{1}}) {
    const auto text = shared.handed_to(member).front().line.line.description();
    CHECK(text.find(member == 0 ? "OKAFOR" : "JONES") == std::string::npos);
  }
}

TEST_CASE("a person decides whose a line is, and takes it back", "[pool]") {
  Pool pool;
  const auto line = pool.bank("2025-05-02", "-33.00", "CORNER SHOP");
  CHECK(Shared{pool}.said(line) == "unmatched pool-unknown");
  pool.decide(line, Kind::match, {"share:P0003"});
  CHECK(Shared{pool}.said(line) == "matched decided P0003 -33.00");
  pool.decide(line, Kind::withdraw);
  CHECK(Shared{pool}.said(line) == "unmatched pool-unknown");
  pool.decide(line, Kind::match, {"share:P0009"});
  CHECK(Shared{pool}.said(line) == "unmatched decided");
}

TEST_CASE("a payment that comes back without a name goes to whose it was", "[pool]") {
  Pool pool;
  pool.bank("2025-05-02", "-310.00", "BRIAN OKAFOR WAGES");
  const auto back = pool.bank("2025-05-05", "310.00", "RETURNED PAYMENT");
  CHECK(Shared{pool}.said(back) == "matched pool-returned P0002 310.00");
}

TEST_CASE("the bank's own interest and charges are nobody's", "[pool]") {
  Pool pool;
  pool.members[0].invoice("X", "2025-05-01", "6.50", "Garden Tools");
  const auto charge = pool.bank("2025-05-02", "-6.50", "SERVICE CHARGE");
  CHECK(Shared{pool}.said(charge) == "unmatched pool-unknown");
}

TEST_CASE("a pool opens with what its members' files say they had", "[pool]") {
  Pool pool;
  pool.bank("2025-05-02", "20.00", "P0001 TOP UP");
  const Shared shared{pool};
  CHECK(shared.net("bank:harbour") == pounds("70.00"));
  CHECK(shared.net("share:P0001") == pounds("-70.00"));
  CHECK(shared.bank_of(0) == pounds("70.00"));
}

namespace {

/// A random pool: two to four members, lines that name somebody, two, nobody; some wages due.
Pool random_pool() {
  Pool pool;
  if (*rc::gen::arbitrary<bool>()) {
    pool.members.push_back(member("P0004", "Karl Brook", "Dana Reed", "RIVERSIDE ARTS", "12.34"));
  }
  if (*rc::gen::arbitrary<bool>()) pool.members.erase(pool.members.begin());
  const std::vector<std::string> texts{"P0001 TOP UP",
                                       "AMY JONES WAGES",
                                       "BRIAN OKAFOR",
                                       "C FINCH",
                                       "OAKTREE PONIES",
                                       "RIVERSIDE ARTS",
                                       "BRIGHTPAY WAGES",
                                       "HMRC CUMBERNAULD",
                                       "RETURNED PAYMENT",
                                       "CORNER SHOP",
                                       "HELPING HANDS COMMUNITY CARE",
                                       "P0002 AMY JONES",
                                       "JUNE MARLOW",
                                       "SERVICE CHARGE"};
  for (auto& one : pool.members) {
    for (const auto* on : {"2025-04-25", "2025-05-23"}) {
      const auto net = std::to_string(*rc::gen::inRange(1, 6)) + "0.00";
      one.payslip("W1", on, net, "10.00");
    }
  }
  const auto count = *rc::gen::inRange(0, 14);
  for (int i = 0; i < count; ++i) {
    const auto on = plus_days(day("2025-04-22"), *rc::gen::inRange(0, 40));
    const auto amount = std::to_string(*rc::gen::inRange(-12, 12)) + "0.00";
    pool.bank(ledger::text(on), amount, *rc::gen::elementOf(texts));
  }
  for (const auto& line : pool.lines) {
    const auto whom = *rc::gen::inRange(0, 12);
    if (whom >= static_cast<int>(pool.members.size())) continue;
    const auto& ref = pool.members[static_cast<std::size_t>(whom)].person.ref;
    pool.decide(line.line.id, Kind::match, {ledger::share_key(ref)});
  }
  return pool;
}

/// What of the pool is handed to each, as a set of texts.
std::map<std::string, std::vector<std::string>> handed(const Shared& shared) {
  std::map<std::string, std::vector<std::string>> all;
  for (std::size_t i = 0; i < shared.members().size(); ++i) {
    auto& mine = all[shared.members()[i].facts->ref()];
    for (const auto& one : shared.handed_to(i)) {
      mine.push_back(ledger::text(one.line.line.id) + ledger::text(one.line.line.amount));
    }
    std::ranges::sort(mine);
  }
  return all;
}

}  // namespace

TEST_CASE("the bank of a pool is its members' banks and its suspense, whatever is in it",
          "[pool][property]") {
  rc::prop("the tie holds", [] {
    const auto pool = random_pool();
    const Shared shared{pool};
    Money bank, shares;
    for (const auto& line : pool.lines) bank += line.line.amount;
    for (std::size_t i = 0; i < pool.members.size(); ++i) {
      const auto& one = shared.members()[i];
      bank += one.account->balance;
      const auto share = -shared.net(ledger::share_key(one.facts->ref()));
      RC_ASSERT(share == shared.bank_of(i));
      shares += share;
    }
    RC_ASSERT(shared.net("bank:harbour") == bank);
    RC_ASSERT(bank == shares - shared.net("suspense"));
  });
}

TEST_CASE("neither the order of a pool's members nor that of its files matters",
          "[pool][property]") {
  rc::prop("the same is handed out", [] {
    auto pool = random_pool();
    const auto before = handed(Shared{pool});
    std::ranges::reverse(pool.lines);  // their places stay: they are of the book
    RC_ASSERT(handed(Shared{pool}) == before);
  });
}

TEST_CASE("another member's lines change nothing of what one is handed, unless they compete",
          "[pool][property]") {
  rc::prop("nothing leaks", [] {
    auto pool = random_pool();
    const auto before = handed(Shared{pool});
    const auto ref = pool.members.back().person.ref;
    // Lines with a reference, of amounts that nobody expects.
    pool.bank("2025-05-09", "-1234.56", ref + " BOILER");
    pool.bank("2025-05-09", "777.77", ref + " GRANT");
    const auto after = handed(Shared{pool});
    for (const auto& [member, lines] : before) {
      if (member != ref) RC_ASSERT(after.at(member) == lines);
    }
    RC_ASSERT(after.at(ref).size() == before.at(ref).size() + 2);
  });
}
