// SPDX-License-Identifier: Apache-2.0
/// \file
/// Runs one command line and turns errors into messages and exit codes.
#include <istream>
#include <new>
#include <ostream>
#include <stdexcept>

#include "cli/commands.hpp"
#include "reference/number/contract.hpp"
#include "reference/number/error.hpp"
#include "registry/registry.hpp"

namespace attest::cli {
namespace {

Exit run_command_line(const std::vector<std::string>& words, Context& context) {
  const std::vector<Command> commands = all_commands();
  std::vector<Syntax> syntaxes;
  syntaxes.reserve(commands.size());
  for (const Command& command : commands) syntaxes.push_back(command.syntax);
  const Values values = parse(syntaxes, words);
  if (values.help) {
    context.out << *values.help;
    return Exit::as_expected;
  }
  for (const Command& command : commands) {
    if (command.syntax.command == values.command) return command.run(values, context);
  }
  ATTEST_REQUIRE(false, "parse names a command that exists");
}

}  // namespace

Build this_build() {
  return {.claims = registry::claims(),
          .version_of = [](std::string_view id) { return std::string(registry::version_of(id)); },
          .commit = std::string(registry::commit()),
          .compiler = std::string(registry::compiler())};
}

std::vector<Command> all_commands() {
  return {list_command(),  show_command(),      check_command(),  bench_command(),
          draw_command(),  run_command(),       report_command(), export_command(),
          merge_command(), new_claim_command(), version_command()};
}

Exit run_program(const std::vector<std::string>& words, Context& context) {
  try {
    const Exit result = run_command_line(words, context);
    if (context.out.flush()) return result;
    context.err << "attest: output-unwritable: standard output: found a write error, "
                   "expected a stream that takes the whole answer\n";
    return Exit::bad_input;
  } catch (const InputError& error) {
    context.err << "attest: " << error.what() << "\n";
    return Exit::bad_input;
  } catch (const std::bad_alloc&) {
    context.err << "attest: memory-exhausted: this machine: found too little memory, "
                   "expected enough for the parameters given\n";
    return Exit::bad_input;
  } catch (const BrokenInvariant& error) {
    context.err << "attest: broken invariant: " << error.what() << "\n";
    return Exit::broken_invariant;
  } catch (const std::exception& error) {
    context.err << "attest: unexpected error: " << error.what() << "\n";
    return Exit::broken_invariant;
  }
}

}  // namespace attest::cli
