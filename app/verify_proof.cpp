#include "app/verify_proof.hpp"

#include "app/files.hpp"
#include "app/sealing.hpp"
#include "reports/workbook_json.hpp"
#include "signing/pdf_signature.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace app {
namespace {

using ledger::Result;

void break_with(Verdict& verdict, const std::string& person, const std::string& why) {
  verdict.holds = false;
  verdict.breaches.push_back({person, why});
}

/// Why a file that should be a seal or a proof is none. What cannot be read at all is refused
/// instead: nothing then.
std::optional<std::string> not_whole(const ledger::Errors& errors) {
  const auto& error = errors.front();
  if (error.broken != ledger::Rule::not_sealed) return std::nullopt;
  return error.where.file + " is no whole seal or proof (" + error.found +
         "): ask whoever gave it to you for it again";
}

/// The verdict on such a file.
Result<Verdict> verdict_on_part(const Verifying& given, const char* what,
                                const ledger::Errors& errors) {
  const auto why = not_whole(errors);
  if (!why) return errors;
  Verdict verdict;
  verdict.file = given.file;
  verdict.what = what;
  break_with(verdict, {}, *why);
  verdict.sentence = *why;
  return verdict;
}

/// The same of a file that was named beside the one that is verified.
Result<Verdict> without(Verdict verdict, const ledger::Errors& errors) {
  const auto why = not_whole(errors);
  if (!why) return errors;
  break_with(verdict, {}, *why);
  verdict.sentence += "; " + *why;
  return verdict;
}

/// The sentence of a verdict: the first thing that does not hold, or what it says when all does.
void conclude(Verdict& verdict, const std::string& when_it_holds) {
  verdict.sentence = verdict.breaches.empty() ? when_it_holds : verdict.breaches.front().what;
}

/// The signature beside the file, as part of the verdict; false without one.
Result<bool> add_signature(const Verifying& given, Verdict& verdict) {
  auto told = told_detached(given);
  if (!told) {
    verdict.facts.emplace_back("signed", "no");
    return false;
  }
  if (!*told) return told->errors();
  const Verdict signature = std::move(*told).value();
  verdict.holds = verdict.holds && signature.holds;
  verdict.facts.insert(verdict.facts.end(), signature.facts.begin(), signature.facts.end());
  verdict.breaches.insert(verdict.breaches.end(), signature.breaches.begin(),
                          signature.breaches.end());
  return true;
}

void add_head(Verdict& verdict, const ledger::TreeHead& head, const std::string& at) {
  verdict.facts.emplace_back("tree_size", std::to_string(head.size));
  verdict.facts.emplace_back("root", ledger::text(head.root));
  verdict.facts.emplace_back("sealed_at", at);
}

/// The seal that --seal names, with whether its own signature holds.
struct GivenSeal {
  SealDocument seal;
  Verdict verdict;
};
Result<std::optional<GivenSeal>> given_seal(const Verifying& given) {
  const auto& file = given.arguments.seal;
  if (file.empty()) return std::optional<GivenSeal>{};
  auto bytes = read_file(file);
  if (!bytes) return bytes.errors();
  auto seal = read_seal(bytes.value(), file);
  if (!seal) return seal.errors();
  const Verifying of_seal{file, exists(file + ".p7s"), std::move(bytes).value(), given.authority,
                          given.arguments};
  auto told = told_seal(of_seal);
  if (!told || !*told) return told ? told->errors() : ledger::Errors{};
  return std::optional{GivenSeal{std::move(seal).value(), std::move(*told).value()}};
}

/// Whether the seal of --seal holds itself, and who signed it.
void add_given_seal(Verdict& verdict, const GivenSeal& given, const std::string& person) {
  for (const auto& breach : given.verdict.breaches) {
    break_with(verdict, person, "the seal does not hold: " + breach.what);
  }
  for (const auto& [name, value] : given.verdict.facts) {
    if (name == "signer" || name == "trusted" || name == "signed") {
      verdict.facts.emplace_back("seal_" + name, value);
    }
  }
}

void hold_against(Verdict& verdict, const GivenSeal& given, const ledger::TreeHead& head,
                  const std::string& person) {
  add_given_seal(verdict, given, person);
  if (given.seal.head == head) return;
  break_with(verdict, person,
             "the proof is not for this seal: it is for " + std::to_string(head.size) +
                 " leaves of root " + ledger::text(head.root));
}

/// What the proof itself shows; the heads it leads to, when it does.
std::optional<Heads> check_proof(Verdict& verdict, const ProofDocument& proof) {
  if (!includes(proof)) {
    break_with(verdict, proof.leaf.person,
               "the proof does not lead from the person's leaf to the root of the seal");
  }
  auto heads = heads_of(proof);
  if (!heads) {
    break_with(verdict, proof.leaf.person,
               "the links that the proof names do not lead to the head in its leaf");
  }
  return heads;
}

Verdict proof_verdict(const std::string& file, const ProofDocument& proof,
                      const std::optional<GivenSeal>& seal) {
  Verdict verdict;
  verdict.file = file;
  verdict.what = "proof";
  verdict.facts.emplace_back("person", proof.leaf.person);
  verdict.facts.emplace_back("links", std::to_string(proof.leaf.links));
  verdict.facts.emplace_back("head", proof.leaf.head);
  add_head(verdict, proof.head, proof.sealed_at);
  check_proof(verdict, proof);
  if (seal) hold_against(verdict, *seal, proof.head, proof.leaf.person);
  conclude(verdict, seal ? "the proof holds: " + proof.leaf.person + "'s chain is in the sealed log"
                         : "the proof holds for the root that it names; give the seal with --seal "
                           "to tell whether that is the one you were given");
  return verdict;
}

/// The heads of --seal and of the seals that are verified beside a proof. One that cannot be read
/// is refused on its own.
std::vector<ledger::TreeHead> heads_beside(const Verifying& given) {
  auto files = given.arguments.words;
  if (!given.arguments.seal.empty()) files.push_back(given.arguments.seal);
  std::vector<ledger::TreeHead> heads;
  for (const auto& file : files) {
    const auto bytes = read_file(file);
    if (!bytes || schema_named(bytes.value()) != seal_schema) continue;
    if (const auto seal = read_seal(bytes.value(), file)) heads.push_back(seal.value().head);
  }
  return heads;
}

/// A proof between two roots says nothing of seals with other roots.
void hold_against_seals(Verdict& verdict, const ConsistencyDocument& proof,
                        const std::vector<ledger::TreeHead>& heads) {
  for (const auto& head : heads) {
    if (head == proof.older.head || head == proof.newer.head) continue;
    break_with(verdict, {},
               "the proof is not for the seal of " + std::to_string(head.size) +
                   " leaves with root " + ledger::text(head.root));
  }
  const auto given = [&](const ledger::TreeHead& head) {
    return std::ranges::find(heads, head) != heads.end();
  };
  conclude(verdict, given(proof.older.head) && given(proof.newer.head)
                        ? "the later log begins with all of the earlier one"
                        : "the proof holds for the two roots that it names; name both seals beside "
                          "it to tell whether those are the ones you were given");
}

Verdict consistency_verdict(const Verifying& given, const ConsistencyDocument& proof) {
  Verdict verdict;
  verdict.file = given.file;
  verdict.what = "consistency";
  verdict.facts.emplace_back("from_tree_size", std::to_string(proof.older.head.size));
  verdict.facts.emplace_back("from_root", ledger::text(proof.older.head.root));
  verdict.facts.emplace_back("to_tree_size", std::to_string(proof.newer.head.size));
  verdict.facts.emplace_back("to_root", ledger::text(proof.newer.head.root));
  if (!ledger::proves_consistency(proof.path, proof.older.head, proof.newer.head)) {
    break_with(verdict, {}, "the proof does not show that the later seal extends the earlier");
  }
  hold_against_seals(verdict, proof, heads_beside(given));
  return verdict;
}

bool is_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/// Every run of exactly 64 hexadecimal digits, as a page prints its head.
std::vector<std::string> digests_in(std::string_view text) {
  std::vector<std::string> found;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && is_digit(text[at])) continue;
    if (at - begin == 64) found.emplace_back(text.substr(begin, 64));
    begin = at + 1;
  }
  return found;
}

