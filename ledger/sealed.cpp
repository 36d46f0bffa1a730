#include "ledger/sealed.hpp"

namespace ledger {

std::string leaf_text(const SealedHead& sealed) {
  return "dpledger.leaf/1\n" + sealed.person + "\n" + std::to_string(sealed.links) + "\n" +
         sealed.head + "\n";
}

}  // namespace ledger
