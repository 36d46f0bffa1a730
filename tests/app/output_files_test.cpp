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
  const auto write = [&](const char* role) {
    return folder.run({"statement", "P0001", "--from", "2025-04-01", "--to", "2025-06-30", "--role",
                       role, "--out", "st.txt"});
  };
  REQUIRE(write("Auditor").exit == 0);
  const auto first = folder.read("st.txt");
  REQUIRE(write("Officer").exit == 0);
  const auto second = folder.read("st.txt");
  CHECK(first != second);
  folder.write("st.txt.p7s", "somebody's signature");
  CHECK(write("Auditor").exit == 1);
  CHECK(folder.read("st.txt") == second);
}

TEST_CASE("a statement takes the place of no other person's, and of none of other days", "[app]") {
  const Folder folder;
  folder.make_reconciled_book({"stephen", "luke"});
  for (const std::string format : {"txt", "csv", "json", "html", "pdf", "xlsx"}) {
    CAPTURE(format);
    const auto page = "st." + format;
    const auto write = [&](const char* person, const char* to) {
      return std::vector<std::string>{"statement", person, "--from", "2025-04-01",
                                      "--to",      to,     "--out",  page};
    };
    REQUIRE(folder.run(write("P0001", "2025-06-30")).exit == 0);
    const auto first = folder.read(page);
    CHECK(refused_with(folder, write("P0002", "2025-06-30")) ==
          std::set<std::string>{"file-exists"});
    CHECK(refused_with(folder, write("P0001", "2025-07-31")) ==
          std::set<std::string>{"file-exists"});
    CHECK(folder.read(page) == first);
    CHECK(folder.run(write("P0001", "2025-06-30")).exit == 0);
  }
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
