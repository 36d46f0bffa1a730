// One file to import: read, parsed, routed and told apart from what the book has, without writing
// anything. Runs in worker threads.
#pragma once

#include "app/routing.hpp"
#include "app/tell.hpp"
#include "import/source.hpp"
#include "ledger/facts.hpp"
#include "ledger/result.hpp"
#include "ledger/store/book.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// A file as the command line or a manifest names it.
struct Asked {
  std::string file;  ///< as it was written: how the book will call it
  std::string path;  ///< where it is
  std::optional<ledger::FileKind> kind;
  std::string account;  ///< PERSON/ACCOUNT, or empty
  std::string profile;
};

struct Prepared {
  ledger::Errors refused;
  std::optional<ledger::Import> already;  ///< the same bytes against the same account
  store::NewImport made;                  ///< its statements in the order of `parts`
  std::vector<Part> parts;
  std::vector<std::vector<imports::KnownAgain>> known;  ///< by part
  std::vector<std::string> notes;
};

/// What is the same for every file of a command.
struct Reading {
  const imports::Profiles* profiles = nullptr;  ///< the book's own, and one named by its file
  imports::PdfWords pdf_words;
};

Prepared prepare(const Asked& asked, const Reading& reading, store::Reader& reader,
                 AccountIndex& index);

}  // namespace app
