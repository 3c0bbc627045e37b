// SPDX-License-Identifier: Apache-2.0
/// \file
/// The program: words in, exit code out.
#include <unistd.h>

#include <iostream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "cli/interrupt.hpp"

int main(int argc, char** argv) {
  using attest::cli::Build;
  using attest::cli::Context;
  std::ios::sync_with_stdio(false);
  attest::cli::watch_for_interrupts();
  const std::vector<std::string> words(argv + 1, argv + argc);
  const Build build = attest::cli::this_build();
  Context context{.build = build,
                  .in = std::cin,
                  .out = std::cout,
                  .err = std::cerr,
                  .shows_progress = ::isatty(STDERR_FILENO) == 1,
                  .is_interrupted = attest::cli::is_interrupted};
  return static_cast<int>(attest::cli::run_program(words, context));
}
