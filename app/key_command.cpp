// key new.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/terminal.hpp"
#include "reports/answers.hpp"
#include "signing/new_key.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace app {
namespace {

using ledger::Error;
using ledger::Result;
using ledger::Rule;

constexpr std::size_t usual_days = 730;
constexpr std::size_t most_days = 3660;
constexpr std::size_t longest_name = 64;  // RFC 5280, ub-common-name
constexpr std::size_t shortest_passphrase = 8;

/// A passphrase that can be guessed at once locks nothing.
std::optional<Error> too_short(const std::string& passphrase) {
  if (passphrase.size() >= shortest_passphrase) return std::nullopt;
  return refusal(Rule::passphrase_missing, "this one has fewer than 8 characters",
                 "take a longer one: three or four words are easy to remember");
}

/// Empty when the key is to stay open.
Result<std::string> new_passphrase(const Arguments& arguments) {
  if (arguments.plain) return std::string{};
  const char* given = std::getenv("DPLEDGER_PASSPHRASE");
  std::string passphrase = given == nullptr ? "" : given;
  if (passphrase.empty()) {
    if (!ask_secret("A passphrase for the new key: ", passphrase)) {
      return refusal(Rule::passphrase_missing, "");
    }
    std::string again;
    if (auto error = too_short(passphrase)) return *error;
    if (!ask_secret("The same again: ", again) || again != passphrase) {
      return refusal(Rule::passphrase_missing, "the two were not the same", "try again");
    }
  }
  if (auto error = too_short(passphrase)) return *error;
  return passphrase;
}

std::optional<Error> wrong_owner(const signing::KeyOwner& owner) {
  for (const auto* text : {&owner.name, &owner.organisation}) {
    if (ledger::quoted(*text, longest_name) == *text) continue;
    return refusal(Rule::value_out_of_range, ledger::quoted(*text),
                   "a name is at most 64 characters in one line");
  }
  if (owner.name.empty()) {
    return refusal(Rule::text_missing, "--name", "say whose key it is: --name \"Anna Jones\"");
  }
  return std::nullopt;
}

/// Both files or none.
std::optional<Error> write_both(const std::string& key_file, const std::string& other_file,
                                const signing::NewKey& made) {
  if (auto refused = taken(other_file)) return refused;
  if (auto refused = write_new_file(key_file, made.key_pem)) return refused;
  auto refused = write_new_file(other_file, made.certificate_pem);
  if (refused) std::remove(key_file.c_str());
  return refused;
}

std::string told(const Arguments& arguments, const std::string& key_file,
                 const std::string& other_file) {
  std::string text = "Written: " + key_file + " and " + other_file + ".";
  text += arguments.request
              ? " Give the second to your authority; the certificate it makes is for --cert."
              : " Nobody vouches for this certificate but itself: hand it to whoever is to trust "
                "it.";
  if (arguments.plain) {
    text += " THE KEY HAS NO PASSPHRASE: whoever reads " + key_file + " can sign as you.";
  }
  return text;
}

}  // namespace

Outcome run_key(const Arguments& arguments) {
  const auto& name = arguments.words.back();
  const auto key_file = name + ".key";
  const auto other_file = name + (arguments.request ? ".csr" : ".pem");
  for (const auto& file : {key_file, other_file}) {
    if (auto refused = taken(file)) return *refused;
  }
  const auto days = arguments.days.value_or(usual_days);
  if (days > most_days) {
    return refusal(Rule::value_out_of_range, "--days " + std::to_string(days),
                   "a certificate holds for ten years at most (3660 days)");
  }
  const signing::KeyOwner owner{arguments.name, arguments.organisation, static_cast<long>(days),
                                arguments.request};
  if (auto refused = wrong_owner(owner)) return *refused;
  const auto passphrase = new_passphrase(arguments);
  if (!passphrase) return passphrase.errors();
  const auto made = signing::make_new_key(owner, passphrase.value(), now());
  if (auto refused = write_both(key_file, other_file, made)) return *refused;
  return Finished{reports::done("dpledger.key/1", told(arguments, key_file, other_file),
                                {{"key", key_file},
                                 {arguments.request ? "request" : "certificate", other_file},
                                 {"locked", arguments.plain ? "no" : "yes"}})};
}

}  // namespace app
