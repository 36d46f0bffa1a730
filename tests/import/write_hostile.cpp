// Writes hostile files into a folder, for script/corpus:
//   dpledger_bench_hostile FOLDER SIZE LINE-SIZE      (bytes)
#include "tests/import/support_hostile.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>

namespace {

bool write(const std::string& folder, const std::vector<support::Hostile>& files,
           std::size_t size) {
  for (const auto& each : files) {
    const auto bytes = each.make(size);
    std::ofstream out{folder + "/" + each.name, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) return false;
  }
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: dpledger_bench_hostile FOLDER SIZE LINE-SIZE\n";
    return 2;
  }
  const std::string folder = arguments[1];
  const auto size = std::strtoull(arguments[2], nullptr, 10);
  const auto line = std::strtoull(arguments[3], nullptr, 10);
  const bool written =
      write(folder, support::bombs(), size) && write(folder, support::long_lines(), line);
  if (!written) std::cerr << "dpledger_bench_hostile: cannot write into " << folder << "\n";
  return written ? 0 : 4;
}
