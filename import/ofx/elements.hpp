// The elements of OFX that matter to a statement. All others are `unknown` and passed over.
#pragma once

#include <cstdint>
#include <string_view>

namespace imports::ofx {

/// Leaves first, then aggregates (which hold other elements).
enum class Element : std::uint8_t {
  unknown,
  acctid,
  acctkey,
  accttype,
  balamt,
  bankid,
  branchid,
  checknum,
  code,
  correctaction,
  correctfitid,
  curdef,
  currate,
  cursym,
  dtasof,
  dtavail,
  dtend,
  dtexpire,
  dtposted,
  dtserver,
  dtstart,
  dttran,
  dtuser,
  extdname,
  fitid,
  language,
  memo,
  message,
  name,
  org,
  payeeid,
  refnum,
  severity,
  sic,
  srvrtid,
  trnamt,
  trntype,
  trnuid,
  // aggregates
  acctinfors,
  availbal,
  bankacctfrom,
  bankacctto,
  bankmsgsrsv1,
  banktranlist,
  banktranlistp,
  ccacctfrom,
  ccacctto,
  ccstmtrs,
  ccstmttrnrs,
  creditcardmsgsrsv1,
  currency,
  fi,
  interrs,
  intrars,
  invstmtrs,
  ledgerbal,
  loanstmtrs,
  ofx,
  origcurrency,
  payee,
  pmtrs,
  profrs,
  signonmsgsrqv1,
  signonmsgsrsv1,
  sonrs,
  status,
  stmtrs,
  stmttrn,
  stmttrnp,
  stmttrnrs,
};

/// Of a name in any case.
Element element_of(std::string_view name);

constexpr bool is_aggregate(Element element) {
  return element >= Element::acctinfors;
}
constexpr bool is_leaf(Element element) {
  return element != Element::unknown && !is_aggregate(element);
}

}  // namespace imports::ofx
