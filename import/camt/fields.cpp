#include "import/camt/fields.hpp"

#include <algorithm>
#include <array>

namespace imports::camt {
namespace {

/// Every element on a path that is read. Their places here, from 1, are the steps of a path.
constexpr auto names = std::to_array<std::string_view>({
    "Acct",       "AcctSvcrRef", "AddtlInf",     "AddtlNtryInf", "AddtlRmtInf", "AddtlTxInf",
    "Agt",        "Amt",         "AmtDtls",      "BBAN",         "Bal",         "BkTxCd",
    "BookgDt",    "Btch",        "Ccy",          "Cd",           "CdOrPrtry",   "CdtDbtInd",
    "Cdtr",       "CdtrAcct",    "CdtrRef",      "CdtrRefInf",   "ChqNb",       "ClrSysMmbId",
    "CreDtTm",    "Dbtr",        "DbtrAcct",     "Domn",         "Dt",          "DtTm",
    "EndToEndId", "FinInstnId",  "Fmly",         "FrDt",         "FrDtTm",      "FrToDt",
    "IBAN",       "Id",          "InitgPty",     "MmbId",        "MndtId",      "NbOfNtries",
    "NbOfTxs",    "Nb",          "Nm",           "Ntry",         "NtryDtls",    "Othr",
    "Ownr",       "PmtInfId",    "Prtry",        "PrtryAcct",    "Pty",         "RfrdDocInf",
    "Ref",        "Refs",        "RltdPties",    "RmtInf",       "RtrInf",      "SchmeNm",
    "Strd",       "Sts",         "SubFmlyCd",    "Sum",          "Svcr",        "ToDt",
    "ToDtTm",     "Tp",          "TtlCdtNtries", "TtlDbtNtries", "TtlNtries",   "TxAmt",
    "TxDtls",     "TxsSummry",   "UltmtCdtr",    "UltmtDbtr",    "Ustrd",       "ValDt",
});
constexpr unsigned step_bits = 7;
constexpr Path most_steps = Path{1} << (step_bits * 8);  // beyond: one more would not fit
static_assert(names.size() < (1U << step_bits));

constexpr std::size_t slots = 256;
constexpr std::size_t slot_of(std::string_view name) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(name[at]); };
  return (name.size() * 7 + byte(0) * 31U + byte(name.size() - 1) * 17U +
          byte(name.size() / 2) * 5U) %
         slots;
}

/// The names by their slots; the next slot is taken where one is full.
constexpr auto by_slot = [] {
  std::array<std::uint8_t, slots> out{};
  for (std::size_t i = 0; i < names.size(); ++i) {
    auto slot = slot_of(names[i]);
    while (out[slot] != 0) slot = (slot + 1) % slots;
    out[slot] = static_cast<std::uint8_t>(i + 1);
  }
  return out;
}();

/// 0 when it is none of them.
constexpr Path step_of(std::string_view name) {
  if (name.empty()) return 0;
  for (auto slot = slot_of(name); by_slot[slot] != 0; slot = (slot + 1) % slots) {
    if (names[by_slot[slot] - 1U] == name) return by_slot[slot];
  }
  return 0;
}

constexpr Path one_further(Path path, std::string_view name) {
  const auto step = step_of(name);
  return path >= most_steps || step == 0 ? nowhere : (path << step_bits) | step;
}

/// "Acct/Id/IBAN"
constexpr Path path_of(std::string_view text) {
  Path path = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('/'), text.size());
    path = one_further(path, text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return path;
}

struct Beginning {
  Section within;
  Path path;
  Section begins;
};
constexpr auto beginnings = std::to_array<Beginning>({
    {Section::statement, path_of("Bal"), Section::balance},
    {Section::statement, path_of("Ntry"), Section::entry},
    {Section::statement, path_of("TxsSummry/TtlNtries"), Section::total},
    {Section::statement, path_of("TxsSummry/TtlCdtNtries"), Section::total},
    {Section::statement, path_of("TxsSummry/TtlDbtNtries"), Section::total},
    {Section::entry, path_of("NtryDtls/TxDtls"), Section::details},
    {Section::entry, path_of("TxDtls"), Section::details},
});

struct Place {
  Section section;
  Path path;
  Field field;
};

