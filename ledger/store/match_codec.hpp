// The lists inside a match, a decision and a frame as the book keeps them: short JSON arrays.
//
// Errors    reading what is no such text is a Damaged.
#pragma once

#include "ledger/entry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace store {

/// The items that an entry's postings settle, read off the postings alone: by key in the order in
/// which they come, positive where the bank account is debited. Most matches say no more than this.
std::vector<ledger::Settled> settled_by(const std::vector<ledger::Posting>& postings);

std::string encode_items(const std::vector<ledger::Settled>& items);
std::vector<ledger::Settled> decode_items(std::string_view text);

std::string encode_alternatives(const std::vector<ledger::Alternative>& alternatives);
std::vector<ledger::Alternative> decode_alternatives(std::string_view text);

std::string encode_texts(const std::vector<std::string>& texts);
std::vector<std::string> decode_texts(std::string_view text);

std::string encode_numbers(const std::vector<int>& numbers);
std::vector<int> decode_numbers(std::string_view text);

}  // namespace store
