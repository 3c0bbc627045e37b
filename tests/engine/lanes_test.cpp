// SPDX-License-Identifier: Apache-2.0
/// \file
/// The lane engine at the edges of its range and of its scope.
#include "reference/engine/lanes.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/random.hpp"

namespace attest::engine {
namespace {

using model::Tie;

LaneEngine engine_for(const model::Transformer& model, int n) {
  auto made = LaneEngine::make(model, n);
  REQUIRE(std::holds_alternative<LaneEngine>(made));
  return std::get<LaneEngine>(std::move(made));
}

void set(LaneEngine& engine, std::size_t lane, const Matrix& state) {
  for (int i = 0; i < state.rows(); ++i) engine.set(lane, i, engine.rows().add(state.row(i)));
}

void expect(LaneEngine& engine, std::size_t lane, const Matrix& state) {
  for (int i = 0; i < state.rows(); ++i) engine.expect(lane, i, engine.rows().add(state.row(i)));
}

/// One coordinate; every position becomes the mean of those it sees, `times` times.
model::Transformer averaging_model(int times) {
  model::Head head{.name = "mean", .norm = model::Norm::average_hardmax, .mask = 0};
  head.keys = {{}};
  head.values = {
      {{.from = 0, .to = 0, .weight = {.value = 1}}, {.from = 0, .to = 1, .weight = {.value = 1}}}};
  head.out = {{.from = 0, .to = 0, .weight = {.value = 1}}};
  model::Head self = head;  // minus the row itself
  self.name = "self";
  self.norm = model::Norm::leftmost_hardmax;
  self.mask = 1;
  self.out[0].weight.value = -1;
  model::Transformer model{.name = "averaging", .registers = {{.name = "x", .size = 1}}};
  for (const int distance : {-1, 0}) {  // keys up to the next position; keys from this one on
    model::CircuitBuilder mask({"query", "key"});
    const model::Wire query = mask.input("query");
    const model::Wire key = mask.input("key");
    mask.output("visible", distance < 0 ? mask.less(key, query + 2) : 1 - mask.less(key, query));
    model.masks.push_back(mask.finish());
  }
  model.blocks = {{.name = "block", .heads = {head, self}}};
  model.schedule = {{0, times}};
  model::CircuitBuilder decode({"x[0]"});
  decode.output("x", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

Matrix column(const std::vector<Rational>& entries) {
  Matrix state(static_cast<int>(entries.size()), 1);
  for (int i = 0; i < state.rows(); ++i) state(i, 0) = entries[static_cast<std::size_t>(i)];
  return state;
}

TEST_CASE("a mask with a value other than 0 and 1 is left to the literal evaluator") {
  model::Transformer model = averaging_model(1);
  model::CircuitBuilder mask({"query", "key"});
  mask.output("visible", 2 - mask.less(mask.input("key"), mask.input("query")));
  model.masks[1] = mask.finish();
  const auto made = LaneEngine::make(model, 4);
  REQUIRE(std::holds_alternative<std::string>(made));
  CHECK(std::get<std::string>(made) == "mask value 2 is neither 0 nor 1");
  CHECK_THROWS_AS((void)model::final_state(model, column({1, 0, 0, 0}), model::Tie::average),
                  model::Undefined);
}

TEST_CASE("row scales grow from 32 bits to 64 bits and out of range and are never wrong") {
  int narrow = 0;
  int wide = 0;
  int lost = 0;
  for (int times = 1; times <= 40; ++times) {
    const model::Transformer model = averaging_model(times);
    LaneEngine engine = engine_for(model, 4);
    const Matrix state = column({1, 0, 0, -2});
    set(engine, 7, state);
    set(engine, 8, column({2, 2, 2, 2}));
    engine.run(Tie::as_declared);
    REQUIRE(engine.status(8) == LaneStatus::exact);
    CHECK(engine.state(8) == column({2, 2, 2, 2}));
    if (engine.status(7) == LaneStatus::out_of_range) {
      ++lost;
      continue;
    }
    CHECK(engine.state(7) == model::final_state(model, state, Tie::as_declared));
    ++(engine.wide_runs() == 0 ? narrow : wide);
  }
  CHECK(narrow >= 2);
  CHECK(wide >= 1);
  CHECK(lost >= 20);
}

TEST_CASE("a growing loop is out of range as soon as its state outgrows the checks") {
  // x becomes 3 x: 2^60 is beyond the checks of a loop whose bounds grow, 3^10 is not
  model::Transformer model = averaging_model(40);
  model.blocks[0].heads.clear();
  model.blocks[0].mlp = {{.name = "up",
                          .in = {{.at = 0, .weight = {.value = 2}}},
                          .out = {{.at = 0, .weight = {.value = 1}}}}};
  LaneEngine engine = engine_for(model, 1);
  set(engine, 0, column({-5}));
  set(engine, 1, column({1}));
  engine.run(Tie::as_declared);
  REQUIRE(engine.status(0) == LaneStatus::exact);
  CHECK(engine.at(0, 0, 0) == -5);
  CHECK(engine.status(1) == LaneStatus::out_of_range);
}

/// Reads with queries `weight` x_a and keys `weight` x_(d_k + a), a < d_k.
model::Transformer edge_model(int d_k, int weight) {
  model::Head head{.name = "head", .norm = model::Norm::average_hardmax};
  head.keys = {{}};
  head.values = {{}};
  for (int a = 0; a < d_k; ++a) {
    head.query.push_back({.from = a, .to = a, .weight = {.value = weight}});
    head.keys[0].push_back({.from = d_k + a, .to = a, .weight = {.value = weight}});
  }
  head.values[0].push_back({.from = 0, .to = 0, .weight = {.value = 1}});
  head.out = {{.from = 0, .to = 1, .weight = {.value = 1}}};
  model::Transformer model{.name = "edge", .registers = {{.name = "x", .size = 2 * d_k}}};
  model.blocks = {{.name = "block", .heads = {head}}};
  model.schedule = {{0, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("x", decode.input("x[0]"));
  model.decode.circuit = decode.finish();
  return model;
}

/// Lanes of random signs, on every kernel against the literal evaluator.
void compare_signs(const model::Transformer& model, Random& random) {
  constexpr int n = 5;
  const int d = width(model);
  const model::Evaluator literal(model, model::Arithmetic::rational, 0);
  LaneEngine engine = engine_for(model, n);
  std::vector<Matrix> truths;
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    Matrix state(n, d);
    for (int i = 0; i < n * d; ++i) state(i / d, i % d) = 2 * random.between(0, 1) - 1;
    set(engine, lane, state);
    truths.push_back(literal.final_state(state, Tie::average));
  }
  for (const auto& kernel : kernels<std::int32_t>()) {
    INFO(std::string(kernel.name));
    engine.use(kernel.name);
    engine.run(Tie::average);
    for (std::size_t lane = 0; lane < lane_count; ++lane) {
      REQUIRE(engine.status(lane) == LaneStatus::exact);
      CHECK(engine.state(lane) == truths[lane]);
    }
  }
  CHECK(engine.wide_runs() == 0);
}

TEST_CASE("queries and keys at the edge of 15 bits are multiplied exactly in pairs") {
  // 2 * 32767^2 and 3 * 26754^2 are just below 2^31
  for (const auto& [d_k, weight] : {std::pair(1, 32767), {2, 32767}, {3, 26754}}) {
    const model::Transformer model = edge_model(d_k, weight);
    LaneEngine engine = engine_for(model, 1);
    Matrix ones(1, 2 * d_k);
    for (int t = 0; t < 2 * d_k; ++t) ones(0, t) = 1;
    set(engine, 0, ones);
    const auto& proof = engine.narrow_proof();
    REQUIRE(std::holds_alternative<RangeProof>(proof));
    CHECK(std::get<RangeProof>(proof).layers[0].heads[0].is_half);
    for (std::uint64_t index = 0; index < 20; ++index) {
      Random random(3, 0, index);
      compare_signs(model, random);
    }
  }
}

TEST_CASE("queries and keys beyond 15 bits are not taken for halves") {
  const model::Transformer model = edge_model(1, 32768);
  const std::vector<Integer> ones(2, Integer(1));
  auto proof = std::get<RangeProof>(prove_range(model, ones, 31));
  CHECK_FALSE(proof.layers[0].heads[0].is_half);
  proof.layers[0].heads[0].is_half = true;
  CHECK(recheck_range(model, proof) == "head head: half");
  Random random(3, 1, 0);
  compare_signs(model, random);
}

TEST_CASE("inputs that do not fit are out of range until they are replaced") {
  const model::Transformer model = averaging_model(1);
  LaneEngine engine = engine_for(model, 1);
  const Rational tiny = Rational(1, 3) / power_of_two(70);
  for (const Rational& entry : {Rational(power_of_two(70)), tiny, Rational(1, 1 << 25)}) {
    set(engine, 3, column({entry}));
    expect(engine, 3, column({entry}));
    engine.run(Tie::as_declared);
    CHECK(engine.status(3) == LaneStatus::out_of_range);
    CHECK((engine.equal_lanes() >> 3 & 1) == 0);
    CHECK((engine.equal_lanes() & 1) == 1);
  }
  set(engine, 3, column({Rational(-7, 3)}));
  engine.run(Tie::as_declared);
  REQUIRE(engine.status(3) == LaneStatus::exact);
  CHECK(engine.at(3, 0, 0) == Rational(-7, 3));
  CHECK(engine.numerator(3, 0, 0) == -7);
  CHECK(engine.scale(3, 0) == 3);
}

TEST_CASE("expected rows are compared entry by entry") {
  const model::Transformer model = averaging_model(1);
  LaneEngine engine = engine_for(model, 2);
  for (std::size_t lane = 0; lane < lane_count; ++lane) {
    set(engine, lane, column({1, static_cast<std::int64_t>(lane)}));
    const Rational mean = Rational(1 + static_cast<std::int64_t>(lane), 2);
    expect(engine, lane, column({mean, lane == 5 ? mean + 1 : mean}));
  }
  engine.run(Tie::as_declared);
  CHECK(engine.equal_lanes() == ~(std::uint32_t{1} << 5));
  engine.expect(5, 1, engine.rows().add(std::vector{Rational(3)}));
  CHECK(engine.equal_lanes() == ~std::uint32_t{0});
}

TEST_CASE("rows are interned by key and made once") {
  RowTable rows(2);
  int made = 0;
  const auto make_row = [&] {
    ++made;
    return std::vector{Rational(1, 2), Rational(made, 3)};
  };
  const std::vector<std::int64_t> a{0, 5, -1};
  const std::vector<std::int64_t> b{0, 5};
  const RowId first = rows.intern(a, make_row);
  const RowId second = rows.intern(b, make_row);
  CHECK(first != second);
  CHECK(rows.intern(a, make_row) == first);
  CHECK(made == 2);
  CHECK(rows.numbers(first)[0] == 3);
  CHECK(rows.numbers(first)[1] == 2);
  CHECK(rows.numbers(first)[2] == 6);
}

TEST_CASE("rows of integers equal their double over 2 at every edge of a word") {
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::vector<Rational> edges{0,
                                    1,
                                    -1,
                                    (std::int64_t{1} << 31) - 2,
                                    (std::int64_t{1} << 31) - 1,
                                    -(std::int64_t{1} << 31),
                                    most - 1,
                                    most,
                                    -most,
                                    std::numeric_limits<std::int64_t>::min(),
                                    Rational(most) + 1};
  for (const Rational& edge : edges) {
    RowTable rows(2);
    const RowId whole = rows.add(std::vector{edge, Rational(3)});
    const Rational reach = edge < Rational(0) ? -edge : edge;
    CHECK(rows.fits<std::int32_t>(whole) == (reach < Rational((std::int64_t{1} << 31) - 1)));
    CHECK(rows.fits<std::int64_t>(whole) == (reach < Rational(most)));
    if (!rows.fits<std::int64_t>(whole)) continue;
    CHECK(Rational(rows.numbers(whole)[0]) == edge);
    CHECK(rows.numbers(whole)[1] == 3);
    CHECK(rows.numbers(whole)[2] == 1);
    const RowId half = rows.add(std::vector{Rational(1), Rational(3, 2)});
    CHECK(rows.numbers(half)[0] == 2);
    CHECK(rows.numbers(half)[2] == 2);
  }
}

TEST_CASE("models outside the scope are refused with the reason") {
  const auto reason = [](const auto& change) {
    model::Transformer model = averaging_model(1);
    change(model);
    const auto made = LaneEngine::make(model, 3);
    REQUIRE(std::holds_alternative<std::string>(made));
    return std::get<std::string>(made);
  };
  CHECK(reason([](model::Transformer& m) { m.blocks[0].heads[0].norm = model::Norm::linear; }) ==
        "head mean of block block is linear");
  CHECK(reason([](model::Transformer& m) {
          m.blocks[0].heads[1].keys.emplace_back();
          m.blocks[0].heads[1].values.push_back(m.blocks[0].heads[1].values[0]);
        }) == "head self of block block is of third order");
  CHECK(reason([](model::Transformer& m) { m.blocks[0].token_maps.push_back({.in = {"x[0]"}}); }) ==
        "block block has token maps");
  CHECK(reason([](model::Transformer& m) { m.schedule.clear(); }) == "the schedule is empty");
}

}  // namespace
}  // namespace attest::engine
