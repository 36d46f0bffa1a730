#include "import/sheet/zip_files.hpp"

#include "import/cell_text.hpp"
#include "import/sheet/archive.hpp"

#include <algorithm>
#include <iterator>

namespace imports {
namespace {

using ledger::Rule;

/// What reading takes of a byte of text: lines of a table are short, elements of XML are long.
constexpr std::uint64_t for_table = 5;
constexpr std::uint64_t for_xml = 2;

/// What an archiver put there for itself.
bool is_aside(std::string_view name) {
  const auto last = name.substr(name.rfind('/') + 1);
  return name.starts_with("__MACOSX/") || last == ".DS_Store" || last == "Thumbs.db";
}

template <class Held>
void append(std::vector<Held>& to, std::vector<Held>&& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

class ZipReader {
 public:
  ZipReader(const File& file, const Asked& asked, Source& source, Refusals& refusals)
      : archive_{file.bytes},
        file_{file},
        asked_{asked},
        source_{source},
        refusals_{refusals},
        left_{most_unpacked(file.bytes.size(), 1)} {}

  void read_all() {
    if (!archive_.is_open()) return refusals_.add(Rule::archive_damaged, {}, {});
    if (archive_.has_too_many()) return refuse_size("more than 2000 entries");
    const auto files = files_to_read();
    is_alone_ = files.size() == 1;
    for (const auto place : files) {
      if (refusals_.any()) return;
      read_entry(place);
    }
    if (files_ == 0 && !refusals_.any())
      refusals_.add(Rule::file_empty, {}, "an archive of no files");
  }

 private:
  void refuse_size(std::string_view found) {
    refusals_.add(Rule::file_too_large, {}, found, "unpack the archive and import its files");
  }

  /// All that the archive states is looked at before a byte is unpacked.
  std::vector<std::size_t> files_to_read() {
    std::vector<std::size_t> files;
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < archive_.entries().size(); ++i) {
      const auto& entry = archive_.entries()[i];
      if (entry.is_folder() || is_aside(entry.name) || !may_be_read(entry)) continue;
      all += entry.size;
      files.push_back(i);
    }
    if (all > left_ / for_xml) refuse_size(std::to_string(all) + " bytes when unpacked");
    return files;
  }

  bool may_be_read(const ArchiveEntry& entry) {
    if (entry.encrypted) {
      refusals_.add(Rule::not_supported, {}, "encrypted: " + entry.name,
                    "unpack the archive with its password and import its files");
    } else if (entry.packed_otherwise) {
      refusals_.add(Rule::not_supported, {}, "packed in an unusual way: " + entry.name,
                    "unpack the archive and import its files");
    } else if (entry.size > left_ / for_xml) {
      refuse_size(entry.name + ": " + std::to_string(entry.size) + " bytes");
    } else {
      return true;
    }
    return false;
  }

  void read_entry(std::size_t place) {
    const auto& entry = archive_.entries()[place];
    const auto bytes = archive_.read(place, left_);
    if (!bytes) return refusals_.add(Rule::archive_damaged, {}, entry.name);
    if (looks_like_archive(*bytes)) {
      return refusals_.add(Rule::not_supported, {},
                           "an archive or workbook in an archive: " + entry.name,
                           "unpack the archive and import its files");
    }
    const auto each =
        trimmed(std::string_view{*bytes}.substr(0, 64)).starts_with('<') ? for_xml : for_table;
    if (bytes->size() > left_ / each) return refuse_size(entry.name);
    left_ -= bytes->size() * each;
    ++files_;
    auto read = imports::read(*bytes, file_.name + "/" + ledger::quoted(entry.name, 120), asked_);
    if (!read) return refuse(std::move(read).errors(), entry.name);
    take(std::move(read).value(), entry.name);
  }

  /// A note from the bank beside its statements may be left out, but by a person, not by us: nobody
  /// else can tell it from a statement that is not known here.
  void refuse(ledger::Errors errors, const std::string& name) {
    if (!is_alone_) {
      auto& last = errors.back();
      if (last.remedy.empty()) last.remedy = ledger::describe(last.broken).remedy;
      last.remedy += "; if " + ledger::quoted(name, 120) +
                     " is no statement, take it out of the archive and import that again";
    }
    refusals_.add(std::move(errors));
  }

  void take(Source&& other, const std::string& name) {
    if (files_ > 1 && other.kind != source_.kind) {
      return refusals_.add(
          Rule::kind_mismatch, {}, name,
          "the archive holds files of several kinds: unpack it and import each kind");
    }
    source_.kind = other.kind;
    source_.encoding = other.encoding;
    if (source_.proposal.empty()) source_.proposal = other.proposal;
    note(other, name);
    append(source_.statements, std::move(other.statements));
    append(source_.payslips, std::move(other.payslips));
    append(source_.summaries, std::move(other.summaries));
    append(source_.invoices, std::move(other.invoices));
    append(source_.deliveries, std::move(other.deliveries));
    append(source_.warnings, std::move(other.warnings));
  }

  /// Lines are counted in each file of the archive: a person must know in which.
  void note(const Source& other, const std::string& name) {
    const auto first = source_.statements.size() + 1;
    const auto last = source_.statements.size() + other.statements.size();
    if (last < first) return;
    auto which = "statement " + std::to_string(first);
    if (last > first) which = "statements " + std::to_string(first) + " to " + std::to_string(last);
    const auto verb = last > first ? " are of " : " is of ";
    source_.warnings.push_back(
        {0, which + verb + ledger::quoted(name, 120) + " (" + other.format + ")"});
  }

  Archive archive_;
  const File& file_;
  const Asked& asked_;
  Source& source_;
  Refusals& refusals_;
  std::uint64_t left_;  ///< of the memory that may be taken
  std::size_t files_ = 0;
  bool is_alone_ = false;  ///< the only file of the archive
};

}  // namespace

bool is_zip(std::string_view bytes) {
  return looks_like_archive(bytes);
}

void read_zip(const File& file, const Asked& asked, Source& source, Refusals& refusals) {
  ZipReader{file, asked, source, refusals}.read_all();
}

}  // namespace imports
