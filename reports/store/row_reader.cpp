// SPDX-License-Identifier: Apache-2.0
/// \file
/// Each member once, none unknown, each of its kind.
#include "reports/store/row_reader.hpp"

#include <charconv>
#include <cstdint>

#include "reports/store/json_bridge.hpp"

namespace attest::store {
namespace {

using check::Arithmetic;
using check::Coverage;
using check::Fate;
using check::MutantRow;
using check::Origin;
using check::Params;
using check::Promise;
using check::Range;
using check::Row;
using check::Rung;
using check::Standing;
using check::Tally;
using check::Truth;
using check::Witness;

std::optional<Witness> witness_of(Object& parent, const std::string& name) {
  const Json& json = parent.member(name);
  if (json.is_null()) return std::nullopt;
  Object object(json, parent.place_of(name));
  Witness witness{.index = object.number<std::int64_t>("index"), .text = object.text("text")};
  object.require_no_more();
  return witness;
}

/// Rows of older ledgers have none.
std::string proof_of(Object& parent) {
  if (!parent.has("proof")) return {};
  const Json& json = parent.member("proof");
  if (json.is_null()) return {};
  if (!json.is_object()) damaged(parent.place_of("proof"), json.type_name(), "an object or null");
  return text_of(json, -1);
}

Params params_of(const Json& json, const std::string& place) {
  Params params;
  Object object(json, place);
  for (const auto& [name, value] : json.items()) {
    params[name] = object.number<std::int64_t>(name);
  }
  return params;
}

Promise promise_of(const Json& json, const std::string& place) {
  Object object(json, place);
  Promise promise{.quantity = object.text("quantity"),
                  .formula = object.text("formula"),
                  .relation = object.text("relation"),
                  .value = object.text("value"),
                  .used = object.text("used"),
                  .is_met = object.flag("is_met")};
  object.require_no_more();
  return promise;
}

MutantRow mutant_of(const Json& json, const std::string& place) {
  Object object(json, place);
  const bool has_witness = !object.member("witness").is_null();
  MutantRow mutant{.name = object.text("name"),
                   .origin = object.choice("origin", {Origin::generic, Origin::claim}),
                   .fate = object.choice("verdict", {Fate::refuted, Fate::equivalent, Fate::alive}),
                   .witness = has_witness ? object.text("witness") : std::string(),
                   .why = object.text("why")};
  object.require_no_more();
  return mutant;
}

Range range_of(const Json& json, const std::string& place) {
  Object object(json, place);
  const Range range{.begin = object.number<std::int64_t>("begin"),
                    .end = object.number<std::int64_t>("end")};
  object.require_no_more();
  return range;
}

/// What a row is about and how it was judged.
Row heading_of(Object& object) {
  Row row;
  row.claim = object.text("claim");
  row.statement = object.text("statement");
  row.standing =
      object.choice("standing", {Standing::as_stated, Standing::finite_instance,
                                 Standing::strengthened, Standing::assuming, Standing::refuted});
  row.is_recalled = object.flag("recalled");
  row.rung = object.choice("rung", {Rung::fast, Rung::nightly, Rung::exhaustive});
  row.params = params_of(object.member("params"), object.place_of("params"));
  row.coverage = object.choice("coverage", {Coverage::exhaustive, Coverage::certificate,
                                            Coverage::given, Coverage::sampled});
  row.arithmetic =
      object.choice("arithmetic", {Arithmetic::integer, Arithmetic::rational,
                                   Arithmetic::certified_ball, Arithmetic::p_bit_float});
  row.bits = object.number<int>("bits");
  row.evaluator = object.text("evaluator");
  row.proof = proof_of(object);
  row.space = object.text("space");
  row.full_size = object.text("full_size");
  row.why_sampled = object.text("why_sampled");
  row.seed = object.number<std::uint64_t>("seed");
  row.size = object.number<std::int64_t>("size");
  row.shard = range_of(object.member("shard"), object.place_of("shard"));
  row.version = object.text("version");
  row.commit = object.text("commit");
  return row;
}

Hash128 digest_of(const std::string& hex, const std::string& place) {
  Hash128 hash;
  const char* middle = hex.data() + hex.size() / 2;
  const char* end = hex.data() + hex.size();
  const auto high = std::from_chars(hex.data(), middle, hash.high, 16);
  const auto low = std::from_chars(middle, end, hash.low, 16);
  const bool is_read = high.ec == std::errc() && low.ec == std::errc() && high.ptr == middle &&
                       low.ptr == end && hex.size() == 32;
  if (!is_read) damaged(place, hex, "32 hexadecimal digits");
  return hash;
}

}  // namespace

Row row_from_json(std::string_view text, const std::string& place) {
  const Json json = parsed(text, place);
  Object object(json, place);
  Row row = heading_of(object);
  row.cases = object.number<std::int64_t>("cases");
  row.resumed = object.number<std::int64_t>("resumed");
  row.digest = object.text("digest");
  row.verdict = {.truth = object.choice("verdict", {Truth::holds, Truth::fails, Truth::unknown}),
                 .reason = object.text("reason"),
                 .witness = witness_of(object, "witness")};
  row.replay = object.text("replay");
  for (const Json& promise : object.array("promised")) {
    row.promised.push_back(promise_of(promise, object.place_of("promised")));
  }
  const Json& used = object.member("used");
  Object resources(used, object.place_of("used"));
  for (const auto& [name, value] : used.items()) row.used[name] = resources.text(name);
  for (const Json& mutant : object.array("mutants")) {
    row.mutants.push_back(mutant_of(mutant, object.place_of("mutants")));
  }
  row.cpu_seconds_approx = object.number_approx("cpu_seconds");
  object.require_no_more();
  return row;
}

Tally tally_from_json(std::string_view text, const std::string& place) {
  const Json json = parsed(text, place);
  Object object(json, place);
  Tally tally;
  tally.judged = object.number<std::int64_t>("judged");
  tally.failed = object.number<std::int64_t>("failed");
  tally.undecided = object.number<std::int64_t>("undecided");
  tally.digest.sum = digest_of(object.text("sum"), object.place_of("sum"));
  for (const Json& block : object.array("yes")) {
    const bool is_block = block.is_array() && block.size() == 3 && block[0].is_number_integer() &&
                          block[1].is_number_integer() && block[2].is_number_unsigned();
    if (!is_block) damaged(object.place_of("yes"), block.dump(), "[block, count, xor]");
    tally.digest.yes[block[0].get<std::int64_t>()] = {block[1].get<std::int64_t>(),
                                                      block[2].get<std::uint64_t>()};
  }
  tally.least_failure = witness_of(object, "least_failure");
  tally.least_undecided = witness_of(object, "least_undecided");
  tally.bits = object.number<int>("bits");
  object.require_no_more();
  return tally;
}

Params params_from_json(std::string_view text, const std::string& place) {
  return params_of(parsed(text, place), place);
}

}  // namespace attest::store
