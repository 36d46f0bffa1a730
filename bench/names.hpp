// Lists from which invented names are combined. Nobody in them exists.
#pragma once

#include <array>
#include <string_view>

namespace bench {

inline constexpr std::array<std::string_view, 48> first_names{
    "Amy",    "Ben",     "Carol", "Dev",     "Ella",  "Farah",  "George", "Hana",
    "Ivan",   "Joan",    "Kofi",  "Lena",    "Marek", "Nadia",  "Owen",   "Priya",
    "Quinn",  "Rosa",    "Samir", "Tilda",   "Uma",   "Viktor", "Wendy",  "Xenia",
    "Yusuf",  "Zoe",     "Alan",  "Bridget", "Colin", "Doreen", "Edwin",  "Fiona",
    "Graham", "Heather", "Imran", "Judith",  "Keith", "Lorna",  "Malik",  "Norma",
    "Oscar",  "Petra",   "Ralph", "Sheila",  "Terry", "Ursula", "Vera",   "Walter"};

inline constexpr std::array<std::string_view, 56> surnames{
    "Ashdale",   "Brindley",  "Carrow",    "Dunmore",   "Eastlake", "Farrow",    "Garside",
    "Hollis",    "Ingleby",   "Jessop",    "Kettering", "Lumley",   "Marwood",   "Norbury",
    "Oakden",    "Penrose",   "Quarmby",   "Rushton",   "Selwood",  "Thornley",  "Underhill",
    "Vickery",   "Wetherby",  "Yardley",   "Adeyemi",   "Banerjee", "Chowdhury", "Dabrowski",
    "Eze",       "Fernandes", "Grabowska", "Hussain",   "Iyer",     "Jankowski", "Khalil",
    "Lindqvist", "Mbeki",     "Nowak",     "Okafor",    "Petrov",   "Qureshi",   "Rossi",
    "Szabo",     "Tanaka",    "Ueda",      "Varga",     "Wojcik",   "Xu",        "Yilmaz",
    "Zielinski", "Birchall",  "Coldwell",  "Dovedale",  "Elmhirst", "Fenwick",   "Greatorex"};

inline constexpr std::array<std::string_view, 8> agencies{
    "Trentside Home Care",   "Larkfield Nursing", "Open Door Support", "Mayfield Care Services",
    "Bramble Lane Homecare", "Steady Hands Care", "Peverel Support",   "Rowan Tree Care"};

inline constexpr std::array<std::string_view, 12> activities{
    "Greenfinger Gardens", "Willow Bank Pottery", "Derwent Swim School", "Old Mill Riding",
    "Castle Craft Studio", "Harmony Music Room",  "Brook Farm Animals",  "Lakeside Sailing",
    "Two Rivers Cycling",  "Orchard Art Class",   "Stonebridge Bowls",   "High Peak Walkers"};

inline constexpr std::array<std::string_view, 8> strangers{
    "The Copper Kettle", "Parkway Garage",  "Corner Pantry",  "Bell & Sons Ironmongers",
    "Riverside Cafe",    "Moorland Prints", "Abacus Storage", "Blue Door Books"};

}  // namespace bench
