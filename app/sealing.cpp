#include "app/sealing.hpp"

#include "ledger/store/chain.hpp"
#include "ledger/store/digest.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace app {
namespace {

using Json = nlohmann::ordered_json;
using ledger::Digest;
using ledger::Error;
using ledger::Result;
using ledger::Rule;

constexpr std::int64_t most_leaves = std::int64_t{1} << 52U;  ///< what JSON's numbers hold

std::string digest_bytes(const Digest& digest) {
  return std::string{store::bytes_of(digest)};
}

/// The members of one object; remembers what was missing or of another kind.
class Members {
 public:
  explicit Members(const Json& json) : json_{json} {}

  std::string text(const char* name) {
    const Json* found = member(name);
    const auto* value = found == nullptr ? nullptr : found->get_ptr<const Json::string_t*>();
    return value == nullptr ? missing(name) : *value;
  }
  std::int64_t number(const char* name) {
    const Json* found = member(name);
    const bool whole = found != nullptr && found->is_number_integer();
    const auto value = whole ? found->get<std::int64_t>() : -1;
    if (value >= 0 && value <= most_leaves) return value;
    missing(name);
    return 0;
  }
  Digest digest(const char* name) { return digest_of(text(name), name); }
  /// The same of an element of a list.
  Digest digest_of(const std::string& hexadecimal, const char* name) {
    Digest digest{};
    const std::string bytes = store::from_hex(hexadecimal);
    if (bytes.size() != digest.size()) {
      missing(name);
    } else {
      std::ranges::transform(bytes, digest.begin(),
                             [](char byte) { return static_cast<unsigned char>(byte); });
    }
    return digest;
  }
  std::vector<Digest> digests(const char* name) {
    std::vector<Digest> all;
    for (const Json& one : list(name)) {
      const auto* value = one.get_ptr<const Json::string_t*>();
      all.push_back(digest_of(value == nullptr ? std::string{} : *value, name));
    }
    return all;
  }
  const Json& list(const char* name) { return of_kind(name, &Json::is_array); }
  const Json& object(const char* name) { return of_kind(name, &Json::is_object); }
  const std::string& lacks() const { return lacks_; }
  void also(const Members& other) {
    if (lacks_.empty()) lacks_ = other.lacks_;
  }

 private:
  const Json* member(const char* name) const {
    if (!json_.is_object()) return nullptr;
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
  }
  const Json& of_kind(const char* name, bool (Json::*is)() const noexcept) {
    static const Json nothing = Json::object();
    const Json* found = member(name);
    if (found != nullptr && (found->*is)()) return *found;
    missing(name);
    return nothing;
  }
  std::string missing(const char* name) {
    if (lacks_.empty()) lacks_ = name;
    return {};
  }

