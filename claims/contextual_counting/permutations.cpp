// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.P3: a network without order and without positions cannot tell two words apart that count
/// differently.
#include <utility>

#include "claims/contextual_counting/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/contextual_counting.hpp"

namespace attest::contextual_counting {
namespace {

using check::Params;
using model::Linear;
using model::Norm;
using model::Slice;

constexpr int width = 3;     // of the stream that heads read and write
constexpr int marks = 2;     // whole numbers, from which softmax takes its scores
constexpr int units = 2;     // ReLU units of a layer
constexpr int symbols = 5;   // four letters and a question
constexpr int quarters = 8;  // weights are -2, -7/4, .., 2

/// What tells tokens apart besides their letters. Only `none` is a network of the statement.
enum class Order { none, causal_mask, positions };

/// Random weights, and how many choices there were.
class Weights {
 public:
  explicit Weights(Random random) : random_(random) {}
  std::int64_t whole() { return drawn(random_.between(-2, 2), 5); }
  Rational fraction() {
    return drawn(Rational(random_.between(-quarters, quarters), 4), 2 * quarters + 1);
  }
  [[nodiscard]] const Integer& choices() const { return choices_; }

 private:
  template <typename Value>
  Value drawn(Value value, std::int64_t choices) {
    choices_ *= choices;
    return value;
  }
  Random random_;
  Integer choices_ = 1;
};

/// A dense map of the slice onto `to` coordinates.
Linear random_map(Slice from, int to, Weights& weights, bool is_whole) {
  Linear map;
  for (int i = 0; i < from.size; ++i) {
    for (int k = 0; k < to; ++k) {
      const Rational weight = is_whole ? Rational(weights.whole()) : weights.fraction();
      map.push_back({.from = from[i], .to = k, .weight = {.value = weight}});
    }
  }
  return map;
}

model::Head random_head(Norm norm, Slice scored, Slice x, Weights& weights) {
  const bool is_whole = norm == Norm::softmax_base;  // whose scores have to be whole numbers
  model::Head head{.name = std::string(model::name_of(norm)), .norm = norm, .mask = 0};
  if (is_whole) head.base = 2;
  head.query = random_map(scored, 2, weights, is_whole);
  head.keys = {random_map(scored, 2, weights, is_whole)};
  head.values = {random_map(x, width, weights, false)};
  model::write(head.out, 0, x);
  return head;
}

model::Block random_layer(const char* name, const std::vector<Norm>& norms, Slice mark, Slice x,
                          Weights& weights) {
  model::Block layer{.name = name};
  for (const Norm norm : norms) {
    layer.heads.push_back(random_head(norm, norm == Norm::softmax_base ? mark : x, x, weights));
  }
  for (int u = 0; u < units; ++u) {
    model::Relu unit{.name = "unit" + std::to_string(u), .bias = {.value = weights.fraction()}};
    for (int k = 0; k < width; ++k) {
      unit.in.push_back({.at = x[k], .weight = {.value = weights.fraction()}});
      unit.out.push_back({.at = x[k], .weight = {.value = weights.fraction()}});
    }
    layer.mlp.push_back(std::move(unit));
  }
  return layer;
}

/// Two layers of random weights, read at a token of their own that sees all others.
model::Transformer random_network(Weights& weights, Order order) {
  model::Transformer model{.name = "random network", .fields = {"symbol", "region"}};
  model::Stream stream;
  const Slice x = stream.add("x", width);
  const Slice mark = stream.add("mark", marks);
  model.registers = stream.registers();
  model::CircuitBuilder embed(model.fields);
  model::CircuitBuilder pool({});
  const auto add = [&](const char* name, int at, bool is_whole) {
    const auto draw = [&] { return is_whole ? Rational(weights.whole()) : weights.fraction(); };
    std::vector<model::Weight> letters;
    for (int letter = 0; letter < symbols; ++letter) letters.push_back({.value = draw()});
    const model::Wire letter = embed.table(embed.input("symbol"), letters) + embed.input("region");
    const bool is_placed = order == Order::positions && at == 0;
    embed.output(name, at, is_placed ? letter + embed.position() : letter);
    pool.output(name, at, pool.constant(draw()));
  };
  for (int k = 0; k < width; ++k) add("x", k, false);
  for (int k = 0; k < marks; ++k) add("mark", k, true);
  model.embed = embed.finish();
  model.extra_tokens = {{.name = "pool", .embed = pool.finish(), .is_first = false}};
  model::CircuitBuilder mask({"query", "key"});
  const model::Wire hides = mask.less(mask.input("query"), mask.input("key"));
  mask.output("visible", order == Order::causal_mask ? 1 - hides : mask.constant(1));
  model.masks = {mask.finish()};
  model.blocks = {random_layer("layer1", {Norm::softmax_base, Norm::relu_mean}, mark, x, weights),
                  random_layer("layer2", {Norm::average_hardmax, Norm::linear}, mark, x, weights)};
  model.schedule = {{0, 1}, {1, 1}};
  model::CircuitBuilder decode(model::coordinate_names(model.registers));
  for (int k = 0; k < width; ++k) {
    decode.output("x", k, decode.input("x[" + std::to_string(k) + "]"));
  }
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::first_extra;
  return model;
}

model::Transformer network_of(std::uint64_t seed, const check::Case& chosen, Order order) {
  const auto index = static_cast<std::uint64_t>(chosen(0, 0).num().to_int64());
  Weights weights(Random(seed, /*stream=*/3, index));
  return random_network(weights, order);
}

/// Words of equal letters and different answers: "[1]0" and "[0]1"; "[1][]" and "[][1]".
check::Case word_of(const check::Case& chosen, bool is_second) {
  if (chosen(0, 1) == 0) return asked(is_second ? Letters{2, 0, 3, 1} : Letters{2, 1, 3, 0}, 2);
  return asked(is_second ? Letters{2, 3, 2, 1, 3} : Letters{2, 1, 3, 2, 3}, 2);
}

derive::Agrees same_output(const Params& params, std::uint64_t seed) {
  derive::Agrees result{.relation = derive::Relation::equal};
  result.left = [seed](const check::Case& chosen, const std::string& twist) {
    const Order order = twist == "causal_mask" ? Order::causal_mask
                        : twist == "positions" ? Order::positions
                                               : Order::none;
    const check::Case word = word_of(chosen, false);
    std::vector<Rational> found = model::answer(network_of(seed, chosen, order), word, {});
    const task::Task task = task::contextual_counting();
    const bool differ = task.answer(word) != task.answer(word_of(chosen, twist != "same_word"));
    found.emplace_back(differ ? 1 : 0);
    return found;
  };
  result.right = [seed](const check::Case& chosen) {
    std::vector<Rational> found =
        model::answer(network_of(seed, chosen, Order::none), word_of(chosen, true), {});
    found.emplace_back(1);
    return found;
  };
  Weights all(Random(seed, /*stream=*/3, 0));
  static_cast<void>(random_network(all, Order::none));
  result.cases = check::sampled(
      "seeded networks of rational weights, by two pairs of words in turn",
      2 * params.at("networks"), seed, 2 * all.choices(), "weights are any rationals",
      [](Random&, std::int64_t index) -> std::optional<check::Case> {
        check::Case chosen(1, 2);
        chosen(0, 0) = index / 2;
        chosen(0, 1) = index % 2;
        return chosen;
      });
  result.evaluator = "literal";
  return result;
}

}  // namespace

check::Statement permutation_statement() {
  check::Statement about = check::about(
      claim_id,
      {.label = "S1.P3",
       .title = "Without order nothing is counted by region",
       .sentence =
           "A network without mask and positions, read by a head that sees all tokens alike, has "
           "one output on $[1]0$ and $[0]1$ and one on $[1][]$ and $[][1]$; the counts differ.",
       .standing = check::Standing::finite_instance,
       .published = "A non-causal network without position code and with a permutation-invariant "
                    "head cannot solve the task (P3).",
       .checked = "Seeded networks of two layers with rational weights: softmax in base 2, clipped "
                  "means, average hardmax, linear scores and ReLU units; two pairs of words.",
       .gap = "A sample of networks; that every one is invariant is an argument in the README."});
  about.parameters = {{.name = "networks", .meaning = "networks drawn", .lo = 1, .hi = 1000000}};
  about.points = points_of("networks", {30}, {1000});
  about.mutant_points = points_of("networks", {30}, {});
  return derive::agrees(
      std::move(about), same_output,
      {{.name = "causal_mask", .why = "every layer with a causal mask", .proof = {}},
       {.name = "positions", .why = "an embedding that adds the position", .proof = {}},
       {.name = "same_word", .why = "a pair that consists of one word twice", .proof = {}}});
}

}  // namespace attest::contextual_counting
