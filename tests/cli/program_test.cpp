// SPDX-License-Identifier: Apache-2.0
/// \file
/// Whole command lines against two fake claims: answers, messages, exit codes.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/fake_build.hpp"
#include "tests/folder.hpp"

namespace attest::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

TEST_CASE("draw prints the figure that a claim supplies and refuses what a figure cannot show") {
  const Outcome svg = run_fake({"draw", "products", "--set", "n=2"});
  CHECK(svg.exit == Exit::as_expected);
  CHECK(svg.out.find("<svg ") != std::string::npos);
  CHECK(svg.out.find("x y = y x") != std::string::npos);
  CHECK(svg.out.find("aria-label=\"products P1; n=2\"") != std::string::npos);
  const Outcome dot = run_fake({"draw", "products", "--figure", "--format", "dot"});
  CHECK(dot.out.starts_with("digraph"));
  expect_error(run_fake({"draw", "products", "--case", "0"}), "argument-conflict");
  expect_error(run_fake({"draw", "products", "--open", "A"}), "argument-conflict");
  expect_error(run_fake({"draw", "products", "--format", "png"}), "format-unknown");
  expect_error(run_fake({"draw", "products", "-o", "none/there.svg"}), "output-unwritable");
  expect_error(run_fake({"draw", "sums"}), "draw-unsupported");
  expect_error(run_fake({"draw", "sums", "--statement", "S2"}), "draw-unsupported");
}

TEST_CASE("list prints a line a claim and of those that hold all words every statement") {
  const Outcome all = run_fake({"list"});
  CHECK(all.exit == Exit::as_expected);
  CHECK(all.out.find("arithmetic\n") != std::string::npos);
  CHECK(all.out.find("S4.b†") == std::string::npos);
  const Outcome found = run_fake({"list", "SUMS", "recalled"});
  CHECK(found.out.starts_with("sums: "));
  CHECK(found.out.find("S4.b†") != std::string::npos);
  CHECK(found.out.find("\nproducts: ") == std::string::npos);
  CHECK(run_fake({"list", "sums", "no_such_word"}).out == "No claim holds these words.\n");
  CHECK(Json::parse(run_fake({"list", "sums", "recalled", "--json"}).out).at("claims").size() == 1);
}

TEST_CASE("list prints every statement as attest.list/1") {
  const Json list = Json::parse(run_fake({"list", "--json"}).out);
  CHECK(list.at("schema") == "attest.list/1");
  REQUIRE(list.at("claims").size() == 2);
  const Json& sums = list.at("claims").at(1);
  CHECK(sums.at("id") == "sums");
  CHECK(sums.at("arxiv") == "0000.00000");
  CHECK(sums.at("family") == "arithmetic");
  CHECK(sums.at("statements").at(4) ==
        Json{{"label", "S4.b"}, {"kind", "agrees"}, {"standing", "as_stated"}, {"recalled", true}});
}

TEST_CASE("show prints a claim and one statement and one case") {
  CHECK(run_fake({"show", "sums"}).out.find("--set n=0..1000") != std::string::npos);
  CHECK(run_fake({"show", "sums", "--statement", "S2"}).out.find("S1:") == std::string::npos);
  const Json shown = Json::parse(run_fake({"show", "sums", "--json"}).out);
  CHECK(shown.at("schema") == "attest.show/1");
  CHECK(shown.at("claim").at("statements").size() == 6);
  const Json traced = Json::parse(
      run_fake({"show", "sums", "--statement", "S2", "--set", "n=3", "--case", "15", "--json"})
          .out);
  CHECK(traced.at("params").at("n") == 3);
  CHECK(traced.at("case") == 15);
  CHECK_FALSE(traced.at("trace").get<std::string>().empty());
}

