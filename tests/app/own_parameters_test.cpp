// --parameters: a file laid over the program's own values.
#include "tests/app/support_program.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using nlohmann::json;
using support::Folder;

namespace {

const std::string day = "2026-03-31";

json json_of(const support::Ran& ran) {
  CAPTURE(ran.err, ran.out);
  REQUIRE_FALSE(ran.out.empty());
  return json::parse(ran.out);
}

}  // namespace

TEST_CASE("an answer that judged by a file of one's own names it, and only then", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  folder.write("ours.csv", "name,from,value,source\nsurplus-low-below,,9999999.00,policy\n");
  const auto judged =
      json_of(folder.run({"findings", "--json", "--as-of", day, "--parameters", "ours.csv"}));
  CHECK(judged["parameters"]["file"] == "ours.csv");
  CHECK(judged["parameters"]["sha256"].get<std::string>().size() == 64);
  CHECK_FALSE(json_of(folder.run({"findings", "--json", "--as-of", day})).contains("parameters"));
  const auto shown = folder.run({"balance", "--as-of", day, "--parameters", "ours.csv"});
  CHECK(shown.out.find("Judged by the parameters of ours.csv") != std::string::npos);
}

TEST_CASE("a file of parameters that is not understood refuses with its place", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  folder.write("bad.csv", "name,from,value,source\nsurplus-low-belov,,1.00,policy\n");
  const auto refused =
      folder.run({"findings", "--json", "--as-of", day, "--parameters", "bad.csv"});
  CHECK(refused.exit == 1);
  const auto first = json_of(refused)["refusals"][0];
  CHECK(first["file"] == "bad.csv");
  CHECK(first["line"] == 2);
  CHECK(first["rule"] == "word-unknown");
  CHECK(folder.run({"findings", "--parameters", "nowhere.csv"}).exit == 1);
}
