// What a command writes never takes the place of something else.
#include "tests/app/support_refusals.hpp"

#include <filesystem>

#include <catch2/catch.hpp>

using namespace support;
namespace fs = std::filesystem;

TEST_CASE("no output file replaces what is something else, an open book least of all", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto book = folder.read("book.dpledger");
  const auto person = folder.read("stephen/person.toml");
  sh(folder, "ln -s nowhere dangling");
  for (const auto* out : {"book.dpledger", "stephen/person.toml", "stephen", "dangling"}) {
    CAPTURE(out);
    CHECK(refused_with(folder, {"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30",
                                "--out", out}) == std::set<std::string>{"file-exists"});
  }
  CHECK(folder.read("book.dpledger") == book);
  CHECK(folder.read("stephen/person.toml") == person);
  CHECK_FALSE(fs::exists(folder.file("nowhere")));
}

TEST_CASE("a statement takes the place of an earlier one, until that is signed", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen"});
  const auto write = [&](const char* to) {
    return folder.run(
        {"statement", "P0001", "--from", "2025-04-01", "--to", to, "--out", "st.txt"});
  };
  REQUIRE(write("2025-06-30").exit == 0);
  const auto first = folder.read("st.txt");
  REQUIRE(write("2025-07-31").exit == 0);
  const auto second = folder.read("st.txt");
  CHECK(first != second);
  folder.write("st.txt.p7s", "somebody's signature");
  CHECK(write("2025-06-30").exit == 1);
  CHECK(folder.read("st.txt") == second);
}

TEST_CASE("a second demo in the same folder is refused and touches nothing", "[app]") {
  const Folder folder;
  REQUIRE(folder.run({"demo", "d"}).exit == 0);
  folder.write("d/stephen/person.toml", "mine\n");
  const auto before = folder.run_other({"sh", "-c", "find d -type f | sort | xargs sha256sum"}).out;
  CHECK(refused_with(folder, {"demo", "d"}) == std::set<std::string>{"file-exists"});
  CHECK(folder.run_other({"sh", "-c", "find d -type f | sort | xargs sha256sum"}).out == before);
  folder.run_other({"mkdir", "-p", "e/luke"});
  CHECK(refused_with(folder, {"demo", "e"}) == std::set<std::string>{"file-exists"});
  CHECK(folder.run_other({"ls", "e"}).out == "luke\n");
}
