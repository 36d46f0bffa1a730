#include "signing/pdf_scan.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace signing {
namespace {

constexpr std::string_view blanks = " \t\r\n\f";
constexpr std::string_view breaks = " \t\r\n\f()<>[]{}/%";

enum class Is { end, number, word, name, text, open, close, bad };

struct Piece {
  Is is = Is::end;
  std::string_view text;
  std::size_t at = 0;
};

/// The pieces of PDF syntax (ISO 32000-1, 7.2-7.3), one after the other. A comment is bad: nothing
/// that belongs into an update needs one.
class Pieces {
 public:
  Pieces(std::string_view pdf, std::size_t begin) : pdf_{pdf}, at_{begin} {}

  Piece next() {
    at_ = std::min(pdf_.find_first_not_of(blanks, at_), pdf_.size());
    if (at_ == pdf_.size()) return {Is::end, {}, at_};
    switch (pdf_[at_]) {
      case '(':
        return take(text_length(), Is::text);
      case '<':
        return pdf_.substr(at_, 2) == "<<" ? take(2, Is::open) : take(hex_length(), Is::text);
      case '>':
        return take(pdf_.substr(at_, 2) == ">>" ? 2 : 0, Is::close);
      case '[':
        return take(1, Is::open);
      case ']':
        return take(1, Is::close);
      case '/':
        return take(1 + word_length(at_ + 1), Is::name);
      default:
        break;
    }
    const auto piece = take(word_length(at_), Is::word);
    const bool digits = piece.text.find_first_not_of("0123456789") == piece.text.npos;
    return {digits && piece.is == Is::word ? Is::number : piece.is, piece.text, piece.at};
  }

  std::size_t at() const { return at_; }
  void skip(std::size_t count) { at_ = std::min(at_ + count, pdf_.size()); }

 private:
  /// A length of nothing is no piece at all.
  Piece take(std::size_t length, Is is) {
    const Piece piece{length == 0 ? Is::bad : is, pdf_.substr(at_, length), at_};
    at_ += length;
    return piece;
  }

  std::size_t word_length(std::size_t from) const {
    return std::min(pdf_.find_first_of(breaks, from), pdf_.size()) - from;
  }

  /// Of "(…)", brackets inside counted; 0 when it never ends.
  std::size_t text_length() const {
    std::size_t depth = 0;
    for (auto i = at_; i < pdf_.size(); ++i) {
      if (pdf_[i] == '\\')
        ++i;
      else if (pdf_[i] == '(')
        ++depth;
      else if (pdf_[i] == ')' && --depth == 0)
        return i + 1 - at_;
    }
    return 0;
  }

  std::size_t hex_length() const {
    const auto end = pdf_.find_first_not_of("0123456789abcdefABCDEF", at_ + 1);
    return end != pdf_.npos && pdf_[end] == '>' ? end + 1 - at_ : 0;
  }

  std::string_view pdf_;
  std::size_t at_;
};

std::optional<std::size_t> number(std::string_view digits) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

/// Words that are a value or a part of one; a number with a sign or a point is a word here.
bool is_value(std::string_view word) {
  return word == "R" || word == "true" || word == "false" || word == "null" ||
         word.find_first_not_of("+-.0123456789") == word.npos;
}

constexpr std::size_t largest_number = 8'388'607;  // of objects (ISO 32000-1, annex C)

class Scan {
 public:
  Scan(std::string_view pdf, std::size_t begin) : pdf_{pdf}, pieces_{pdf, begin} {}

  ScannedUpdate run() {
    while (update_.wrong.empty() && !ended_) {
      const auto piece = pieces_.next();
      if (piece.is == Is::number) {
        object(piece);
      } else if (piece.text == "xref") {
        table(piece.at);
      } else if (piece.text == "startxref") {
        end();
      } else {
        mark("something that is no object", piece.at);
      }
    }
    return std::move(update_);
  }

 private:
  void mark(std::string_view what, std::size_t at) {
    if (update_.wrong.empty()) update_.wrong = std::string{what} + " at byte " + std::to_string(at);
  }

  /// From behind the number of an object to behind its "endobj".
  void object(const Piece& first) {
    const auto generation = pieces_.next();
    const auto word = pieces_.next();
    const auto name = number(first.text);
    const auto version = number(generation.text);
    if (has_table_ || generation.is != Is::number || word.text != "obj" || !name || !version ||
        *name > largest_number || *version > 65'535) {
      return mark("something that is no object", first.at);
    }
    update_.objects.push_back(
        {static_cast<int>(*name), static_cast<int>(*version), first.at, false});
    if (!body(update_.objects.back())) mark("a damaged object", first.at);
  }

