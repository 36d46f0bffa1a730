// An organisation's name in a line: its letters in order, wherever the spaces are, perhaps cut.
#include "reconcile/names.hpp"
#include "reconcile/spelling.hpp"

#include <algorithm>

namespace reconcile {
namespace {

constexpr std::size_t shortest_cut = 6;         // letters that are any evidence
constexpr std::size_t certain_cut = 8;          // letters that are good evidence
constexpr std::size_t shortest_short = 3;       // letters of a word that is abbreviated
constexpr std::size_t shortest_slip = 7;        // letters of a name of which one may be wrong
constexpr std::size_t shortest_first_slip = 4;  // … of its first word as it is written
constexpr std::size_t shortest_cut_slip = 10;   // … of a name that is cut as well

/// A word after a whole word of the name that makes another name of it: "OAKFIELD GARAGE".
bool goes_on_otherwise(const LineWords& line, std::size_t end) {
  if (end >= line.words.size() || line.may_be_cut(end - 1)) return false;
  return line.words[end].size() > 2 && !says_nothing(line.words[end], line.lists[end]);
}

/// A word before it that may be the beginning of another name.
bool begins_otherwise(const LineWords& line, std::size_t start) {
  return start > 0 && !says_nothing(line.words[start - 1], line.lists[start - 1]);
}

/// The text from some word on, its words written as one, company suffixes left out.
struct Run {
  std::size_t start;
  std::string letters;
};

NameFit grade_cut(const LineWords& line, const Run& run, std::size_t end,
                  const OrganisationName& name) {
  const auto letters = run.letters.size();
  const auto boundary = std::ranges::find(name.word_ends, letters);
  if (boundary == name.word_ends.end()) {
    if (letters < shortest_cut) return {};
    return {letters >= certain_cut ? Grade::partial : Grade::cut, letters};
  }
  const bool first_word = boundary == name.word_ends.begin();
  const bool otherwise = goes_on_otherwise(line, end);
  if (letters < shortest_cut) return {};
  if (first_word && (otherwise || begins_otherwise(line, run.start))) return {};
  const bool good = !first_word && letters >= certain_cut && !otherwise;
  return {good ? Grade::partial : Grade::cut, letters};
}

NameFit grade_run(const LineWords& line, const Run& run, std::size_t end,
                  const OrganisationName& name) {
  const std::string_view letters = run.letters;
  if (letters == name.joined) return {Grade::full, letters.size()};
  if (std::string_view{name.joined}.starts_with(letters)) return grade_cut(line, run, end, name);
  const bool slip =
      (letters.size() >= shortest_slip && is_one_slip(letters, name.joined)) ||
      (letters.size() >= shortest_cut_slip && begins_with_one_slip(letters, name.joined));
  return slip ? NameFit{Grade::typo, letters.size()} : NameFit{};
}

// --- words cut one by one ---

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/// "trnspt" for "transport": the same first letter, the others in order, no vowel among them.
bool leaves_vowels_out(std::string_view word, std::string_view whole) {
  if (word.size() < shortest_short || word[0] != whole[0]) return false;
  std::size_t at = 1;
  for (const char c : word.substr(1)) {
    if (is_vowel(c)) return false;
    at = whole.find(c, at);
    if (at == std::string_view::npos) return false;
    ++at;
  }
  return true;
}

bool abbreviates(std::string_view word, std::string_view whole) {
  return whole.starts_with(word) || leaves_vowels_out(word, whole);
}

/// "BEACON COMM TRANSPORT", "W YORKSHIRE IC": the name's words in order, some of them abbreviated,
/// one of them whole, a long one where others have less than three letters.
NameFit grade_words(const LineWords& line, std::size_t start, const OrganisationName& name) {
  std::size_t letters = 0;
  std::size_t longest_whole = 0;
  std::size_t begin = 0;
  std::size_t at = start;
  bool tiny = false;
  for (const auto end : name.word_ends) {
    const auto word = std::string_view{name.joined}.substr(begin, end - begin);
    if (at == line.words.size() || !abbreviates(line.words[at], word)) break;
    const auto size = line.words[at].size();
    if (line.words[at] == word) {
      longest_whole = std::max(longest_whole, size);
    } else {
      tiny = tiny || size < shortest_short;
    }
    letters += size;
    begin = end;
    ++at;
  }
  const bool all = begin == name.joined.size() && at - start > 1;
  const auto enough = tiny ? shortest_cut : shortest_short + 1;
  if (!all || longest_whole < enough || letters < certain_cut) return {};
  return {Grade::partial, letters};
}

/// Whether more letters could still make it the name, one of them wrong at most.
bool may_go_on(std::string_view letters, std::string_view name) {
  return letters.size() < name.size() + 1 &&
         (name.starts_with(letters) || begins_with_one_slip(letters, name));
}

}  // namespace

OrganisationName::OrganisationName(std::span<const std::string_view> significant_words) {
  for (const auto word : significant_words) {
    joined += word;
    word_ends.push_back(joined.size());
  }
}

NameFit grade_organisation(const LineWords& line, const OrganisationName& name) {
  NameFit best;
  if (name.joined.empty()) return best;
  Run run{};
  for (std::size_t start = 0; start < line.words.size(); ++start) {
    if (!hints_at(line.words[start], name)) continue;
    best = std::max(best, grade_words(line, start, name));
    run.start = start;
    run.letters.clear();
    for (std::size_t at = start; at < line.words.size(); ++at) {
      const std::string_view word = line.words[at];
      const bool belongs = std::string_view{name.joined}
                               .substr(std::min(run.letters.size(), name.joined.size()))
                               .starts_with(word);
      if (at > start && !belongs && line.lists[at].has(WordList::company_suffix)) continue;
      run.letters += word;
      const auto fit = grade_run(line, run, at + 1, name);
      if (fit.grade != Grade::none) best = std::max(best, fit);
      if (!may_go_on(run.letters, name.joined)) break;
    }
  }
  return best;
}

bool hints_at(std::string_view word, const OrganisationName& name) {
  const std::string_view whole = name.joined;
  if (word.empty() || whole.empty()) return false;
  if (whole.starts_with(word) || word.starts_with(whole)) return true;
  if (word.size() < shortest_first_slip) return false;
  return begins_with_one_slip(word, whole) || is_one_slip(word, whole);
}

}  // namespace reconcile
