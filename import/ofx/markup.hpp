// OFX text to tags and the text between them, as views; SGML (1.x) and XML (2.x) alike.
//
// Grammar   tag     = "<" ["/"] name *any-but-<-and-> ["/"] ">"
//           name    = letter *(letter / digit / "." / "_" / "-" / ":")
//           passed over: "<!--…-->", "<?…>", "<!…>"; "<![CDATA[…]]>" is text as it stands
//           A "<" that begins none of these is text: banks write "A < B" and bare "&".
// Errors    `broken` at a tag, comment or CDATA that does not end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace imports::ofx {

struct Token {
  enum class Kind : std::uint8_t { open, close, text, literal, end, broken };
  Kind kind = Kind::end;
  bool closes_itself = false;  ///< "<LEDGERBAL/>"; of `broken`: the text ends before it does
  std::string_view text;       ///< the name of a tag; else the text, entities undone in `literal`
  std::size_t offset = 0;      ///< of its first character
};

class Markup {
 public:
  explicit Markup(std::string_view text) : text_{text} {}
  Token next();

 private:
  Token text_token();
  Token tag();
  bool pass_over(std::string_view begins, std::string_view ends);
  bool tag_starts_at(std::size_t at) const;
  Token broken(std::size_t at);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace imports::ofx