TEST_CASE("show refuses cases and mutants and statements that are not there") {
  expect_error(run_fake({"show", "smus"}), "claim-unknown");
  expect_error(run_fake({"show", "sums", "--statement", "S9"}), "statement-unknown");
  expect_error(run_fake({"show", "sums", "--statement", "S4", "--case", "0"}),
               "statement-ambiguous");
  expect_error(run_fake({"show", "sums", "--case", "16"}), "argument-value");
  expect_error(run_fake({"show", "sums", "--case", "-1"}), "argument-value");
  expect_error(run_fake({"show", "sums", "--statement", "S3", "--case", "0"}), "case-range");
  expect_error(run_fake({"show", "sums", "--mutant", "off_by_one"}), "argument-missing");
  expect_error(run_fake({"show", "sums", "--case", "0", "--mutant", "off_by_two"}),
               "mutant-unknown");
  expect_error(run_fake({"show", "sums", "--case", "0", "--set", "n=1..2"}), "set-range");
}

TEST_CASE("check says 0 where all holds and 1 where something fails or is unknown") {
  CHECK(check_fake({"sums", "--statement", "S1"}).exit == Exit::as_expected);
  CHECK(check_fake({"sums", "--statement", "S4"}).exit == Exit::as_expected);
  CHECK(check_fake({"products", "--mutants"}).exit == Exit::as_expected);
  CHECK(check_fake({"sums", "--statement", "S2"}).exit == Exit::unexpected);
  CHECK(check_fake({"sums", "--statement", "S3"}).exit == Exit::unexpected);
  CHECK(check_fake({}).exit == Exit::unexpected);
}

TEST_CASE("check prints a line a row and the witness of what fails") {
  const Outcome good = check_fake({"sums", "--statement", "S1", "--set", "n=2..4"});
  CHECK(good.out.find("all 9 cases") != std::string::npos);
  CHECK(good.out.find("3 of 3 rows as expected\n") != std::string::npos);
  CHECK(good.err.empty());
  const Outcome bad = check_fake({"sums", "--statement", "S2", "--set", "n=3"});
  CHECK(bad.out.find("witness, case 3: ") != std::string::npos);
  CHECK(bad.out.find("replay: ./attest show sums --statement S2") != std::string::npos);
  CHECK(check_fake({"sums", "--statement", "S4.b"})
            .out.find("No counterexample among 100 samples "
                      "of 10^18") != std::string::npos);
}

TEST_CASE("check as JSON is attest.check/1 with the mutants of the claim") {
  const Json document =
      Json::parse(check_fake({"sums", "--statement", "S1", "--mutants", "--json"}).out);
  CHECK(document.at("schema") == "attest.check/1");
  REQUIRE(document.at("rows").size() == 2);
  const Json& row = document.at("rows").at(0);
  CHECK(row.at("cases") == 16);
  CHECK(row.at("verdict") == "holds");
  CHECK(row.at("version") == "0123456789abcdef");
  REQUIRE(row.at("mutants").size() == 2);
  CHECK(row.at("mutants").at(0).at("name") == "off_by_one");
  CHECK(row.at("mutants").at(0).at("verdict") == "fails");
  CHECK(row.at("mutants").at(1).at("verdict") == "equivalent");
  CHECK(document.at("rows").at(1).at("mutants").empty());
}

TEST_CASE("a mutant in place of the right one fails with a witness and keeps no row") {
  const Folder folder;
  const std::string ledger = folder.file("ledger.db");
  const Outcome broken = run_fake({"check", "sums", "--statement", "S1", "--mutant", "off_by_one",
                                   "--ledger", ledger, "--json"});
  CHECK(broken.exit == Exit::unexpected);
  const Json document = Json::parse(broken.out);
  REQUIRE(document.at("rows").size() == 1);
  CHECK(document.at("rows").at(0).at("verdict") == "fails");
  CHECK(document.at("rows").at(0).at("replay").get<std::string>().find("--mutant off_by_one") !=
        std::string::npos);
  expect_error(check_fake({"sums", "--mutant", "off_by_on"}), "mutant-unknown");
  expect_error(check_fake({"sums", "--mutant", "same", "--mutants"}), "argument-conflict");
}

