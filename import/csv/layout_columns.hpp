// The columns of the built-in layouts: data, seen by layouts.cpp only. Of a table without heading
// the names are for people; the order counts.
#pragma once

#include "import/csv/layout.hpp"

#include <array>
#include <string_view>

namespace imports::columns {

inline constexpr auto may_lack = Need::may_lack;

inline constexpr auto lloyds = std::to_array<Column>({
    {"transaction date", Role::date},
    {"transaction type", Role::type},
    {"sort code", Role::sort_code},
    {"account number", Role::account},
    {"transaction description", Role::payee},
    {"debit amount", Role::money_out},
    {"credit amount", Role::money_in},
    {"balance", Role::balance},
});

inline constexpr auto natwest = std::to_array<Column>({
    {"date", Role::date},
    {"type", Role::type},
    {"description", Role::payee},
    {"value", Role::amount},
    {"balance", Role::balance},
    {"account name", Role::ignored, may_lack},
    {"account number", Role::account},
});

inline constexpr auto nationwide = std::to_array<Column>({
    {"date", Role::date},
    {"transaction type", Role::type},
    {"description", Role::payee},
    {"paid out", Role::money_out},
    {"paid in", Role::money_in},
    {"balance", Role::balance},
});

inline constexpr auto midata = std::to_array<Column>({
    {"date", Role::date},
    {"type", Role::type},
    {"merchant/description", Role::payee},
    {"debit/credit", Role::amount},
    {"balance", Role::balance},
});
inline constexpr auto midata_trailers =
    std::to_array<std::string_view>({"arranged overdraft limit"});

inline constexpr auto hsbc = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
});

inline constexpr auto hsbc_headed = std::to_array<Column>({
    {"date", Role::date},
    {"desc", Role::payee},
    {"amount", Role::amount},
});

inline constexpr auto first_direct = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
    {"balance", Role::balance, may_lack},
});

inline constexpr auto barclays = std::to_array<Column>({
    {"number", Role::ignored},
    {"date", Role::date},
    {"account", Role::account},
    {"amount", Role::amount},
    {"subcategory", Role::type},
    {"memo", Role::payee},
});

inline constexpr auto starling = std::to_array<Column>({
    {"date", Role::date},
    {"counter party", Role::payee},
    {"reference", Role::reference},
    {"type", Role::type},
    {"amount (*)", Role::amount},
    {"balance (*)", Role::balance},
    {"spending category", Role::ignored, may_lack},
    {"notes", Role::ignored, may_lack},
});

inline constexpr auto monzo = std::to_array<Column>({
    {"transaction id", Role::bank_id},
    {"date", Role::date},
    {"time", Role::ignored, may_lack},
    {"type", Role::type},
    {"name", Role::payee},
    {"emoji", Role::ignored, may_lack},
    {"category", Role::ignored, may_lack},
    {"amount", Role::amount},
    {"currency", Role::currency},
    {"local amount", Role::ignored, may_lack},
    {"local currency", Role::ignored, may_lack},
    {"notes and #tags", Role::ignored, may_lack},
    {"address", Role::ignored, may_lack},
    {"receipt", Role::ignored, may_lack},
    {"description", Role::reference},
    {"category split", Role::ignored, may_lack},
    {"money out", Role::ignored, may_lack},  // the amount again
    {"money in", Role::ignored, may_lack},
    {"balance", Role::balance, may_lack},
    {"balance currency", Role::ignored, may_lack},
});

inline constexpr auto monzo_2018 = std::to_array<Column>({
    {"id", Role::bank_id},
    {"created", Role::date},
    {"amount", Role::amount},
    {"currency", Role::currency},
    {"local_amount", Role::ignored, may_lack},
    {"local_currency", Role::ignored, may_lack},
    {"category", Role::ignored, may_lack},
    {"emoji", Role::ignored, may_lack},
    {"description", Role::payee},
    {"address", Role::ignored, may_lack},
    {"notes", Role::reference, may_lack},
    {"receipt", Role::ignored, may_lack},
});

inline constexpr auto co_op = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"type", Role::type},
    {"money in", Role::money_in},
    {"money out", Role::money_out},
    {"balance", Role::balance},
});

