// inspect: what files hold. Touches no book.
#include "app/command.hpp"
#include "app/files.hpp"
#include "app/terminal.hpp"
#include "import/source.hpp"
#include "ledger/store/book.hpp"
#include "reports/answers.hpp"

#include <utility>
#include <vector>

namespace app {
namespace {

reports::InspectedFile inspected(const std::string& file, const std::string& profile) {
  reports::InspectedFile shown;
  shown.file = file;
  auto bytes = read_file(file);
  if (!bytes) {
    shown.refused = bytes.errors();
    return shown;
  }
  shown.sha256 = store::sha256_hex(bytes.value());
  auto read = imports::read(bytes.value(), file, {std::nullopt, profile});
  if (!read) {
    shown.refused = read.errors();
    return shown;
  }
  auto source = std::move(read).value();
  shown.format = std::move(source.format);
  shown.profile = std::move(source.profile);
  shown.encoding = std::move(source.encoding);
  shown.statements = std::move(source.statements);
  shown.payslips = std::move(source.payslips);
  shown.summaries = std::move(source.summaries);
  shown.invoices = std::move(source.invoices);
  return shown;
}

}  // namespace

Outcome run_inspect(const Arguments& arguments) {
  std::vector<reports::InspectedFile> files;
  bool all_read = true;
  for (const auto& file : arguments.words) {
    files.push_back(inspected(file, arguments.profile));
    for (const auto& refusal : files.back().refused) note(ledger::text(refusal));
    all_read = all_read && files.back().refused.empty();
  }
  Finished finished{reports::inspect(files)};
  finished.exit = all_read ? Exit::done : Exit::refused;
  return finished;
}

}  // namespace app
