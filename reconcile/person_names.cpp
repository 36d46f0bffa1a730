// A person's name in a line: where the surname may be, and what stands beside it.
#include "reconcile/names.hpp"
#include "reconcile/spelling.hpp"

#include <algorithm>
#include <optional>

namespace reconcile {
namespace {

constexpr std::size_t shortest_cut = 2;          // letters of a surname beside a whole given name
constexpr std::size_t long_given = 5;            // letters of one beside which one letter is enough
constexpr std::size_t shortest_cut_initial = 4;  // … beside an initial, or alone
constexpr std::size_t certain_cut = 7;           // letters of given name and surname together
constexpr std::size_t shortest_slip = 5;         // letters of a word in which one may be wrong
constexpr std::size_t farthest = 3;              // words beside the surname that are looked at

// --- the surname ---

enum class Surname { whole, with_name, with_initial, half, cut, typo };

struct Block {
  Surname kind;
  std::size_t begin, end;  ///< words of the line
  std::size_t letters;
};

bool slipped(std::string_view word, std::string_view surname) {
  if (word.size() < shortest_slip) return false;
  return is_one_slip(word, surname) ||
         (word.size() > shortest_slip && begins_with_one_slip(word, surname));
}

/// The surname word by word, or with its words written as one, or its one word as two ("O NEILL").
std::optional<std::size_t> end_of_whole(const LineWords& line, std::size_t at,
                                        std::string_view surname) {
  for (std::size_t end = at; end < line.words.size(); ++end) {
    const auto word = line.words[end];
    if (!surname.starts_with(word)) return std::nullopt;
    surname.remove_prefix(word.size());
    if (surname.empty()) return end + 1;
  }
  return std::nullopt;
}

/// "AJONES", "AMYJONES", "JONESAMY".
std::optional<Surname> run_together(std::string_view word, const PersonName& name) {
  const std::string_view surname = name.joined;
  if (name.given.empty() || word.size() <= surname.size() || surname.size() < shortest_cut_initial)
    return std::nullopt;
  const auto rest = word.size() - surname.size();
  const std::string_view first = name.given.front();
  if (word.ends_with(surname) && word.substr(0, rest) == first) return Surname::with_name;
  if (word.starts_with(surname) && word.substr(surname.size()) == first) return Surname::with_name;
  if (rest == 1 && word.ends_with(surname) && word[0] == first[0]) return Surname::with_initial;
  return std::nullopt;
}

/// What is left of a surname that the bank cut, over one word or more ("SMITH HUG").
std::optional<Block> cut_block(const LineWords& line, std::size_t at, const PersonName& name) {
  std::string_view left = name.joined;
  std::size_t end = at;
  while (end < line.words.size() && left.starts_with(line.words[end]) &&
         !says_nothing(line.words[end], line.lists[end])) {
    left.remove_prefix(line.words[end].size());
    ++end;
  }
  const auto letters = name.joined.size() - left.size();
  if (letters == 0 || left.empty()) return std::nullopt;
  return Block{Surname::cut, at, end, letters};
}

std::optional<Block> block_at(const LineWords& line, std::size_t at, const PersonName& name) {
  const auto word = line.words[at];
  if (const auto end = end_of_whole(line, at, name.joined)) {
    return Block{Surname::whole, at, *end, name.joined.size()};
  }
  if (const auto together = run_together(word, name)) {
    return Block{*together, at, at + 1, word.size()};
  }
  const bool double_name = name.surname.size() > 1;
  if (double_name && word.size() > shortest_cut && std::ranges::count(name.surname, word) > 0) {
    return Block{Surname::half, at, at + 1, word.size()};
  }
  if (const auto cut = cut_block(line, at, name)) return cut;
  if (slipped(word, name.joined)) return Block{Surname::typo, at, at + 1, word.size()};
  return std::nullopt;
}

// --- what stands beside it ---

/// "alex" for "alexandra": three letters and the rest agrees.
bool short_form(std::string_view a, std::string_view b) {
  return std::min(a.size(), b.size()) >= 3 && (a.starts_with(b) || b.starts_with(a));
}

/// "W/E 31/10": the week ending, and no initials.
bool is_week(const LineWords& line, std::size_t at) {
  return line.words[at] == "w" && at + 1 < line.words.size() &&
         (line.words[at + 1] == "e" || line.words[at + 1] == "c");
}

enum class Tells { nothing, skip, letter, other_initial, other_name, initial, typo, name, else_ };

Tells tells_letters(std::string_view word, const PersonName& name) {
  const std::string_view first = name.given.front();
  const auto begins = [&](const std::string& given) { return given[0] == word[0]; };
  if (word.size() == 1 && word[0] == first[0]) return Tells::initial;
  if (word.size() == 1) {
    return std::ranges::any_of(name.given, begins) ? Tells::other_initial : Tells::letter;
  }
  const bool initials = name.given.size() > 1 && word[0] == first[0] && word[1] == name.given[1][0];
  return initials || first.starts_with(word) ? Tells::initial : Tells::else_;
}

/// What a word beside the surname tells about the given names.
Tells tells(const LineWords& line, std::size_t at, const PersonName& name) {
  const auto word = line.words[at];
  if (name.given.empty()) return Tells::nothing;
  const std::string_view first = name.given.front();
  if (word == first || short_form(word, first)) return Tells::name;
  const auto alike = [&](const std::string& given) {
    return word == given || short_form(word, given);
  };
  if (std::ranges::any_of(name.given, alike)) return Tells::other_name;
  if (line.lists[at].has(WordList::title)) return Tells::skip;
  if (says_nothing(word, line.lists[at])) return Tells::nothing;
  if (word.size() <= 2) return tells_letters(word, name);
  const bool slip = std::min(word.size(), first.size()) >= shortest_slip;
  return slip && is_one_slip(word, first) ? Tells::typo : Tells::else_;
}

struct Beside {
  Tells best = Tells::nothing;
  bool contradicted = false;
  std::size_t letters = 0;
};

/// Takes one word into account; whether to look further.
bool take(Beside& beside, Tells told, std::size_t letters, bool before) {
  switch (told) {
    case Tells::nothing:
      return false;
    case Tells::skip:
      return true;
    case Tells::letter:
      // One letter may be a second name's: "AMY L JONES".
      beside.contradicted = true;
      return true;
    case Tells::other_initial:
      beside.letters += 1;
      return true;
    case Tells::other_name:
      beside.best = std::max(beside.best, Tells::other_name);
      beside.letters += letters;
      return true;
    case Tells::initial:
    case Tells::typo:
    case Tells::name:
      beside.best = std::max(beside.best, told);
      beside.letters += letters;
      return false;
    case Tells::else_:
      // What follows a surname may be a remark ("JONES CLEANING").
      beside.contradicted |= before;
      return false;
  }
  return false;
}

Beside beside(const LineWords& line, const Block& block, const PersonName& name) {
  Beside found;
  const auto letters_at = [&](std::size_t at) {
    const auto& first = name.given.empty() ? std::string{} : name.given.front();
    const auto word = line.words[at];
    // A name as it is written outweighs a shorter or longer form of it.
    return word == first ? word.size() + 1
                         : std::min(word.size(), std::max<std::size_t>(first.size(), 1));
  };
  for (std::size_t at = block.begin; at-- > 0 && block.begin - at <= farthest;) {
    if (!take(found, tells(line, at, name), letters_at(at), true)) break;
  }
  if (found.best >= Tells::initial || block.kind == Surname::cut) return found;
  for (std::size_t at = block.end; at < line.words.size() && at < block.end + farthest; ++at) {
    if (is_week(line, at)) break;
    if (!take(found, tells(line, at, name), letters_at(at), false)) break;
  }
  return found;
}

// --- both together ---

Grade grade_whole(const Beside& beside) {
  if (beside.best == Tells::name) return Grade::full;
  if (beside.contradicted) return Grade::none;
  if (beside.best == Tells::typo) return Grade::typo;
  return beside.best == Tells::nothing ? Grade::surname : Grade::initial;
}

Grade grade_half(const Beside& beside, std::size_t letters) {
  if (beside.best == Tells::name) return Grade::partial;
  if (beside.contradicted || beside.best == Tells::typo || letters < shortest_cut_initial)
    return Grade::none;
  return Grade::cut;
}

Grade grade_cut(const LineWords& line, const Block& block, const Beside& beside) {
  const bool at_end = line.may_be_cut(block.end - 1);
  if (beside.best == Tells::name) {
    if (block.letters < shortest_cut) {
      return beside.letters > long_given ? Grade::cut : Grade::none;
    }
    return beside.letters + block.letters > certain_cut ? Grade::partial : Grade::cut;
  }
  if (beside.contradicted || block.letters < shortest_cut_initial) return Grade::none;
  if (beside.best == Tells::initial || beside.best == Tells::other_name) {
    return at_end || block.letters > shortest_cut_initial ? Grade::initial : Grade::cut;
  }
  return beside.best == Tells::nothing && at_end ? Grade::surname : Grade::none;
}

Grade grade_typo(const Beside& beside) {
  if (beside.best == Tells::name) return Grade::typo;
  return beside.best == Tells::initial && !beside.contradicted ? Grade::typo : Grade::none;
}

NameFit grade_block(const LineWords& line, const Block& block, const PersonName& name) {
  if (block.kind == Surname::with_name) return {Grade::full, block.letters};
  if (block.kind == Surname::with_initial) return {Grade::initial, block.letters};
  const auto told = beside(line, block, name);
  const auto letters = block.letters + told.letters;
  switch (block.kind) {
    case Surname::whole:
      return {grade_whole(told), letters};
    case Surname::half:
      return {grade_half(told, block.letters), letters};
    case Surname::cut:
      return {grade_cut(line, block, told), letters};
    case Surname::typo:
      return {grade_typo(told), letters};
    case Surname::with_name:
    case Surname::with_initial:
      break;
  }
  return {};
}

// --- the given name alone ---

/// "DANUTA SALARY", "MEI H SEP25": nothing in the text says who but the given name, perhaps with
/// the initial of the surname.
NameFit grade_given(const LineWords& line, const PersonName& name) {
  if (name.given.empty()) return {};
  const std::string_view first = name.given.front();
  bool given = false;
  std::size_t initials = 0;
  for (std::size_t at = 0; at < line.words.size(); ++at) {
    const auto word = line.words[at];
    if (says_nothing(word, line.lists[at])) continue;
    if (word == first && !given) {
      given = true;
    } else if (given && initials == 0 && word.size() == 1 && word[0] == name.joined[0]) {
      ++initials;
    } else {
      return {};
    }
  }
  if (!given || first.size() + initials < shortest_cut_initial) return {};
  return {Grade::cut, first.size() + initials};
}

// --- taking a name apart ---

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const auto end = text.find(' ');
    if (end != 0) parts.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return parts;
}

void add_words(std::vector<std::string>& words, std::string_view part) {
  const auto folded = fold(part);
  for (const auto word : words_of(folded)) words.emplace_back(word);
}

bool is_listed(std::string_view part, WordList list) {
  const auto folded = fold(part);
  return !folded.empty() && WordIndex::built_in().of(folded).has(list);
}

/// Where the surname begins: what a particle joins to the last part belongs to it.
std::size_t surname_begin(const std::vector<std::string_view>& parts) {
  std::size_t begin = parts.empty() ? 0 : parts.size() - 1;
  while (begin > 1 && is_listed(parts[begin - 1], WordList::particle)) --begin;
  return begin;
}

}  // namespace

