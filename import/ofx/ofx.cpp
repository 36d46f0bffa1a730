#include "import/ofx/ofx.hpp"

#include "import/cell_text.hpp"
#include "import/ofx/entry.hpp"
#include "import/ofx/statement_draft.hpp"
#include "import/ofx/values.hpp"
#include "import/ofx/walk.hpp"
#include "import/places.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace imports {
namespace {

using ledger::Rule;
using ofx::Element;
using ofx::Event;

constexpr std::size_t looked_at = 4096;
constexpr std::size_t most_statements = 10'000;

/// What a file holds that is no statement.
std::string_view other_content(Element element) {
  if (element == Element::profrs) return "a bank's profile (PROFRS)";
  if (element == Element::acctinfors) return "a list of accounts (ACCTINFORS)";
  if (element == Element::intrars) return "orders of transfers (INTRARS)";
  if (element == Element::interrs) return "orders of payments (INTERRS)";
  if (element == Element::pmtrs) return "orders of payments (PMTRS)";
  if (element == Element::signonmsgsrqv1) return "a request to a bank (SIGNONMSGSRQV1)";
  return {};
}

/// Money that a bank was told to move: where it moved, a statement says so.
bool is_order(Element element) {
  return element == Element::intrars || element == Element::interrs || element == Element::pmtrs;
}

/// Statements that are not of a bank account or a card.
std::string_view declined(Element element) {
  if (element == Element::invstmtrs) return "an investment statement (INVSTMTRS)";
  if (element == Element::loanstmtrs) return "a loan statement (LOANSTMTRS)";
  return {};
}

struct CodeRemedy {
  std::string_view code;
  std::string_view remedy;
};
constexpr auto code_remedies = std::to_array<CodeRemedy>({
    {"15000", "the bank asks for a new password: change it there, then download again"},
    {"15500", "the bank did not accept the user name or password: download again"},
    {"15501", "the account is in use by another program: download again later"},
    {"15502", "the bank has locked the account's sign-on: speak to the bank"},
    {"2003", "the bank does not know the account that was asked for: download again"},
    {"2004", "the account is closed at the bank"},
});

std::string remedy_of(std::string_view code) {
  const auto* const known = std::ranges::find(code_remedies, code, &CodeRemedy::code);
  return known == code_remedies.end() ? std::string{} : std::string{known->remedy};
}

class OfxReader {
 public:
  OfxReader(std::string_view text, Source& source, Refusals& refusals)
      : walk_{text}, places_{text}, source_{source}, refusals_{refusals} {}

  void read_all() {
    while (!refusals_.full() && !is_done_) {
      const auto event = walk_.next();
      switch (event.kind) {
        case Event::Kind::leaf:
          on_leaf(event);
          break;
        case Event::Kind::opened:
          on_opened(event);
          break;
        case Event::Kind::closed:
          on_closed(event);
          break;
        case Event::Kind::end:
          is_done_ = true;
          break;
        case Event::Kind::fault:
          return refuse_fault(event.offset);
      }
    }
    if (!refusals_.any()) finish();
  }

 private:
  struct Status {
    std::size_t offset = 0;
    std::string code, severity, message;
  };

  void on_leaf(const Event& leaf) {
    if (entry_is_open_) return entry_.take(leaf, places_, refusals_);
    if (leaf.parent == Element::status) {
      take_status(leaf);
    } else if (draft_) {
      draft_->take(leaf, places_);
    }
  }

  void on_opened(const Event& event) {
    if (const auto name = declined(event.element); !name.empty()) {
      is_done_ = true;
      return refusals_.add(Rule::not_supported, places_.of(event.offset), name,
                           "download the bank account or the card alone");
    }
    const bool pending = event.element == Element::stmttrnp;
    if (event.element == Element::stmttrn || pending) {
      if (entry_is_open_) return refuse_open_entry();
      if (!draft_) return refuse_homeless(event.offset);
      entry_.begin(event.offset, pending);
      entry_is_open_ = true;
    } else if (event.element == Element::stmtrs || event.element == Element::ccstmtrs) {
      if (entry_is_open_ || draft_) return refuse_open_entry();
      if (source_.statements.size() == most_statements) return refuse_many(event.offset);
      draft_.emplace(event.offset, event.element == Element::ccstmtrs);
    } else if (event.element == Element::status) {
      status_ = {event.offset, {}, {}, {}};
    } else if (const auto other = other_content(event.element); !other.empty()) {
      if (other_.empty()) other_ = other;
      if (is_order(event.element)) ++orders_;
    }
  }

  void on_closed(const Event& event) {
    if (event.element == Element::stmttrn || event.element == Element::stmttrnp) {
      finish_entry();
    } else if (event.element == Element::stmtrs || event.element == Element::ccstmtrs) {
      finish_statement();
    } else if (event.element == Element::status) {
      finish_status();
    }
  }

  void take_status(const Event& leaf) {
    auto value = ofx::readable(leaf.value, leaf.literal);
    if (leaf.element == Element::code) status_.code = std::move(value);
    if (leaf.element == Element::severity) status_.severity = std::move(value);
    if (leaf.element == Element::message) status_.message = std::move(value);
  }

