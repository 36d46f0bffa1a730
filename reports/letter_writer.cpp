#include "reports/letter_writer.hpp"

#include "ledger/ensure.hpp"
#include "ledger/reclaims.hpp"
#include "ledger/schedule.hpp"
#include "reports/wording.hpp"

#include <algorithm>
#include <utility>

namespace reports {
namespace {

using ledger::Act;
using ledger::Money;
using ledger::PersonFacts;
using Kind = ledger::Act::Kind;

/// A login name ("root", "jbrandt") signs no letter: a person's name has two words.
bool is_full_name(std::string_view name) {
  const auto gap = name.find(' ');
  return gap != std::string_view::npos && gap > 0 && name.find_last_not_of(' ') > gap;
}

/// What had been recorded by the time of an act, itself included.
std::vector<Act> up_to(const std::vector<Act>& acts, const Act& last) {
  std::vector<Act> then;
  for (const auto& act : acts) {
    if (act.number <= last.number) then.push_back(act);
  }
  return then;
}

/// "finance manager", where an approval says so.
std::string role_of(const PersonFacts& facts, const std::string& name, ledger::Date day) {
  std::string role;
  for (const auto* budget : facts.history.budgets_known(day)) {
    for (const auto& approval : budget->approvals) {
      if (approval.name == name) role = approval.role;
    }
  }
  std::ranges::replace(role, '-', ' ');
  return role;
}

/// What every letter says of itself.
class Writer {
 public:
  explicit Writer(const LetterAbout& about)
      : about_{about},
        act_{*about.act},
        person_{about.facts->history.on(about.act->on)},
        acts_{up_to(about.facts->acts, act_)},
        reclaims_{ledger::reclaims(acts_, act_.on)} {
    if (!act_.ref.empty()) reclaim_ = ledger::reclaim_of(reclaims_, act_.ref);
    first_ = reclaim_ == nullptr ? &act_ : reclaim_->asked;
  }

  Letter write() {
    letter_.from = is_of_own_part() ? who_charges() : first_->funder;
    address();
    letter_.signer = is_full_name(act_.by) ? act_.by : about_.signer;
    if (!is_full_name(letter_.signer)) letter_.signer.clear();
    letter_.role = role_of(*about_.facts, letter_.signer, act_.on);
    switch (act_.kind) {
      case Kind::reclaim:
        is_of_own_part() ? pay_out() : ask_back();
        break;
      case Kind::offset:
        reduce();
        break;
      case Kind::outcome:
        tell_outcome();
        break;
      case Kind::instalments:
        agree();
        break;
      case Kind::write_off:
        give_up();
        break;
      case Kind::hold:
      case Kind::release:
      case Kind::reconsider:
      case Kind::withdraw:
      case Kind::pay:
      case Kind::repaid:
        throw ledger::Defect{"there is no letter about this"};
    }
    return std::move(letter_);
  }

 private:
  /// Who asks for the person's own part: people pay a part of social care alone.
  std::string who_charges() const {
    const auto* budget = about_.facts->history.budget(first_->budget);
    if (budget == nullptr || budget->funders.empty()) return "the commissioner";
    const auto social = std::ranges::find(budget->funders, "social-care", &ledger::Funder::stream);
    return (social == budget->funders.end() ? budget->funders.front() : *social).name;
  }

  bool is_of_estate() const { return first_->who == "estate"; }
  /// It is the person's own part that the letter is about.
  bool is_of_own_part() const { return first_->funder == ledger::own_part; }
  /// The letter's "you" is the person whose money it is.
  bool is_to_person() const { return letter_.to == person_.name; }
  std::string whose() const { return is_to_person() ? "your" : person_.name + "'s"; }

  std::string whose_capital() const { return is_to_person() ? "Your" : person_.name + "'s"; }

  void address() {
    if (is_of_estate()) {
      letter_.to = "The personal representatives of " + person_.name;
      letter_.dear = "Dear Sir or Madam";
      letter_.before.push_back("We are sorry that " + person_.name + " has died.");
      return;
    }
    const bool holder = first_->who.empty() || first_->who == "holder";
    letter_.to = holder ? who_holds() : first_->who;
    letter_.dear = holder && is_held_by_others() ? "Dear Sir or Madam" : "Dear " + letter_.to;
  }

  /// The budget's money is with an organisation.
  bool is_held_by_others() const {
    const auto* budget = about_.facts->history.budget(first_->budget);
    return budget != nullptr && budget->deployment == ledger::Deployment::third_party &&
           !budget->organisation.empty();
  }
  std::string who_holds() const {
    if (!is_held_by_others()) return std::string{person_.who_holds()};
    return about_.facts->history.budget(first_->budget)->organisation;
  }
  std::string payment() const { return is_held_by_others() ? "personal budget" : "direct payment"; }

