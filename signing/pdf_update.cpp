#include "signing/pdf_update.hpp"

#include <cstdint>

#include <fmt/format.h>

namespace signing {
namespace {

struct Entry {
  int number = 0;
  int generation = 0;
  std::size_t offset = 0;
};

/// Runs of entries whose numbers follow each other: where each begins and how long it is.
std::vector<std::pair<std::size_t, std::size_t>> runs_of(const std::vector<Entry>& entries) {
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i == 0 || entries[i].number != entries[i - 1].number + 1) runs.emplace_back(i, 0);
    ++runs.back().second;
  }
  return runs;
}

std::string keys_of(const PdfTrailer& trailer) {
  auto keys =
      fmt::format("/Size {} /Root {} /Prev {}", trailer.size, trailer.root, trailer.previous);
  if (!trailer.info.empty()) keys += " /Info " + trailer.info;
  if (!trailer.id.empty()) keys += " /ID " + trailer.id;
  return keys;
}

/// Every entry is 20 bytes (7.5.4).
std::string table_of(const std::vector<Entry>& entries, const PdfTrailer& trailer) {
  std::string table = "xref\n";
  for (const auto& [first, count] : runs_of(entries)) {
    table += fmt::format("{} {}\n", entries[first].number, count);
    for (auto i = first; i < first + count; ++i) {
      table += fmt::format("{:010} {:05} n \n", entries[i].offset, entries[i].generation);
    }
  }
  return table + "trailer\n<< " + keys_of(trailer) + " >>\n";
}

void add_number(std::string& bytes, std::uint64_t value, unsigned width) {
  for (auto left = width; left > 0; --left) {
    bytes += static_cast<char>((value >> (8U * (left - 1))) & 0xFFU);
  }
}

/// One byte for the type, eight for the offset, two for the generation (7.5.8).
std::string stream_of(const std::vector<Entry>& entries, const PdfTrailer& trailer) {
  std::string data;
  std::string index;
  for (const auto& [first, count] : runs_of(entries)) {
    index += fmt::format("{}{} {}", index.empty() ? "" : " ", entries[first].number, count);
  }
  for (const auto& entry : entries) {
    add_number(data, 1, 1);
    add_number(data, entry.offset, 8);
    add_number(data, static_cast<std::uint64_t>(entry.generation), 2);
  }
  return fmt::format("{} 0 obj\n<< /Type /XRef {} /W [1 8 2] /Index [{}] /Length {} >>\nstream\n",
                     entries.back().number, keys_of(trailer), index, data.size()) +
         data + "\nendstream\nendobj\n";
}

}  // namespace

PdfUpdate make_update(std::size_t before, const std::vector<PdfObject>& objects,
                      PdfTrailer trailer) {
  PdfUpdate update;
  std::vector<Entry> entries;
  update.bytes = "\n";  // the PDF need not end with a line's end
  for (const auto& object : objects) {
    entries.push_back({object.number, object.generation, before + update.bytes.size()});
    update.bytes += fmt::format("{} {} obj\n", object.number, object.generation);
    update.bodies.push_back(update.bytes.size());
    update.bytes += object.body + "\nendobj\n";
  }
  const auto xref = before + update.bytes.size();
  if (trailer.as_stream) {
    entries.push_back({trailer.size++, 0, xref});
    update.bytes += stream_of(entries, trailer);
  } else {
    update.bytes += table_of(entries, trailer);
  }
  update.bytes += fmt::format("startxref\n{}\n%%EOF\n", xref);
  return update;
}

}  // namespace signing
