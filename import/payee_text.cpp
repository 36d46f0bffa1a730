#include "import/payee_text.hpp"

#include "import/cell_text.hpp"

#include <algorithm>
#include <array>

namespace imports {
namespace {

/// How Nationwide begins a type that ends with a name.
constexpr auto before_a_name = std::to_array<std::string_view>({
    "Direct debit ",
    "Direct credit ",
    "Standing order to ",
    "Standing order ",
    "Bank credit ",
    "Transfer from ",
    "Transfer to ",
    "Payment from ",
    "Payment to ",
});

}  // namespace

void split_padded(std::string_view memo, std::string& payee, std::string& reference) {
  memo = unguarded(memo);
  const auto gap = std::min(memo.find("  "), memo.find('\t'));
  payee = tidied(memo.substr(0, gap));
  reference = gap == memo.npos ? std::string{} : tidied(memo.substr(gap));
}

void take_payee_from_type(std::string& type, std::string& payee, std::string& reference) {
  for (const auto words : before_a_name) {
    if (type.size() <= words.size() || !begins_with_word(type, words)) continue;
    auto name = type.substr(words.size());
    if (payee != name && reference.empty()) reference = payee;
    payee = std::move(name);
    type.resize(words.size() - 1);
    return;
  }
}

}  // namespace imports
