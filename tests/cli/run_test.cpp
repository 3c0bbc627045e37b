// SPDX-License-Identifier: Apache-2.0
/// \file
/// `run` on files of users, against a fake claim: results, messages, exit codes.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/fake_build.hpp"
#include "tests/folder.hpp"

namespace attest::cli {
namespace {

using Json = nlohmann::json;

TEST_CASE("run reads a file and prints one object or an array of them") {
  const Folder folder;
  const std::string path = folder.file("numbers");
  std::ofstream(path) << "12\n";
  const Outcome one = run_fake({"run", "products", path, "--json"});
  CHECK(one.exit == Exit::as_expected);
  CHECK(Json::parse(one.out) ==
        Json{{"schema", "attest.run/1"},
             {"claim", "products"},
             {"input", "12"},
             {"result", {{"square", 144}}},
             {"agrees", true},
             {"model", {{"layers", 1}, {"heads", 2}, {"width", 3}, {"nonzeros", 4}}}});
  std::ofstream(path) << "1 2 3";
  CHECK(Json::parse(run_fake({"run", "products", path, "--json"}).out).size() == 3);
  CHECK(
      run_fake({"run", "products", path}).out.ends_with("\n3 of 3 inputs agree with the truth\n"));
  CHECK(run_fake({"run", "products", path, "--mutant", "x"}).exit == Exit::unexpected);
}

TEST_CASE("what a program writes stands before the report on lines of its own") {
  const Folder folder;
  const std::string path = folder.file("numbers");
  std::ofstream(path) << "12\n";
  const std::string report = run_fake({"run", "products", path}).out;
  CHECK(run_fake({"run", "products", path, "--set", "says=hi"}).out == "hi\n" + report);
  CHECK(run_fake({"run", "products", path, "--set", "says=hi\n"}).out == "hi\n" + report);
  CHECK(run_fake({"run", "products", path, "--set", "says=hi", "--json"}).out ==
        run_fake({"run", "products", path, "--json"}).out);
}

TEST_CASE("a run that is undecided neither agrees nor disagrees and is not as expected") {
  const Folder folder;
  const std::string path = folder.file("numbers");
  std::ofstream(path) << "12\n";
  const Outcome text = run_fake({"run", "products", path, "--mutant", "open"});
  CHECK(text.exit == Exit::unexpected);
  CHECK(text.out.find("undecided") != std::string::npos);
  CHECK(text.out.find("agrees") == std::string::npos);
  CHECK(text.out.find("DISAGREES") == std::string::npos);
  const Outcome json = run_fake({"run", "products", path, "--mutant", "open", "--json"});
  CHECK(Json::parse(json.out).at("agrees").is_null());
}

TEST_CASE("run refuses claims and files and settings that it cannot use") {
  const Folder folder;
  const std::string path = folder.file("numbers");
  std::ofstream(path) << "x";
  expect_error(run_fake({"run", "sums", path}), "run-unsupported");
  expect_error(run_fake({"run", "products", path}), "number-syntax");
  expect_error(run_fake({"run", "products", folder.file("none")}), "file-missing");
  expect_error(run_fake({"run", "products", "-"}), "file-empty");
  expect_error(run_fake({"run", "products", path, "--set", "n"}), "set-syntax");
  expect_error(run_fake({"run", "products", path, "--max-steps", "0"}), "argument-value");
  expect_error(run_fake({"run", "products", path, "--statement", "S1"}), "statement-unknown");
}

}  // namespace
}  // namespace attest::cli
