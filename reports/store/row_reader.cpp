// SPDX-License-Identifier: Apache-2.0
/// \file
/// Each member once, none unknown, each of its kind.
#include "reports/store/row_reader.hpp"

#include <charconv>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "reference/number/error.hpp"

namespace attest::store {
namespace {

using Json = nlohmann::ordered_json;
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

[[noreturn]] void damaged(const std::string& place, const std::string& found,
                          const std::string& expected) {
  throw InputError("ledger-damaged", place, found, expected);
}

/// Reads the members of an object; every member must be asked for.
class Object {
 public:
  Object(const Json& json, std::string place) : json_(json), place_(std::move(place)) {
    if (!json_.is_object()) damaged(place_, json_.type_name(), "an object");
  }
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() = default;

  [[nodiscard]] std::string place_of(const std::string& name) const { return place_ + ": " + name; }
  [[nodiscard]] const Json& member(const std::string& name) {
    seen_.insert(name);
    const auto found = json_.find(name);
    if (found == json_.end()) damaged(place_of(name), "nothing", "a member");
    return *found;
  }
  [[nodiscard]] std::string text(const std::string& name) {
    const Json& json = member(name);
    if (!json.is_string()) damaged(place_of(name), json.type_name(), "a string");
    return json.get<std::string>();
  }
  [[nodiscard]] bool flag(const std::string& name) {
    const Json& json = member(name);
    if (!json.is_boolean()) damaged(place_of(name), json.type_name(), "true or false");
    return json.get<bool>();
  }
  /// A number, or its decimal digits in a string.
  template <std::integral T>
  [[nodiscard]] T number(const std::string& name) {
    const Json& json = member(name);
    const bool is_text = json.is_string() || json.is_number_integer();
    const std::string text = json.is_string() ? json.get<std::string>() : json.dump();
    T value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!is_text || error != std::errc() || end != text.data() + text.size()) {
      damaged(place_of(name), text, "an integer");
    }
    return value;
  }
  /// The enumerator of that name.
  template <typename E>
  [[nodiscard]] E choice(const std::string& name, std::initializer_list<E> choices) {
    const std::string found = text(name);
    std::string expected;
    for (const E choice : choices) {
      if (name_of(choice) == found) return choice;
      expected += (expected.empty() ? "" : ", ") + std::string(name_of(choice));
    }
    damaged(place_of(name), found, "one of " + expected);
  }
  [[nodiscard]] std::optional<Witness> witness(const std::string& name) {
    const Json& json = member(name);
    if (json.is_null()) return std::nullopt;
    Object object(json, place_of(name));
    Witness witness{.index = object.number<std::int64_t>("index"), .text = object.text("text")};
    object.require_no_more();
    return witness;
  }
  [[nodiscard]] const Json& array(const std::string& name) {
    const Json& json = member(name);
    if (!json.is_array()) damaged(place_of(name), json.type_name(), "an array");
    return json;
  }
  /// \throws InputError where a member was not asked for
  void require_no_more() const {
    for (const auto& [name, value] : json_.items()) {
      if (!seen_.contains(name)) damaged(place_, "member " + name, "no such member");
    }
  }

 private:
  const Json& json_;
  std::string place_;
  std::set<std::string> seen_;
};

Json parsed(std::string_view text, const std::string& place) {
  try {
    return Json::parse(text);
  } catch (const nlohmann::json::exception& error) {
    damaged(place, error.what(), "JSON");
  }
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
  row.coverage =
      object.choice("coverage", {Coverage::exhaustive, Coverage::certificate, Coverage::sampled});
  row.arithmetic =
      object.choice("arithmetic", {Arithmetic::integer, Arithmetic::rational,
                                   Arithmetic::certified_ball, Arithmetic::p_bit_float});
  row.bits = object.number<int>("bits");
  row.evaluator = object.text("evaluator");
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

Hash128 hash_of(const std::string& hex, const std::string& place) {
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
                 .witness = object.witness("witness")};
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
  const Json& seconds = object.member("cpu_seconds");
  if (!seconds.is_number()) damaged(place + ": cpu_seconds", seconds.type_name(), "a number");
  row.cpu_seconds_approx = seconds.get<double>();
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
  tally.digest.sum = hash_of(object.text("sum"), object.place_of("sum"));
  for (const Json& block : object.array("yes")) {
    const bool is_block = block.is_array() && block.size() == 3 && block[0].is_number_integer() &&
                          block[1].is_number_integer() && block[2].is_number_unsigned();
    if (!is_block) damaged(object.place_of("yes"), block.dump(), "[block, count, xor]");
    tally.digest.yes[block[0].get<std::int64_t>()] = {block[1].get<std::int64_t>(),
                                                      block[2].get<std::uint64_t>()};
  }
  tally.least_failure = object.witness("least_failure");
  tally.least_undecided = object.witness("least_undecided");
  tally.bits = object.number<int>("bits");
  object.require_no_more();
  return tally;
}

Params params_from_json(std::string_view text, const std::string& place) {
  return params_of(parsed(text, place), place);
}

}  // namespace attest::store
