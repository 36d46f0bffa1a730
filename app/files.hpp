// Reading what is named on the command line, and writing so that nothing half-written is ever seen.
#pragma once

#include "ledger/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace app {

/// More than any statement, payroll or person file holds (64 MiB).
inline constexpr std::size_t largest_input = std::size_t{64} << 20U;

/// A file's bytes; refused (file_unreadable, file_too_large) when there is no such file, it is no
/// ordinary file (a folder, a pipe, a device), it may not be read, or it is larger than `largest`.
ledger::Result<std::string> read_file(const std::string& path, std::size_t largest = largest_input);

/// The SHA-256 of a file of any size, in hexadecimal; refused (file_unreadable) as read_file is.
ledger::Result<std::string> file_sha256(const std::string& path);

/// The first bytes of a file; fewer, or none, when there are no more or it cannot be read.
std::string read_beginning(const std::string& path, std::size_t bytes);

/// The refusal (file_exists) when something has this name, a link that leads nowhere too.
std::optional<ledger::Error> taken(const std::string& path);

/// Writes a new file readable by its owner alone (0600): a temporary file beside it, then a rename
/// that replaces nothing. Answers the refusal (file_exists) when the name is taken; throws
/// store::Failure when it cannot be written. Either way nothing is left behind.
[[nodiscard]] std::optional<ledger::Error> write_new_file(const std::string& path,
                                                          std::string_view bytes);

/// Why write_page would refuse to write a page of that beginning there; nothing when it would not.
std::optional<ledger::Error> page_refused(const std::string& path, std::string_view bytes);

/// The same as write_new_file, but an earlier page of the same kind (it begins with the same bytes)
/// that nobody has signed gives way to the new one.
[[nodiscard]] std::optional<ledger::Error> write_page(const std::string& path,
                                                      std::string_view bytes);

/// Gives a file new content, all of it at once, readable by its owner alone; what stands behind a
/// link is replaced, not the link. Throws store::Failure when it cannot be written; then the file
/// is as it was.
void replace_file(const std::string& path, std::string_view bytes);

bool exists(const std::string& path);

/// `relative` as seen from the folder of `file`; an absolute path stands as it is.
std::string beside(const std::string& file, const std::string& relative);

}  // namespace app
