// The program: arguments → command → exit code (contract, section 1). The only catch of the
// program.
#include "app/program.hpp"

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

namespace app {
namespace {

std::string with_newline(std::string text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
  return text;
}

int show_refusals(const ledger::Errors& refusals, Shape shape) {
  for (const auto& refusal : refusals) note(ledger::text(refusal));
  if (shape == Shape::json) print(with_newline(reports::refusals(refusals).json));
  return Exit::refused;
}

int show(const Finished& finished, Shape shape) {
  if (finished.written) return finished.exit;
  if (finished.text) {
    print(*finished.text);
    return finished.exit;
  }
  switch (shape) {
    case Shape::json:
      print(with_newline(with_parameters(finished.answer).json));
      break;
    case Shape::csv:
      print(reports::as_csv(finished.answer));
      break;
    case Shape::people:
      print(with_newline(
          reports::as_text(with_parameters(finished.answer), look_of_standard_output())));
      break;
  }
  return finished.exit;
}

int run(int count, const char* const* words) {
  const auto parsed = parse_arguments(count, words);
  if (const auto* other = std::get_if<NotACommand>(&parsed)) {
    if (other->exit == 0) {
      print(with_newline(other->text));
    } else {
      note(other->text);
    }
    return other->exit;
  }
  const auto& arguments = std::get<Arguments>(parsed);
  const auto command = command_named(arguments.command);
  ledger::ensure(command != nullptr, "every command that can be asked for has a function");
  if (const auto taken = judge_by(arguments.parameters, arguments.command); !taken) {
    return show_refusals(taken.errors(), arguments.shape);
  }
  if (const auto refused = workbook_refused(arguments)) {
    return show_refusals({*refused}, arguments.shape);
  }
  auto outcome = command(arguments);
  if (outcome) outcome = in_workbook(arguments, std::move(outcome).value());
  if (!outcome) return show_refusals(outcome.errors(), arguments.shape);
  return show(outcome.value(), arguments.shape);
}

}  // namespace

int run_program(int count, const char* const* words) {
  // A file size limit is to come back as an error of the write, not to kill the program.
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    return run(count, words);
  } catch (const store::Damaged& damage) {
    note(std::string{"dpledger: "} + damage.what());
    return Exit::not_verified;
  } catch (const store::Failure& failure) {
    note(std::string{"dpledger: "} + failure.what());
    return Exit::surroundings;
  } catch (const std::bad_alloc&) {
    note("dpledger: there is not enough memory");
    return Exit::surroundings;
  } catch (const std::exception& defect) {
    note(std::string{"dpledger: a defect of the program itself, please report it: "} +
         defect.what());
    return Exit::defect;
  }
}

}  // namespace app
