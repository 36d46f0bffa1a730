// The program as a function: what `main` runs, and what asks many commands of one process.
#pragma once

namespace app {

/// Runs one command line, its first word the program's name; answers its exit code. Standard output
/// and error are the command's.
int run_program(int count, const char* const* words);

}  // namespace app
