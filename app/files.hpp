// Reading what is named on the command line, and writing so that nothing half-written is ever seen.
#pragma once

#include "ledger/result.hpp"

#include <string>
#include <string_view>

namespace app {

/// More than any statement, payroll or person file holds (64 MiB).
inline constexpr std::size_t largest_input = std::size_t{64} << 20U;

/// A file's bytes; refused (file_unreadable, file_too_large) when there is no such file, it is a
/// folder, it may not be read, or it is larger than `largest`.
ledger::Result<std::string> read_file(const std::string& path, std::size_t largest = largest_input);

/// The first bytes of a file; fewer, or none, when there are no more or it cannot be read.
std::string read_beginning(const std::string& path, std::size_t bytes);

/// Writes a file readable by its owner alone (0600): a temporary file beside it, then a rename.
/// Throws store::Failure, and leaves nothing behind, when that cannot be done.
void write_private_file(const std::string& path, std::string_view bytes);

bool exists(const std::string& path);

/// `relative` as seen from the folder of `file`; an absolute path stands as it is.
std::string beside(const std::string& file, const std::string& relative);

}  // namespace app
