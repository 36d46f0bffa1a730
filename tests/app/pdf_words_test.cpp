// The real pdftotext on the sample PDFs, and children that do what a child may not.
// DPLEDGER_APPROVE=1 writes fixtures/pdf-words anew.
#include "app/pdf_words.hpp"

#include "app/confined.hpp"
#include "tests/app/support_program.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

using ledger::Rule;
using support::Folder;
namespace fs = std::filesystem;

namespace {

const fs::path fixtures = DPLEDGER_FIXTURES;

std::string bytes_of(const fs::path& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

/// A program of our own in place of pdftotext.
std::string script(const Folder& folder, const std::string& body) {
  folder.write("child", "#!/bin/sh\n" + body + "\n");
  const auto path = folder.file("child");
  fs::permissions(path, fs::perms::owner_all);
  return path;
}

ledger::Error refusal_of(app::PdfReader how, std::string_view pdf = "%PDF-1.4\n") {
  const auto words = app::pdf_words(std::move(how))(pdf, "s.pdf");
  REQUIRE_FALSE(words);
  CHECK(words.error().where.file == "s.pdf");
  return words.error();
}

app::PdfReader reader(const std::string& program) {
  app::PdfReader how;
  how.program = program;
  return how;
}

}  // namespace

TEST_CASE("the sample PDFs are read by the real pdftotext as by the words that are kept of it",
          "[app][pdf]") {
  const auto words = app::pdf_words();
  for (const auto* name : {"northgate", "harbour", "meridian"}) {
    CAPTURE(name);
    const auto pdf = bytes_of(fixtures / "statements" / "pdf" / (std::string{name} + ".pdf"));
    const auto got = words(pdf, "s.pdf");
    if (!got) FAIL(text(got.error()));
    const auto kept = fixtures / "pdf-words" / (std::string{name} + ".xhtml");
    if (std::getenv("DPLEDGER_APPROVE") != nullptr) std::ofstream{kept} << got.value();
    imports::Asked real;
    real.pdf_words = words;
    imports::Asked from_kept;
    from_kept.pdf_words = [&](std::string_view, const std::string&) {
      return ledger::Result<std::string>{bytes_of(kept)};
    };
    const auto read = imports::read(pdf, "s.pdf", real);
    const auto again = imports::read(pdf, "s.pdf", from_kept);
    REQUIRE(read);
    REQUIRE(again);
    CHECK(read.value().statements.front().lines == again.value().statements.front().lines);
    CHECK(read.value().statements.front().lines.size() >= 8);
  }
}

TEST_CASE("a child that does not end is ended, also when it has stopped talking", "[app][pdf]") {
  const Folder folder;
  auto how = reader(script(folder, "exec sleep 60"));
  how.milliseconds = 200;
  CHECK(refusal_of(how).found.find("took more than") != std::string::npos);
  // It closes what is listened to and stays.
  how.program = script(folder, "exec >&- 2>&-; exec sleep 60");
  CHECK(refusal_of(how).found.find("took more than") != std::string::npos);
}

TEST_CASE("a child that says too much is ended", "[app][pdf]") {
  const Folder folder;
  auto how =
      reader(script(folder, "while :; do echo 0123456789012345678901234567890123456789; done"));
  how.least_output = 100'000;
  const auto error = refusal_of(how);
  CHECK(error.broken == Rule::pdf_unreadable);
  CHECK(error.found == "it holds more words than any statement");
}

TEST_CASE("complaints without end do not fill the memory", "[app][pdf]") {
  const Folder folder;
  const auto ran = app::run_confined(
      {script(folder, "i=0; while [ $i -lt 5000 ]; do echo 0123456789 >&2; i=$((i+1)); done")}, "",
      {5000, std::size_t{1} << 30U, 1000});
  CHECK(ran.end == app::Confined::End::exited);
  CHECK(ran.err.size() == 4096);
}

TEST_CASE("a child that fails, or dies, is a refusal with one short line of what it says",
          "[app][pdf]") {
  const Folder folder;
  const auto failed = refusal_of(reader(script(
      folder, "echo 'Syntax Warning: x' >&2; printf 'Error: \\033[31mred\\n more' >&2; exit 3")));
  CHECK(failed.broken == Rule::pdf_unreadable);
  CHECK(failed.found == "pdftotext says: Error: \\x1b[31mred");
  const auto died = refusal_of(reader(script(folder, "kill -SEGV $$")));
  CHECK(died.found.find("signal 11") != std::string::npos);
}

TEST_CASE("a child's failure is known where children were ignored before", "[app][pdf]") {
  const Folder folder;
  const auto path = script(folder, "exit 3");
  const auto before = std::signal(SIGCHLD, SIG_IGN);
  const auto ran = app::run_confined({path}, "", {5000, std::size_t{1} << 30U, 1000});
  std::signal(SIGCHLD, before);
  CHECK(ran.end == app::Confined::End::exited);
  CHECK(ran.code == 3);
}

TEST_CASE("the child has its bytes, no environment, no folder of ours and no other descriptor",
          "[app][pdf]") {
  const Folder folder;
  ::setenv("DPLEDGER_SECRET", "seen", 1);
  const auto ran = app::run_confined(
      {script(folder,
              "echo \"$DPLEDGER_SECRET:$(pwd)\"; cat; echo; "
              "for f in 3 4 5 6 7 8 9; do test -e /proc/self/fd/$f && echo \"open $f\"; done; "
              "ulimit -c; ulimit -f")},
      "the bytes", {5000, std::size_t{1} << 30U, 100'000});
  ::unsetenv("DPLEDGER_SECRET");
  CHECK(ran.out.find("seen") == std::string::npos);
  CHECK(ran.out.find(":/\n") != std::string::npos);
  CHECK(ran.out.find("the bytes\n") != std::string::npos);
  CHECK(ran.out.find("open 4") == std::string::npos);
  CHECK(ran.out.find("0\n0\n") != std::string::npos);
}

TEST_CASE("the child is ended when it writes a file", "[app][pdf]") {
  const Folder folder;
  const auto made = folder.file("made");
  const auto ran = app::run_confined({script(folder, "echo x > " + made + "; echo still here")}, "",
                                     {5000, std::size_t{1} << 30U, 100'000});
  CHECK(ran.end == app::Confined::End::killed);
  CHECK(ran.out.empty());
  CHECK(folder.read("made").empty());
}

TEST_CASE("without pdftotext a PDF is refused, and what to install is said", "[app][pdf]") {
  CHECK(refusal_of(reader("/nowhere/pdftotext")).broken == Rule::pdf_reader_missing);
}

TEST_CASE("no PDF, an empty, a cut and a locked one are refused in words", "[app][pdf]") {
  const auto whole = bytes_of(fixtures / "statements" / "pdf" / "northgate.pdf");
  CHECK(refusal_of({}, "%PDF-1.4\nnothing").broken == Rule::pdf_unreadable);
  CHECK(refusal_of({}, "").broken == Rule::pdf_unreadable);
  const auto locked = refusal_of({}, bytes_of(fixtures / "refusals/pdf-unreadable/input.pdf"));
  CHECK(locked.found == "it is locked with a password");
  imports::Asked asked;
  asked.pdf_words = app::pdf_words();
  for (const std::size_t part : {2U, 3U, 4U}) {
    const auto cut = imports::read(whole.substr(0, whole.size() * part / 5), "s.pdf", asked);
    CHECK_FALSE(cut);
  }
}
