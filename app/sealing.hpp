// Seals and proofs as documents: dpledger.seal/1, dpledger.proof/1, dpledger.consistency/1
// (docs/json.md), written and read here, and what they show without any book.
//
// Errors    not_sealed: a file that is none of them, or lacks what it must say.
#pragma once

#include "ledger/merkle.hpp"
#include "ledger/result.hpp"
#include "ledger/sealed.hpp"
#include "ledger/store/book.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace app {

inline constexpr std::string_view seal_schema = "dpledger.seal/1";
inline constexpr std::string_view proof_schema = "dpledger.proof/1";
inline constexpr std::string_view consistency_schema = "dpledger.consistency/1";

/// What a document says it is; empty when it is no JSON object of ours.
std::string schema_named(std::string_view bytes);

struct SealDocument {
  std::string commissioner;
  ledger::TreeHead head;
  std::string at, by;
};
std::string written(const SealDocument& seal);
ledger::Result<SealDocument> read_seal(std::string_view bytes, const std::string& file);

struct ProofDocument {
  store::BookInfo book;  ///< its chains begin from this
  ledger::SealedHead leaf;
  std::int64_t position = 0;  ///< of the leaf
  ledger::TreeHead head;
  std::string sealed_at;
  std::vector<ledger::Digest> path;
  /// The links after `after`, up to the leaf's; their heads are worked out again. The head before
  /// them is `begins`, or what the book and the person make when `after` is 0.
  std::int64_t after = 0;
  std::string begins;
  std::vector<store::ChainLink> links;
};
std::string written(const ProofDocument& proof);
ledger::Result<ProofDocument> read_proof(std::string_view bytes, const std::string& file);

struct ConsistencyDocument {
  SealDocument older, newer;
  std::vector<ledger::Digest> path;
};
std::string written(const ConsistencyDocument& proof);
ledger::Result<ConsistencyDocument> read_consistency(std::string_view bytes,
                                                     const std::string& file);

/// The number of links and the head, hexadecimal, after each link that the proof names; the last is
/// the leaf's. Nothing when the links do not lead to the leaf.
using Heads = std::vector<std::pair<std::int64_t, std::string>>;
std::optional<Heads> heads_of(const ProofDocument& proof);
bool includes(const ProofDocument& proof);

/// Where a seal stands in the log of a book.
enum class Standing { of_the_log, larger, another };
Standing standing_of(store::Reader& reader, const ledger::TreeHead& head);
/// Why a book does not hold against a seal, in a sentence; empty when it does.
std::string against_seal(store::Reader& reader, const SealDocument& seal);

}  // namespace app
