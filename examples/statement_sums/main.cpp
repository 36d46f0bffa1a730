// What came in and went out by each bank file, and what it closes with: the importers of dpledger
// in another program.
#include "import/source.hpp"
#include "ledger/error.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace {

/// Says what the file holds, or why it is refused; false when it is.
bool say(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
  const auto source = imports::read(bytes, file);
  if (!source) {
    for (const auto& error : source.errors()) std::cerr << text(error) << '\n';
    return false;
  }
  for (const auto& statement : source.value().statements) {
    ledger::Money money_in, money_out;
    for (const auto& line : statement.lines) {
      (line.amount.is_negative() ? money_out : money_in) += line.amount;
    }
    std::cout << file << ": " << source.value().format << ", " << statement.lines.size()
              << " lines, in " << text(money_in) << ", out " << text(money_out);
    if (statement.closing) std::cout << ", closes with " << text(*statement.closing);
    std::cout << '\n';
  }
  return true;
}

}  // namespace

int main(int count, char** words) {
  bool all = count > 1;
  if (!all) std::cerr << "Usage: statement_sums FILE...\n";
  for (int n = 1; n < count; ++n) all = say(words[n]) && all;
  return all ? 0 : 1;
}
