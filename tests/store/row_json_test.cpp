// SPDX-License-Identifier: Apache-2.0
/// \file
/// Rows and tallies as JSON, there and back.
#include "reports/store/row_json.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reports/store/row_reader.hpp"
#include "tests/store/scratch.hpp"

namespace attest::store {
namespace {

using check::Row;
using nlohmann::json;

/// A row with every member set to something of its own.
Row full_row() {
  Row row;
  row.claim = "match_two";
  row.statement = "S3.natural";
  row.standing = check::Standing::refuted;
  row.is_recalled = true;
  row.rung = check::Rung::nightly;
  row.params = {{"n", 3}, {"modulus", std::numeric_limits<std::int64_t>::min()}};
  row.coverage = check::Coverage::sampled;
  row.arithmetic = check::Arithmetic::certified_ball;
  row.bits = 128;
  row.evaluator = "int64 lanes";
  row.proof = R"({"kind":"range proof","proofs":[{"bits":31,"cap":"16384"}]})";
  row.space = "all \"words\" of length 3, {\\}";
  row.cases = (std::int64_t{1} << 53) - 1;
  row.resumed = std::int64_t{1} << 53;
  row.full_size = "123456789012345678901234567890";
  row.why_sampled = "too many";
  row.seed = std::numeric_limits<std::uint64_t>::max();
  row.size = std::int64_t{1} << 62;
  row.shard = {.begin = 65'536, .end = 131'072};
  row.digest = "00112233445566778899aabbccddeeff";
  row.verdict = check::Verdict::fails({.index = 70'000, .text = "tokens (1, 2): \xce\xa3"});
  row.replay = "attest show match_two";
  row.promised = {{.quantity = "heads",
                   .formula = "n",
                   .relation = "<=",
                   .value = "3",
                   .used = "4",
                   .is_met = false}};
  row.used = {{"heads", "4"}, {"width", "17"}};
  row.mutants = {{.name = "A.W.query[3].up",
                  .origin = check::Origin::generic,
                  .fate = check::Fate::refuted,
                  .witness = "case 3: x",
                  .why = "moved"},
                 {.name = "drop_bias",
                  .origin = check::Origin::claim,
                  .fate = check::Fate::equivalent,
                  .witness = {},
                  .why = "proved"},
                 {.name = "blank_at_one",
                  .origin = check::Origin::claim,
                  .fate = check::Fate::alive,
                  .witness = {},
                  .why = "budget spent"}};
  row.cpu_seconds_approx = 0.1;
  row.version = "0123456789abcdef";
  row.commit = "abc-changed";
  return row;
}

TEST_CASE("a row has the members of the published schema with their names") {
  const json row = json::parse(to_json(full_row()));
  std::vector<std::string> names;
  for (const auto& [name, value] : row.items()) names.push_back(name);
  CHECK(names == std::vector<std::string>{
                     "arithmetic",  "bits",   "cases",     "claim",     "commit",      "coverage",
                     "cpu_seconds", "digest", "evaluator", "full_size", "mutants",     "params",
                     "promised",    "proof",  "reason",    "recalled",  "replay",      "resumed",
                     "rung",        "seed",   "shard",     "size",      "space",       "standing",
                     "statement",   "used",   "verdict",   "version",   "why_sampled", "witness"});
  CHECK(row["verdict"] == "fails");
  CHECK(row["standing"] == "refuted");
  CHECK(row["recalled"] == true);
  CHECK(row["witness"] == json{{"index", 70'000}, {"text", "tokens (1, 2): \xce\xa3"}});
  CHECK(row["mutants"][0] == json{{"name", "A.W.query[3].up"},
                                  {"origin", "generic"},
                                  {"verdict", "fails"},
                                  {"witness", "case 3: x"},
                                  {"why", "moved"}});
  CHECK(row["mutants"][1]["verdict"] == "equivalent");
  CHECK(row["mutants"][1]["witness"].is_null());
  CHECK(row["mutants"][2]["verdict"] == "alive");
  CHECK(row["promised"][0]["relation"] == "<=");
}

TEST_CASE("a row of an older ledger has no proof") {
  json row = json::parse(to_json(full_row()));
  CHECK(row["proof"]["proofs"][0]["bits"] == 31);
  row.erase("proof");
  const Row read = row_from_json(row.dump(), "here");
  CHECK(read.proof.empty());
  CHECK(json::parse(to_json(read))["proof"].is_null());
}

TEST_CASE("counts of 2^53 and more are strings and lesser ones are numbers") {
  const json row = json::parse(to_json(full_row()));
  CHECK(row["cases"] == 9'007'199'254'740'991);
  CHECK(row["resumed"] == "9007199254740992");
  CHECK(row["seed"] == "18446744073709551615");
  CHECK(row["params"]["modulus"] == "-9223372036854775808");
  CHECK(row["params"]["n"] == 3);
  CHECK(row["full_size"] == "123456789012345678901234567890");
  CHECK(json::parse(to_json(Row()))["full_size"].is_string());
  CHECK(json::parse(to_json(Row()))["witness"].is_null());
}

TEST_CASE("a row that is read equals the row that was written") {
  for (const Row& row : {Row(), full_row()}) {
    const std::string text = to_json(row);
    const Row read = row_from_json(text, "here");
    CHECK(to_json(read) == text);
    CHECK(read.params == row.params);
    CHECK(read.seed == row.seed);
    CHECK(read.verdict == row.verdict);
    CHECK(read.mutants == row.mutants);
    CHECK(read.shard == row.shard);
    CHECK(read.cpu_seconds_approx == row.cpu_seconds_approx);
  }
}

TEST_CASE("every member of a row but the proof is needed and no other is known") {
  const json row = json::parse(to_json(full_row()));
  const auto error = [](const json& changed) {
    return error_of([&] { static_cast<void>(row_from_json(changed.dump(), "here")); });
  };
  CHECK(error(row) == "none");
  for (const auto& item : row.items()) {
    const std::string& name = item.key();
    CAPTURE(name);
    json changed = row;
    changed.erase(name);
    CHECK(error(changed) == (name == "proof" ? "none" : "ledger-damaged"));
    changed[name] = name == "cpu_seconds" ? json("0.1") : json(0.5);
    CHECK(error(changed) == "ledger-damaged");
  }
  json changed = row;
  changed["extra"] = 1;
  CHECK(error(changed) == "ledger-damaged");
  changed = row;
  changed["verdict"] = "maybe";
  CHECK(error(changed) == "ledger-damaged");
  changed = row;
  changed["mutants"][0]["extra"] = 1;
  CHECK(error(changed) == "ledger-damaged");
  for (const char* text : {"", "{", "[]", "null", "\xff"}) {
    CHECK(error_of([&] { static_cast<void>(row_from_json(text, "here")); }) == "ledger-damaged");
  }
}

TEST_CASE("text that is not UTF-8 is written with replacement characters") {
  Row row;
  row.space = "a\xff";
  CHECK(row_from_json(to_json(row), "here").space == "a\xef\xbf\xbd");
}

TEST_CASE("a tally that is read equals the tally that was written") {
  check::Tally tally;
  CHECK(tally_from_json(to_json(tally), "here") == tally);
  tally.judged = std::int64_t{1} << 62;
  tally.failed = 2;
  tally.undecided = 3;
  tally.digest.sum = {.low = 0x0123, .high = 0xfedcba9876543210};
  tally.digest.yes = {{0, {1, std::numeric_limits<std::uint64_t>::max()}}, {7, {65'536, 0}}};
  tally.least_failure = check::Witness{.index = 5, .text = "\"x\"\n"};
  tally.least_undecided = check::Witness{.index = 4, .text = {}};
  tally.bits = 256;
  CHECK(tally_from_json(to_json(tally), "here") == tally);
  for (const char* sum :
       {"", "12", "0123456789abcdef0123456789abcdeg", "+123456789abcdef0123456789abcdef0"}) {
    json changed = json::parse(to_json(tally));
    changed["sum"] = sum;
    CHECK(error_of([&] { static_cast<void>(tally_from_json(changed.dump(), "here")); }) ==
          "ledger-damaged");
  }
}

TEST_CASE("parameters that are read equal those that were written") {
  for (const check::Params& params :
       {check::Params{}, check::Params{{"n", -1}, {"m", std::int64_t{1} << 60}}}) {
    CHECK(params_from_json(to_json(params), "here") == params);
  }
}

TEST_CASE("the report of a check is an object with its schema and its rows") {
  const json report = json::parse(check_json({full_row(), Row()}));
  CHECK(report.size() == 2);
  CHECK(report["schema"] == "attest.check/1");
  CHECK(report["rows"].size() == 2);
  CHECK(report["rows"][0] == json::parse(to_json(full_row())));
  CHECK(json::parse(check_json({}))["rows"] == json::array());
}

}  // namespace
}  // namespace attest::store