  void say(std::string paragraph) { letter_.before.push_back(std::move(paragraph)); }
  void end(std::string paragraph) { letter_.after.push_back(std::move(paragraph)); }

  void say_reasons(const std::string& lead) {
    const auto ground = ground_sentence(act_.ground);
    const auto own = as_sentence(act_.reason);
    say(lead + (ground.empty() ? "" : " " + ground) + (own.empty() ? "" : " " + own));
  }

  /// Whoever disagrees can ask.
  void say_rights() {
    end("If you do not agree, you can ask us to look at this decision again. Tell us why, and send "
        "us anything that you think we should see. We will look at all of it. Then we will write "
        "to "
        "you and tell you what we decided and why.");
    end("If anything in this letter is not clear, please ask us.");
  }

  void ask_back() {
    const auto until = pretty(act_.until.value_or(act_.on));
    say("We ask for " + pretty(act_.amount) + " of " + whose() + " " + payment() +
        " back. Our reference is " + act_.ref + ".");
    say_reasons("Why we ask for it.");
    say("How much and by when. Please pay " + pretty(act_.amount) + " to " + act_.funder + " by " +
        until + ".");
    say(who_must_repay());
    show_steps();
    if (!is_of_estate()) {
      end("If you cannot pay all of it by then, please tell us before " + until +
          ". We can agree that you pay a part of it at a time.");
    }
    say_rights();
  }

  std::string who_must_repay() const {
    if (is_of_estate()) {
      return "Who must repay it. It is to be paid from the estate of " + person_.name +
             ". The estate is what " + person_.name +
             " owned. If you deal with the estate, please "
             "pay it from there.";
    }
    if (is_held_by_others() && letter_.to == who_holds()) {
      return "Who must repay it. Please pay it from the money that you hold for " + person_.name +
             ".";
    }
    if (first_->who.empty() || first_->who == "holder") {
      return "Who must repay it. You must repay it, because you hold the direct payment. Please "
             "pay it from the direct payment account if the money is there.";
    }
    return "Who must repay it. You must repay it.";
  }

  void show_steps() {
    if (!about_.surplus || (act_.ground != "accumulated" && act_.ground != "died")) return;
    const auto& surplus = *about_.surplus;
    Table table;
    table.title = "How we worked it out, on " + pretty(act_.on);
    table.columns = {{"What", "what"}, {"Amount", "amount"}};
    for (const auto& step : surplus.asking_steps()) {
      table.rows.push_back({(table.rows.empty() ? "" : "less: ") + step.what, step.amount});
    }
    table.totals = {std::string{surplus.over ? "left" : "not needed"}, surplus.asking()};
    if (const auto* share = surplus.share(act_.funder);
        share != nullptr && share->left != surplus.asking()) {
      table.notes.push_back("Of this, " + pretty(share->left) + " came from " + act_.funder + ".");
      if (!share->sent_after_death.is_zero()) {
        table.notes.push_back("That has in it " + pretty(share->sent_after_death) +
                              " that came after the death.");
      }
    }
    letter_.table = std::move(table);
  }

  void pay_out() {
    say(pretty(act_.amount) + " of the money that is left is " + whose() +
        " own. It was not needed. Our reference is " + act_.ref + ".");
    say_reasons("Why it is left.");
    say("What to do. Please pay " + pretty(act_.amount) + " from the account to " + own_payee() +
        " by " + pretty(act_.until.value_or(act_.on)) + ". The rest of the account is not meant.");
    say_rights();
  }

  /// Who is to have the person's own part.
  std::string own_payee() const {
    if (is_of_estate()) return "the estate";
    return is_to_person() ? "yourself" : person_.name;
  }

  void reduce() {
    const auto due = act_.until.value_or(act_.on);
    auto before = acts_;
    std::erase_if(before, [&](const Act& each) { return each.number == act_.number; });
    Money whole;
    for (const auto& each : due_instalments(about_.facts->history, before)) {
      const bool persons = each.payer == ledger::Payer::person;
      const bool same = each.budget == act_.budget && each.due == due;
      if (same && persons == (act_.funder == ledger::own_part)) whole += each.amount;
    }
    if (is_of_own_part()) {
      say(whose_capital() + " own payment into the account on " + pretty(due) + " can be " +
          pretty(act_.amount) + " less. It would be " + pretty(whole) + ". Please pay " +
          pretty(whole - act_.amount) + ".");
    } else {
      say("The payment that is due on " + pretty(due) + " will be " + pretty(act_.amount) +
          " less. Without this change it would be " + pretty(whole) + " in all.");
    }
    say_reasons(
        "Why it is less. There is money in the account from earlier payments that has not "
        "been used.");
    say("What this means. Please use " + pretty(act_.amount) +
        " of the money that is in the account for what is in the care plan. You do not have to pay "
        "anything back.");
    say("Payments after that are not changed by this letter.");
    say_rights();
  }

