// Invented people and firms. Some names are long, hyphenated, accented or alike on purpose.
#pragma once

#include <array>
#include <string_view>

namespace accuracy {

inline constexpr std::array<std::string_view, 48> first_names{
    "Amy",      "Ravi",    "Joanna",  "Bill",      "Nora",  "Hannah",  "Marcus",  "Grace",
    "Tomasz",   "Leila",   "Zoë",     "Alexandra", "Kofi",  "Siobhan", "Derek",   "Pauline",
    "Mohammed", "Ellen",   "Iain",    "Chloë",     "Yusuf", "Bronwen", "Peter",   "Ingrid",
    "Samuel",   "Deborah", "Kwame",   "Agnieszka", "Liam",  "Fatima",  "Harriet", "Owen",
    "Priya",    "Gareth",  "Monica",  "Stanley",   "Rosa",  "Vikram",  "Eleanor", "Jerome",
    "Beatrice", "Callum",  "Natasha", "Desmond",   "Olwen", "Hugo",    "Renée",   "Theodore"};

inline constexpr std::array<std::string_view, 56> surnames{
    "Ashdown",      "Doyle",      "Bellamy",    "Pikestaff",   "Tarrant",   "Quillfeather",
    "Okonkwo",      "Marchbank",  "Nowakowski", "Fairweather", "O'Neill",   "Smith-Hughes",
    "Ferreira",     "Llewellyn",  "Castell",    "Abernathy",   "Rahimi",    "Thwaite",
    "Winterbourne", "Adeyemi",    "Gallagher",  "Mistry",      "Underhill", "Kavanagh",
    "Przybylski",   "Stoddart",   "Venn",       "Hargreaves",  "Dunmore",   "Iqbal",
    "Lockwood",     "Penhaligon", "Bakare",     "Crabtree",    "Sandhu",    "Wetherby",
    "Zielinski",    "Mbeki",      "Trevelyan",  "Hollis",      "Chaudhry",  "Munro",
    "Applegarth",   "Eastwood",   "Farquhar",   "Haddad",      "Ibsen",     "Jephcott",
    "Kirkbride",    "Lightfoot",  "Muñoz",      "Northcott",   "Oldroyd",   "Pemberton",
    "Rutherglen",   "Sotheran"};

inline constexpr std::array<std::string_view, 10> suppliers{
    "Helping Hands Community Care", "Trent Valley Nursing Ltd", "Brightwater Homecare",
    "Oakfield Respite Services",    "Larkspur Care Agency",     "Meadowsweet Support CIC",
    "Kingfisher Complex Care",      "Pennine Sitting Service",  "Harbour Lights Respite",
    "Silverdale Home Support Ltd"};

inline constexpr std::array<std::string_view, 12> outings{
    "GREEN THUMB GARDENS",     "RIVERSIDE SWIM CENTRE", "TOWPATH CYCLES",
    "ROSE HILL RIDING SCHOOL", "WILLOW ART STUDIO",     "DALESIDE FARM VISITS",
    "MARLOW MUSIC ROOM",       "CHERRY TREE DANCE",     "QUAYSIDE SAILABILITY",
    "ORCHARD POTTERY",         "SUNRISE GYM",           "HEDGEROW FORESTRY GROUP"};

inline constexpr std::array<std::string_view, 5> bureaux{
    "PAYWISE PAYROLL SERVICES", "CARETAKE ACCOUNTS", "TALLY BUREAU", "INDEPENDENT LIVING PAYROLL",
    "NETLY PAY LTD"};
inline constexpr std::array<std::string_view, 3> insurers{"FERNLEAF INSURANCE", "SUREWISE",
                                                          "MARK BATES LTD"};
inline constexpr std::array<std::string_view, 4> transports{
    "DIAL A RIDE TRENT", "COUNTY ACCESS TAXIS", "MOBILITY CARS LEICESTER", "WHEELABLE MINIBUS"};

inline constexpr std::array<std::string_view, 16> strangers{
    "TESCO STORES 3021", "AMAZON MKTPLACE", "ARGOS LTD",     "SHELL GARAGE",
    "COSTA COFFEE",      "JD SPORTS",       "B AND Q",       "PIZZA PALACE",
    "SPOTIFY",           "STEAM GAMES",     "NORTHERN RAIL", "VIDEO WORLD",
    "THE CROWN HOTEL",   "PHONE SHOP 88",   "HIGH ST SHOES", "WONDER TOYS"};
inline constexpr std::array<std::string_view, 6> prohibited{
    "LADBROKES 4471", "WILLIAM HILL", "BET365", "PADDY POWER", "VAPE SHOP LEEDS", "BARGAIN BOOZE"};
inline constexpr std::array<std::string_view, 4> funders{"NHS Trentshire ICB", "NHS Wessexdale ICB",
                                                         "NHS Northmoor ICB", "NHS Eastfen ICB"};

}  // namespace accuracy