/// What a statement says of its chain.
struct Named {
  std::string person;  ///< empty where only a page was read
  std::int64_t links = 0;
  std::string head;
};

/// Of the JSON document; nothing when it is none of a statement.
std::optional<Named> named_in_json(std::string_view bytes) {
  const auto json = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
  if (!json.is_object() || !json.contains("chain") || !json["chain"].is_object()) {
    return std::nullopt;
  }
  const auto& chain = json["chain"];
  if (!chain.contains("head") || !chain["head"].is_string() || !chain.contains("links") ||
      !chain["links"].is_number_integer() || !json.contains("person") ||
      !json["person"].is_string()) {
    return std::nullopt;
  }
  return Named{json["person"].get<std::string>(), chain["links"].get<std::int64_t>(),
               chain["head"].get<std::string>()};
}

/// Of any other page: a head of the proof that is printed in it.
std::optional<Named> named_in_page(std::string_view bytes, const Heads& heads) {
  const auto printed = digests_in(bytes);
  for (auto at = heads.rbegin(); at != heads.rend(); ++at) {
    if (std::ranges::find(printed, at->second) != printed.end()) {
      return Named{{}, at->first, at->second};
    }
  }
  return std::nullopt;
}

std::optional<Named> named_in(const Verifying& given, const Heads& heads) {
  if (signing::is_pdf(given.bytes)) {
    const auto attached = signing::attached_json(given.bytes);
    return attached ? named_in_json(*attached) : std::nullopt;
  }
  if (const auto inside = reports::json_in_workbook(given.bytes)) return named_in_json(*inside);
  if (auto named = named_in_json(given.bytes)) return named;
  return named_in_page(given.bytes, heads);
}

