// The tables of docs/accuracy.md.
#pragma once

#include "bench/accuracy/score.hpp"

namespace accuracy {

struct Asked {
  int people = 0;
  Noise noise = Noise::middle;
  std::string show;  ///< print examples of the disagreements that have this word
};

std::string tables(const Asked& asked, const Score& score, const Score& baseline);
/// One row: the noise and the figures that count.
std::string summary(const Asked& asked, const Score& score, const Score& baseline);
std::string examples(const Asked& asked, const Score& score);

struct Floors {
  double precision, recall, findings_recall, findings_precision;
};
/// What lies below its floor, in words; empty when nothing does.
std::string below(const Floors& floors, const Score& score);

}  // namespace accuracy
