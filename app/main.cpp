// Arguments → command → exit code (contract, section 1). The only catch of the program.
#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/judged_by.hpp"
#include "app/terminal.hpp"
#include "app/workbook.hpp"
#include "ledger/error.hpp"
#include "ledger/store/book.hpp"
#include "reports/answer.hpp"
#include "reports/answers.hpp"

#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <variant>

namespace {

std::string with_newline(std::string text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

int show_refusals(const ledger::Errors& refusals, app::Shape shape) {
  for (const auto& refusal : refusals) app::note(ledger::text(refusal));
  if (shape == app::Shape::json) app::print(with_newline(reports::refusals(refusals).json));
  return app::Exit::refused;
}

int show(const app::Finished& finished, app::Shape shape) {
  if (finished.written) return finished.exit;
  if (finished.text) {
    app::print(*finished.text);
    return finished.exit;
  }
  switch (shape) {
    case app::Shape::json:
      app::print(with_newline(app::with_parameters(finished.answer).json));
      break;
    case app::Shape::csv:
      app::print(reports::as_csv(finished.answer));
      break;
    case app::Shape::people:
      app::print(with_newline(
          reports::as_text(app::with_parameters(finished.answer), app::look_of_standard_output())));
      break;
  }
  return finished.exit;
}

int run(int count, const char* const* words) {
  const auto parsed = app::parse_arguments(count, words);
  if (const auto* other = std::get_if<app::NotACommand>(&parsed)) {
    if (other->exit == 0) {
      app::print(with_newline(other->text));
    } else {
      app::note(other->text);
    }
    return other->exit;
  }
  const auto& arguments = std::get<app::Arguments>(parsed);
  const auto command = app::command_named(arguments.command);
  ledger::ensure(command != nullptr, "every command that can be asked for has a function");
  if (const auto taken = app::judge_by(arguments.parameters, arguments.command); !taken) {
    return show_refusals(taken.errors(), arguments.shape);
  }
  if (const auto refused = app::workbook_refused(arguments)) {
    return show_refusals({*refused}, arguments.shape);
  }
  auto outcome = command(arguments);
  if (outcome) outcome = app::in_workbook(arguments, std::move(outcome).value());
  if (!outcome) return show_refusals(outcome.errors(), arguments.shape);
  return show(outcome.value(), arguments.shape);
}

}  // namespace

int main(int count, char** words) {
  // A file size limit is to come back as an error of the write, not to kill the program.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(count, words);
  } catch (const store::Damaged& damage) {
    app::note(std::string{"dpledger: "} + damage.what());
    return app::Exit::not_verified;
  } catch (const store::Failure& failure) {
    app::note(std::string{"dpledger: "} + failure.what());
    return app::Exit::surroundings;
  } catch (const std::bad_alloc&) {
    app::note("dpledger: there is not enough memory");
    return app::Exit::surroundings;
  } catch (const std::exception& defect) {
    app::note(std::string{"dpledger: a defect of the program itself, please report it: "} +
              defect.what());
    return app::Exit::defect;
  }
}
