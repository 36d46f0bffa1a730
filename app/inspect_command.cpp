// inspect: what files hold. Touches no book, but reads the profiles of one that is named or here.
// One file at a time is read, written and forgotten: together they may be larger than memory.
#include "app/command.hpp"
#include "app/inspected_file.hpp"
#include "app/terminal.hpp"
#include "ledger/ensure.hpp"
#include "reports/inspected.hpp"

#include <utility>

namespace app {
namespace {

reports::Frame frame_of(Shape shape) {
  switch (shape) {
    case Shape::json:
      return reports::inspect_json_frame();
    case Shape::csv:
      return {};
    case Shape::people:
      return reports::inspect_text_frame();
  }
  ledger::ensure(false, "every shape has its frame");
  return {};
}

void write(const reports::InspectedFile& file, Shape shape, reports::InspectCsv& csv,
           reports::Parts& parts) {
  switch (shape) {
    case Shape::json:
      return reports::inspect_json(file, parts);
    case Shape::csv:
      return csv.add(file);
    case Shape::people:
      return reports::inspect_text(file, look_of_standard_output(), parts);
  }
}

/// The rows of every file for a workbook, whole.
class WorkbookRows {
 public:
  WorkbookRows() {
    answer_.tables = {reports::line_columns(), reports::filed_payslip_columns()};
    answer_.tables.front().title = "Lines";
    answer_.tables.back().title = "Payslips";
  }
  void add(const reports::InspectedFile& file) {
    answer_.heading.push_back(reports::inspected_sentence(file));
    for (const auto& statement : file.statements) {
      const auto account = reports::account_of(statement);
      for (const auto& line : statement.lines) {
        answer_.tables.front().rows.push_back(reports::line_row(file.file, account, line));
      }
    }
    for (const auto& slip : file.payslips) {
      answer_.tables.back().rows.push_back(reports::filed_payslip_row(file.file, slip));
    }
  }
  reports::Answer answer() && {
    if (answer_.tables.back().rows.empty()) answer_.tables.pop_back();
    return std::move(answer_);
  }

 private:
  reports::Answer answer_;
};

/// Every file into one answer, held whole.
Finished inspected_whole(const Arguments& arguments, const KnownProfiles& known) {
  WorkbookRows rows;
  Finished finished;
  for (const auto& file : arguments.words) {
    const auto shown = inspected(file, known).shown;
    for (const auto& refusal : shown.refused) note(ledger::text(refusal));
    if (shown.refused.empty()) {
      rows.add(shown);
    } else {
      finished.exit = Exit::refused;
    }
  }
  finished.answer = std::move(rows).answer();
  return finished;
}

}  // namespace

Outcome run_inspect(const Arguments& arguments) {
  const auto known = profiles_to_inspect(arguments);
  if (!known) return known.errors();
  if (!arguments.xlsx.empty()) return inspected_whole(arguments, known.value());
  const auto frame = frame_of(arguments.shape);
  reports::Parts parts{print};
  reports::InspectCsv csv{parts};
  Finished finished;
  finished.written = true;
  bool first = true;
  parts.add(frame.before);
  for (const auto& file : arguments.words) {
    const auto shown = inspected(file, known.value()).shown;
    for (const auto& refusal : shown.refused) note(ledger::text(refusal));
    if (!shown.refused.empty()) finished.exit = Exit::refused;
    if (!std::exchange(first, false)) parts.add(frame.between);
    write(shown, arguments.shape, csv, parts);
  }
  if (arguments.shape == Shape::csv) csv.finish();
  parts.add(frame.after);
  parts.finish();
  return finished;
}

}  // namespace app
