# Writes OUT: a function `embed::NAME()` that lists the files FILES (separated by '|', relative to
# ROOT unless whole) with their bytes.
string(REPLACE "|" ";" files "${FILES}")
set(arrays "")
set(rows "")
set(number 0)
foreach(file ${files})
  cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${ROOT} OUTPUT_VARIABLE path)
  file(READ ${path} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${hex}")
  string(APPEND arrays "constexpr char bytes_${number}[] = {${bytes}'\\0'};\n")
  string(APPEND rows "    {\"${file}\", {bytes_${number}, sizeof bytes_${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT} "#include \"ledger/embedded.hpp\"

#include <array>

namespace {
${arrays}
constexpr std::array<embed::File, ${number}> files{{
${rows}}};
}  // namespace

namespace embed {
std::span<const File> ${NAME}();
std::span<const File> ${NAME}() { return files; }
}  // namespace embed
")
