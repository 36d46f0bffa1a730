// seal and prove: what leaves the house, so that others can tell whether the book was rewritten.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/disclosed.hpp"
#include "app/files.hpp"
#include "app/part_file.hpp"
#include "app/sealing.hpp"
#include "app/signer_files.hpp"
#include "app/verdict.hpp"
#include "ledger/store/chain.hpp"
#include "reports/answers.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace app {
namespace {

using ledger::Error;
using ledger::Errors;
using ledger::Result;
using ledger::Rule;

/// How many links a proof names unless it is asked for more: those of some ten years.
constexpr std::int64_t usual_links = 1000;

// --- the anchor: a file of seals, one a line, that is kept elsewhere ---

constexpr std::string_view anchor_begins = "dpledger.anchor/1";

std::string anchor_line(const SealDocument& seal) {
  return std::string{anchor_begins} + " " + seal.at + " " + std::to_string(seal.head.size) + " " +
         ledger::text(seal.head.root) + "\n";
}

/// The seal of the last line; nothing in an empty file.
Result<std::optional<SealDocument>> last_of_anchor(const std::string& file) {
  if (!exists(file)) return std::optional<SealDocument>{};
  const auto bytes = read_file(file);
  if (!bytes) return bytes.errors();
  std::string_view text = bytes.value();
  if (text.empty()) return std::optional<SealDocument>{};
  const bool whole = text.ends_with('\n');
  text.remove_suffix(whole ? 1 : 0);
  const std::string line{text.substr(text.rfind('\n') + 1)};
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= line.size();) {
    const auto end = std::min(line.find(' ', at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  const auto no_anchor = Error{Rule::not_sealed,
                               {file, 0, 0},
                               ledger::quoted(line, 80),
                               "an anchor has a line a seal, as `dpledger seal --anchor` writes "
                               "it: name another file, or mend its last line"};
  if (!whole || words.size() != 4 || words[0] != anchor_begins) return no_anchor;
  const auto seal =
      read_seal(nlohmann::json{{"schema", seal_schema},
                               {"tree_size", std::strtoll(words[2].c_str(), nullptr, 10)},
                               {"root", words[3]},
                               {"at", words[1]},
                               {"commissioner", ""},
                               {"by", ""}}
                    .dump(),
                file);
  if (!seal) return no_anchor;
  return std::optional{seal.value()};
}

// --- seal ---

/// What sealing needs besides the book, asked for before anything is changed.
struct Wanted {
  std::optional<signing::Signer> signer;
  std::optional<SealDocument> anchored;
};

Result<Wanted> wanted(const Arguments& arguments) {
  Wanted made;
  const bool signs = !arguments.key.empty() || !arguments.certificate.empty();
  for (const auto& out : {arguments.out, signs ? arguments.out + ".p7s" : std::string{}}) {
    if (out.empty()) continue;
    if (auto refused = taken(out)) return *refused;
  }
  if (signs) {
    auto signer = signer_of(arguments);
    if (!signer) return signer.errors();
    // A key that cannot sign is refused before the book is sealed.
    if (const auto tried = signing::sign_detached("", signer.value(), now()); !tried)
      return tried.errors();
    made.signer = std::move(signer).value();
  }
  if (!arguments.anchor.empty()) {
    auto anchored = last_of_anchor(arguments.anchor);
    if (!anchored) return anchored.errors();
    made.anchored = std::move(anchored).value();
  }
  return made;
}

/// The files of a seal: first whole on the disk and nameless, so that what cannot be written or
/// signed has failed before the book's log has grown; then with their names.
class HandedOut {
 public:
  /// The refusal when the seal cannot be signed, or the anchor not be read.
  std::optional<Errors> prepare(const Arguments& arguments, const SealDocument& seal,
                                const std::optional<signing::Signer>& signer) {
    const auto bytes = written(seal);
    if (!arguments.out.empty()) fill(seal_, arguments.out, bytes);
    if (signer) {
      const auto signature = signing::sign_detached(bytes, *signer, now());
      if (!signature) return signature.errors();
      fill(signature_, arguments.out + ".p7s", signature.value());
    }
    if (arguments.anchor.empty()) return std::nullopt;
    const bool there = exists(arguments.anchor);
    const auto before = there ? read_file(arguments.anchor) : Result<std::string>{std::string{}};
    if (!before) return before.errors();
    // What stands behind a link is replaced, not the link.
    const auto target =
        there ? std::filesystem::canonical(arguments.anchor).string() : arguments.anchor;
    fill(anchor_, target, before.value() + anchor_line(seal));
    return std::nullopt;
  }

  /// What leaves the house, for the book's own list; asked once.
  std::vector<store::Disclosure> disclosures(const Arguments& arguments) {
    std::vector<store::Disclosure> all;
    const auto add = [&](std::optional<PartFile>& file, const std::string& name) {
      if (!file) return;
      all.push_back({.what = "seal", .person = {}, .file = name, .sha256 = file->sha256()});
    };
    add(seal_, arguments.out);
    add(anchor_, arguments.anchor);
    return all;
  }

  /// The refusal when a name was taken meanwhile.
  std::optional<Errors> name() {
    for (auto* file : {&seal_, &signature_}) {
      if (!*file) continue;
      if (auto refused = (*file)->finish()) return Errors{*refused};
    }
    if (anchor_) anchor_->replace();
    return std::nullopt;
  }

 private:
  static void fill(std::optional<PartFile>& file, const std::string& path,
                   const std::string& bytes) {
    file.emplace(path);
    file->add(bytes);
    file->settle();
  }
  std::optional<PartFile> seal_, signature_, anchor_;
};

std::string sealed_sentence(std::int64_t added, const SealDocument& seal) {
  const std::string moved = added == 0 ? "Nothing moved since the last seal."
                                       : std::to_string(added) +
                                             (added == 1 ? " person's chain" : " people's chains") +
                                             " moved since the last seal.";
  return "Sealed: the log has " + std::to_string(seal.head.size) +
         (seal.head.size == 1 ? " leaf. " : " leaves. ") + moved;
}

// --- prove ---

/// Where the links of a proof begin: before the statement's, or as far back as usual.
Result<std::int64_t> links_after(const Arguments& arguments, const store::Leaf& leaf) {
  const std::int64_t usual = std::max<std::int64_t>(leaf.sealed.links - usual_links, 0);
  if (arguments.statement.empty()) return usual;
  const auto bytes = read_file(arguments.statement);
  if (!bytes) return bytes.errors();
  const auto json = nlohmann::json::parse(bytes.value(), nullptr, false);
  const auto chain =
      json.is_object() ? json.value("chain", nlohmann::json::object()) : nlohmann::json::object();
  const bool told =
      chain.is_object() && chain.contains("links") && chain.at("links").is_number_integer();
  const auto links = told ? chain.at("links").get<std::int64_t>() : 0;
  if (links < 1) {
    return Error{Rule::not_sealed,
                 {arguments.statement, 0, 0},
                 "no statement as JSON that names its link",
                 "make it with `dpledger statement PERSON --from D --to D --format json`"};
  }
  return std::min(usual, links - 1);
}

/// The head before the first link that is named.
std::string head_before(store::Reader& reader, const ProofDocument& proof,
                        ledger::PersonId person) {
  if (proof.after > 0) return reader.head_at(person, {proof.after});
  store::Hasher hasher;
  return store::hex(store::bytes_of(store::first_head(hasher, proof.book, proof.leaf.person)));
}

Outcome inclusion(const Arguments& arguments, const SealDocument& seal, store::Reader& reader,
                  const store::PersonRow& row) {
  if (const auto why = against_seal(reader, seal); !why.empty()) {
    return broken(arguments, arguments.book, why);
  }
  // What is proved is what is recorded: rows that no longer agree with their links prove nothing.
  if (const auto why = why_withheld(reader, row.ref); !why.empty()) {
    return broken(arguments, arguments.book, why);
  }
  const auto leaf = reader.newest_leaf(row.id, static_cast<std::int64_t>(seal.head.size));
  if (!leaf) {
    return refusal(Rule::not_sealed, row.ref + " is not in the seal of " + seal.at,
                   "seal the book again, and prove by that seal");
  }
  const auto after = links_after(arguments, *leaf);
  if (!after) return after.errors();
  ProofDocument proof;
  proof.book = reader.info();
  proof.leaf = leaf->sealed;
  proof.position = leaf->position;
  proof.head = seal.head;
  proof.sealed_at = seal.at;
  proof.path = reader.inclusion(leaf->position, static_cast<std::int64_t>(seal.head.size));
  proof.after = after.value();
  proof.links = reader.links(row.id, proof.after, leaf->sealed.links);
  proof.begins = head_before(reader, proof, row.id);
  if (!includes(proof) || !heads_of(proof)) {
    return broken(arguments, arguments.book,
                  "what is recorded about " + row.ref + " is not what was sealed on " + seal.at +
                      ": the links do not lead to the head that the seal covers (see `dpledger "
                      "check`)");
  }
  const auto document = written(proof);
  if (!arguments.out.empty()) {
    if (auto refused = write_new_file(arguments.out, document)) return *refused;
    record_disclosure(arguments, {disclosure("prove", row.ref, arguments.out, document)});
  }
  Finished finished;
  finished.answer.heading = {
      row.ref + ": the chain of " + std::to_string(proof.leaf.links) +
      (proof.leaf.links == 1 ? " link" : " links") + " is leaf " + std::to_string(proof.position) +
      " of the " + std::to_string(seal.head.size) + " that the seal of " + seal.at + " covers."};
  finished.answer.heading.push_back(arguments.out.empty()
                                        ? "Add --out FILE for the proof."
                                        : "The proof is in " + arguments.out + ".");
  finished.answer.json = document;
  return finished;
}

Result<SealDocument> seal_file(const std::string& file) {
  const auto bytes = read_file(file);
  if (!bytes) return bytes.errors();
  return read_seal(bytes.value(), file);
}

Outcome extension(const Arguments& arguments, store::Reader& reader) {
  const auto older = seal_file(arguments.from_seal);
  if (!older) return older.errors();
  const auto newer = seal_file(arguments.to_seal);
  if (!newer) return newer.errors();
  for (const auto* seal : {&older.value(), &newer.value()}) {
    const auto why = against_seal(reader, *seal);
    if (!why.empty()) return broken(arguments, arguments.book, why);
  }
  if (older.value().head.size > newer.value().head.size) {
    return refusal(Rule::not_sealed, arguments.from_seal + " is the later of the two",
                   "give the earlier seal with --from and the later one with --to");
  }
  const ConsistencyDocument proof{
      older.value(), newer.value(),
      reader.consistency(static_cast<std::int64_t>(older.value().head.size),
                         static_cast<std::int64_t>(newer.value().head.size))};
  const auto document = written(proof);
  if (!arguments.out.empty()) {
    if (auto refused = write_new_file(arguments.out, document)) return *refused;
    record_disclosure(arguments, {disclosure("prove", {}, arguments.out, document)});
  }
  Finished finished;
  finished.answer.heading = {"The seal of " + newer.value().at + " extends that of " +
                             older.value().at + ": nothing of it was changed or left out."};
  finished.answer.heading.push_back(arguments.out.empty()
                                        ? "Add --out FILE for the proof."
                                        : "The proof is in " + arguments.out + ".");
  finished.answer.json = document;
  return finished;
}

}  // namespace

Outcome run_seal(const Arguments& arguments) {
  auto asked = wanted(arguments);
  if (!asked) return asked.errors();
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto work = book.value()->begin(stamp(arguments));
  // Nobody else records anything while this work is open: what is checked is what is sealed.
  if (auto checked = check_book(*book.value(), arguments.book); !checked.holds) {
    checked.sentence += ". Nothing was sealed: a backup has the book as it was";
    return verdict_on({checked}, "dpledger.check/1");
  }
  auto& reader = work->reader();
  if (asked.value().anchored) {
    const auto why = against_seal(reader, *asked.value().anchored);
    if (!why.empty()) return broken(arguments, arguments.anchor, why);
  }
  const auto added = work->seal();
  const auto recorded = reader.seals().back();
  const SealDocument seal{reader.info().commissioner, reader.log_head(recorded.tree_size),
                          recorded.at, recorded.by};
  HandedOut files;
  if (auto refused = files.prepare(arguments, seal, asked.value().signer)) return *refused;
  if (const auto left = files.disclosures(arguments); !left.empty()) work->disclose(left);
  // The log is sealed before a file has its name: a seal that left the house is one of the book.
  work->commit();
  if (auto refused = files.name()) return *refused;
  Finished finished;
  finished.answer.heading = {sealed_sentence(added, seal), "Root: " + ledger::text(seal.head.root)};
  if (arguments.out.empty() && arguments.anchor.empty()) {
    finished.answer.closing = {
        "It proves something once it is in other hands: write it down with --out FILE, or add it "
        "to a file kept elsewhere with --anchor FILE."};
  }
  finished.answer.json = written(seal);
  return finished;
}

Outcome run_prove(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto reader = book.value()->read();
  if (!arguments.from_seal.empty()) return extension(arguments, *reader);
  const auto seal = seal_file(arguments.seal);
  if (!seal) return seal.errors();
  const auto people = people_named(*reader, arguments.words, Among::pools_too);
  if (!people) return people.errors();
  return inclusion(arguments, seal.value(), *reader, people.value().front());
}

}  // namespace app