PersonName::PersonName(std::string_view spelled) {
  const auto comma = spelled.find(',');
  if (comma != std::string_view::npos && !fold(spelled.substr(comma)).empty()) {
    add_words(surname, spelled.substr(0, comma));
    add_words(given, spelled.substr(comma));
  } else {
    auto parts = parts_of(spelled);
    while (parts.size() > 1 && is_listed(parts.front(), WordList::title)) {
      parts.erase(parts.begin());
    }
    const auto begin = surname_begin(parts);
    for (std::size_t i = 0; i < parts.size(); ++i) add_words(i < begin ? given : surname, parts[i]);
  }
  for (const auto& word : surname) joined += word;
}

NameFit grade_person(const LineWords& line, const PersonName& name) {
  NameFit best;
  if (name.joined.empty()) return best;
  for (std::size_t at = 0; at < line.words.size(); ++at) {
    if (!hints_at(line.words[at], name)) continue;
    const auto block = block_at(line, at, name);
    if (!block) continue;
    const auto fit = grade_block(line, *block, name);
    if (fit.grade != Grade::none) best = std::max(best, fit);
  }
  return best.grade == Grade::none ? grade_given(line, name) : best;
}

bool hints_at(std::string_view word, const PersonName& name) {
  const std::string_view surname = name.joined;
  if (!name.given.empty() && word == name.given.front()) return true;
  if (surname.starts_with(word) || slipped(word, surname)) return !word.empty();
  if (word.size() > surname.size() && (word.starts_with(surname) || word.ends_with(surname))) {
    return !surname.empty();
  }
  return name.surname.size() > 1 && std::ranges::count(name.surname, word) > 0;
}

}  // namespace reconcile
