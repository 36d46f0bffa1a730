# Writes the bytes of IN as `embed::SYMBOL` into OUT.
file(READ ${IN} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
file(WRITE ${OUT} "#include <string_view>
namespace embed {
extern const std::string_view ${SYMBOL};
static constexpr char bytes[] = {${bytes}'\\0'};
const std::string_view ${SYMBOL}{bytes, sizeof bytes - 1};
}
")
