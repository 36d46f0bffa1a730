#include "app/verify_seals.hpp"

#include "app/files.hpp"
#include "app/sealing.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace app {
namespace {

struct NamedSeal {
  std::string file;
  SealDocument seal;
  bool asked;  ///< by --seal: what is verified is to be held against it
};

/// Everything that the comparison needs, read from the files named.
struct Gathered {
  std::vector<NamedSeal> seals;
  std::vector<ConsistencyDocument> proofs;  ///< those that prove what they say
};

void gather(Gathered& all, const std::string& file, bool asked) {
  const auto bytes = read_file(file);
  if (!bytes) return;
  const auto schema = schema_named(bytes.value());
  if (schema == seal_schema) {
    if (auto seal = read_seal(bytes.value(), file)) {
      all.seals.push_back({file, std::move(seal).value(), asked});
    }
  } else if (schema == consistency_schema) {
    auto proof = read_consistency(bytes.value(), file);
    if (!proof) return;
    const auto& [older, newer, path] = proof.value();
    if (ledger::proves_consistency(path, older.head, newer.head)) {
      all.proofs.push_back(std::move(proof).value());
    }
  }
}

bool proved(const Gathered& all, const ledger::TreeHead& one, const ledger::TreeHead& other) {
  return std::ranges::any_of(all.proofs, [&](const ConsistencyDocument& proof) {
    return (proof.older.head == one && proof.newer.head == other) ||
           (proof.older.head == other && proof.newer.head == one);
  });
}

std::string leaves(const ledger::TreeHead& head) {
  return std::to_string(head.size) + (head.size == 1 ? " leaf" : " leaves");
}

void break_with(Verdict& verdict, const std::string& why) {
  verdict.holds = false;
  verdict.breaches.push_back({"", why});
  verdict.sentence += "; " + why;
}

/// What `other` says of the seal that the verdict is on.
void compare(Verdict& verdict, const SealDocument& seal, const NamedSeal& other,
             const Gathered& all) {
  const auto& before = other.seal;
  if (seal.head == before.head) {
    verdict.sentence += "; " + other.file + " is of the same log";
    return;
  }
  if (seal.commissioner != before.commissioner && !other.asked) {
    verdict.sentence += "; not compared with " + other.file + ": it is another commissioner's";
    return;
  }
  if (seal.head.size == before.head.size) {
    return break_with(verdict, "it and " + other.file + " are both of " + leaves(seal.head) +
                                   ", with different roots: no book can have both, so its history "
                                   "was rewritten between them, or they are of two books");
  }
  if (proved(all, seal.head, before.head)) {
    verdict.sentence += "; by the proof it and " + other.file + " are of one log";
    return;
  }
  const bool later = seal.head.size > before.head.size;
  const auto why = "not compared with " + other.file + ": give the proof between them (`dpledger " +
                   "prove --from " + (later ? other.file : verdict.file) + " --to " +
                   (later ? verdict.file : other.file) + " --out PROOF`, then name PROOF here too)";
  if (other.asked) return break_with(verdict, why);
  verdict.sentence += "; " + why;
}

}  // namespace

void compare_seals(std::vector<Verdict>& verdicts, const Arguments& arguments) {
  const auto is_seal = [](const Verdict& verdict) { return verdict.what == "seal"; };
  if (std::ranges::none_of(verdicts, is_seal)) return;
  Gathered all;
  if (!arguments.seal.empty()) gather(all, arguments.seal, true);
  for (const Verdict& verdict : verdicts) gather(all, verdict.file, false);
  for (Verdict& verdict : verdicts) {
    if (!is_seal(verdict)) continue;
    const auto own = std::ranges::find_if(
        all.seals, [&](const NamedSeal& one) { return !one.asked && one.file == verdict.file; });
    if (own == all.seals.end()) continue;
    for (auto other = all.seals.begin(); other != own; ++other) {
      if (other->file != own->file) compare(verdict, own->seal, *other, all);
    }
  }
}

}  // namespace app
