// The file of a book: made whole or not at all, readable by its owner alone, never overwritten.
#pragma once

#include "ledger/result.hpp"
#include "ledger/store/book.hpp"
#include "ledger/store/database.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace store {

/// Fills a fresh file beside `path`, then gives it that name. Refuses a name that is taken
/// (Rule::book_exists); Failure leaves nothing behind.
ledger::Result<BookInfo> make_file(const std::string& path,
                                   const std::function<BookInfo(const std::string&)>& fill);

/// Nothing when there is a file at the path.
std::optional<ledger::Error> refuse_missing(const std::string& path);

/// Brings what stands in the log of the book into its file, so that the file alone is the whole
/// book. For the last to close it: where another program has it open, that one does it; where it
/// cannot be written it stays as it is. Never fails.
void fold_log(const std::string& path);

/// A connection with every pragma set and asked back.
std::shared_ptr<Connection> connect(const std::string& path, Access access);

}  // namespace store