  void finish_status() {
    const bool all_is_well = status_.code.find_first_not_of('0') == std::string::npos;
    const bool error = same_word(status_.severity, "ERROR");
    if (all_is_well && !error) return;
    auto said = "CODE " + status_.code;
    if (!status_.message.empty()) said += ", " + status_.message;
    if (error) {
      return refusals_.add(Rule::bank_refused, places_.of(status_.offset), said,
                           remedy_of(status_.code));
    }
    if (source_.warnings.size() < most_notes) {
      source_.warnings.push_back({places_.line_of(status_.offset), "the bank says: " + said});
    }
    if (said_.empty()) said_ = std::move(said);
  }

  void finish_entry() {
    entry_is_open_ = false;
    auto line = entry_.finish(places_, refusals_);
    if (!line) return;
    const auto& currency = entry_.currency();
    if (!draft_->take_currency(currency)) {
      return refusals_.add(Rule::not_supported, places_.of(entry_.offset()),
                           "an amount in " + currency + " on a statement in " + draft_->currency(),
                           "an amount that is not in the statement's currency cannot be read");
    }
    if (entry_.correction() == ofx::Correction::none) return draft_->add(std::move(*line));
    const auto id = line->bank_id.empty() ? std::string{"one sent before"} : line->bank_id;
    if (entry_.correction() == ofx::Correction::deletes) {
      return draft_->warn(line->file_line, "the bank takes back an entry, " + id +
                                               ": no movement; look whether it was imported");
    }
    draft_->warn(line->file_line, "this entry stands for an earlier one, " + id +
                                      ": look whether that was imported");
    draft_->add(std::move(*line));
  }

  void finish_statement() {
    says_anything_ |= draft_->says_anything();
    source_.statements.push_back(draft_->finish(places_, refusals_));
    draft_.reset();
  }

  void finish() {
    if (source_.statements.empty() && other_.empty()) {
      std::string found = "no STMTRS and no CCSTMTRS";
      if (!said_.empty()) found += "; the bank says " + said_;
      return refusals_.add(Rule::statement_missing, {}, found);
    }
    const bool has_statement = !source_.statements.empty();
    if (has_statement && !says_anything_) {
      return refusals_.add(Rule::statement_without_lines, {}, {});
    }
    if (!other_.empty()) warn_of_the_rest(has_statement);
  }

  void warn_of_the_rest(bool has_statement) {
    auto text = has_statement ? std::string{"beside the statement the file holds "}
                              : std::string{"no statement is in this file; it holds "};
    text += other_;
    if (orders_ > 0) text += ", " + std::to_string(orders_) + " in number";
    source_.warnings.push_back(
        {0, text + ": nothing of that is a movement, and none of it is read"});
  }

  void refuse_open_entry() {
    is_done_ = true;
    refusals_.add(Rule::markup_damaged, places_.of(entry_.offset()),
                  entry_is_open_ ? "<STMTTRN> is not closed" : "a statement inside a statement");
  }

  void refuse_many(std::size_t offset) {
    is_done_ = true;
    refusals_.add(Rule::value_out_of_range, places_.of(offset),
                  "more statements than any file has");
  }

  void refuse_homeless(std::size_t offset) {
    is_done_ = true;
    refusals_.add(Rule::markup_damaged, places_.of(offset), "<STMTTRN> outside a statement");
  }

  void refuse_fault(std::size_t offset) {
    const auto& fault = walk_.fault();
    using What = ofx::Fault::What;
    const auto place = places_.of(offset);
    if (fault.what == What::cut) {
      return refusals_.add(Rule::file_cut_short, place, fault.found);
    }
    auto found = fault.found;
    if (fault.what == What::unclosed) found += " is not closed";
    if (fault.what == What::nesting) found += " closes nothing";
    if (fault.what == What::stray_text) found += " stands between two tags";
    if (fault.what == What::depth) found += " is nested too deeply";
    refusals_.add(Rule::markup_damaged, place, found);
  }

  static constexpr std::size_t most_notes = 20;

  ofx::Walk walk_;
  Places places_;
  Source& source_;
  Refusals& refusals_;
  bool is_done_ = false;
  bool entry_is_open_ = false;
  bool says_anything_ = false;
  ofx::Entry entry_;
  std::optional<ofx::StatementDraft> draft_;
  Status status_;
  std::string_view other_;
  std::size_t orders_ = 0;
  std::string said_;
};

bool holds_word(std::string_view text, std::string_view word) {
  const auto* const found = std::ranges::search(text, word, [](char a, char b) {
                              return same_word({&a, 1}, {&b, 1});
                            }).begin();
  return found != text.end();
}

}  // namespace

bool is_ofx(std::string_view text) {
  text = trimmed(text.substr(0, looked_at));
  if (begins_with_word(text, "OFXHEADER")) return true;
  const bool marked =
      holds_word(text, "<OFX>") || holds_word(text, "<OFX ") || holds_word(text, "<?OFX ");
  if (text.starts_with('<')) return marked && !begins_with_word(text, "<html");
  return holds_word(text, "DATA:OFXSGML") || (marked && holds_word(text, "OFXHEADER"));
}

void read_ofx(const File& file, const Asked& /*asked*/, Source& source, Refusals& refusals) {
  source.kind = ledger::FileKind::bank;
  OfxReader{file.text, source, refusals}.read_all();
}

}  // namespace imports
