// init, imports, check, backup: the book as a whole.
#include "app/clock.hpp"
#include "app/command.hpp"
#include "app/disclosed.hpp"
#include "app/files.hpp"
#include "app/verdict.hpp"
#include "reports/answers.hpp"

#include <string>

namespace app {

Outcome run_init(const Arguments& arguments) {
  store::BookInfo info;
  info.commissioner = arguments.commissioner;
  info.kind = arguments.kind.empty() ? "icb" : arguments.kind;
  info.made_at = now_text();
  const auto book = store::create_book(arguments.book, info);
  if (!book) return book.errors();
  return Finished{reports::done(
      "dpledger.init/1", "An empty book is ready: " + arguments.book + ".",
      {{"book", arguments.book}, {"commissioner", info.commissioner}, {"kind", info.kind}})};
}

Outcome run_imports(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  return Finished{reports::imports(book.value()->read()->imports())};
}

Outcome run_backup(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  const auto& file = arguments.words.front();
  const auto copied = book.value()->backup(file);
  if (!copied) return copied.errors();
  const auto sha256 = file_sha256(file);
  record_disclosure(arguments, {{.what = "backup",
                                 .person = {},
                                 .file = file,
                                 .sha256 = sha256 ? sha256.value() : std::string{}}});
  return Finished{reports::done("dpledger.backup/1", "A copy of the book is in " + file + ".",
                                {{"book", arguments.book}, {"file", file}})};
}

Outcome run_check(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  return verdict_on({check_book(*book.value(), arguments.book)}, "dpledger.check/1");
}

}  // namespace app