std::string counted(std::int64_t links) {
  return std::to_string(links) + (links == 1 ? " link" : " links");
}

/// Why the head that the statement names is not one of the person's sealed chain; empty when it is.
std::string not_of_chain(const std::optional<Named>& named, const ProofDocument& proof,
                         const Heads& heads) {
  if (!named) {
    return "no head of " + proof.leaf.person +
           "'s chain stands in it that the proof knows: it is "
           "another person's, it was changed, or the book was sealed before it was made";
  }
  if (!named->person.empty() && named->person != proof.leaf.person) {
    return "the statement is " + named->person + "'s, and the proof is " + proof.leaf.person + "'s";
  }
  if (named->links > proof.leaf.links) {
    return "the statement was made after " + counted(named->links) +
           ", and the seal covers the first " + std::to_string(proof.leaf.links) +
           ": seal the book again, and prove by that seal";
  }
  if (named->links < heads.front().first) {
    return "the statement was made after " + counted(named->links) +
           ", and the proof begins later: make it with `dpledger prove " + proof.leaf.person +
           " --seal SEAL --statement FILE.json`";
  }
  const auto at = std::ranges::find(heads, named->links, &Heads::value_type::first);
  if (at != heads.end() && at->second == named->head) return {};
  return "the statement names another head after " + counted(named->links) +
         " than the sealed chain has: its books were rewritten, or the statement was changed";
}

Result<Verdict> belonging(const Verifying& given, Verdict verdict,
                          const std::optional<GivenSeal>& seal) {
  const auto& file = given.arguments.proof;
  const auto bytes = read_file(file);
  if (!bytes) return bytes.errors();
  const auto proof = read_proof(bytes.value(), file);
  if (!proof) return without(std::move(verdict), proof.errors());
  const auto before = verdict.breaches.size();
  const auto heads = check_proof(verdict, proof.value());
  if (seal) hold_against(verdict, *seal, proof.value().head, proof.value().leaf.person);
  if (heads) {
    const auto named = named_in(given, *heads);
    const auto why = not_of_chain(named, proof.value(), *heads);
    if (!why.empty()) break_with(verdict, proof.value().leaf.person, why);
    if (named) {
      verdict.facts.emplace_back("chain_links", std::to_string(named->links));
      verdict.facts.emplace_back("chain_head", named->head);
    }
  }
  verdict.facts.emplace_back("sealed_at", proof.value().sealed_at);
  if (verdict.breaches.size() == before) {
    verdict.sentence += seal ? "; the chain that it names is the one that was sealed"
                             : "; the chain that it names is in the root that the proof names "
                               "(give --seal)";
  } else {
    verdict.sentence += "; " + verdict.breaches[before].what;
  }
  return verdict;
}