  void tell_outcome_of_own_part() {
    say("You asked us to look again at our decision " + first_->ref + ". In it we said that " +
        pretty(first_->amount) + " of the money that is left is " + whose() +
        " own. We have looked at it again.");
    say("What we decided. " + pretty(act_.amount) + " is " + whose() + " own.");
    say_reasons("Why.");
    end("If anything in this letter is not clear, please ask us.");
  }

  void tell_outcome() {
    if (is_of_own_part()) return tell_outcome_of_own_part();
    const auto& asked = *first_;
    say("You asked us to look again at our decision " + asked.ref + ". In it we asked for " +
        pretty(asked.amount) + " back. We have looked at it again.");
    const bool less = act_.amount < asked.amount;
    if (act_.amount.is_zero()) {
      say("What we decided. You do not have to pay anything back.");
    } else if (less) {
      say("What we decided. We now ask for " + pretty(act_.amount) + " and not for " +
          pretty(asked.amount) + ".");
    } else {
      say("What we decided. Our decision stays as it is: we ask for " + pretty(asked.amount) + ".");
    }
    say_reasons("Why.");
    say_what_comes_back();
    const bool all_paid = about_.repaid >= act_.amount;
    if (!all_paid && reclaim_ != nullptr && !reclaim_->dues.empty()) {
      say_by_when();
      end("If you cannot pay all of it by then, please tell us. We can agree that you pay a part "
          "of "
          "it at a time.");
    }
    end("If anything in this letter is not clear, please ask us.");
  }

  void say_what_comes_back() {
    const auto over = about_.repaid - act_.amount;
    if (over <= Money{}) return;
    say("What you have paid. You have paid " + pretty(about_.repaid) + " already. " +
        first_->funder + " owes you " + pretty(over) + " of that and will pay it back.");
  }

  void say_by_when() {
    const auto last = reclaim_->dues.back().due;
    const auto open = pretty(act_.amount - std::min(act_.amount, about_.repaid));
    const auto lead = "By when. Please pay " + open + " to " + first_->funder;
    if (last <= act_.on) {
      say(lead + " now.");
    } else if (reclaim_->instalments == nullptr) {
      say(lead + " by " + pretty(last) + ".");
    } else {
      say(lead + " a part at a time, as we agreed. Please pay the last part by " + pretty(last) +
          ".");
    }
  }

  void agree() {
    const auto sum = pretty(act_.total);
    const auto about = " a part at a time. This is about our decision " + act_.ref + ".";
    say((is_of_own_part()
             ? sum + " of the money that is left, which is " + whose() + " own, is paid out"
             : "We agree that you repay " + sum) +
        about);
    Table table;
    table.columns = {{"Please pay by", "due"}, {"Amount", "amount"}};
    table.totals = {std::string{"together"}, act_.total};
    auto data = table;
    data.for_people = false;
    for (const auto& part : ledger::parts_of(act_, act_.total)) {
      table.rows.push_back({pretty(part.due), part.amount});
      data.rows.push_back({part.due, part.amount});
    }
    letter_.table = std::move(table);
    letter_.data = std::move(data);
    end("Please pay each part " +
        (is_of_own_part() ? "from the account to " + own_payee() : "to " + first_->funder) +
        ". If you cannot pay one of them, please tell "
        "us before its day.");
    end("If anything in this letter is not clear, please ask us.");
  }

  void give_up() {
    if (is_of_own_part()) {
      say(pretty(act_.amount) + " of what we named as " + whose() + " own in our decision " +
          act_.ref + " is not to be paid out.");
    } else {
      say("We no longer ask for " + pretty(act_.amount) + " of what we asked for in our decision " +
          act_.ref + ". You do not have to pay it.");
    }
    say_reasons("Why.");
    end("If anything in this letter is not clear, please ask us.");
  }

  const LetterAbout& about_;
  const Act& act_;
  const ledger::PersonVersion& person_;
  std::vector<Act> acts_;
  std::vector<ledger::Reclaim> reclaims_;  ///< refer to acts_
  const ledger::Reclaim* reclaim_ = nullptr;
  const Act* first_ = nullptr;
  Letter letter_;
};

}  // namespace

Letter written(const LetterAbout& about) {
  return Writer{about}.write();
}

}  // namespace reports
