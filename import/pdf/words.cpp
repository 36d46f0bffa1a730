#include "import/pdf/words.hpp"

#include "import/cell_text.hpp"

#include <pugixml.hpp>

namespace imports::pdf {
namespace {

/// No page is a kilometre wide; sums of a few such lengths stay far from the largest int.
constexpr int longest = 100'000'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// "123.456789" in thousandths, cut; nothing for anything else, infinities and the like.
std::optional<int> thousandths(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  int value = 0;
  int places = -1;  // before the point
  for (const char c : text) {
    if (c == '.' && places < 0) {
      places = 0;
      continue;
    }
    if (!is_digit(c)) return std::nullopt;
    if (places >= 3) continue;
    if (places >= 0) ++places;
    if (value > longest / 10) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  for (places = places < 0 ? 0 : places; places < 3; ++places) {
    if (value > longest / 10) return std::nullopt;
    value *= 10;
  }
  return negative ? -value : value;
}

std::optional<Box> box_of(pugi::xml_node word) {
  const auto left = thousandths(word.attribute("xMin").value());
  const auto top = thousandths(word.attribute("yMin").value());
  const auto right = thousandths(word.attribute("xMax").value());
  const auto bottom = thousandths(word.attribute("yMax").value());
  if (!left || !top || !right || !bottom) return std::nullopt;
  if (*right < *left || *bottom < *top) return std::nullopt;
  return Box{*left, *top, *right, *bottom};
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

/// Letters above one another: no words of a row.
bool is_sideways(const Word& word) {
  const auto width = word.box.right - word.box.left;
  return characters(word.text) >= 4 && word.box.height() > 2 * width;
}

/// Gathers the words of one page's tree, without recursion.
class Gatherer : public pugi::xml_tree_walker {
 public:
  explicit Gatherer(Page& page) : page_{page} {}

  bool for_each(pugi::xml_node& node) override {
    if (std::string_view{node.name()} != "word") return true;
    const auto box = box_of(node);
    if (!box) return false;
    const Word word{*box, trimmed(node.child_value())};
    if (!word.text.empty() && !is_sideways(word)) page_.words.push_back(word);
    return true;
  }

 private:
  Page& page_;
};

bool read_page(std::string& xhtml, std::size_t from, std::size_t size, Page& page) {
  pugi::xml_document tree;
  constexpr auto options = pugi::parse_escapes | pugi::parse_eol;
  const auto parsed =
      tree.load_buffer_inplace(xhtml.data() + from, size, options, pugi::encoding_utf8);
  if (!parsed) return false;
  Gatherer gatherer{page};
  return tree.traverse(gatherer);
}

}  // namespace

std::optional<std::vector<Page>> read_pages(std::string& xhtml) {
  static constexpr std::string_view begins = "<page ";
  static constexpr std::string_view ends = "</page>";
  std::vector<Page> pages;
  std::size_t done = 0;
  for (auto at = xhtml.find(begins); at != xhtml.npos; at = xhtml.find(begins, done)) {
    const auto end = xhtml.find(ends, at);
    if (end == xhtml.npos) return std::nullopt;
    done = end + ends.size();
    auto& page = pages.emplace_back();
    page.number = static_cast<int>(pages.size());
    if (!read_page(xhtml, at, done - at, page)) return std::nullopt;
  }
  const bool whole = xhtml.find("</html>", done) != xhtml.npos;
  if (pages.empty() || !whole) return std::nullopt;
  return pages;
}

}  // namespace imports::pdf
