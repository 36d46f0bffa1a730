// Two seals in one hand: whether one book can have both.
#include "tests/app/support_program.hpp"
#include "tests/app/support_signing.hpp"

#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;
using support::Words;

namespace {

void said(const Folder& folder, const Words& words) {
  const auto done = folder.run(words);
  CAPTURE(words, done.out, done.err);
  REQUIRE(done.exit == 0);
}

/// What verify says, which ends with this code.
std::string verified(const Folder& folder, const Words& words, int exit) {
  const auto done = folder.run(words);
  CAPTURE(words, done.out, done.err);
  CHECK(done.exit == exit);
  return done.out;
}

/// june.seal and july.seal of a book, and forged.seal: as many leaves as june's, another root.
void make_seals(const Folder& folder) {
  folder.make_reconciled_book({"stephen"});
  said(folder, {"seal", "--out", "june.seal"});
  said(folder, {"submit", "P0001", "--to", "2025-06-30", "--as-of", "2025-10-15", "--by", "anna"});
  said(folder, {"seal", "--out", "july.seal"});
  auto seal = json::parse(folder.read("june.seal"));
  seal["root"] = std::string(64, 'a');
  folder.write("forged.seal", seal.dump());
  REQUIRE(json::parse(folder.read("july.seal"))["tree_size"] != seal["tree_size"]);
}

}  // namespace

TEST_CASE("two seals of one size with different roots show that a log was rewritten",
          "[app][proof]") {
  const Folder folder;
  make_seals(folder);
  for (const Words& words : {Words{"verify", "forged.seal", "--seal", "june.seal"},
                             Words{"verify", "june.seal", "--seal", "forged.seal"},
                             Words{"verify", "june.seal", "forged.seal"},
                             Words{"verify", "forged.seal", "july.seal", "june.seal"}}) {
    const auto out = verified(folder, words, 3);
    CHECK_THAT(out, Catch::Contains("with different roots") && Catch::Contains("rewritten"));
  }
  CHECK_THAT(verified(folder, {"verify", "june.seal", "--seal", "june.seal"}, 0),
             !Catch::Contains("rewritten"));
  support::shell(folder, "cp june.seal same.seal");
  CHECK_THAT(verified(folder, {"verify", "june.seal", "--seal", "same.seal"}, 0),
             Catch::Contains("same.seal is of the same log"));
}

TEST_CASE("seals of two sizes are compared by a proof, and said not to be without one",
          "[app][proof]") {
  const Folder folder;
  make_seals(folder);
  said(folder, {"prove", "--from", "june.seal", "--to", "july.seal", "--out", "grown.proof"});
  CHECK_THAT(verified(folder, {"verify", "june.seal", "july.seal"}, 0),
             Catch::Contains("not compared with june.seal: give the proof between them"));
  const auto out = verified(folder, {"verify", "june.seal", "--seal", "july.seal"}, 3);
  CHECK_THAT(out, Catch::Contains("prove --from june.seal --to july.seal"));
  CHECK_THAT(verified(folder, {"verify", "june.seal", "july.seal", "grown.proof"}, 0),
             Catch::Contains("are of one log") && !Catch::Contains("not compared"));
  verified(folder, {"verify", "grown.proof", "june.seal", "--seal", "july.seal"}, 0);
  verified(folder, {"verify", "forged.seal", "july.seal", "grown.proof"}, 3);
}

TEST_CASE("the seal of --seal is looked at itself, also beside another seal", "[app][proof]") {
  const Folder folder;
  make_seals(folder);
  support::make_signer(folder, "ann", support::for_documents);
  said(folder, support::sign("june.seal", "ann"));
  support::shell(folder, "cp june.seal same.seal");
  CHECK_THAT(verified(folder, {"verify", "same.seal", "--seal", "june.seal", "--ca", "ca.pem"}, 0),
             Catch::Contains("seal_signer: CN = Ann Auditor"));
  folder.write("june.seal", folder.read("june.seal") + " ");
  CHECK_THAT(verified(folder, {"verify", "same.seal", "--seal", "june.seal"}, 3),
             Catch::Contains("the seal does not hold"));
  folder.write("cut.seal", R"({"schema":"dpledger.seal/1"})");
  CHECK_THAT(verified(folder, {"verify", "july.seal", "--seal", "cut.seal"}, 3),
             Catch::Contains("is no whole seal"));
}