inline constexpr auto revolut = std::to_array<Column>({
    {"type", Role::type},
    {"product", Role::product},
    {"started date", Role::ignored},
    {"completed date", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
    {"fee", Role::fee},
    {"currency", Role::currency},
    {"state", Role::state},
    {"balance", Role::balance},
});

inline constexpr auto chase = std::to_array<Column>({
    {"date", Role::date},
    {"time", Role::ignored},
    {"transaction type", Role::type},
    {"transaction description", Role::payee},
    {"amount", Role::amount},
    {"currency", Role::currency},
    {"balance", Role::balance},
});

inline constexpr auto tesco_card = std::to_array<Column>({
    {"transaction date", Role::ignored},
    {"posting date", Role::date},
    {"billing amount", Role::amount},
    {"merchant", Role::payee},
    {"merchant city", Role::reference},
    {"merchant county", Role::ignored},
    {"merchant postal code", Role::ignored},
    {"reference number", Role::ignored},
    {"debit/credit flag", Role::type},
    {"sicmcc code", Role::ignored},
});

inline constexpr auto john_lewis_card = std::to_array<Column>({
    {"date processed", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
});

inline constexpr auto newday_card = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"note", Role::reference},
    {"amount(*)", Role::amount},
});

inline constexpr auto amex = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
    {"extended details", Role::ignored},
    {"appears on your statement as", Role::ignored},
    {"address", Role::ignored},
    {"town/city", Role::ignored},
    {"postcode", Role::ignored},
    {"country", Role::ignored},
    {"reference", Role::bank_id},
    {"category", Role::ignored},
});

inline constexpr auto metro = std::to_array<Column>({
    {"date", Role::date},
    {"details", Role::payee},
    {"transaction type", Role::type},
    {"in", Role::money_in},
    {"out", Role::money_out},
    {"balance", Role::balance},
});

inline constexpr auto paypal_credit = std::to_array<Column>({
    {"date", Role::date},
    {"id", Role::bank_id},
    {"amount", Role::amount},
    {"description", Role::payee},
});

inline constexpr auto hsbc_net = std::to_array<Column>({
    {"account", Role::account},
    {"date", Role::date},
    {"currency", Role::currency},
    {"amount", Role::amount},
    {"description", Role::payee},
    {"type", Role::type},
});

inline constexpr auto lloyds_commercial = std::to_array<Column>({
    {"date", Role::date},
    {"account", Role::account},
    {"blank", Role::nothing},
    {"type", Role::type},
    {"value", Role::amount},
    {"customer reference", Role::reference},
    {"description", Role::payee},
});

inline constexpr auto chobs = std::to_array<Column>({
    {"date", Role::date},
    {"value", Role::amount},
    {"type", Role::type},
    {"description", Role::payee},
    {"unknown 5", Role::ignored},
    {"unknown 6", Role::ignored},
    {"sort code", Role::sort_code},
    {"account", Role::account},
});

inline constexpr auto clydesdale = std::to_array<Column>({
    {"date", Role::date},
    {"unknown 2", Role::ignored},
    {"sort code and account", Role::account},
    {"unknown 4", Role::ignored},
    {"unknown 5", Role::ignored},
    {"unknown 6", Role::ignored},
    {"description", Role::payee},
    {"value", Role::amount},
    {"narrative", Role::reference},
});

inline constexpr auto handelsbanken = std::to_array<Column>({
    {"account", Role::account},
    {"date", Role::date},
    {"description", Role::payee},
    {"debit", Role::money_out},
    {"credit", Role::money_in},
});

inline constexpr auto barclaycard = std::to_array<Column>({
    {"date", Role::date},
    {"text", Role::payee},
    {"scheme", Role::type},
    {"holder", Role::ignored},
    {"category", Role::ignored},
    {"credit", Role::money_in},
    {"debit", Role::money_out},
});

/// Eighteen columns, of which eight are known.
inline constexpr auto bankline = std::to_array<Column>({
    {"sort code", Role::sort_code},
    {"account", Role::account},
    {"unknown 3", Role::ignored},
    {"unknown 4", Role::ignored},
    {"currency", Role::currency},
    {"unknown 6", Role::ignored},
    {"unknown 7", Role::ignored},
    {"unknown 8", Role::ignored},
    {"unknown 9", Role::ignored},
    {"date", Role::date},
    {"narrative", Role::payee},
    {"unknown 12", Role::ignored},
    {"unknown 13", Role::ignored},
    {"unknown 14", Role::ignored},
    {"unknown 15", Role::ignored},
    {"type", Role::type},
    {"debit", Role::money_out},
    {"credit", Role::money_in},
});

}  // namespace imports::columns
