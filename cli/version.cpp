// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest version`: what the program was built from.
#include <fmt/format.h>

#include <ostream>

#include "cli/commands.hpp"
#include "cli/documents.hpp"
#include "cli/libraries.hpp"

namespace attest::cli {
namespace {

Exit run_version(const Values& values, Context& context) {
  if (values.has("--json")) {
    context.out << version_json(context.build, libraries());
    return Exit::as_expected;
  }
  context.out << fmt::format("attest, commit {}, compiled by {}\n", context.build.commit,
                             context.build.compiler);
  for (const auto& [name, version] : libraries()) {
    context.out << fmt::format("{} {}\n", name, version);
  }
  return Exit::as_expected;
}

}  // namespace

Command version_command() {
  return {.syntax = {.command = "version",
                     .about = "Prints the commit, the compiler and the versions of libraries.",
                     .example = "  attest version --json",
                     .arguments = {{"--json", "", "print attest.version/1", Takes::nothing}}},
          .run = run_version};
}

}  // namespace attest::cli
