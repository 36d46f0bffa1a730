// profile: what a file of an unknown layout seems to be, and keeping what its columns mean.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/inspected_file.hpp"
#include "app/terminal.hpp"
#include "reports/inspected.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace app {
namespace {

using ledger::Rule;

reports::ListedProfile listed(const store::SavedProfile& saved) {
  reports::ListedProfile one{saved.name, saved.version, {}, {}, saved.by, saved.at, saved.text};
  const auto read = imports::read_profile(saved.text, saved.name);
  if (!read) throw store::Damaged{"the profile " + saved.name + " in the book cannot be read"};
  one.kind = ledger::text(read.value().kind);
  one.title = read.value().title;
  return one;
}

Outcome list_them(const Arguments& arguments) {
  const auto book = book_to_read(arguments);
  if (!book) return book.errors();
  std::vector<reports::ListedProfile> all;
  for (const auto& saved : book.value()->read()->profiles()) all.push_back(listed(saved));
  if (arguments.show.empty()) return Finished{reports::profiles(all)};
  const auto newest = std::find_if(all.rbegin(), all.rend(),
                                   [&](const auto& one) { return one.name == arguments.show; });
  if (newest == all.rend()) {
    return refusal(Rule::profile_unknown, arguments.show,
                   "`dpledger profile` lists those there are");
  }
  Finished finished{reports::shown_profile(*newest, false)};
  if (arguments.shape == Shape::people) finished.text = newest->text;
  return finished;
}

/// Keeps the profile under a name; the newest version of it that says the same is enough.
ledger::Result<reports::ListedProfile> save(const Arguments& arguments, imports::Profile profile) {
  profile.name = arguments.save;
  profile.version = 1;
  // Read back: a name that is none is refused as in a file.
  auto sound = imports::read_profile(imports::profile_text(profile), "--save " + arguments.save);
  if (!sound) return sound.errors();
  const auto text = imports::profile_text(sound.value());
  const auto book = book_to_change(arguments);
  if (!book) return book.errors();
  const auto who = stamp(arguments);
  const auto work = book.value()->begin(who);
  std::optional<store::SavedProfile> newest;
  for (auto& saved : work->reader().profiles()) {
    if (saved.name == arguments.save) newest = std::move(saved);
  }
  if (newest && newest->text == text) return listed(*newest);
  const int version = work->save_profile(arguments.save, text);
  work->commit();
  return listed({arguments.save, version, text, who.by, who.at});
}

Outcome take_written(const Arguments& arguments, const std::string& file) {
  const auto bytes = read_file(file);
  if (!bytes) return bytes.errors();
  auto profile = imports::read_profile(bytes.value(), file);
  if (!profile) return profile.errors();
  if (arguments.save.empty()) {
    const auto& read = profile.value();
    return Finished{
        reports::shown_profile({read.name, read.version, std::string{ledger::text(read.kind)},
                                read.title, "", "", imports::profile_text(read)},
                               false)};
  }
  const auto saved = save(arguments, std::move(profile).value());
  if (!saved) return saved.errors();
  return Finished{reports::shown_profile(saved.value(), true)};
}

/// What was read may be larger than memory as text: it is written in parts.
Finished written(const reports::ProposedProfile& proposed, Shape shape) {
  reports::Parts parts{print};
  switch (shape) {
    case Shape::json:
      reports::proposed_json(proposed, parts);
      break;
    case Shape::csv:
      reports::proposed_csv(proposed, parts);
      break;
    case Shape::people:
      reports::proposed_text(proposed, look_of_standard_output(), parts);
      break;
  }
  parts.finish();
  Finished finished;
  finished.written = true;
  return finished;
}

/// What is known needs no profile, and --save or --out may not look as if they had kept one.
ledger::Error nothing_to_keep(const std::string& file, const std::string& format) {
  ledger::Error error = refusal(Rule::not_supported, "--save or --out for a file read as " + format,
                                "nothing was kept: this file is known already, import it as it is");
  error.where.file = file;
  return error;
}

Outcome propose(const Arguments& arguments, const std::string& file) {
  const auto known = profiles_to_inspect(arguments);
  if (!known) return known.errors();
  auto made = inspected(file, known.value());
  if (!made.shown.refused.empty()) return made.shown.refused;
  reports::ProposedProfile proposed{std::move(made.shown), std::move(made.reasons), "", ""};
  const auto& toml = proposed.read.proposal;
  if (toml.empty()) {
    if (arguments.save.empty() && arguments.out.empty()) return written(proposed, arguments.shape);
    return nothing_to_keep(file, proposed.read.format);
  }
  if (!arguments.save.empty()) {
    auto profile = imports::read_profile(toml, file);
    if (!profile) return profile.errors();
    const auto saved = save(arguments, std::move(profile).value());
    if (!saved) return saved.errors();
    proposed.saved = saved.value().name + ", version " + std::to_string(saved.value().version);
  }
  if (!arguments.out.empty()) {
    if (auto refused = write_new_file(arguments.out, toml)) return *refused;
    proposed.written = arguments.out;
  }
  return written(proposed, arguments.shape);
}

}  // namespace

Outcome run_profile(const Arguments& arguments) {
  if (arguments.words.empty()) return list_them(arguments);
  const auto& file = arguments.words.front();
  return file.ends_with(".toml") ? take_written(arguments, file) : propose(arguments, file);
}

}  // namespace app
