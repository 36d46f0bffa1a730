#include "tests/reports/golden.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace golden {

std::string page(const std::string& name, const std::string& actual) {
  const std::string path = std::string{DPLEDGER_FIXTURES} + "/../tests/reports/golden/" + name;
  if (std::getenv("DPLEDGER_APPROVE") != nullptr) {
    std::ofstream{path, std::ios::binary} << actual;
  }
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace golden
