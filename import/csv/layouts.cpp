#include "import/csv/layout.hpp"

#include <array>

namespace imports {
namespace {

constexpr auto may_lack = Need::may_lack;

constexpr auto lloyds = std::to_array<Column>({
    {"transaction date", Role::date},
    {"transaction type", Role::type},
    {"sort code", Role::sort_code},
    {"account number", Role::account},
    {"transaction description", Role::payee},
    {"debit amount", Role::money_out},
    {"credit amount", Role::money_in},
    {"balance", Role::balance},
});

constexpr auto natwest = std::to_array<Column>({
    {"date", Role::date},
    {"type", Role::type},
    {"description", Role::payee},
    {"value", Role::amount},
    {"balance", Role::balance},
    {"account name", Role::ignored, may_lack},
    {"account number", Role::account},
});

constexpr auto nationwide = std::to_array<Column>({
    {"date", Role::date},
    {"transaction type", Role::type},
    {"description", Role::payee},
    {"paid out", Role::money_out},
    {"paid in", Role::money_in},
    {"balance", Role::balance},
});

constexpr auto midata = std::to_array<Column>({
    {"date", Role::date},
    {"type", Role::type},
    {"merchant/description", Role::payee},
    {"debit/credit", Role::amount},
    {"balance", Role::balance},
});
constexpr auto midata_trailers = std::to_array<std::string_view>({"arranged overdraft limit"});

constexpr auto hsbc = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
});

constexpr auto hsbc_headed = std::to_array<Column>({
    {"date", Role::date},
    {"desc", Role::payee},
    {"amount", Role::amount},
});

constexpr auto first_direct = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
    {"balance", Role::balance, may_lack},
});

constexpr auto barclays = std::to_array<Column>({
    {"number", Role::ignored},
    {"date", Role::date},
    {"account", Role::account},
    {"amount", Role::amount},
    {"subcategory", Role::type},
    {"memo", Role::payee},
});

constexpr auto starling = std::to_array<Column>({
    {"date", Role::date},
    {"counter party", Role::payee},
    {"reference", Role::reference},
    {"type", Role::type},
    {"amount (*)", Role::amount},
    {"balance (*)", Role::balance},
    {"spending category", Role::ignored, may_lack},
    {"notes", Role::ignored, may_lack},
});

constexpr auto monzo = std::to_array<Column>({
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

constexpr auto monzo_2018 = std::to_array<Column>({
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

constexpr auto co_op = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"type", Role::type},
    {"money in", Role::money_in},
    {"money out", Role::money_out},
    {"balance", Role::balance},
});

constexpr auto revolut = std::to_array<Column>({
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

constexpr auto chase = std::to_array<Column>({
    {"date", Role::date},
    {"time", Role::ignored},
    {"transaction type", Role::type},
    {"transaction description", Role::payee},
    {"amount", Role::amount},
    {"currency", Role::currency},
    {"balance", Role::balance},
});

constexpr auto tesco_card = std::to_array<Column>({
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

constexpr auto john_lewis_card = std::to_array<Column>({
    {"date processed", Role::date},
    {"description", Role::payee},
    {"amount", Role::amount},
});

constexpr auto newday_card = std::to_array<Column>({
    {"date", Role::date},
    {"description", Role::payee},
    {"note", Role::reference},
    {"amount(*)", Role::amount},
});

constexpr auto amex = std::to_array<Column>({
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

constexpr DateForms slashes = DateForm::day_month_year | DateForm::day_month_short_year;
constexpr DateForms words = DateForm::words | DateForm::words_short_year;
constexpr DateForms dashes = DateForm::dashed_words | DateForm::dashed_words_short;
constexpr DateForms uk = slashes | words | dashes;
constexpr DateForms iso = DateForm::iso | DateForm::iso_time;

constexpr auto table = std::to_array<Layout>({
    {.name = "lloyds",
     .title = "Lloyds, Halifax, Bank of Scotland",
     .columns = lloyds,
     .dates = uk,
     .loses_zeros = true},
    {.name = "natwest",
     .title = "NatWest, Royal Bank of Scotland, Ulster Bank",
     .columns = natwest,
     .dates = uk},
    {.name = "nationwide",
     .title = "Nationwide",
     .columns = nationwide,
     .dates = uk,
     .pound_everywhere = true,
     .payee_in_type = true},
    {.name = "midata",
     .title = "midata",
     .columns = midata,
     .dates = uk,
     .pound_everywhere = true,
     .trailers = midata_trailers},
    {.name = "hsbc", .title = "HSBC", .columns = hsbc_headed, .dates = uk},
    {.name = "first-direct", .title = "first direct", .columns = first_direct, .dates = uk},
    {.name = "barclays",
     .title = "Barclays",
     .columns = barclays,
     .dates = uk,
     .tail_has_commas = true,
     .padded_tail = true},
    {.name = "starling",
     .title = "Starling",
     .columns = starling,
     .dates = slashes,
     .opening = "opening balance"},
    {.name = "monzo", .title = "Monzo", .columns = monzo, .dates = slashes | iso},
    {.name = "monzo-2018", .title = "Monzo (2018)", .columns = monzo_2018, .dates = iso},
    {.name = "co-op",
     .title = "Co-operative Bank, Smile",
     .columns = co_op,
     .dates = iso | slashes},
    {.name = "revolut", .title = "Revolut", .columns = revolut, .dates = iso},
    {.name = "chase", .title = "Chase", .columns = chase, .dates = words},
    {.name = "tesco-card",
     .title = "Tesco Bank card",
     .columns = tesco_card,
     .dates = slashes,
     .sign = Sign::charge_is_positive},
    {.name = "john-lewis-card",
     .title = "John Lewis card",
     .columns = john_lewis_card,
     .dates = dashes,
     .sign = Sign::charge_is_positive},
    {.name = "newday-card",
     .title = "NewDay card (Aqua and others)",
     .columns = newday_card,
     .dates = slashes,
     .sign = Sign::charge_is_positive},
    {.name = "amex",
     .title = "American Express",
     .columns = amex,
     .dates = slashes,
     .sign = Sign::charge_is_positive},
    // Files without a heading row come last: their shape is looked at when no heading is found.
    {.name = "hsbc", .title = "HSBC", .columns = hsbc, .dates = slashes, .without_heading = true},
    {.name = "nationwide",
     .title = "Nationwide (without its heading)",
     .columns = nationwide,
     .dates = words,
     .without_heading = true,
     .pound_everywhere = true,
     .payee_in_type = true},
});

}  // namespace

std::span<const Layout> built_in_layouts() {
  return table;
}

}  // namespace imports
