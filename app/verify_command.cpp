// verify: what each file is, and whether it holds.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/page_named.hpp"
#include "app/signer_files.hpp"
#include "app/verify_kinds.hpp"
#include "app/verify_proof.hpp"
#include "app/verify_seals.hpp"
#include "signing/pdf_signature.hpp"
#include "signing/signature.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace app {
namespace {

using ledger::Error;
using ledger::Errors;
using ledger::Result;
using ledger::Rule;

constexpr std::string_view book_begins = "SQLite format 3";

Verdict no_signature(const std::string& file) {
  Verdict verdict;
  verdict.file = file;
  verdict.what = "signature";
  verdict.holds = false;
  verdict.sentence = "there is no signature " + file + ".p7s beside it";
  verdict.breaches.push_back({"", verdict.sentence});
  return verdict;
}

Verdict verdict_of(const std::string& file, const signing::SignatureVerdict& signature) {
  Verdict verdict;
  verdict.file = file;
  verdict.what = "signature";
  verdict.holds = signature.holds;
  if (!signature.holds) {
    verdict.sentence = "the signature does not hold: " + signature.reason;
    verdict.breaches.push_back({"", verdict.sentence});
  } else {
    verdict.sentence = signature.trusted
                           ? "the signature holds, and the authority given vouches for its signer"
                           : "the signature holds; its signer is not trusted by anyone yet (give "
                             "--ca)";
  }
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) verdict.facts.emplace_back(name, value);
  };
  add("signer", signature.signer);
  add("issuer", signature.issuer);
  add("signed_at", signature.signed_at);
  add("role", signature.role);
  add("declaration", signature.declaration);
  add("timestamp", signature.timestamp);
  add("timestamp_by", signature.timestamp_by);
  if (!signature.timestamp.empty()) {
    verdict.facts.emplace_back("timestamp_trusted", signature.timestamp_trusted ? "yes" : "no");
  }
  add("timestamp_note", signature.timestamp_note);
  verdict.facts.emplace_back("judged_as_of",
                             signature.timestamp_trusted ? "the timestamp" : "today");
  verdict.facts.emplace_back("trusted", signature.trusted ? "yes" : "no");
  return verdict;
}

/// The kinds, in the order in which they are asked; what none of them knows has no signature.
using Teller = Told (*)(const Verifying&);
constexpr Teller tellers[] = {told_book, told_seal, told_proof, told_pdf, told_detached};

/// What was signed as a draft stays one, however well the signature holds.
void say_draft(Verdict& verdict, const std::string& because) {
  verdict.facts.emplace_back("status", "draft");
  verdict.sentence += "; what was signed is a DRAFT: " + because + " when it was made";
}

/// FILE.p7s stands for the file it signs.
std::string signed_file(const std::string& file) {
  if (!file.ends_with(".p7s")) return file;
  return file.substr(0, file.size() - 4);
}

Result<Verdict> verify_one(const std::string& file, const std::optional<std::string>& authority,
                           const Arguments& arguments) {
  Verifying given{file, exists(file + ".p7s"), read_beginning(file, book_begins.size()), authority,
                  arguments};
  if (given.has_signature || given.bytes != book_begins) {
    auto bytes = read_file(file, largest_signed);
    if (!bytes) return bytes.errors();
    given.bytes = std::move(bytes).value();
  }
  for (const auto& teller : tellers) {
    auto told = teller(given);
    if (!told) continue;
    if (!*told) return told->errors();
    auto verdict = std::move(*told).value();
    if (const auto draft = page_named(given.bytes).draft; !draft.empty()) say_draft(verdict, draft);
    return held_against(given, std::move(verdict));
  }
  return held_against(given, no_signature(file));
}

void append(Errors& all, const Errors& more) {
  all.insert(all.end(), more.begin(), more.end());
}

/// What a signed PDF with a second signature beside it says of that one.
void add_beside(const Verifying& given, Verdict& verdict) {
  auto told = told_detached(given);
  if (!told || !*told) return;
  auto beside = std::move(*told).value();
  beside.file += ".p7s";
  verdict.breaches.insert(verdict.breaches.end(), beside.breaches.begin(), beside.breaches.end());
  verdict.signatures.push_back(std::move(beside));
}

std::string sentence_on(const Verdict& verdict) {
  const auto count = verdict.signatures.size();
  const auto broken = static_cast<std::size_t>(
      std::count_if(verdict.signatures.begin(), verdict.signatures.end(),
                    [](const Verdict& signature) { return !signature.holds; }));
  if (broken == 0 && count == 1) return "its signature holds, and covers the whole file";
  if (broken == 0) {
    return "all " + std::to_string(count) +
           " signatures hold, and the last one covers the whole file";
  }
  if (count == 1) return "its signature does not hold";
  return std::to_string(broken) + " of its " + std::to_string(count) + " signatures " +
         (broken == 1 ? "does" : "do") + " not hold";
}

}  // namespace

Told told_book(const Verifying& given) {
  if (given.has_signature || given.bytes != book_begins) return std::nullopt;
  const auto book = store::open_book(given.file, store::Access::read_only);
  if (!book) return Result<Verdict>{book.errors()};
  return Result<Verdict>{check_book(*book.value(), given.file)};
}

Told told_pdf(const Verifying& given) {
  if (!signing::is_pdf(given.bytes)) return std::nullopt;
  const auto judged =
      signing::verify_pdf(given.bytes, given.authority, given.arguments.authority, now());
  if (!judged) return Result<Verdict>{judged.errors()};
  if (judged.value().empty()) return std::nullopt;
  Verdict verdict;
  verdict.file = given.file;
  verdict.what = "pdf";
  bool trusted = true;
  for (const auto& signature : judged.value()) {
    auto one =
        verdict_of(signature.field.empty() ? given.file : signature.field, signature.verdict);
    trusted = trusted && signature.verdict.trusted;
    verdict.breaches.insert(verdict.breaches.end(), one.breaches.begin(), one.breaches.end());
    verdict.signatures.push_back(std::move(one));
  }
  if (given.has_signature) add_beside(given, verdict);
  verdict.holds = verdict.breaches.empty();
  verdict.sentence = sentence_on(verdict);
  verdict.facts.emplace_back("trusted", trusted ? "yes" : "no");
  return Result<Verdict>{std::move(verdict)};
}

Told told_detached(const Verifying& given) {
  if (!given.has_signature) return std::nullopt;
  const auto signature = read_file(given.file + ".p7s");
  if (!signature) return Result<Verdict>{signature.errors()};
  const auto verdict = signing::verify_detached(given.bytes, signature.value(), given.authority,
                                                given.arguments.authority, now());
  if (!verdict) return Result<Verdict>{verdict.errors()};
  return Result<Verdict>{verdict_of(given.file, verdict.value())};
}

Outcome run_verify(const Arguments& arguments) {
  const auto authority = authority_of(arguments);
  if (!authority) return authority.errors();
  std::vector<Verdict> verdicts;
  Errors refused;
  for (const auto& named : arguments.words) {
    auto verdict = verify_one(signed_file(named), authority.value(), arguments);
    if (verdict) {
      verdicts.push_back(std::move(verdict).value());
    } else {
      append(refused, verdict.errors());
    }
  }
  if (!refused.empty()) return refused;
  compare_seals(verdicts, arguments);
  return verdict_on(verdicts, "dpledger.verify/1");
}

}  // namespace app