  const Json& json_;
  std::string lacks_;
};

Json parsed(std::string_view bytes) {
  return Json::parse(bytes.begin(), bytes.end(), nullptr, false);
}

Error no_such_document(const std::string& file, std::string_view schema, const std::string& lacks) {
  return Error{Rule::not_sealed,
               {file, 0, 0},
               "no document of " + std::string{schema} +
                   (lacks.empty() ? std::string{} : ": \"" + lacks + "\" is not as it must be"),
               ""};
}

std::string dumped(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json json_of(const std::vector<Digest>& digests) {
  Json list = Json::array();
  for (const Digest& one : digests) list.push_back(ledger::text(one));
  return list;
}

Json json_of(const SealDocument& seal) {
  Json json;
  json["commissioner"] = seal.commissioner;
  json["tree_size"] = seal.head.size;
  json["root"] = ledger::text(seal.head.root);
  json["at"] = seal.at;
  json["by"] = seal.by;
  return json;
}

SealDocument seal_in(Members& members) {
  SealDocument seal;
  seal.head.size = static_cast<std::uint64_t>(members.number("tree_size"));
  seal.head.root = members.digest("root");
  seal.at = members.text("at");
  seal.commissioner = members.text("commissioner");
  seal.by = members.text("by");
  return seal;
}

Json json_of(const store::ChainLink& link) {
  Json json;
  json["number"] = link.number;
  json["kind"] = link.kind;
  json["work"] = link.work;
  json["digest"] = link.digest;
  json["at"] = link.at;
  json["by"] = link.by;
  return json;
}

store::ChainLink link_in(Members& members) {
  store::ChainLink link;
  link.number = members.number("number");
  link.kind = members.number("kind");
  link.work = members.number("work");
  link.digest = ledger::text(members.digest("digest"));
  link.at = members.text("at");
  link.by = members.text("by");
  return link;
}

}  // namespace

std::string schema_named(std::string_view bytes) {
  const auto start = bytes.find_first_not_of(" \t\r\n");
  if (start == bytes.npos || bytes[start] != '{') return {};
  const Json json = parsed(bytes);
  return Members{json}.text("schema");
}

std::string written(const SealDocument& seal) {
  Json json;
  json["schema"] = seal_schema;
  json.update(json_of(seal));
  return dumped(json);
}

Result<SealDocument> read_seal(std::string_view bytes, const std::string& file) {
  const Json json = parsed(bytes);
  Members members{json};
  if (members.text("schema") != seal_schema) return no_such_document(file, seal_schema, {});
  SealDocument seal = seal_in(members);
  if (!members.lacks().empty()) return no_such_document(file, seal_schema, members.lacks());
  return seal;
}

std::string written(const ProofDocument& proof) {
  Json json;
  json["schema"] = proof_schema;
  json["person"] = proof.leaf.person;
  json["leaf"] = {
      {"position", proof.position}, {"links", proof.leaf.links}, {"head", proof.leaf.head}};
  json["seal"] = {{"tree_size", proof.head.size},
                  {"root", ledger::text(proof.head.root)},
                  {"at", proof.sealed_at}};
  json["path"] = json_of(proof.path);
  json["book"] = {{"commissioner", proof.book.commissioner},
                  {"kind", proof.book.kind},
                  {"made_at", proof.book.made_at}};
  Json links = Json::array();
  for (const auto& link : proof.links) links.push_back(json_of(link));
  json["chain"] = {{"after", proof.after}, {"head", proof.begins}, {"links", std::move(links)}};
  return dumped(json);
}

Result<ProofDocument> read_proof(std::string_view bytes, const std::string& file) {
  const Json json = parsed(bytes);
  Members all{json};
  if (all.text("schema") != proof_schema) return no_such_document(file, proof_schema, {});
  Members leaf{all.object("leaf")};
  Members seal{all.object("seal")};
  Members book{all.object("book")};
  Members chain{all.object("chain")};
  ProofDocument proof;
  proof.leaf = {all.text("person"), leaf.number("links"), leaf.text("head")};
  proof.position = leaf.number("position");
  proof.head = {static_cast<std::uint64_t>(seal.number("tree_size")), seal.digest("root")};
  proof.sealed_at = seal.text("at");
  proof.path = all.digests("path");
  proof.book = {book.text("commissioner"), book.text("kind"), book.text("made_at"), 0};
  proof.after = chain.number("after");
  proof.begins = chain.text("head");
  for (const Json& one : chain.list("links")) {
    Members members{one};
    proof.links.push_back(link_in(members));
    all.also(members);
  }
  for (const Members* part : {&leaf, &seal, &book, &chain}) all.also(*part);
  if (!all.lacks().empty()) return no_such_document(file, proof_schema, all.lacks());
  return proof;
}

std::string written(const ConsistencyDocument& proof) {
  Json json;
  json["schema"] = consistency_schema;
  json["from"] = json_of(proof.older);
  json["to"] = json_of(proof.newer);
  json["path"] = json_of(proof.path);
  return dumped(json);
}

Result<ConsistencyDocument> read_consistency(std::string_view bytes, const std::string& file) {
  const Json json = parsed(bytes);
  Members all{json};
  if (all.text("schema") != consistency_schema) {
    return no_such_document(file, consistency_schema, {});
  }
  Members older{all.object("from")};
  Members newer{all.object("to")};
  ConsistencyDocument proof{seal_in(older), seal_in(newer), all.digests("path")};
  for (const Members* part : {&older, &newer}) all.also(*part);
  if (!all.lacks().empty()) return no_such_document(file, consistency_schema, all.lacks());
  return proof;
}

std::optional<Heads> heads_of(const ProofDocument& proof) {
  store::Hasher hasher;
  std::string head = store::from_hex(proof.begins);
  if (proof.after == 0) {
    head = digest_bytes(store::first_head(hasher, proof.book, proof.leaf.person));
    if (proof.begins != store::hex(head)) return std::nullopt;
  }
  Heads heads;
  if (proof.after > 0) heads.emplace_back(proof.after, proof.begins);
  std::int64_t number = proof.after;
  for (const auto& link : proof.links) {
    if (link.number != ++number) return std::nullopt;
    const std::string digest = store::from_hex(link.digest);
    const store::LinkRow row{
        link.number, static_cast<store::LinkKind>(link.kind), link.work, digest, link.at, link.by};
    head = digest_bytes(store::next_head(hasher, head, row));
    heads.emplace_back(number, store::hex(head));
  }
  if (heads.empty() || heads.back() != std::pair{proof.leaf.links, proof.leaf.head}) {
    return std::nullopt;
  }
  return heads;
}

bool includes(const ProofDocument& proof) {
  return ledger::proves_inclusion(proof.path, ledger::leaf_hash(ledger::leaf_text(proof.leaf)),
                                  static_cast<std::uint64_t>(proof.position), proof.head);
}

Standing standing_of(store::Reader& reader, const ledger::TreeHead& head) {
  const auto size = static_cast<std::int64_t>(head.size);
  if (size > reader.log_size()) return Standing::larger;
  return reader.log_head(size) == head ? Standing::of_the_log : Standing::another;
}

std::string against_seal(store::Reader& reader, const SealDocument& seal) {
  const std::string leaves = std::to_string(seal.head.size);
  switch (standing_of(reader, seal.head)) {
    case Standing::of_the_log:
      return {};
    case Standing::larger:
      return "the seal of " + seal.at + " is of " + leaves + " leaves, and the log of this book " +
             "has only " + std::to_string(reader.log_size()) +
             ": it is an older copy, or its end was taken away";
    case Standing::another:
      return "the first " + leaves + " leaves of this book's log are not what the seal of " +
             seal.at + " sealed: its history was rewritten, or it is another book";
  }
  ledger::ensure(false, "every standing of a seal is told");
  return {};
}

}  // namespace app