constexpr auto places = [] {
  using S = Section;
  using F = Field;
  auto rows = std::to_array<Place>({
      {S::statement, path_of("CreDtTm"), F::made_on},
      {S::statement, path_of("FrToDt/FrDtTm"), F::from},
      {S::statement, path_of("FrToDt/FrDt"), F::from},
      {S::statement, path_of("FrToDt/ToDtTm"), F::to},
      {S::statement, path_of("FrToDt/ToDt"), F::to},
      {S::statement, path_of("Acct/Id/IBAN"), F::iban},
      {S::statement, path_of("Acct/Id/BBAN"), F::other_number},
      {S::statement, path_of("Acct/Id/Othr/Id"), F::other_number},
      {S::statement, path_of("Acct/Id/PrtryAcct/Id"), F::other_number},
      {S::statement, path_of("Acct/Id/Othr/SchmeNm/Cd"), F::number_scheme},
      {S::statement, path_of("Acct/Svcr/FinInstnId/ClrSysMmbId/MmbId"), F::sort_code},
      {S::statement, path_of("Acct/Ccy"), F::account_currency},
      {S::statement, path_of("Acct/Ownr/Nm"), F::owner},
      {S::statement, path_of("Acct/Ownr/Pty/Nm"), F::owner},
      {S::statement, path_of("Acct/Nm"), F::account_name},
      {S::balance, path_of("Tp/CdOrPrtry/Cd"), F::code},
      {S::balance, path_of("Tp/Cd"), F::code},
      {S::balance, path_of("Amt"), F::amount},
      {S::balance, path_of("CdtDbtInd"), F::direction},
      {S::total, path_of("NbOfNtries"), F::count},
      {S::total, path_of("Sum"), F::sum},
      {S::entry, path_of("Amt"), F::amount},
      {S::entry, path_of("CdtDbtInd"), F::direction},
      {S::entry, path_of("Sts"), F::state},
      {S::entry, path_of("Sts/Cd"), F::state},
      {S::entry, path_of("Sts/Prtry"), F::state},
      {S::entry, path_of("BookgDt/Dt"), F::booked_on},
      {S::entry, path_of("BookgDt/DtTm"), F::booked_on},
      {S::entry, path_of("ValDt/Dt"), F::valued_on},
      {S::entry, path_of("ValDt/DtTm"), F::valued_on},
      {S::entry, path_of("AcctSvcrRef"), F::servicer_reference},
      {S::entry, path_of("BkTxCd/Domn/Cd"), F::domain},
      {S::entry, path_of("BkTxCd/Domn/Fmly/Cd"), F::family},
      {S::entry, path_of("BkTxCd/Domn/Fmly/SubFmlyCd"), F::sub_family},
      {S::entry, path_of("BkTxCd/Prtry/Cd"), F::own_type},
      {S::entry, path_of("AddtlNtryInf"), F::remark},
      {S::entry, path_of("NtryDtls/Btch/NbOfTxs"), F::batch_count},
      {S::entry, path_of("Btch/NbOfTxs"), F::batch_count},
      {S::entry, path_of("NtryDtls/Btch/PmtInfId"), F::batch_id},
      {S::entry, path_of("Btch/PmtInfId"), F::batch_id},
      {S::details, path_of("Amt"), F::amount},
      {S::details, path_of("AmtDtls/TxAmt/Amt"), F::part_amount},
      {S::details, path_of("CdtDbtInd"), F::direction},
      {S::details, path_of("Refs/AcctSvcrRef"), F::servicer_reference},
      {S::details, path_of("Refs/EndToEndId"), F::end_to_end},
      {S::details, path_of("Refs/MndtId"), F::mandate},
      {S::details, path_of("Refs/ChqNb"), F::remittance},
      {S::details, path_of("RltdPties/Cdtr/Nm"), F::creditor},
      {S::details, path_of("RltdPties/Cdtr/Pty/Nm"), F::creditor},
      {S::details, path_of("RltdPties/Cdtr/Agt/FinInstnId/Nm"), F::creditor},
      {S::details, path_of("RltdPties/UltmtCdtr/Nm"), F::ultimate_creditor},
      {S::details, path_of("RltdPties/UltmtCdtr/Pty/Nm"), F::ultimate_creditor},
      {S::details, path_of("RltdPties/CdtrAcct/Id/IBAN"), F::creditor_account},
      {S::details, path_of("RltdPties/CdtrAcct/Id/Othr/Id"), F::creditor_account},
      {S::details, path_of("RltdPties/CdtrAcct/Id/PrtryAcct/Id"), F::creditor_account},
      {S::details, path_of("RltdPties/Dbtr/Nm"), F::debtor},
      {S::details, path_of("RltdPties/Dbtr/Pty/Nm"), F::debtor},
      {S::details, path_of("RltdPties/Dbtr/Agt/FinInstnId/Nm"), F::debtor},
      {S::details, path_of("RltdPties/UltmtDbtr/Nm"), F::ultimate_debtor},
      {S::details, path_of("RltdPties/UltmtDbtr/Pty/Nm"), F::ultimate_debtor},
      {S::details, path_of("RltdPties/DbtrAcct/Id/IBAN"), F::debtor_account},
      {S::details, path_of("RltdPties/DbtrAcct/Id/Othr/Id"), F::debtor_account},
      {S::details, path_of("RltdPties/DbtrAcct/Id/PrtryAcct/Id"), F::debtor_account},
      {S::details, path_of("RltdPties/InitgPty/Nm"), F::initiator},
      {S::details, path_of("RltdPties/InitgPty/Pty/Nm"), F::initiator},
      {S::details, path_of("RmtInf/Ustrd"), F::remittance},
      {S::details, path_of("RmtInf/Strd/CdtrRefInf/Ref"), F::remittance},
      {S::details, path_of("RmtInf/Strd/CdtrRefInf/CdtrRef"), F::remittance},
      {S::details, path_of("RmtInf/Strd/RfrdDocInf/Nb"), F::remittance},
      {S::details, path_of("RmtInf/Strd/AddtlRmtInf"), F::remittance},
      {S::details, path_of("RtrInf/AddtlInf"), F::remittance},
      {S::details, path_of("AddtlTxInf"), F::remittance},
  });
  std::ranges::sort(rows, [](const Place& a, const Place& b) {
    return a.section != b.section ? a.section < b.section : a.path < b.path;
  });
  return rows;
}();
static_assert(std::ranges::none_of(places, [](const Place& row) { return row.path == nowhere; }),
              "every step of a path is one of the names");

}  // namespace

Path further(Path path, std::string_view name) {
  return path == nowhere ? nowhere : one_further(path, name);
}

Section section_at(Section section, Path path) {
  for (const auto& each : beginnings) {
    if (each.within == section && each.path == path) return each.begins;
  }
  return section;
}

Field field_at(Section section, Path path) {
  const auto* const found = std::ranges::lower_bound(
      places, Place{section, path, Field::none}, [](const Place& a, const Place& b) {
        return a.section != b.section ? a.section < b.section : a.path < b.path;
      });
  const bool there = found != places.end() && found->section == section && found->path == path;
  return there ? found->field : Field::none;
}

}  // namespace imports::camt
