#include "app/disclosed.hpp"

#include "app/command.hpp"
#include "app/files.hpp"
#include "app/page_named.hpp"
#include "app/terminal.hpp"

#include <optional>
#include <utility>

namespace app {
namespace {

/// The person that an earlier disclosure of the same bytes was about.
std::string person_of(const std::vector<store::Disclosure>& earlier, const std::string& sha256) {
  for (const auto& one : earlier) {
    if (one.sha256 == sha256 && !one.person.empty()) return one.person;
  }
  return {};
}

void record(store::Book& book, const Arguments& arguments,
            std::vector<store::Disclosure> disclosures) {
  const auto work = book.begin(stamp(arguments));
  std::optional<std::vector<store::Disclosure>> earlier;
  for (auto& one : disclosures) {
    if (one.person.empty() && !one.sha256.empty()) {
      if (!earlier) earlier = work->reader().disclosures();
      one.person = person_of(*earlier, one.sha256);
    }
    if (!one.person.empty() && !work->reader().person(one.person)) one.person.clear();
  }
  work->disclose(disclosures);
  work->commit();
}

void note_missing(const Arguments& arguments, std::string_view why) {
  note("That this was done (" + arguments.command +
       ") is not noted in the book: " + std::string{why});
}

}  // namespace

std::string person_disclosed(store::Reader& reader, std::string_view bytes) {
  auto person = page_named(std::string{bytes}).person;
  return person.empty() ? person_of(reader.disclosures(), store::sha256_hex(bytes)) : person;
}

store::Disclosure disclosure(std::string what, std::string person, std::string file,
                             std::string_view bytes) {
  if (person.empty()) person = page_named(std::string{bytes}).person;
  return {
      std::move(what), std::move(person), std::move(file), store::sha256_hex(bytes), {}, {}, false};
}

void record_disclosure(const Arguments& arguments, std::vector<store::Disclosure> disclosures) {
  if (disclosures.empty() || !exists(arguments.book)) return;
  if (arguments.read_only) return note_missing(arguments, "it is opened for reading alone.");
  try {
    const auto book = store::open_book(arguments.book, store::Access::read_write);
    if (!book) return note_missing(arguments, "it cannot be opened.");
    record(*book.value(), arguments, std::move(disclosures));
  } catch (const store::Failure& failure) {
    note_missing(arguments, failure.what());
  }
}

}  // namespace app
