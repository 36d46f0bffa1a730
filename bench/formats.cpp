// How fast each format is read, on one core.
//
// dpledger_bench_formats names
//     prints the names of the formats
// dpledger_bench_formats make FOLDER MEGABYTES [NAME…]
//     writes FOLDER/NAME.END of every format (or of those named) and prints a row for each:
//     name,file,bytes,lines,pence,what
// dpledger_bench_formats read FILE LINES PENCE TIMES [NAME]
//     reads a file that was made (NAME's saved profile beside it) TIMES times in memory, proves its
//     lines and their sum, and prints the best: name,bytes,lines,wall_s,cpu_s,peak
//     (peak: memory taken while reading, the file itself apart, in file sizes)
#include "bench/statement_files.hpp"
#include "import/profile/profile.hpp"
#include "import/source.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <sys/resource.h>

namespace bench {

std::span<const FileKind> file_kinds() {
  static const auto kinds = std::to_array<FileKind>({
      {"ofx1", "OFX 1 (SGML)", ".ofx", {}, ofx1_file},
      {"ofx2", "OFX 2 (XML)", ".ofx", {}, ofx2_file},
      {"qif", "QIF", ".qif", {}, qif_file},
      {"mt940", "MT940", ".sta", {}, mt940_file},
      {"camt053", "CAMT.053", ".xml", {}, camt_file},
      {"bai2", "BAI2", ".bai", {}, bai2_file},
      {"lloyds", "CSV of Lloyds", ".csv", {}, lloyds_file},
      {"lloyds-late", "CSV of Lloyds; rows out of order", ".csv", {}, lloyds_shuffled_file},
      {"barclays", "CSV of Barclays", ".csv", {}, barclays_file},
      {"starling", "CSV of Starling", ".csv", {}, starling_file},
      {"nationwide", "CSV of Nationwide (Windows-1252)", ".csv", {}, nationwide_file},
      {"santander", "text of Santander", ".txt", {}, santander_file},
      {"cards", "CSV by a saved profile", ".csv", card_profile, card_file},
      {"payroll", "our own payroll CSV", ".csv", {}, own_payroll_file},
      {"bureau", "payroll CSV by a saved profile", ".csv", bureau_profile, bureau_file},
      {"fps", "HMRC's FPS (XML)", ".xml", {}, fps_file},
      {"bacs", "Bacs Standard 18", ".txt", {}, bacs_file},
  });
  return kinds;
}

namespace {

[[noreturn]] void fail(const std::string& why) {
  std::fprintf(stderr, "dpledger_bench_formats: %s\n", why.c_str());
  std::exit(1);
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}
rusage used_so_far() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return used;
}
double cpu_so_far() {
  const auto used = used_so_far();
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  if (!in) fail("cannot read " + path.string());
  std::string bytes(std::filesystem::file_size(path), '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return bytes;
}

int make(const std::filesystem::path& folder, std::size_t megabytes, std::span<char* const> names) {
  std::filesystem::create_directories(folder);
  for (const auto& kind : file_kinds()) {
    if (!names.empty() && std::ranges::find(names, kind.name) == names.end()) continue;
    const auto made = kind.make(megabytes * 1'000'000);
    const auto path = folder / (std::string{kind.name} + std::string{kind.ends});
    std::ofstream out{path, std::ios::binary};
    out.write(made.bytes.data(), static_cast<std::streamsize>(made.bytes.size()));
    if (!out.flush()) fail("cannot write " + path.string());
    std::printf("%s,%s,%zu,%lld,%lld,%s\n", std::string{kind.name}.c_str(), path.c_str(),
                made.bytes.size(), static_cast<long long>(made.lines),
                static_cast<long long>(made.sum), std::string{kind.what}.c_str());
  }
  return 0;
}

imports::Profiles profiles_for(std::string_view name) {
  imports::Profiles profiles;
  for (const auto& kind : file_kinds()) {
    if (kind.name != name || kind.profile.empty()) continue;
    auto profile = imports::read_profile(kind.profile, std::string{name} + ".toml");
    if (!profile) fail(ledger::text(profile.error()));
    profiles.add(std::move(profile).value());
  }
  return profiles;
}

struct Held {
  long long lines = 0;
  long long pence = 0;
  friend bool operator==(const Held&, const Held&) = default;
};
Held held_in(const imports::Source& source) {
  Held held;
  for (const auto& statement : source.statements) {
    held.lines += static_cast<long long>(statement.lines.size());
    for (const auto& line : statement.lines) held.pence += line.amount.pence();
    if (!statement.breaks.empty()) fail("a balance does not follow");
  }
  held.lines += static_cast<long long>(source.payslips.size());
  for (const auto& slip : source.payslips) held.pence += slip.gross.pence();
  return held;
}

int read(const std::string& file, Held wanted, int times, const std::string& name) {
  const auto bytes = bytes_of(file);
  const auto profiles = profiles_for(name);
  const auto before = used_so_far().ru_maxrss;
  double best_wall = 0;
  double best_cpu = 0;
  double peak = 0;
  for (int turn = 0; turn < times; ++turn) {
    const auto start = std::chrono::steady_clock::now();
    const auto cpu = cpu_so_far();
    const auto source = imports::read(bytes, file, {.profiles = &profiles});
    const auto cpu_used = cpu_so_far() - cpu;
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    if (!source) fail(ledger::text(source.error()));
    const auto held = held_in(source.value());
    if (held != wanted) {
      fail(file + ": " + std::to_string(held.lines) + " lines of " + std::to_string(held.pence) +
           " pence, not " + std::to_string(wanted.lines) + " of " + std::to_string(wanted.pence));
    }
    best_wall = turn == 0 ? wall.count() : std::min(best_wall, wall.count());
    best_cpu = turn == 0 ? cpu_used : std::min(best_cpu, cpu_used);
    if (turn == 0) {
      peak = static_cast<double>(used_so_far().ru_maxrss - before) * 1024 /
             static_cast<double>(bytes.size());
    }
  }
  std::printf("%s,%zu,%lld,%.4f,%.4f,%.1f\n", name.c_str(), bytes.size(), wanted.lines, best_wall,
              best_cpu, peak);
  return 0;
}

}  // namespace
}  // namespace bench

int main(int count, char** arguments) {
  const std::span<char* const> given{arguments + 1, static_cast<std::size_t>(count - 1)};
  const std::string_view verb = given.empty() ? "" : given[0];
  if (verb == "names") {
    for (const auto& kind : bench::file_kinds()) std::puts(std::string{kind.name}.c_str());
    return 0;
  }
  if (verb == "make" && given.size() >= 3) {
    const auto megabytes = static_cast<std::size_t>(std::atoll(given[2]));
    return bench::make(given[1], megabytes, given.subspan(3));
  }
  if (verb == "read" && given.size() >= 5) {
    return bench::read(given[1], {std::atoll(given[2]), std::atoll(given[3])},
                       std::max(1, std::atoi(given[4])), given.size() > 5 ? given[5] : "");
  }
  std::fputs(
      "usage: dpledger_bench_formats names\n"
      "       dpledger_bench_formats make FOLDER MEGABYTES [NAME...]\n"
      "       dpledger_bench_formats read FILE LINES PENCE TIMES [NAME]\n",
      stderr);
  return 2;
}
