// What commands are refused with, and the files and books that are refused.
#pragma once

#include "tests/app/support_program.hpp"

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace support {

using Words = std::vector<std::string>;

/// The day on which it is asked.
extern const std::string refusal_day;
std::set<std::string> rules_in(const nlohmann::json& refusals);
/// What a command is refused with; it must be refused.
std::set<std::string> refused_with(const Folder& folder, Words words);
void sh(const Folder& folder, const std::string& command);
/// Files of many kinds that something is wrong with, keys and certificates.
void make_files(const Folder& folder);
/// A book of a later program.
void make_newer_book(const Folder& folder);
/// Books of Stephen alone: just loaded, reconciled, and with his details erased.
void make_books_to_erase(const Folder& folder);

}  // namespace support
