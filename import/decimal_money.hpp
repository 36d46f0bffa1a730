// Amounts of formats that leave the decimal mark to the bank: "1,234.56", "1.234,56", "200,29".
//
// Grammar   [blank] [sign] [blank] number [blank]; sign = "+" / "-"
//           number = [whole] mark 1*digit / whole; mark = "." / ","
//           whole  = 1*digit, or groups of three parted by the other mark, or by blanks
//           A mark that stands once and alone is the decimal one, but for "1,234": that may be a
//           thousand or one and a fraction, and is refused. "1.230" and "-30.000" are read as
//           pounds padded with zeros: OFX has no thousands mark, and files pad some amounts and not
//           others. Of a bank that parts thousands so, and writes no pence, they would be read
//           wrong.
// Units     pence. Places beyond the second may be there as long as they are zeros: "-30.000".
#pragma once

#include "import/money_text.hpp"

#include <string_view>

namespace imports {

MoneyRead read_decimal_money(std::string_view text);

}  // namespace imports
