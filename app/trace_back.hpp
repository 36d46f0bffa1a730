// From a line, a place in a file, an entry or a finding to what the book made of it: of which
// people it says something, and what.
#pragma once

#include "app/pools.hpp"
#include "ledger/facts.hpp"
#include "ledger/store/book.hpp"
#include "reports/trace.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// A number as a person writes it: "12".
std::optional<std::int64_t> number_in(std::string_view text);
/// "april.csv:12", when it ends in a number.
std::optional<ledger::Evidence> place_in(const std::string& text);

/// A person's entries by source, and what is asked about them. Refers to what it is made from.
class Back {
 public:
  Back(const reports::Traced& traced, const std::vector<ledger::RecordedEntry>& entries);

  reports::TracedSource source(const std::string& name) const;
  /// What a line of a file brought: entries made from it, and bank lines that it words too.
  std::vector<reports::TracedSource> at(const std::vector<ledger::ImportId>& imports,
                                        int file_line) const;
  /// The sources that a finding rests on.
  std::vector<reports::TracedSource> of_finding(const ledger::Finding& finding) const;
  std::optional<std::string> source_of(std::int64_t number) const;

 private:
  const reports::Traced& traced_;
  const ledger::PersonFacts& facts_;
  std::map<std::string, std::vector<const ledger::RecordedEntry*>, std::less<>> by_source_;
};

/// One of those of whom something was asked: of a line, or of a line of some files.
struct SpokenOf {
  store::PersonRow row;
  std::string source;                     ///< as entries name it; or
  std::vector<ledger::ImportId> imports;  ///< the files that are meant
  int file_line = 0;                      ///< and the line in them
};
std::vector<reports::TracedSource> sources_of(const SpokenOf& one, const Back& back);

/// Of whom a line of the bank speaks: whose it is, and of a pool's line whoever has a part in it.
std::vector<SpokenOf> spoken_of(store::Reader& reader, ledger::LineId line);
/// Of whom a place in a file speaks; the file by its name, the end of its path, its import's number
/// ("I3") or its SHA-256 (eight digits of it or more). By ref.
std::vector<SpokenOf> spoken_of(store::Reader& reader, const ledger::Evidence& place);
/// Whether an import that stands is meant by that file.
bool is_a_file(store::Reader& reader, const std::string& file);

/// Says of the lines among these sources which pool's line they are a part of, or whose they are.
void add_parts(store::Reader& reader, const store::PersonRow& row,
               std::vector<reports::TracedSource>& sources);

}  // namespace app