/// A seal or a proof between two is compared with --seal elsewhere: here whether that one holds.
Verdict beside_seal(Verdict verdict, const std::optional<GivenSeal>& seal) {
  if (!seal || seal->verdict.file == verdict.file) return verdict;
  const auto before = verdict.breaches.size();
  add_given_seal(verdict, *seal, {});
  if (verdict.breaches.size() > before) verdict.sentence += "; " + verdict.breaches[before].what;
  return verdict;
}

}  // namespace

Told told_seal(const Verifying& given) {
  if (schema_named(given.bytes) != seal_schema) return std::nullopt;
  const auto seal = read_seal(given.bytes, given.file);
  if (!seal) return verdict_on_part(given, "seal", seal.errors());
  Verdict verdict;
  verdict.file = given.file;
  verdict.what = "seal";
  verdict.facts.emplace_back("commissioner", seal.value().commissioner);
  add_head(verdict, seal.value().head, seal.value().at);
  const auto is_signed = add_signature(given, verdict);
  if (!is_signed) return Result<Verdict>{is_signed.errors()};
  conclude(verdict, is_signed.value()
                        ? "the seal holds as it was signed"
                        : "a seal that nobody signed: it is as good as the way it came to you");
  return Result<Verdict>{std::move(verdict)};
}

Told told_proof(const Verifying& given) {
  const auto schema = schema_named(given.bytes);
  if (schema != proof_schema && schema != consistency_schema) return std::nullopt;
  if (schema == consistency_schema) {
    const auto proof = read_consistency(given.bytes, given.file);
    if (!proof) return verdict_on_part(given, "consistency", proof.errors());
    return Result<Verdict>{consistency_verdict(given, proof.value())};
  }
  const auto proof = read_proof(given.bytes, given.file);
  if (!proof) return verdict_on_part(given, "proof", proof.errors());
  const auto seal = given_seal(given);
  if (!seal) {
    return without(proof_verdict(given.file, proof.value(), std::nullopt), seal.errors());
  }
  return Result<Verdict>{proof_verdict(given.file, proof.value(), seal.value())};
}

Result<Verdict> held_against(const Verifying& given, Verdict verdict) {
  if (verdict.what == "proof") return verdict;
  if (given.arguments.seal.empty() && given.arguments.proof.empty()) return verdict;
  const auto seal = given_seal(given);
  if (!seal) return without(std::move(verdict), seal.errors());
  if (verdict.what == "seal" || verdict.what == "consistency") {
    return beside_seal(std::move(verdict), seal.value());
  }
  if (verdict.what != "book") {
    if (given.arguments.proof.empty()) {
      break_with(verdict, {},
                 "a seal alone says nothing of a statement: give the proof too, with --proof "
                 "(`dpledger prove PERSON --seal SEAL --out PROOF` makes it)");
      verdict.sentence += "; " + verdict.breaches.back().what;
      return verdict;
    }
    return belonging(given, std::move(verdict), seal.value());
  }
  if (!seal.value()) return verdict;
  const auto book = store::open_book(given.file, store::Access::read_only);
  if (!book) return book.errors();
  const auto why = against_seal(*book.value()->read(), seal.value()->seal);
  hold_against(verdict, *seal.value(), seal.value()->seal.head, {});
  if (!why.empty()) break_with(verdict, {}, why);
  if (!why.empty()) {
    verdict.sentence += "; " + why;
  } else {
    verdict.sentence += verdict.holds ? "; it is the book that was sealed"
                                      : "; its log is the one that was sealed, and what is "
                                        "recorded under it is not";
  }
  return verdict;
}

}  // namespace app