TEST_CASE("names and values that check does not know are refused with the nearest") {
  const Outcome unknown = check_fake({"sum"});
  expect_error(unknown, "claim-unknown");
  CHECK(unknown.err.find("did you mean sums?") != std::string::npos);
  expect_error(check_fake({"--statement", "S7"}), "statement-unknown");
  expect_error(check_fake({"products", "--statement", "S1"}), "statement-unknown");
  expect_error(check_fake({"--rung", "quick"}), "rung-unknown");
  expect_error(check_fake({"--set", "m=3"}), "parameter-unknown");
  expect_error(check_fake({"--set", "n=1001"}), "parameter-range");
  expect_error(check_fake({"--set", "n=0..99999999999999999"}), "parameter-range");
  expect_error(check_fake({"--jobs", "-1"}), "argument-value");
  expect_error(check_fake({"--jobs", "100000"}), "argument-value");
  expect_error(check_fake({"--budget", "60"}), "argument-value");
  for (const char* shard : {"0/3", "4/3", "1", "1/0", "a/b", "1/3/5", "1/99999999999", "/", ""}) {
    INFO(shard);
    expect_error(check_fake({"--shard", shard}), "shard-range");
  }
}

TEST_CASE("digests are equal for any number of jobs") {
  const auto digests = [](const std::string& jobs) {
    std::vector<std::string> result;
    const Json document =
        Json::parse(check_fake({"--rung", "nightly", "--jobs", jobs, "--mutants", "--json"}).out);
    for (const Json& row : document.at("rows")) result.push_back(row.at("digest"));
    return result;
  };
  const std::vector<std::string> one = digests("1");
  CHECK(one.size() == 21);
  CHECK(digests("2") == one);
  CHECK(digests("5") == one);
}

TEST_CASE("a budget that is spent leaves unknowns and says 4") {
  const Outcome outcome =
      check_fake({"sums", "--statement", "S1", "--set", "n=1000", "--budget", "1ms"});
  CHECK(outcome.exit == Exit::budget_spent);
  CHECK(outcome.out.find("unknown") != std::string::npos);
}

TEST_CASE("a report is the same bytes for the same ledger and checks only what is missing") {
  const Folder folder;
  const auto report = [&](const std::string& name) {
    const Outcome outcome =
        run_fake({"report", "--out", folder.file(name), "--ledger", folder.file("ledger.db")});
    CHECK(outcome.exit == Exit::unexpected);  // S2 fails and S3 is vacuous
    CHECK(outcome.err.empty());
    CHECK(outcome.out == folder.file(name) + "/index.html\n");
  };
  const auto files = [&](const std::string& name) {
    std::map<std::string, std::string> result;
    for (const auto& entry : fs::recursive_directory_iterator(folder.file(name))) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      result[fs::relative(entry.path(), folder.file(name)).string()] = {
          std::istreambuf_iterator<char>(in), {}};
    }
    return result;
  };
  report("one");
  report("two");
  CHECK(files("one") == files("two"));
  CHECK(files("one").contains("index.html"));
  CHECK(files("one").contains("sums/rows.json"));
  report("one");
  CHECK(files("one") == files("two"));
}

TEST_CASE("export and model refuse statements without a model") {
  expect_error(run_fake({"export", "sums"}), "export-unsupported");
  const Folder folder;
  std::ofstream(folder.file("m.json")) << R"({"claim": "sums", "statement": "S1"})";
  expect_error(check_fake({"--model", folder.file("m.json")}), "model-unsupported");
  expect_error(check_fake({"products", "--model", folder.file("m.json")}), "model-claim");
  expect_error(check_fake({"--model", folder.file("none")}), "file-missing");
}

TEST_CASE("version names the build and its libraries") {
  CHECK(run_fake({"version"}).out.starts_with("attest, commit fake, compiled by none 0\n"));
  const Json version = Json::parse(run_fake({"version", "--json"}).out);
  CHECK(version.at("schema") == "attest.version/1");
  CHECK(version.at("claims").at("sums") == "0123456789abcdef");
  CHECK(version.at("libraries").size() == 11);
  for (const Json& text : version.at("libraries")) CHECK_FALSE(text.get<std::string>().empty());
}

}  // namespace
}  // namespace attest::cli
