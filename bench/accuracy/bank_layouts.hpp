// Seven banks' CSV exports.
#pragma once

#include "bench/accuracy/world.hpp"

namespace accuracy {

std::string_view sort_code(Bank bank);
std::string account_number(const Person& person, int nth);

/// The row whose printed balance is wrong; the number of rows when none is.
struct Break {
  std::size_t row;
};

/// The file's bytes; each of the lines learns where it stands.
std::string bank_file(const Person& person, const Account& account, int nth,
                      const std::string& file, const std::vector<Line*>& rows, Break damage);

}  // namespace accuracy
