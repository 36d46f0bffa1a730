#include "ledger/store/match_codec.hpp"

#include "ledger/store/database.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

namespace store {

using Json = nlohmann::json;
using ledger::Alternative;
using ledger::Money;
using ledger::Posting;
using ledger::Settled;

namespace {

template <class Read>
auto reading(std::string_view text, Read read) -> decltype(read(Json{})) {
  try {
    return read(Json::parse(text));
  } catch (const Json::exception& problem) {
    throw Damaged{std::string{"a list in the book is damaged: "} + problem.what()};
  }
}

Json json_of(const std::vector<Settled>& items) {
  Json out = Json::array();
  for (const Settled& item : items) out.push_back(Json::array({item.key, item.amount.pence()}));
  return out;
}

std::vector<Settled> items_of(const Json& json) {
  std::vector<Settled> items;
  for (const Json& item : json) {
    items.push_back(
        {item.at(0).get<std::string>(), Money::of_pence(item.at(1).get<std::int64_t>())});
  }
  return items;
}

}  // namespace

std::vector<Settled> settled_by(const std::vector<Posting>& postings) {
  std::vector<Settled> items;
  for (const Posting& posting : postings) {
    if (posting.item.empty()) continue;
    const bool arrives = posting.debit.starts_with("bank:");
    const Money amount = arrives ? posting.amount : -posting.amount;
    const auto known = std::ranges::find(items, posting.item, &Settled::key);
    if (known == items.end()) {
      items.push_back({posting.item, amount});
    } else {
      known->amount += amount;
    }
  }
  return items;
}

std::string encode_items(const std::vector<Settled>& items) {
  return json_of(items).dump();
}

std::vector<Settled> decode_items(std::string_view text) {
  return reading(text, items_of);
}

std::string encode_alternatives(const std::vector<Alternative>& alternatives) {
  Json out = Json::array();
  for (const Alternative& one : alternatives) {
    Json written = Json::array({one.rule, json_of(one.items), one.plan_line});
    const bool told = !one.evidence.empty();
    if (told || !one.against.empty()) written.push_back(one.against);
    if (told) written.push_back(one.evidence);
    out.push_back(std::move(written));
  }
  return out.dump();
}

std::vector<Alternative> decode_alternatives(std::string_view text) {
  return reading(text, [](const Json& json) {
    std::vector<Alternative> alternatives;
    for (const Json& one : json) {
      // Older books have three or four members: nothing was kept of what had lost, then nothing of
      // what agreed for those that fit.
      const auto further = [&one](std::size_t at) {
        return one.size() > at ? one.at(at).get<std::string>() : std::string{};
      };
      alternatives.push_back({one.at(0).get<std::string>(), items_of(one.at(1)),
                              one.at(2).get<std::string>(), further(3), further(4)});
    }
    return alternatives;
  });
}

std::string encode_texts(const std::vector<std::string>& texts) {
  return Json(texts).dump();
}

std::vector<std::string> decode_texts(std::string_view text) {
  return reading(text, [](const Json& json) { return json.get<std::vector<std::string>>(); });
}

std::string encode_numbers(const std::vector<int>& numbers) {
  return Json(numbers).dump();
}

std::vector<int> decode_numbers(std::string_view text) {
  return reading(text, [](const Json& json) { return json.get<std::vector<int>>(); });
}

}  // namespace store
