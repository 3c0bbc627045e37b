// SPDX-License-Identifier: Apache-2.0
/// \file
/// What `run --statement` hands to a claim: a label, or that of several forms.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "cli/commands.hpp"
#include "tests/cli/fake_build.hpp"

namespace attest::cli {
namespace {

/// The statement that `sums` is asked for by `run --statement label`; the error where it is
/// refused.
std::string asked_for(const std::string& label) {
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("attest-forms-" + std::to_string(::getpid()));
  std::ofstream(path) << "1\n";
  Build build = fake_build();
  for (check::Claim& claim : build.claims) {
    claim.run = [](const check::RunRequest& request) {
      return std::vector<check::RunResult>{
          {.input = request.statement, .result_json = "{}", .agrees = true}};
    };
  }
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Context context{.build = build, .in = in, .out = out, .err = err};
  const Exit exit = run_program({"run", "sums", path.string(), "--statement", label}, context);
  std::filesystem::remove(path);
  if (exit != Exit::as_expected) return err.str();
  return out.str().substr(0, out.str().find(':'));
}

TEST_CASE("run hands on the label of a statement or of several forms of one") {
  CHECK(asked_for("S2") == "S2");
  CHECK(asked_for("S4.a") == "S4.a");
  CHECK(asked_for("S4") == "S4");
  CHECK(asked_for("S9").find("statement-unknown") != std::string::npos);
}

}  // namespace
}  // namespace attest::cli