  /// From behind "obj" to behind "endobj".
  bool body(ScannedObject& object) {
    std::size_t depth = 0;
    std::optional<std::size_t> length;
    bool length_follows = false;
    while (true) {
      const auto piece = pieces_.next();
      if (piece.is == Is::bad || piece.is == Is::end) return false;
      if (piece.is == Is::open) ++depth;
      if (piece.is == Is::close && depth-- == 0) return false;
      if (length_follows) length = number(piece.text);
      length_follows = depth == 1 && piece.text == "/Length";
      if (piece.is != Is::word || is_value(piece.text)) continue;
      if (depth > 0) return false;
      if (piece.text == "endobj") return true;
      if (piece.text != "stream" || object.is_stream || !length) return false;
      object.is_stream = true;
      if (!skip_stream(*length)) return false;
    }
  }

  /// The data of a stream, whose length stands in its dictionary, and the word behind it.
  bool skip_stream(std::size_t length) {
    const auto rest = pdf_.substr(pieces_.at());
    const std::size_t line_end = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
    if (line_end == 0 || length > rest.size() - line_end) return false;
    pieces_.skip(line_end + length);
    return pieces_.next().text == "endstream";
  }

  /// From behind "xref" to behind the dictionary of its trailer. It has to name every object of the
  /// update where it is, and no other.
  void table(std::size_t at) {
    has_table_ = true;
    update_.section = at;
    std::size_t named = 0;
    auto piece = pieces_.next();
    while (piece.is == Is::number) {
      const auto first = number(piece.text);
      const auto count = number(pieces_.next().text);
      if (!first || !count) return mark("a damaged table of objects", piece.at);
      for (std::size_t i = 0; i < *count; ++i, ++named) {
        if (!entry(*first + i)) return mark("a table of other objects", piece.at);
      }
      piece = pieces_.next();
    }
    if (named != update_.objects.size()) return mark("a table of other objects", piece.at);
    if (piece.text != "trailer" || !trailer()) mark("a damaged trailer", piece.at);
  }

  /// One line of the table: is the object of this number there?
  bool entry(std::size_t name) {
    const auto offset = pieces_.next();
    const auto generation = pieces_.next();
    const auto in_use = pieces_.next();
    if (offset.text.size() != 10 || generation.text.size() != 5 || in_use.text != "n") return false;
    const auto object = std::find_if(
        update_.objects.begin(), update_.objects.end(),
        [&](const auto& scanned) { return static_cast<std::size_t>(scanned.number) == name; });
    return object != update_.objects.end() && number(offset.text) == object->offset &&
           number(generation.text) == static_cast<std::size_t>(object->generation);
  }

  bool trailer() {
    if (pieces_.next().text != "<<") return false;
    for (std::size_t depth = 1; depth > 0;) {
      const auto piece = pieces_.next();
      if (piece.is == Is::bad || piece.is == Is::end) return false;
      if (piece.is == Is::word && !is_value(piece.text)) return false;
      if (piece.is == Is::open) ++depth;
      if (piece.is == Is::close) --depth;
    }
    return true;
  }

  /// From behind "startxref" to the end of the file.
  void end() {
    const auto offset = pieces_.next();
    const auto value = number(offset.text);
    if (offset.is != Is::number || !value) return mark("an end without a place", offset.at);
    if (!has_table_ && !update_.objects.empty()) update_.section = update_.objects.back().offset;
    if (*value != update_.section) return mark("an end that points elsewhere", offset.at);
    auto rest = pdf_.substr(pieces_.at());
    rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    const bool ends =
        rest == "%%EOF" || rest == "%%EOF\n" || rest == "%%EOF\r\n" || rest == "%%EOF\r";
    if (!ends) mark("something behind its end", pieces_.at());
    ended_ = true;
  }

  std::string_view pdf_;
  Pieces pieces_;
  ScannedUpdate update_;
  bool has_table_ = false;
  bool ended_ = false;
};

}  // namespace

ScannedUpdate scan_update(std::string_view pdf, std::size_t begin) {
  return Scan{pdf, begin}.run();
}

}  // namespace signing
