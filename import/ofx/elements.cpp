#include "import/ofx/elements.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace imports::ofx {
namespace {

struct Row {
  std::string_view name;
  Element element;
};

/// In the order of the alphabet, in the order of Element but for its two groups.
constexpr auto rows = std::to_array<Row>({
    {"ACCTID", Element::acctid},
    {"ACCTKEY", Element::acctkey},
    {"ACCTTYPE", Element::accttype},
    {"BALAMT", Element::balamt},
    {"BANKID", Element::bankid},
    {"BRANCHID", Element::branchid},
    {"CHECKNUM", Element::checknum},
    {"CODE", Element::code},
    {"CORRECTACTION", Element::correctaction},
    {"CORRECTFITID", Element::correctfitid},
    {"CURDEF", Element::curdef},
    {"CURRATE", Element::currate},
    {"CURSYM", Element::cursym},
    {"DTASOF", Element::dtasof},
    {"DTAVAIL", Element::dtavail},
    {"DTEND", Element::dtend},
    {"DTEXPIRE", Element::dtexpire},
    {"DTPOSTED", Element::dtposted},
    {"DTSERVER", Element::dtserver},
    {"DTSTART", Element::dtstart},
    {"DTTRAN", Element::dttran},
    {"DTUSER", Element::dtuser},
    {"EXTDNAME", Element::extdname},
    {"FITID", Element::fitid},
    {"LANGUAGE", Element::language},
    {"MEMO", Element::memo},
    {"MESSAGE", Element::message},
    {"NAME", Element::name},
    {"ORG", Element::org},
    {"PAYEEID", Element::payeeid},
    {"REFNUM", Element::refnum},
    {"SEVERITY", Element::severity},
    {"SIC", Element::sic},
    {"SRVRTID", Element::srvrtid},
    {"TRNAMT", Element::trnamt},
    {"TRNTYPE", Element::trntype},
    {"TRNUID", Element::trnuid},
    {"ACCTINFORS", Element::acctinfors},
    {"AVAILBAL", Element::availbal},
    {"BANKACCTFROM", Element::bankacctfrom},
    {"BANKACCTTO", Element::bankacctto},
    {"BANKMSGSRSV1", Element::bankmsgsrsv1},
    {"BANKTRANLIST", Element::banktranlist},
    {"BANKTRANLISTP", Element::banktranlistp},
    {"CCACCTFROM", Element::ccacctfrom},
    {"CCACCTTO", Element::ccacctto},
    {"CCSTMTRS", Element::ccstmtrs},
    {"CCSTMTTRNRS", Element::ccstmttrnrs},
    {"CREDITCARDMSGSRSV1", Element::creditcardmsgsrsv1},
    {"CURRENCY", Element::currency},
    {"FI", Element::fi},
    {"INTERRS", Element::interrs},
    {"INTRARS", Element::intrars},
    {"INVSTMTRS", Element::invstmtrs},
    {"LEDGERBAL", Element::ledgerbal},
    {"LOANSTMTRS", Element::loanstmtrs},
    {"OFX", Element::ofx},
    {"ORIGCURRENCY", Element::origcurrency},
    {"PAYEE", Element::payee},
    {"PMTRS", Element::pmtrs},
    {"PROFRS", Element::profrs},
    {"SIGNONMSGSRQV1", Element::signonmsgsrqv1},
    {"SIGNONMSGSRSV1", Element::signonmsgsrsv1},
    {"SONRS", Element::sonrs},
    {"STATUS", Element::status},
    {"STMTRS", Element::stmtrs},
    {"STMTTRN", Element::stmttrn},
    {"STMTTRNP", Element::stmttrnp},
    {"STMTTRNRS", Element::stmttrnrs},
});

constexpr std::size_t slots = 256;
constexpr std::size_t longest = 18;

constexpr char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Of length, beginning, middle and end: cheap, and spread widely enough over these names.
constexpr std::size_t slot_of(std::string_view name) {
  std::size_t sum = name.size() * 31;
  const auto add = [&](char c, std::size_t times) {
    sum += static_cast<unsigned char>(upper(c)) * times;
  };
  add(name.front(), 7);
  add(name[name.size() / 2], 13);
  add(name[name.size() * 3 / 4], 41);
  add(name.back(), 23);
  return sum % slots;
}

/// Names by slot, each in the first free one from its own on.
constexpr auto by_slot = [] {
  std::array<std::uint8_t, slots> table{};  // the row's number from 1; 0 is free
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto slot = slot_of(rows[i].name);
    while (table[slot] != 0) slot = (slot + 1) % slots;
    table[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return table;
}();

bool same(std::string_view given, std::string_view name) {
  if (given == name) return true;
  return std::ranges::equal(given, name, {}, upper);
}

}  // namespace

Element element_of(std::string_view name) {
  if (name.empty() || name.size() > longest) return Element::unknown;
  for (auto slot = slot_of(name); by_slot[slot] != 0; slot = (slot + 1) % slots) {
    const auto& row = rows[by_slot[slot] - 1U];
    if (same(name, row.name)) return row.element;
  }
  return Element::unknown;
}

}  // namespace imports::ofx
