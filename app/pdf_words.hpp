// The words of a PDF, by the program `pdftotext` (poppler-utils) in a process of its own.
//
// A PDF is a stranger's program for a large and old interpreter, so that runs confined: no shell,
// no environment, no descriptor but its own three, the bytes in memory and never on the disk,
// bounds on time, memory, output and what it may open; its process group is ended when it goes past
// one.
//
// Errors    pdf_reader_missing; pdf_unreadable when it fails, is ended, or says too much.
#pragma once

#include "import/source.hpp"

#include <cstddef>
#include <string>

namespace app {

struct PdfReader {
  std::string program;                                ///< a path; empty: looked for in PATH
  unsigned milliseconds = 20'000;                     ///< of the clock on the wall
  std::size_t memory = std::size_t{1} << 30U;         ///< bytes of address space
  std::size_t least_output = std::size_t{14} << 20U;  ///< bytes; and four times the PDF's more
  std::size_t most_output = std::size_t{64} << 20U;
};

imports::PdfWords pdf_words(PdfReader how = {});

}  // namespace app
