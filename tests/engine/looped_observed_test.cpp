// SPDX-License-Identifier: Apache-2.0
/// \file
/// Looped models whose constants are supposed and checked: machines that share one memory, and a
/// model that breaks what was supposed.
#include <doctest/doctest.h>

#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/engine/looped.hpp"
#include "reference/gadget/indicator_units.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/random.hpp"

namespace {

using attest::Matrix;
using attest::Rational;
using attest::engine::Looped;
namespace gadget = attest::gadget;
namespace model = attest::model;
namespace neumann = attest::looped_subleq_von_neumann;
namespace subleq = attest::machine::subleq;
using neumann::Blocks;

/// A machine of 32 words whose operands meet often.
neumann::Snapshot machine(attest::Random& random, const neumann::Size& size) {
  neumann::Snapshot result;
  for (int t = 0; t < size.words; ++t) {
    result.memory.words.push_back(random.below(8) == 0 ? -1 : random.below(size.words / 2));
  }
  result.character = random.between(-1, 9);
  return result;
}

neumann::Size size_of(Blocks blocks, subleq::Dialect dialect) {
  if (blocks == Blocks::integers) {
    return {.words = 32, .rules = {.dialect = subleq::Dialect::davidar_sq, .word_bits = 0}};
  }
  return {.words = 32, .rules = {.dialect = dialect, .word_bits = 5}};
}

/// Column 0 counts to three and then tells all columns, which ask another question from then on.
model::Transformer late_news() {
  model::Transformer late{.name = "late_news"};
  model::Stream stream;
  const model::Slice t = stream.add("t");
  const model::Slice go = stream.add("go");
  const model::Slice b = stream.add("b");
  const model::Slice y = stream.add("y");
  const model::Slice z = stream.add("z");
  const model::Slice one = stream.add("one");
  const model::Slice ind = stream.add("ind");
  late.registers = stream.registers();
  const auto head = [](const char* name, model::Slice query, model::Slice key, model::Slice value,
                       model::Slice out) {
    model::Head result{.name = name, .norm = model::Norm::any_hardmax};
    model::copy(result.query, query, 0);
    result.keys.emplace_back();
    model::copy(result.keys[0], key, 0);
    result.values.emplace_back();
    model::copy(result.values[0], value, 0);
    model::write(result.out, 0, out);
    return result;
  };
  gadget::IndicatorUnits first(ind[0]);
  first.unit("t", gadget::single(ind[0]), gadget::single(t[0]));
  first.threshold("go", gadget::single(t[0]), 3, gadget::single(go[0]));
  first.clear("go.old", go[0]);
  first.clear("y.old", y[0]);
  first.clear("b", b[0], gadget::single(y[0]));  // y := b
  gadget::IndicatorUnits second(ind[0]);
  second.clear("z", z[0]);
  late.blocks = {{.name = "tell", .heads = {head("news", one, ind, go, b)}, .mlp = first.finish()},
                 {.name = "ask", .heads = {head("ask", y, ind, t, z)}, .mlp = second.finish()}};
  late.schedule = {{0, 1}, {1, 1}};
  return late;
}

}  // namespace
TEST_CASE("loops of machines with one memory equal the literal evaluation under every tie rule") {
  for (const Blocks blocks : {Blocks::three_layers, Blocks::two_layers, Blocks::integers}) {
    for (const auto dialect : {subleq::Dialect::howerj, subleq::Dialect::davidar_sq}) {
      const neumann::Size size = size_of(blocks, dialect);
      const model::Transformer block = neumann::block(blocks, size);
      const model::Evaluator literal(block, model::Arithmetic::rational, 0);
      for (const model::Tie tie : {model::Tie::leftmost, model::Tie::rightmost}) {
        for (std::uint64_t number = 0; number < 3; ++number) {
          attest::Random random(1, 0, number);
          Matrix state = literal.embed(neumann::tokens_of(blocks, size, machine(random, size)));
          Looped looped(block, state, tie);
          CHECK(looped.is_incremental());
          for (int pass = 0; pass < 12; ++pass) {
            // The surroundings change a bit of the port.
            const int at = model::coordinate(block, blocks == Blocks::integers ? "x" : "mem");
            const auto value = static_cast<std::int32_t>(2 * random.below(2) - 1);
            state(1, at) = value;
            looped.set(1, at, value);
            state = literal.final_state(state, tie);
            looped.pass();
            REQUIRE(looped.state() == state);
            if (!looped.is_incremental()) break;
          }
          CHECK(looped.passes() > 0);
        }
      }
    }
  }
}

TEST_CASE("a column that is not the machine's or written to is not computed") {
  const neumann::Size size{.words = 64, .rules = {.word_bits = 8}};
  const model::Transformer block = neumann::block(Blocks::three_layers, size);
  // Subtracts 1 from two words in turn, for ever.
  neumann::Snapshot first{.memory = {.words = {12, 13, 3, 12, 14, 6, 15, 15, 0, 0, 0, 0, 1}}};
  first.memory.words.resize(64);
  Looped looped(block, model::embed(block, neumann::tokens_of(Blocks::three_layers, size, first)),
                model::Tie::average);
  looped.pass();
  const std::int64_t before = looped.computed();
  const std::int64_t scans = looped.scans();
  for (int pass = 0; pass < 100; ++pass) looped.pass();
  CHECK(looped.is_incremental());
  CHECK_FALSE(looped.has_tie());
  CHECK(looped.computed() - before <= 100 * 9);
  CHECK(looped.scans() == scans);
}

TEST_CASE("what was supposed constant and is not is found in the pass that changes it") {
  const model::Transformer late = late_news();
  Matrix state(24, model::width(late));
  for (int column = 0; column < 24; ++column) {
    state(column, model::coordinate(late, "one")) = 1;
    if (column == 0) state(column, model::coordinate(late, "ind")) = 1;
  }
  const model::Evaluator literal(late, model::Arithmetic::rational, 0);
  Looped looped(late, state, model::Tie::leftmost);
  CHECK(looped.is_incremental());
  for (int pass = 0; pass < 8; ++pass) {
    state = literal.final_state(state, model::Tie::leftmost);
    looped.pass();
    REQUIRE(looped.state() == state);
    if (pass == 2) CHECK(looped.is_incremental());
  }
  CHECK_FALSE(looped.is_incremental());
  CHECK(state(5, model::coordinate(late, "y")) == Rational(1));
}
